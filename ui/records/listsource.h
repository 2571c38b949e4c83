// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

namespace dw::ui
{

// What a list shows, as text of the expression language: enough to read it again, to export it, to report on
// it.
struct ListSource
{
    QString object;
    QString where;        // empty = everything
    QStringList sort;     // "amount", "-amount"
    QString quick;        // the quick filter: text or pinyin, narrows `where` to what the search finds
    QStringList columns;  // field keys in the order of the screen
    QString view;         // the name on the tab
    // Of the screen: Grouping::text(), empty for none, and the keys of the groups that show no rows. What
    // is exported or printed has all rows.
    QString group;
    QStringList collapsed;

    friend bool operator==(const ListSource &, const ListSource &) = default;
};

// A page that shows a list: what export, print and reports ask (qobject_cast the window's current page).
class ListSourceProvider
{
public:
    virtual ~ListSourceProvider() = default;
    // The list as it stands, whatever is marked.
    virtual ListSource listSource() const = 0;
};

}  // namespace dw::ui

Q_DECLARE_INTERFACE(dw::ui::ListSourceProvider, "dealwright.ListSourceProvider")
