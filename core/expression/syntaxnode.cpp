// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/syntaxnode.h"

namespace dw
{

QLatin1String operatorText(Operator op)
{
    switch (op) {
        case Operator::Add:
            return QLatin1String("+");
        case Operator::Subtract:
        case Operator::Negate:
            return QLatin1String("-");
        case Operator::Multiply:
            return QLatin1String("*");
        case Operator::Divide:
            return QLatin1String("/");
        case Operator::Concat:
            return QLatin1String("&");
        case Operator::Equal:
            return QLatin1String("=");
        case Operator::NotEqual:
            return QLatin1String("<>");
        case Operator::Less:
            return QLatin1String("<");
        case Operator::LessOrEqual:
            return QLatin1String("<=");
        case Operator::Greater:
            return QLatin1String(">");
        case Operator::GreaterOrEqual:
            return QLatin1String(">=");
        case Operator::In:
            return QLatin1String("IN");
        case Operator::And:
            return QLatin1String("AND");
        case Operator::Or:
            return QLatin1String("OR");
        case Operator::Not:
            return QLatin1String("NOT");
    }
    return {};
}

int operatorPrecedence(Operator op)
{
    switch (op) {
        case Operator::Concat:
            return 2;
        case Operator::Add:
        case Operator::Subtract:
            return 3;
        case Operator::Multiply:
        case Operator::Divide:
            return 4;
        case Operator::Negate:
            return 5;
        case Operator::And:
        case Operator::Or:
        case Operator::Not:
            return 6;
        default:
            return 1;
    }
}

QString quotedText(const QString &text)
{
    QString escaped = text;
    escaped.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + escaped + QLatin1Char('"');
}

namespace
{

int precedenceOf(const SyntaxNode &node)
{
    return node.kind == SyntaxNode::Kind::Operation ? operatorPrecedence(node.op) : 6;
}

void write(const SyntaxNode &node, QString &out);

void writeList(const SyntaxNode &node, size_t from, QString &out)
{
    for (size_t i = from; i < node.children.size(); ++i) {
        if (i > from)
            out += QLatin1String(", ");
        write(*node.children[i], out);
    }
}

void writeBracketed(const SyntaxNode &node, bool brackets, QString &out)
{
    if (brackets)
        out += QLatin1Char('(');
    write(node, out);
    if (brackets)
        out += QLatin1Char(')');
}

void writeOperation(const SyntaxNode &node, QString &out)
{
    const int own = operatorPrecedence(node.op);
    const SyntaxNode &first = *node.children.front();
    switch (node.op) {
        case Operator::Negate: {
            // "-5" is a negative constant, so the minus of an operation needs brackets before a number.
            const bool number =
                first.kind == SyntaxNode::Kind::Number || first.kind == SyntaxNode::Kind::Percent;
            out += QLatin1Char('-');
            writeBracketed(first, number || precedenceOf(first) <= own, out);
            return;
        }
        case Operator::In:
            writeBracketed(first, precedenceOf(first) < own, out);
            out += QLatin1String(" IN (");
            writeList(node, 1, out);
            out += QLatin1Char(')');
            return;
        default:
            writeBracketed(first, precedenceOf(first) < own, out);
            out += QLatin1Char(' ') + operatorText(node.op) + QLatin1Char(' ');
            writeBracketed(*node.children.back(), precedenceOf(*node.children.back()) <= own, out);
            return;
    }
}

void write(const SyntaxNode &node, QString &out)
{
    switch (node.kind) {
        case SyntaxNode::Kind::Null:
            out += QLatin1String("NULL");
            return;
        case SyntaxNode::Kind::Boolean:
            out += node.truth ? QLatin1String("TRUE") : QLatin1String("FALSE");
            return;
        case SyntaxNode::Kind::Number:
            out += node.text;
            return;
        case SyntaxNode::Kind::Percent:
            out += node.text + QLatin1Char('%');
            return;
        case SyntaxNode::Kind::Text:
            out += quotedText(node.text);
            return;
        case SyntaxNode::Kind::Path:
            out += node.path.join(QLatin1Char('.'));
            return;
        case SyntaxNode::Kind::Call:
            out += node.text + QLatin1Char('(');
            writeList(node, 0, out);
            out += QLatin1Char(')');
            return;
        case SyntaxNode::Kind::Operation:
            writeOperation(node, out);
            return;
    }
}

}  // namespace

QString SyntaxNode::toText() const
{
    QString out;
    write(*this, out);
    return out;
}

bool equal(const SyntaxNode &a, const SyntaxNode &b)
{
    if (a.kind != b.kind || a.text != b.text || a.truth != b.truth || a.path != b.path ||
        a.children.size() != b.children.size() || (a.kind == SyntaxNode::Kind::Operation && a.op != b.op))
        return false;
    for (size_t i = 0; i < a.children.size(); ++i) {
        if (!equal(*a.children[i], *b.children[i]))
            return false;
    }
    return true;
}

}  // namespace dw
