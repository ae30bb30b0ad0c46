// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failure_book.h"

#include "base/json.h"

#include <QFile>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace ttp {

namespace {

/// What a service says is a quotation, not a page.
QString shortened(const QString &words)
{
    constexpr qsizetype Longest = 500;
    return words.size() <= Longest ? words : words.first(Longest) + u'…';
}

} // namespace

Result<FailureBook> FailureBook::read(const QByteArray &bytes)
{
    const auto json = parseJsonObject(bytes);
    if (!json) {
        return failed(FailureCode::Defect, json.error());
    }
    JsonErrors errors;
    JsonObject book(*json, {}, errors);
    if (book.integer(u"format"_s) != 1) {
        book.report(u"format"_s, u"must be 1"_s);
    }
    FailureBook result;
    book.forEach(u"failures"_s, [&result](JsonObject &entry) {
        const QString name = entry.string(u"code"_s);
        const auto code = failureCodeNamed(name);
        const auto state = outcomeStateNamed(entry.string(u"state"_s));
        FailurePage page{state.value_or(OutcomeState::Defect), entry.text(u"what"_s), entry.text(u"answers"_s),
                         entry.text(u"next"_s)};
        entry.refuseUnknown();
        if (!code) {
            entry.report(u"code"_s, u"unknown code "_s + name);
        } else if (!state) {
            entry.report(u"state"_s, u"unknown state"_s);
        } else if (!result.m_pages.emplace(*code, std::move(page)).second) {
            entry.report(u"code"_s, u"stands twice: "_s + name);
        }
    });
    book.refuseUnknown();
    for (const FailureCode code : allFailureCodes()) {
        if (errors.isEmpty() && !result.m_pages.contains(code)) {
            book.report(u"failures"_s, u"has no entry for "_s + nameOf(code));
        }
    }
    if (!errors.isEmpty()) {
        return failed(FailureCode::Defect, u"failure book: "_s + errors.first());
    }
    return result;
}

const FailureBook &FailureBook::bundled()
{
    static const FailureBook book = [] {
        QFile file(u":/failures/failures.json"_s);
        auto read = file.open(QIODevice::ReadOnly) ? FailureBook::read(file.readAll())
                                                   : failed(FailureCode::Defect, u"failure book is not compiled in"_s);
        if (!read) {
            qFatal("%s", qUtf8Printable(read.error().facts));
        }
        return *std::move(read);
    }();
    return book;
}

const FailurePage &FailureBook::page(FailureCode code) const
{
    return m_pages.at(code);
}

LocalizedText FailureBook::message(const Failure &failure) const
{
    const LocalizedText rest = details(failure);
    const LocalizedText &what = page(failure.code).what;
    return {what.in(u"ja"_s) + rest.in(u"ja"_s), what.in(u"en"_s) + u' ' + rest.in(u"en"_s)};
}

LocalizedText FailureBook::details(const Failure &failure) const
{
    const FailurePage &entry = page(failure.code);
    QMap<QString, QString> texts;
    for (const QString &language : {u"ja"_s, u"en"_s}) {
        const bool japanese = language == u"ja"_s;
        const QString gap = japanese ? QString() : u" "_s;
        const QLocale locale(language);
        QStringList sentences;
        if (failure.serviceSays) {
            sentences += (japanese ? u"サービスからの説明：「%1」。"_s : u"The service says: “%1”"_s)
                             .arg(shortened(failure.serviceSays->in(language)));
        }
        if (failure.limit) {
            sentences += (japanese ? u"上限は%1です。"_s : u"The limit is %1."_s)
                             .arg(locale.formattedDataSize(*failure.limit, 1, QLocale::DataSizeSIFormat));
        }
        if (!failure.applicationNumber.isEmpty()) {
            sentences += (japanese ? u"申請番号：%1。"_s : u"Application number: %1."_s).arg(failure.applicationNumber);
        }
        const auto listed = [&](const std::vector<LocalizedText> &labels, const QString &ja, const QString &en) {
            QStringList names;
            for (const LocalizedText &label : labels) {
                names += label.in(language);
            }
            if (!names.isEmpty()) {
                sentences += (japanese ? ja : en).arg(names.join(japanese ? u"、"_s : u", "_s));
            }
        };
        listed(failure.leftOut, u"新しい様式にないため、次の内容は削除しました：%1。"_s,
               u"The new form has no place for these, so they were left out: %1."_s);
        listed(failure.added, u"新しい様式で追加された項目：%1。"_s, u"The new form also asks for: %1."_s);
        if (failure.until) {
            const QDateTime japan = failure.until->toOffsetFromUtc(9 * 60 * 60);
            sentences += (japanese ? u"終了予定：%1（日本時間）。"_s : u"Expected to end: %1 (Japan time)."_s)
                             .arg(japan.toString(u"yyyy-MM-dd HH:mm"_s));
        } else if (failure.retryAfterSeconds) {
            const int minutes = qMax(1, (*failure.retryAfterSeconds + 59) / 60);
            sentences += (japanese ? u"約%1分後にもう一度お試しください。"_s : u"Try again in about %1 min."_s).arg(minutes);
        }
        sentences << entry.answers.in(language) << entry.next.in(language);
        sentences.removeAll(QString());
        texts.insert(language, sentences.join(gap));
    }
    return LocalizedText(texts);
}

} // namespace ttp
