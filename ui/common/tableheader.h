// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/icons.h"
#include "ui/common/paint.h"

#include <QHeaderView>

#include <optional>

namespace dw::ui
{

// The 28 px head of a list. Titles are aligned as their columns (Qt::TextAlignmentRole of the header data,
// left if none). A mark column shows a box for "all", when there is one.
class TableHeader : public QHeaderView
{
    Q_OBJECT

public:
    TableHeader(const Theme &theme, const Icons &icons, QWidget *parent = nullptr);

    // The logical column with the marks; -1 for none. `all` says how many rows are marked.
    void setMarkColumn(int column);
    void setMarked(Check all);

    QSize sizeHint() const override;

Q_SIGNALS:
    void markAllToggled();

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    bool isOnMarks(const QMouseEvent *event) const;

    const Theme &m_theme;
    const Icons &m_icons;
    int m_markColumn = -1;
    Check m_all = Check::Off;
    bool m_marksPressed = false;
};

}  // namespace dw::ui
