// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/receipt_page.h"

#include "style/card.h"
#include "style/link_button.h"
#include "style/metrics.h"
#include "style/notice.h"
#include "style/paragraph.h"
#include "style/section_heading.h"
#include "style/style.h"
#include "terms_view/terms_view.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ttp::ui {

ReceiptPage::ReceiptPage(Journey &journey, submission::Sent sent, terms::Consent consent, QWidget *parent)
    : Page(journey, parent), m_sent(std::move(sent)), m_consent(std::move(consent)), m_practice(new style::Notice(style::Notice::Kind::Practice)),
      m_numberLabel(new style::Paragraph({}, style::TextRole::Label)),
      m_number(new style::Paragraph({}, style::TextRole::PageTitle)), m_copy(new QPushButton),
      m_times(new style::Paragraph), m_checks(new style::Paragraph), m_next(new style::Paragraph),
      m_consentHeading(new style::SectionHeading({}, style::SectionHeading::Level::Section, this)),
      m_consentText(new style::Paragraph), m_saveConsent(new style::LinkButton({}, this)),
      m_consentSaved(new style::Notice(style::Notice::Kind::Done)),
      m_saved(new style::Notice(style::Notice::Kind::Done)), m_plan(new QPushButton), m_again(new QPushButton)
{
    m_practice->setVisible(journey.isPractice());
    auto *card = new style::Card;
    auto *rows = new QVBoxLayout(card);
    const int pad = style::px(this, 24);
    rows->setContentsMargins(pad, pad, pad, pad);
    rows->setSpacing(style::px(this, 12));
    rows->addWidget(m_numberLabel);
    auto *number = new QHBoxLayout;
    number->addWidget(m_number, 1);
    number->addWidget(m_copy);
    rows->addLayout(number);
    rows->addWidget(m_times);
    rows->addWidget(m_checks);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_number->plainText());
        m_copied = true;
        retranslate();
    });
    m_saved->hide();
    m_plan->setObjectName(u"PlanPage"_s);
    connect(m_plan, &QPushButton::clicked, this, &ReceiptPage::planRequested);
    style::setQuiet(m_again);
    connect(m_again, &QPushButton::clicked, this, &ReceiptPage::newApplicationRequested);
    column()->addWidget(m_practice);
    column()->addWidget(m_saved);
    column()->addWidget(card);
    column()->addWidget(m_next);
    column()->addWidget(m_plan, 0, Qt::AlignLeft);
    addConsent();
    column()->addWidget(m_again, 0, Qt::AlignLeft);
    column()->addStretch();
    retranslate();
}

void ReceiptPage::addConsent()
{
    auto *card = new style::Card;
    auto *rows = new QVBoxLayout(card);
    const int pad = style::px(this, 24);
    rows->setContentsMargins(pad, pad, pad, pad);
    rows->setSpacing(style::px(this, 12));
    rows->addWidget(m_consentHeading);
    rows->addWidget(m_consentText);
    rows->addWidget(m_saveConsent, 0, Qt::AlignLeft);
    rows->addWidget(m_consentSaved);
    m_saveConsent->setVisible(!m_consent.receipt.isEmpty()); // an older program made none
    connect(m_saveConsent, &QAbstractButton::clicked, this, &ReceiptPage::saveConsentRequested);
    column()->addWidget(card);
}

/// What was agreed to, when, and what was on the screen.
QString ReceiptPage::consentInWords() const
{
    const QString format = u"yyyy-MM-dd HH:mm"_s;
    QStringList lines{tr("You agreed to version %1 of the terms on %2 Japan time (%3 here).")
                          .arg(m_consent.termsVersion, m_consent.acceptedAt.toOffsetFromUtc(9 * 60 * 60).toString(format),
                               m_consent.acceptedAt.toLocalTime().toString(format))};
    QStringList shown;
    for (const QString &tag : m_consent.languagesShown) {
        shown += nativeLanguageName(tag);
    }
    lines += tr("Languages that were on the screen: %1").arg(shown.isEmpty() ? tr("none") : shown.join(u", "_s));
    for (const terms::Consent::Text &text : m_consent.documents) {
        terms::Document document;
        document.role = text.role;
        document.provenance = text.provenance;
        lines += nativeLanguageName(text.language) + u" ("_s + document.badge() + u"): SHA-256 "_s
            + QString::fromLatin1(text.sha256.first(16)) + u'…';
    }
    return lines.join(u'\n');
}

void ReceiptPage::showConsentSaved(const QString &path)
{
    m_consentPath = path;
    showFailure(std::nullopt);
    retranslate();
    Q_EMIT showWidget(m_consentSaved);
}

QString ReceiptPage::title() const
{
    return journey().isPractice() ? tr("Practice application received") : tr("Application received");
}

QString ReceiptPage::primaryText() const
{
    return tr("Save receipt…");
}

QWidget *ReceiptPage::firstControl()
{
    return m_copy;
}

void ReceiptPage::showSaved(const QString &path)
{
    m_savedPath = path;
    showFailure(std::nullopt);
    retranslate();
    Q_EMIT showWidget(m_saved);
}

void ReceiptPage::retranslate()
{
    m_practice->setHeading(u"練習です。申請は行われていません。"_s);
    m_practice->setText(u"Practice. No application was made."_s);
    m_numberLabel->setPlainText(tr("Application number"));
    m_number->setPlainText(m_sent.receipt.acknowledgement.applicationNumber);
    m_number->setAccessibleName(tr("Application number %1").arg(m_number->plainText()));
    m_copy->setText(m_copied ? tr("Copied") : tr("Copy"));
    m_copy->setAccessibleName(m_copied ? tr("Copied") : tr("Copy the application number"));
    const QDateTime received = m_sent.receipt.acknowledgement.receivedAt;
    const QDateTime japan = received.toOffsetFromUtc(9 * 60 * 60);
    const QDateTime here = received.toLocalTime();
    const QString format = u"yyyy-MM-dd HH:mm"_s;
    m_times->setPlainText(tr("Received %1 Japan time (%2 here)").arg(japan.toString(format), here.toString(format)));
    m_checks->setPlainText(
        tr("What the service received is exactly what you sent: the answers and %n file(s) were compared digest by digest.",
           nullptr, int(m_sent.receipt.acknowledgement.attachments.size()))
        + u'\n'
        + (m_sent.provedBy == submission::ProvedBy::PinnedKey
               ? tr("The receipt is signed with a key that your service profile pins.")
               : tr("The receipt is signed with a key that only the service itself announces.")));
    m_next->setPlainText(
        journey().isPractice()
            ? tr("In a real application the preliminary inspection would follow, and its result would come by e-mail. Save "
                 "the receipt if you want to look at it; it proves nothing about a real application.")
            : tr("The preliminary inspection follows. Its result comes by e-mail; nobody can say in advance how long it "
                 "takes. Save the receipt now: it is your proof of what you sent."));
    m_saved->setVisible(!m_savedPath.isEmpty());
    m_saved->setHeading(tr("The receipt was saved"));
    m_saved->setText(QDir::toNativeSeparators(m_savedPath));
    m_consentHeading->setText(tr("Your consent"));
    m_consentText->setPlainText(consentInWords());
    m_saveConsent->setText(tr("Save consent receipt…"));
    m_saveConsent->setAccessibleName(m_saveConsent->text());
    m_consentSaved->setVisible(!m_consentPath.isEmpty());
    m_consentSaved->setHeading(tr("The consent receipt was saved"));
    m_consentSaved->setText(QDir::toNativeSeparators(m_consentPath));
    m_plan->setText(tr("Plan your visit"));
    m_plan->setAccessibleName(m_plan->text());
    m_again->setText(tr("Make another application"));
    m_again->setAccessibleName(m_again->text());
}

} // namespace ttp::ui
