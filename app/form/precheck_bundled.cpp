// SPDX-License-Identifier: GPL-3.0-or-later
#include "form/precheck.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

QByteArray bundled(const QString &name)
{
    QFile file(u":/precheck/%1.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Precheck readBundled()
{
    auto read = readPrecheck(bundled(u"questions"_s), bundled(u"rules"_s), bundled(u"countries"_s));
    if (!read) {
        qFatal("the pre-check: %s", qUtf8Printable(read.error()));
    }
    return *std::move(read);
}

} // namespace

const Precheck &precheck()
{
    static const Precheck bundledOne = readBundled();
    return bundledOne;
}

} // namespace ttp::form
