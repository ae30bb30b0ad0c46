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

form::Answers Journey::prepared() const
{
    return form::prepareForSending(definition(), answers, attachments());
}

form::CheckContext Journey::checkContext(const QDate &today) const
{
    return {today, isPractice(), greeting->description.limits};
}

} // namespace ttp::ui
