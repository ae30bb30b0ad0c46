// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QByteArray>
#include <QLoggingCategory>

#include <chrono>
#include <concepts>

class QObject;

namespace ttp::log {

/// The log of the program: what it does, how long that took and what came of it. Which data may stand in it is a question of
/// type: words that stand in the source, numbers, times and failures can be written; a text that came from somewhere (an
/// answer, a file's name, an address, a user ID) has no way in, and a type that holds data of the person comes out as a mask.
///
///     log::info(category()) << "retry" << attempt << "in" << pause << "after" << failure;

/// Text that was compiled in; nothing else becomes one.
class Words {
public:
    consteval Words(const char *literal) : m_text(literal) {} // NOLINT(google-explicit-constructor): reads like a text
    [[nodiscard]] const char *text() const { return m_text; }

private:
    friend Words classOf(const QObject &object);
    struct Compiled {};
    constexpr Words(Compiled, const char *text) : m_text(text) {}
    const char *m_text;
};

/// The name of its class.
[[nodiscard]] Words classOf(const QObject &object);

/// A type with `static constexpr const char *LogMask` may be handed to the log and comes out as that mask.
template <typename T>
concept Masked = requires {
    { T::LogMask } -> std::convertible_to<const char *>;
};

/// One line. Written when it ends, if its category is enabled for its level.
class Line {
public:
    Line(const QLoggingCategory &category, QtMsgType level);
    ~Line();
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;

    Line &operator<<(Words words);
    Line &operator<<(FailureCode code);
    /// Code, the service's type of problem and how long to wait; neither facts nor anything that the service says.
    Line &operator<<(const Failure &failure);
    template <std::integral Number>
    Line &operator<<(Number value)
    {
        return number(qint64(value));
    }
    template <typename Count, typename Period>
    Line &operator<<(std::chrono::duration<Count, Period> time)
    {
        return milliseconds(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
    }
    template <Masked T>
    Line &operator<<(const T &)
    {
        return item(T::LogMask);
    }
    /// Neither text nor anything else that may be about the person.
    template <typename T>
        requires(!std::convertible_to<const T &, Words> && !std::integral<T> && !Masked<T>)
    Line &operator<<(const T &) = delete;

    /// True while this thread hands a line over: the output lets the texts of nobody else pass.
    [[nodiscard]] static bool isBeingWritten();

private:
    Line &item(const QByteArray &text);
    Line &number(qint64 value);
    Line &milliseconds(qint64 value);

    const QLoggingCategory &m_category;
    QtMsgType m_level;
    bool m_enabled;
    QByteArray m_text;
};

/// What support needs to follow an operation.
[[nodiscard]] inline Line info(const QLoggingCategory &category)
{
    return {category, QtInfoMsg};
}

/// Every step.
[[nodiscard]] inline Line debug(const QLoggingCategory &category)
{
    return {category, QtDebugMsg};
}

/// What somebody has to see to; written whatever level was asked for.
[[nodiscard]] inline Line error(const QLoggingCategory &category)
{
    return {category, QtCriticalMsg};
}

} // namespace ttp::log
