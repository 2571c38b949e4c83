// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QListView>

class QStandardItemModel;

namespace dw::ui
{

// A line of Today's right column. Empty parts take no room.
struct SideLine
{
    RecordRef record;  // what it opens; or `where` over opportunities
    QString where;
    QString icon;
    int stage = 0;  // 1-based with `stageCount`: the glyph in place of an icon
    int stageCount = 0;
    QString title;
    QString more;       // muted, after the title
    QString count;      // funnel: before the bar
    double share = -1;  // 0..1: the bar of a funnel line
    QString amount;
    QString warning;  // amber, with a clock
    QString note;     // muted, right
    QString figure;   // the figure it tells: ShownFigure::key
};

// A few lines that one can walk with the arrows and open with Enter. As high as its lines.
class SideList : public QListView
{
    Q_OBJECT

public:
    SideList(UiContext &context, const QString &name, QWidget *parent = nullptr);

    void setLines(const QList<SideLine> &lines);
    const QList<SideLine> &lines() const { return m_lines; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return QSize(80, sizeHint().height()); }
    // The figure of the current line, empty where it tells none.
    QString currentFigure() const { return m_lines.value(currentIndex().row()).figure; }

Q_SIGNALS:
    // From the menu of a line with a figure.
    void explainAsked(const QString &figure);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void open(int row);

    UiContext &m_context;
    QStandardItemModel *m_model;
    QList<SideLine> m_lines;
};

}  // namespace dw::ui
