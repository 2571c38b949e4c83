// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listview.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace dw::ui
{

class TabBar;

// The 36 px bar above a list: saved views as tabs with their counts, the pinned ones with a mark, what lists
// them all, what adds one, and the columns at the right.
class ViewBar : public QWidget
{
    Q_OBJECT

public:
    explicit ViewBar(UiContext &context, QWidget *parent = nullptr);

    // Tabs in this order; the counts follow by setViewCount().
    void setViews(const QList<ListView> &views, int current);
    // A list without a name of its own: a drill-down. It stands first and goes with its place.
    void setAdHoc(const QString &title);
    void setCurrent(int index);  // emits nothing; -1 is the ad-hoc tab
    int current() const;
    void setViewCount(int index, qint64 count);
    TabBar *tabBar() const { return m_tabs; }
    QWidget *columnsButton() const;
    QWidget *addButton() const;
    QWidget *chooseButton() const { return m_choose; }
    QWidget *moreButton() const { return m_more; }
    // Puts a widget before the columns button (view switch of the pipeline).
    void addTool(QWidget *tool);

Q_SIGNALS:
    void viewChosen(int index);
    void addRequested();
    void chooseRequested();
    void columnsRequested();
    // The "..." at the right end.
    void moreRequested(const QPoint &globalPosition);
    // The context menu of a tab; not of the ad-hoc one.
    void menuRequested(int index, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString toolTipOf(const ListView &view) const;

    UiContext &m_context;
    TabBar *m_tabs;
    QHBoxLayout *m_row;
    QWidget *m_choose;
    QWidget *m_add;
    QPushButton *m_columns;
    QWidget *m_more;
    bool m_adHoc = false;
};

}  // namespace dw::ui
