// SPDX-License-Identifier: GPL-3.0-or-later
#include "pages/journey.h"

#include "form/normalize.h"

namespace ttp::ui {

std::vector<service::FileToSend> Journey::filesToSend() const
{
    std::vector<service::FileToSend> list;
    for (const AttachedFile &file : files) {
        if (file.state != AttachedFile::State::Checking) {
            list.push_back(file.file);
        }
    }
    return list;
}

std::vector<form::Attachment> Journey::attachments() const
{
    std::vector<form::Attachment> list;
    for (const service::FileToSend &file : filesToSend()) {
        list.push_back(file.facts);
    }
    return list;
}

std::shared_ptr<const Judged> Journey::judged() const
{
    // The bytes that a definition was read from tell it from every other: they are shared by its copies, and kept here.
    const auto isOwn = [this](const form::Definition &known) {
        return !known.json.isNull() && known.json.constData() == definition().json.constData();
    };
    auto sent = attachments();
    const bool sameForm = lastJudged && isOwn(*lastJudged->definition);
    if (sameForm && lastJudged->typed == answers && lastJudged->files == sent) {
        return lastJudged;
    }
    const auto form = sameForm ? lastJudged->definition : std::make_shared<const form::Definition>(definition());
    auto judged = std::make_shared<Judged>(
        Judged{form, answers, std::move(sent), {}, form::Visibility(*form, {}, {})});
    judged->prepared = form::prepareForSending(*form, answers, judged->files);
    judged->visibility = form::Visibility(*form, judged->prepared, judged->files);
    lastJudged = judged;
    return judged;
}

form::CheckContext Journey::checkContext(const QDate &today) const
{
    return {today, isPractice(), greeting->description.limits};
}

} // namespace ttp::ui
