// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw
{

// The two languages of labels. They live in the dictionary JSON or in rows, never in .ts files.
enum class Language { English, Chinese };

struct LocalText
{
    QString en;
    QString zh;

    const QString &in(Language language) const { return language == Language::Chinese ? zh : en; }
    bool isComplete() const { return !en.isEmpty() && !zh.isEmpty(); }

    friend bool operator==(const LocalText &, const LocalText &) = default;
};

}  // namespace dw
