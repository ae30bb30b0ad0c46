// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <QMessageLogger>
#include <QObject>

#include <utility>

namespace ttp::log {

namespace {

thread_local bool beingWritten = false; // NOLINT: a message handler is a plain function and gets nothing handed in

} // namespace

Words classOf(const QObject &object)
{
    return {Words::Compiled(), object.metaObject()->className()};
}

Line::Line(const QLoggingCategory &category, QtMsgType level)
    : m_category(category), m_level(level), m_enabled(category.isEnabled(level))
{
}

Line::~Line()
{
    if (!m_enabled) {
        return;
    }
    const QMessageLogger logger(nullptr, 0, nullptr, m_category.categoryName());
    const bool before = std::exchange(beingWritten, true);
    switch (m_level) {
    case QtDebugMsg: logger.debug("%s", m_text.constData()); break;
    case QtInfoMsg: logger.info("%s", m_text.constData()); break;
    default: logger.critical("%s", m_text.constData()); break;
    }
    beingWritten = before;
}

bool Line::isBeingWritten()
{
    return beingWritten;
}

Line &Line::operator<<(Words words)
{
    return item(words.text());
}

Line &Line::operator<<(FailureCode code)
{
    return item(nameOf(code).toLatin1());
}

Line &Line::operator<<(const Failure &failure)
{
    item(nameOf(failure.code).toLatin1());
    if (!failure.problemType.isEmpty()) { // one of the contract's table
        item(failure.problemType.toLatin1());
    }
    if (failure.retryAfterSeconds) {
        item("retry-after").item(QByteArray::number(*failure.retryAfterSeconds) + " s");
    }
    return *this;
}

Line &Line::item(const QByteArray &text)
{
    if (m_enabled) {
        if (!m_text.isEmpty()) {
            m_text += ' ';
        }
        m_text += text;
    }
    return *this;
}

Line &Line::number(qint64 value)
{
    return item(QByteArray::number(value));
}

Line &Line::milliseconds(qint64 value)
{
    return item(QByteArray::number(value) + " ms");
}

} // namespace ttp::log
