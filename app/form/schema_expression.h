// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ttp::form {

/// A Boolean expression about the answers. Its tests are JSON Schemas of one of the objects that lie around a field:
/// level 0 is the object of all answers, 1 the entry of a group, 2 the entry of a group inside that one. A schema sees
/// one object only, so an expression of several levels is taken apart (`split`) before it is written down.
class Expression {
public:
    static Expression always() { return constant(true); }
    static Expression never() { return constant(false); }
    static Expression constant(bool value);
    static Expression test(int level, const QJsonObject &schema);
    static Expression all(const std::vector<Expression> &parts) { return joined(parts, true); }
    static Expression any(const std::vector<Expression> &parts) { return joined(parts, false); }
    static Expression no(const Expression &part);

    [[nodiscard]] bool isAlways() const;
    [[nodiscard]] bool isNever() const;
    /// How many tests it holds when it is written out.
    [[nodiscard]] qint64 size() const;
    /// The outermost level that a test looks at; none for a constant.
    [[nodiscard]] std::optional<int> outermost() const;

    /// True if there are tests and all are of that level.
    [[nodiscard]] bool isOf(int level) const;

    /// The schema of the objects for which it holds. All tests have to be of one level.
    [[nodiscard]] QJsonObject schema() const;

    /// The expression as alternatives that exclude each other: it holds where the first half (about what lies around
    /// `level`) and the second half (about `level` alone) of one of them hold. Nothing if it has too many parts.
    [[nodiscard]] std::optional<std::vector<std::pair<Expression, Expression>>> split(int level) const;

    /// True if both are written down in the same way.
    friend bool operator==(const Expression &one, const Expression &other);

private:
    enum class Kind { Constant, Test, All, Any, Not };
    struct Node;

    explicit Expression(std::shared_ptr<const Node> node) : m_node(std::move(node)) {}
    static Expression joined(const std::vector<Expression> &parts, bool all);
    [[nodiscard]] bool isOfOneLevel() const;
    /// The first of the largest parts that look at the outermost level only.
    [[nodiscard]] Expression outermostPart() const;
    /// The expression under the assumption that the part holds, or does not.
    [[nodiscard]] Expression assuming(const Expression &part, bool holds) const;
    [[nodiscard]] bool splitInto(int level, const Expression &outer,
                                 std::vector<std::pair<Expression, Expression>> &found) const;

    std::shared_ptr<const Node> m_node;
};

} // namespace ttp::form
