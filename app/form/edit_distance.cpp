// SPDX-License-Identifier: GPL-3.0-or-later
#include "edit_distance.h"

#include <algorithm>
#include <vector>

namespace ttp::form {

int editDistance(const QString &one, const QString &other)
{
    const auto width = size_t(other.size()) + 1;
    std::vector<std::vector<int>> table(size_t(one.size()) + 1, std::vector<int>(width));
    for (size_t i = 0; i < table.size(); ++i) {
        for (size_t j = 0; j < width; ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = int(i + j);
                continue;
            }
            const QChar a = one.at(qsizetype(i) - 1);
            const QChar b = other.at(qsizetype(j) - 1);
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a == b ? 0 : 1)});
            if (i > 1 && j > 1 && a == other.at(qsizetype(j) - 2) && one.at(qsizetype(i) - 2) == b) {
                table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
            }
        }
    }
    return table.back().back();
}

} // namespace ttp::form
