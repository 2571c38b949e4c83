// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/recorddelegate.h"

#include <QString>

namespace dw::ui
{

// One column of a list: a field of the object, a value from its relations (see ListExtras), or the boxes.
struct ListColumn
{
    enum class Source { Field, Extra, Mark };

    QString key;      // of the field or the extra; "mark"
    QString heading;  // translated, with the currency for amounts
    CellSpec cell;
    int width = 0;  // px; 0 takes the rest
    Source source = Source::Field;
    int field = -1;  // index in the object, when of Source::Field
    int extra = -1;  // index in ListExtras::columns()
    bool sortable = false;
    bool whole = false;  // numbers: never narrower than `width`
    Qt::Alignment align = Qt::AlignLeft;

    friend bool operator==(const ListColumn &a, const ListColumn &b)
    {
        return a.key == b.key && a.source == b.source && a.heading == b.heading;
    }
};

}  // namespace dw::ui
