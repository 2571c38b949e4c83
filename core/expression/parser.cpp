// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/parser.h"

#include "core/base/decimal.h"
#include "core/expression/lexer.h"

#include <algorithm>

namespace dw
{

namespace
{

using NodePointer = std::unique_ptr<SyntaxNode>;
using Parsed = Result<NodePointer>;

bool isWord(const Token &token, QLatin1String word)
{
    return token.kind == Token::Kind::Name && token.text.compare(word, Qt::CaseInsensitive) == 0;
}

// "007.50" -> "7.50"; nothing unless digits, then at most one point followed by digits.
std::optional<QString> canonicalNumber(const QString &text, int maxDecimals)
{
    const qsizetype point = text.indexOf(QLatin1Char('.'));
    const QString whole = point < 0 ? text : text.left(point);
    const QString decimals = point < 0 ? QString() : text.mid(point + 1);
    const auto digitsOnly = [](const QString &part) {
        return std::all_of(part.begin(), part.end(),
                           [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    };
    if (whole.isEmpty() || !digitsOnly(whole) || !digitsOnly(decimals) ||
        (point >= 0 && decimals.isEmpty()) || decimals.size() > maxDecimals)
        return std::nullopt;
    qsizetype zeros = 0;
    while (zeros + 1 < whole.size() && whole[zeros] == QLatin1Char('0'))
        ++zeros;
    return point < 0 ? whole.mid(zeros) : whole.mid(zeros) + QLatin1Char('.') + decimals;
}

class Reader
{
public:
    Reader(QList<Token> tokens, ExpressionError *where) : m_tokens(std::move(tokens)), m_where(where) {}

    Parsed run()
    {
        if (current().kind == Token::Kind::End)
            return refuse(current(), QStringLiteral("expression.empty"));
        DW_ASSIGN(NodePointer node, comparison());
        if (current().kind != Token::Kind::End)
            return unexpectedRest();
        return node;
    }

private:
    const Token &current() const { return m_tokens[m_at]; }
    const Token &ahead() const { return m_tokens[std::min(m_at + 1, m_tokens.size() - 1)]; }
    void advance()
    {
        if (m_at + 1 < m_tokens.size())
            ++m_at;
    }

    Error refuse(const Token &token, const QString &key, const QStringList &arguments = {},
                 ErrorCode code = ErrorCode::Invalid)
    {
        const Error error(code, key, arguments);
        if (m_where)
            *m_where = {token.position, token.length, error};
        return error;
    }

    Error expected(const QString &what)
    {
        if (current().kind == Token::Kind::End)
            return refuse(current(), QStringLiteral("expression.unexpected_end"), {what});
        return refuse(current(), QStringLiteral("expression.expected"), {what, current().text.left(40)});
    }

    // People write "a AND b"; say how it is written here.
    Error unexpectedRest()
    {
        for (const QLatin1String word : {QLatin1String("AND"), QLatin1String("OR"), QLatin1String("NOT")}) {
            if (isWord(current(), word))
                return refuse(current(), QStringLiteral("expression.infix_logic"), {QString(word)});
        }
        return refuse(current(), QStringLiteral("expression.unexpected"), {current().text.left(40)});
    }

    Parsed finish(NodePointer node, int position)
    {
        const Token &last = m_tokens[std::max<qsizetype>(m_at - 1, 0)];
        node->position = position;
        node->length = std::max(0, last.position + last.length - position);
        for (const NodePointer &child : node->children)
            node->depth = std::max(node->depth, child->depth + 1);
        if (node->depth > Parser::MaxDepth)
            return tooDeep(m_tokens[m_at]);
        if (++m_nodes > Parser::MaxNodes)
            return refuse(m_tokens[m_at], QStringLiteral("expression.too_many_nodes"),
                          {QString::number(Parser::MaxNodes)}, ErrorCode::Limit);
        return node;
    }

    Error tooDeep(const Token &token)
    {
        return refuse(token, QStringLiteral("expression.too_deep"), {QString::number(Parser::MaxDepth)},
                      ErrorCode::Limit);
    }

    static NodePointer make(SyntaxNode::Kind kind)
    {
        auto node = std::make_unique<SyntaxNode>();
        node->kind = kind;
        return node;
    }

    Parsed operation(Operator op, NodePointer left, NodePointer right)
    {
        NodePointer node = make(SyntaxNode::Kind::Operation);
        const int position = left->position;
        node->op = op;
        node->children.push_back(std::move(left));
        if (right)
            node->children.push_back(std::move(right));
        return finish(std::move(node), position);
    }

    // A level of the grammar whose operators group from the left.
    template <typename Next>
    Parsed leftGrouped(const std::initializer_list<Operator> &operators, Next next)
    {
        DW_ASSIGN(NodePointer left, next());
        for (;;) {
            const auto found = std::find_if(operators.begin(), operators.end(),
                                            [&](Operator op) { return current().is(operatorText(op)); });
            if (found == operators.end())
                return left;
            advance();
            DW_ASSIGN(NodePointer right, next());
            DW_ASSIGN(left, operation(*found, std::move(left), std::move(right)));
        }
    }

    Parsed comparison()
    {
        if (++m_depth > Parser::MaxDepth)
            return tooDeep(current());
        DW_ASSIGN(NodePointer left, concat());
        for (;;) {
            if (isWord(current(), QLatin1String("IN"))) {
                DW_ASSIGN(left, in(std::move(left)));
                continue;
            }
            static constexpr Operator Comparisons[] = {Operator::Equal,   Operator::NotEqual,
                                                       Operator::Less,    Operator::LessOrEqual,
                                                       Operator::Greater, Operator::GreaterOrEqual};
            const auto found = std::find_if(std::begin(Comparisons), std::end(Comparisons),
                                            [&](Operator op) { return current().is(operatorText(op)); });
            if (found == std::end(Comparisons))
                break;
            advance();
            DW_ASSIGN(NodePointer right, concat());
            DW_ASSIGN(left, operation(*found, std::move(left), std::move(right)));
        }
        --m_depth;
        return left;
    }

    Parsed in(NodePointer left)
    {
        advance();
        if (!current().is(QLatin1String("(")))
            return expected(QStringLiteral("("));
        advance();
        NodePointer node = make(SyntaxNode::Kind::Operation);
        const int position = left->position;
        node->op = Operator::In;
        node->children.push_back(std::move(left));
        DW_TRY(list(*node));
        if (node->children.size() < 2)
            return refuse(m_tokens[m_at - 1], QStringLiteral("expression.empty_list"));
        return finish(std::move(node), position);
    }

    // Arguments up to and with the closing bracket; the opening one is read.
    Result<void> list(SyntaxNode &node)
    {
        if (current().is(QLatin1String(")"))) {
            advance();
            return {};
        }
        for (;;) {
            DW_ASSIGN(NodePointer child, comparison());
            node.children.push_back(std::move(child));
            if (current().is(QLatin1String(")"))) {
                advance();
                return {};
            }
            if (!current().is(QLatin1String(",")))
                return expected(QStringLiteral(")"));
            advance();
        }
    }

    Parsed concat()
    {
        return leftGrouped({Operator::Concat}, [this] { return sum(); });
    }
    Parsed sum()
    {
        return leftGrouped({Operator::Add, Operator::Subtract}, [this] { return product(); });
    }
    Parsed product()
    {
        return leftGrouped({Operator::Multiply, Operator::Divide}, [this] { return unary(); });
    }

    Parsed unary()
    {
        if (!current().is(QLatin1String("-")))
            return primary();
        const int position = current().position;
        advance();
        if (current().kind == Token::Kind::Number)
            return number(position, QStringLiteral("-"));
        if (++m_depth > Parser::MaxDepth)
            return tooDeep(current());
        DW_ASSIGN(NodePointer operand, unary());
        --m_depth;
        NodePointer node = make(SyntaxNode::Kind::Operation);
        node->op = Operator::Negate;
        node->children.push_back(std::move(operand));
        return finish(std::move(node), position);
    }

    Parsed number(int position, const QString &sign)
    {
        const Token token = current();
        advance();
        const bool percent = current().is(QLatin1String("%"));
        if (percent)
            advance();
        const std::optional<QString> digits = canonicalNumber(token.text, percent ? 2 : Decimal::MaxScale);
        if (!digits)
            return refuse(token, QStringLiteral("expression.bad_number"), {token.text.left(40)});
        QString text = sign + *digits;
        // The value must fit 64 bits; a percent counts in basis points.
        const std::optional<Decimal> value = digits->size() > 40 ? std::nullopt : Decimal::fromString(text);
        if (!value || (percent && !value->rescaled(2)))
            return refuse(token, QStringLiteral("expression.number_too_big"), {token.text.left(40)},
                          ErrorCode::Limit);
        if (value->unscaled() == 0 && !sign.isEmpty())
            text = *digits;
        NodePointer node = make(percent ? SyntaxNode::Kind::Percent : SyntaxNode::Kind::Number);
        node->text = text;
        return finish(std::move(node), position);
    }

    Parsed primary()
    {
        const Token token = current();
        switch (token.kind) {
            case Token::Kind::Number:
                return number(token.position, {});
            case Token::Kind::Text: {
                advance();
                NodePointer node = make(SyntaxNode::Kind::Text);
                node->text = token.text;
                return finish(std::move(node), token.position);
            }
            case Token::Kind::Name:
                return name(token);
            case Token::Kind::Symbol:
                if (token.is(QLatin1String("("))) {
                    advance();
                    DW_ASSIGN(NodePointer inner, comparison());
                    if (!current().is(QLatin1String(")")))
                        return expected(QStringLiteral(")"));
                    advance();
                    return inner;
                }
                break;
            case Token::Kind::End:
                break;
        }
        return refuse(token,
                      token.kind == Token::Kind::End ? QStringLiteral("expression.value_missing")
                                                     : QStringLiteral("expression.unexpected"),
                      token.kind == Token::Kind::End ? QStringList() : QStringList{token.text.left(40)});
    }

    Parsed name(const Token &token)
    {
        advance();
        if (current().is(QLatin1String("("))) {
            advance();
            NodePointer node = make(SyntaxNode::Kind::Call);
            node->text = token.text.toUpper();
            DW_TRY(list(*node));
            return finish(std::move(node), token.position);
        }
        if (!current().is(QLatin1String("."))) {
            if (isWord(token, QLatin1String("TRUE")) || isWord(token, QLatin1String("FALSE"))) {
                NodePointer node = make(SyntaxNode::Kind::Boolean);
                node->truth = isWord(token, QLatin1String("TRUE"));
                return finish(std::move(node), token.position);
            }
            if (isWord(token, QLatin1String("NULL")))
                return finish(make(SyntaxNode::Kind::Null), token.position);
        }
        NodePointer node = make(SyntaxNode::Kind::Path);
        node->path.append(token.text);
        while (current().is(QLatin1String("."))) {
            advance();
            if (current().kind != Token::Kind::Name)
                return expected(QStringLiteral("field"));
            node->path.append(current().text);
            advance();
            if (node->path.size() > Parser::MaxDepth)
                return tooDeep(token);
        }
        return finish(std::move(node), token.position);
    }

    QList<Token> m_tokens;
    ExpressionError *m_where;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_nodes = 0;
};

}  // namespace

Result<std::unique_ptr<SyntaxNode>> Parser::parse(const QString &text, ExpressionError *where)
{
    if (text.size() > MaxText) {
        const Error error(ErrorCode::Limit, QStringLiteral("expression.too_long"),
                          {QString::number(MaxText)});
        if (where)
            *where = {MaxText, int(text.size()) - MaxText, error};
        return error;
    }
    DW_ASSIGN(QList<Token> tokens, Lexer::tokens(text, where));
    return Reader(std::move(tokens), where).run();
}

}  // namespace dw
