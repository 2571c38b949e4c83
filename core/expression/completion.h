// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/localtext.h"
#include "core/expression/checkedexpression.h"

#include <QList>
#include <QString>

namespace dw
{

// One thing that may stand at the cursor.
struct CompletionItem
{
    enum class Kind { Field, Reference, Collection, Function, Value };
    Kind kind = Kind::Field;
    // What replaces the fragment: "amount", "account" (a reference, to be followed by a point), "IF(", "won".
    QString text;
    QString signature;  // Function
    LocalText label;    // Field, Reference, Collection, picklist value
};

// What may stand where the cursor is. `start` and `length` are the UTF-16 range of the text that an item
// replaces.
struct Completion
{
    int start = 0;
    int length = 0;
    QList<CompletionItem> items;

    // Never fails: half-written text is the normal case. Fields, references, collections and functions whose
    // name begins with the fragment (ignoring case) or whose label contains it; after a point those of the
    // object the path leads to; in the condition of an aggregate those of the collection's object; inside a
    // text the picklist keys of the field it is compared with, or the periods of INPERIOD.
    static Completion at(const QString &text, int cursor, const CheckScope &scope);
};

}  // namespace dw
