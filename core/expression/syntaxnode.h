// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/operator.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace dw
{

// A node of the parsed, not yet checked tree. It knows no dictionary: names are just names.
struct SyntaxNode
{
    enum class Kind { Null, Boolean, Number, Percent, Text, Path, Call, Operation };
    Kind kind = Kind::Null;
    // Number, Percent: canonical digits, "-12.50" (a percent without its sign); Text: the content, NFC;
    // Call: the name in upper case.
    QString text;
    bool truth = false;  // Boolean
    QStringList path;    // Path: ["account", "industry"]
    Operator op = Operator::Add;
    std::vector<std::unique_ptr<SyntaxNode>> children;

    int position = 0;  // UTF-16 units into the source
    int length = 0;
    int depth = 1;  // of the subtree

    // Canonical text: one space around binary operators, ", " between arguments, upper-case function names,
    // only the brackets that are needed. Parses back to an equal tree.
    QString toText() const;
};

// Same tree; positions do not count.
bool equal(const SyntaxNode &a, const SyntaxNode &b);

// A text constant as it stands in an expression: "a ""b""".
QString quotedText(const QString &text);

}  // namespace dw
