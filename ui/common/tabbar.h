// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/theme.h"

#include <QHash>
#include <QTabBar>

namespace dw::ui
{

// Tabs 36 high with a 2 px underline, an icon of 12 before the label where one is set, and a count after it.
// A count may lag: then it is a muted ellipsis.
class TabBar : public QTabBar
{
    Q_OBJECT

public:
    explicit TabBar(const Theme &theme, QWidget *parent = nullptr);

    // Held in tabData, which is the bar's own: it stays with the tab when tabs move. Empty: none.
    void setTabCount(int index, const QString &count);
    void setTabCountPending(int index);
    QString tabCount(int index) const;

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

}  // namespace dw::ui
