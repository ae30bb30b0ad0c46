// SPDX-License-Identifier: GPL-3.0-or-later
#include "name.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::vault {

namespace {

constexpr qsizetype MaxSegments = 4;
constexpr qsizetype MaxSegmentLength = 64;

} // namespace

bool isSegment(QStringView text)
{
    return !text.isEmpty() && text.size() <= MaxSegmentLength && std::ranges::all_of(text, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

bool isName(QStringView name)
{
    const QList<QStringView> segments = name.split(u'/');
    return segments.size() <= MaxSegments && std::ranges::all_of(segments, isSegment);
}

std::unexpected<Failure> notAName()
{
    return failed(FailureCode::Defect, u"not a name that the vault can keep"_s);
}

QByteArray nameOf(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Draft:
        return "draft";
    case Purpose::Form:
        return "form";
    case Purpose::Attachment:
        return "attachment";
    case Purpose::Receipt:
        return "receipt";
    case Purpose::Sending:
        return "sending";
    }
    Q_UNREACHABLE();
}

} // namespace ttp::vault
