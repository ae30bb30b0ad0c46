// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/messages.h"

#include <algorithm>
#include <array>

namespace ttp::kiosk {

namespace {

constexpr std::array<std::pair<Report, const char *>, 5> Reports{{{Report::Alive, "alive"},
                                                                  {Report::Input, "input"},
                                                                  {Report::Sending, "sending"},
                                                                  {Report::Settled, "settled"},
                                                                  {Report::Finished, "finished"}}};
constexpr std::array<std::pair<Order, const char *>, 3> Orders{
    {{Order::Calm, "calm"}, {Order::Refuse, "refuse"}, {Order::End, "end"}}};
constexpr QByteArrayView WarnWord("warn ");

template <typename Word, typename Words>
QByteArray lineOf(Word word, const Words &words)
{
    const auto found = std::ranges::find(words, word, [](const auto &pair) { return pair.first; });
    return QByteArray(found->second) + '\n';
}

template <typename Word, typename Words>
std::optional<Word> wordOf(QByteArrayView line, const Words &words)
{
    const auto found =
        std::ranges::find_if(words, [line](const auto &pair) { return line == QByteArrayView(pair.second); });
    return found == words.end() ? std::nullopt : std::optional<Word>(found->first);
}

} // namespace

QByteArray toLine(Report report)
{
    return lineOf(report, Reports);
}

QByteArray toLine(const Command &command)
{
    if (const auto *warn = std::get_if<Warn>(&command)) {
        return WarnWord.toByteArray() + QByteArray::number(warn->seconds) + '\n';
    }
    return lineOf(std::get<Order>(command), Orders);
}

std::optional<Report> readReport(QByteArrayView line)
{
    return wordOf<Report>(line, Reports);
}

std::optional<Command> readCommand(QByteArrayView line)
{
    if (line.startsWith(WarnWord)) {
        bool isNumber = false;
        const int seconds = line.sliced(WarnWord.size()).toByteArray().toInt(&isNumber);
        return isNumber && seconds >= 0 ? std::optional<Command>(Warn{seconds}) : std::nullopt;
    }
    const auto order = wordOf<Order>(line, Orders);
    return order ? std::optional<Command>(*order) : std::nullopt;
}

} // namespace ttp::kiosk
