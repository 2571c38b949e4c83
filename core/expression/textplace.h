// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw
{

// Where a person finds a place of an expression's text: lines and characters (code points) from 1.
struct TextPlace
{
    int line = 1;
    int character = 1;

    // `position` counts UTF-16 units from 0; beyond the text it is the text's end.
    static TextPlace of(const QString &text, int position)
    {
        TextPlace place;
        for (qsizetype i = 0; i < position && i < text.size(); ++i) {
            if (text[i] == QLatin1Char('\n'))
                place = {place.line + 1, 1};
            else if (!text[i].isLowSurrogate())
                ++place.character;
        }
        return place;
    }
};

}  // namespace dw
