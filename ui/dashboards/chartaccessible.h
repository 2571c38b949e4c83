// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>
#include <QHash>

namespace dw::ui
{

class ChartWidget;

// A chart as a screen reader sees it: a list whose items are the marks.
class ChartAccessible : public QAccessibleWidget
{
public:
    explicit ChartAccessible(ChartWidget *chart);
    ~ChartAccessible() override;

    // Makes charts known to accessibility; more than once does no harm.
    static void install();

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QAccessibleInterface *focusChild() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

private:
    ChartWidget *chart() const;

    mutable QHash<int, QAccessible::Id> m_children;
};

}  // namespace dw::ui
