// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/expression/expressionerror.h"

#include <QList>
#include <QString>

namespace dw
{

// One word of an expression.
struct Token
{
    // Symbol: one of ( ) , . + - * / & % = <> < <= > >=
    enum class Kind { End, Number, Text, Name, Symbol };
    Kind kind = Kind::End;
    QString text;  // Number as written, Text unescaped, Name as written, Symbol canonical
    int position = 0;
    int length = 0;

    bool is(QLatin1String symbol) const { return kind == Kind::Symbol && text == symbol; }
};

// Splits text into tokens, the last one being End. Outside quotes full-width forms (，（）＝) are read as
// their ASCII twins, because Chinese input methods produce them. Refused: NUL and other control characters,
// lone surrogates, unterminated texts.
class Lexer
{
public:
    static Result<QList<Token>> tokens(const QString &text, ExpressionError *where);
};

}  // namespace dw
