// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listsource.h"
#include "ui/records/listview.h"
#include "ui/shell/page.h"
#include "ui/tasks/taskreading.h"

namespace dw::ui
{

class Banner;
class CutLine;
class EmptyView;
class FigureExplainer;
class FilterBar;
class PageActions;
class QuickAddBar;
class SearchField;
class SeenRefresh;
class Segments;
class TabBar;
class TaskList;
class ViewBar;
class ViewTabs;
class WeekView;
struct ShownFigure;
struct TaskWeek;

// The tasks as an agenda: by when they are due, and those that were done; or as a week, which is kept. Saved
// views and filters as on lists, quick add on top; the switch leads to the same tasks as a list.
class TasksPage : public Page, public ListSourceProvider
{
    Q_OBJECT
    Q_INTERFACES(dw::ui::ListSourceProvider)

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

    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    TaskList *tasks() const { return m_list; }
    WeekView *week() const { return m_week; }
    bool isWeek() const { return m_isWeek; }
    QuickAddBar *quickAdd() const { return m_add; }
    SearchField *filter() const { return m_filter; }
    TabBar *tabs() const;
    ViewBar *viewBar() const;
    FilterBar *filterBar() const { return m_filters; }
    Segments *segments() const { return m_segments; }
    // Agenda (0), week (1) or list (2), as both pages have it.
    static Segments *makeSegments(UiContext &context, int current);
    // Whether the page shows the week when it is opened.
    static bool isWeekKept(const UiContext &context);
    static void keepWeek(const UiContext &context, bool week);
    // What is shown, whatever is cut off.
    ListSource listSource() const override;
    CutLine *cutLine() const { return m_cut; }
    FigureExplainer *explainer() const { return m_explainer; }
    // Where the groups of open tasks end, the last one apart: now, today, tomorrow, this week.
    static QList<Instant> groupEnds(const BusinessZone &zone, Instant now);
    // The counts of the groups.
    QList<ShownFigure> figures() const;

private:
    QWidget *buildTools();
    void addActions();
    void chooseView();
    void readCounts();
    void showMoreMenu(const QPoint &at);
    void openAsList();
    // What its keys act on.
    TaskList *inHand() const;
    bool isFiltered() const;
    void reload();
    void reloadWeek(const QString &given);
    void takeWeek(const TaskWeek &week);
    void setWeekShown(bool week);
    void addWeekActions(const PageActions &actions);
    QString weekCondition() const;
    void showFailure(const Error &error);
    void tellLoaded();
    struct Lists
    {
        TaskPart open;
        TaskPart done;
        QList<qint64> counts;  // of all open tasks by group, where `open` is cut
        Instant asOf;
    };
    void take(const Lists &lists);
    void explainFigure();
    QString condition() const;

    ViewTabs *m_views;
    Segments *m_segments;
    FigureExplainer *m_explainer;
    FilterBar *m_filters;
    QuickAddBar *m_add;
    SearchField *m_filter;
    Banner *m_failure;
    TaskList *m_list;
    WeekView *m_week;
    CutLine *m_cut;
    EmptyView *m_empty;
    SeenRefresh *m_refresh;
    QString m_placeWhere;
    QString m_shownCondition;  // what `m_more` is of
    int m_more = 0;            // how often more was asked for
    QString m_groupedWhere;    // what the groups are of, and when
    Instant m_groupedAt;
    qint64 m_weekCount = 0;
    bool m_isWeek = false;
    bool m_viewsRead = false;
    bool m_loaded = false;
};

}  // namespace dw::ui
