// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#include "ui/tasks/taskreading.h"

namespace dw::ui
{

class Banner;
class CutLine;
class EmptyView;
class QuickAddBar;
class SearchField;
class SeenRefresh;
class TabBar;
class TaskList;

// All my tasks by when they are due, or those that were done; quick add on top.
class TasksPage : public Page
{
    Q_OBJECT

public:
    explicit TasksPage(UiContext &context, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("tasks"); }
    void show(const Place &place) override;
    using Page::show;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return m_loaded; }
    QWidget *focusTarget() override;
    RecordRef currentRecord() const override;

    TaskList *tasks() const { return m_list; }
    QuickAddBar *quickAdd() const { return m_add; }
    SearchField *filter() const { return m_filter; }
    TabBar *tabs() const { return m_tabs; }
    CutLine *cutLine() const { return m_cut; }

private:
    // The tabs, in this order.
    enum class View { Mine, Calls, Visits, High, Everyone };
    void addActions();
    void reload();
    struct Lists
    {
        TaskPart open;
        TaskPart done;
        QList<qint64> counts;  // of all open tasks by group, where `open` is cut
    };
    void take(const Lists &lists);
    QString condition() const;

    TabBar *m_tabs;
    QuickAddBar *m_add;
    SearchField *m_filter;
    Banner *m_failure;
    TaskList *m_list;
    CutLine *m_cut;
    EmptyView *m_empty;
    SeenRefresh *m_refresh;
    QString m_placeWhere;
    QString m_shownCondition;  // what `m_more` is of
    int m_more = 0;            // how often more was asked for
    bool m_loaded = false;
};

}  // namespace dw::ui
