// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents_command.h"

#include "check_command.h"
#include "terms/consent.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace ttp::command {

form::Definition formOfDocuments(const form::Definition &definition, const QStringList &fields)
{
    form::Step step;
    step.title = {u"追加した書類"_s, u"Documents added"_s};
    for (const QString &id : fields) {
        form::Field field;
        if (const form::Field *known = definition.field(id); known && known->type == form::FieldType::Document) {
            field = *known;
        } else {
            field.label = {id, id};
        }
        field.id = id;
        field.type = form::FieldType::Document;
        field.visibleWhen.reset(); // these conditions look at answers that are not here
        field.requiredWhen.reset();
        field.minCount.reset(); // and these count the files that were sent with the application
        field.maxCount.reset();
        step.fields.push_back(std::move(field));
    }
    form::Definition documents;
    documents.id = definition.id;
    documents.version = definition.version;
    documents.steps.push_back(std::move(step));
    return documents;
}

Result<void> DocumentsCommand::prepare()
{
    if (const auto writable = checkReceiptPlace(); !writable) {
        return writable;
    }
    return SendingCommand::prepare();
}

QStringList DocumentsCommand::fields() const
{
    QStringList fields;
    for (const Arguments::Document &document : arguments().documents) {
        fields += document.field;
    }
    fields.removeDuplicates();
    return fields;
}

Result<void> DocumentsCommand::beforeSignIn()
{
    ApplicationFile file;
    for (const Arguments::Document &document : arguments().documents) {
        file.attachments.push_back({document.field, QDir::current().absoluteFilePath(document.path)});
    }
    const service::Description &description = greeting().description;
    m_inspected = inspectFiles(file.attachments, description.limits.attachmentBytes);
    Failure invalid(FailureCode::AnswersInvalid);
    invalid.problems =
        problemsOf(file, m_inspected, formOfDocuments(greeting().form, fields()), checkContext(description));
    if (!invalid.problems.empty()) {
        return failed(std::move(invalid));
    }
    return {};
}

void DocumentsCommand::onSignedIn()
{
    m_consent = terms::giveConsent(greeting().terms, {}, terms::Channel::CommandLine, surroundings().clock->utcNow());
    send({greeting().form, {}, m_inspected.files, m_consent, language(), arguments().number});
}

LocalizedText DocumentsCommand::postingText() const
{
    return {u"追加の書類を提出しています。"_s, u"Adding the documents."_s};
}

void DocumentsCommand::onReceived(const submission::Sent &sent, Report report)
{
    const LocalizedText added(u"申請%1に%2件の書類を追加しました。"_s, u"Added %2 documents to the application %1."_s);
    const auto count = sent.receipt.acknowledgement.attachments.size();
    report.lines += added.arg(report.applicationNumber).arg(QString::number(count)).in(language());
    endWithReceipt(sent, formOfDocuments(greeting().form, fields()), m_consent, std::move(report));
}

} // namespace ttp::command
