// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema_expression.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ttp::form {

namespace {

// Every part that looks outward doubles the alternatives; forms that people write have one or two.
constexpr std::size_t MostAlternatives = 64;

} // namespace

struct Expression::Node {
    Kind kind = Kind::Constant;
    bool value = false; // of a constant
    QJsonObject schema; // of a test
    std::vector<Expression> parts;
    qint64 size = 0;
    int outermost = -1; // -1: a constant
    int innermost = -1;
};

Expression Expression::constant(bool value)
{
    Node node;
    node.value = value;
    return Expression(std::make_shared<const Node>(std::move(node)));
}

Expression Expression::test(int level, const QJsonObject &schema)
{
    Node node;
    node.kind = Kind::Test;
    node.schema = schema;
    node.size = 1;
    node.outermost = node.innermost = level;
    return Expression(std::make_shared<const Node>(std::move(node)));
}

Expression Expression::joined(const std::vector<Expression> &parts, bool all)
{
    Node node;
    node.kind = all ? Kind::All : Kind::Any;
    const auto add = [&node](const Expression &part) {
        if (std::find(node.parts.cbegin(), node.parts.cend(), part) != node.parts.cend()) {
            return;
        }
        const Node &own = *part.m_node;
        node.parts.push_back(part);
        node.size += own.size;
        node.outermost = node.outermost < 0 ? own.outermost : std::min(node.outermost, own.outermost);
        node.innermost = std::max(node.innermost, own.innermost);
    };
    for (const Expression &part : parts) {
        if (part.m_node->kind == Kind::Constant) {
            if (part.m_node->value != all) {
                return part;
            }
        } else if (part.m_node->kind == node.kind) {
            std::for_each(part.m_node->parts.cbegin(), part.m_node->parts.cend(), add);
        } else {
            add(part);
        }
    }
    if (node.parts.size() < 2) {
        return node.parts.empty() ? constant(all) : node.parts.front();
    }
    return Expression(std::make_shared<const Node>(std::move(node)));
}

Expression Expression::no(const Expression &part)
{
    if (part.m_node->kind == Kind::Constant) {
        return constant(!part.m_node->value);
    }
    if (part.m_node->kind == Kind::Not) {
        return part.m_node->parts.front();
    }
    Node node = *part.m_node;
    node.kind = Kind::Not;
    node.schema = {};
    node.parts = {part};
    return Expression(std::make_shared<const Node>(std::move(node)));
}

bool operator==(const Expression &one, const Expression &other)
{
    const Expression::Node &a = *one.m_node;
    const Expression::Node &b = *other.m_node;
    return &a == &b
        || (a.kind == b.kind && a.value == b.value && a.outermost == b.outermost && a.size == b.size
            && a.schema == b.schema && a.parts == b.parts);
}

bool Expression::isAlways() const
{
    return m_node->kind == Kind::Constant && m_node->value;
}

bool Expression::isNever() const
{
    return m_node->kind == Kind::Constant && !m_node->value;
}

qint64 Expression::size() const
{
    return m_node->size;
}

std::optional<int> Expression::outermost() const
{
    return m_node->outermost < 0 ? std::nullopt : std::optional(m_node->outermost);
}

bool Expression::isOf(int level) const
{
    return m_node->outermost == level && m_node->innermost == level;
}

bool Expression::isOfOneLevel() const
{
    return m_node->outermost == m_node->innermost;
}

QJsonObject Expression::schema() const
{
    const auto list = [this] {
        QJsonArray schemas;
        for (const Expression &part : m_node->parts) {
            schemas.append(part.schema());
        }
        return schemas;
    };
    switch (m_node->kind) {
    case Kind::Constant: return m_node->value ? QJsonObject() : QJsonObject{{u"not"_s, QJsonObject()}};
    case Kind::Test: return m_node->schema;
    case Kind::All: return {{u"allOf"_s, list()}};
    case Kind::Any: return {{u"anyOf"_s, list()}};
    case Kind::Not: return {{u"not"_s, m_node->parts.front().schema()}};
    }
    return {};
}

Expression Expression::outermostPart() const
{
    if (isOfOneLevel()) {
        return *this;
    }
    const auto part = std::find_if(m_node->parts.cbegin(), m_node->parts.cend(), [this](const Expression &e) {
        return e.m_node->outermost == m_node->outermost;
    });
    return part->outermostPart();
}

Expression Expression::assuming(const Expression &part, bool holds) const
{
    if (m_node->outermost > part.m_node->outermost || m_node->kind == Kind::Constant) {
        return *this;
    }
    if (*this == part) {
        return constant(holds);
    }
    if (m_node->kind == Kind::Not) {
        return no(m_node->parts.front().assuming(part, holds));
    }
    if (m_node->kind == Kind::Test) {
        return *this;
    }
    std::vector<Expression> parts;
    for (const Expression &own : m_node->parts) {
        parts.push_back(own.assuming(part, holds));
    }
    return joined(parts, m_node->kind == Kind::All);
}

bool Expression::splitInto(int level, const Expression &outer,
                           std::vector<std::pair<Expression, Expression>> &found) const
{
    if (isNever() || outer.isNever()) {
        return true;
    }
    if (isAlways() || m_node->outermost >= level) {
        found.emplace_back(outer, *this);
        return found.size() <= MostAlternatives;
    }
    const Expression part = outermostPart();
    return assuming(part, true).splitInto(level, all({outer, part}), found)
        && assuming(part, false).splitInto(level, all({outer, no(part)}), found);
}

std::optional<std::vector<std::pair<Expression, Expression>>> Expression::split(int level) const
{
    std::vector<std::pair<Expression, Expression>> found;
    return splitInto(level, always(), found) ? std::optional(std::move(found)) : std::nullopt;
}

} // namespace ttp::form
