// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/columnset.h"
#include "ui/records/listsource.h"
#include "ui/records/listview.h"
#include "ui/shell/page.h"

#include <memory>

class QSplitter;
class QStackedLayout;

namespace dw::ui
{

class Banner;
class ColumnChooser;
class EmptyView;
class FigureExplainer;
class FilterBar;
class FormSheet;
class ListBulk;
class ListFooter;
class ListTotals;
class PeekPanel;
class RecordListModel;
class RecordTableView;
class SkeletonView;
class ViewBar;
class ViewKeeper;
struct ShownFigure;

// The list of an object: saved views, filters, table, foot, peek panel (ui.md b and l). Everything that
// differs between objects comes from the dictionary, resources/views and the extras.
class ListPage : public Page, public ListSourceProvider
{
    Q_OBJECT
    Q_INTERFACES(dw::ui::ListSourceProvider)

public:
    // `pageKey` is Place::page.
    ListPage(UiContext &context, const QString &pageKey, const QString &object,
             std::shared_ptr<const ListExtras> extras = {}, QWidget *parent = nullptr);
    ~ListPage() override;

    QString key() const override { return m_pageKey; }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override;
    QWidget *focusTarget() override;
    RecordRef currentRecord() const override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;
    ListSource listSource() const override;

    RecordListModel *model() const { return m_model; }
    RecordTableView *table() const { return m_table; }
    FilterBar *filterBar() const { return m_filterBar; }
    ViewBar *viewBar() const { return m_viewBar; }
    ListFooter *footer() const { return m_footer; }
    PeekPanel *peek() const { return m_peek; }
    EmptyView *emptyView() const { return m_empty; }
    ListBulk *bulk() const { return m_bulk; }
    const QList<ListView> &views() const { return m_views; }
    const ObjectTypePtr &object() const { return m_object; }
    FigureExplainer *explainer() const { return m_explainer; }
    // The count and the sums of the foot, and those of the preview.
    QList<ShownFigure> figures() const;

    void togglePeek();
    // A new record over the list's right side.
    FormSheet *openForm(const QHash<QString, Value> &presets);
    // The page around the record at the current row, in the list's order: for previous and next there.
    RecordRef neighbour(const RecordRef &of, int by) const;

private:
    void build();
    void addActions();
    void prepareFigures();
    void takeViews(const QList<ListView> &saved, const Id &wantedId);
    void showViewChooser();
    void readCounts();
    void openLast();
    // What is opened at the next start; who acts for somebody else has one of their own.
    QString lastViewKey() const;
    // `remember`: it is what the person chose, and what is opened with next time.
    void chooseView(int index, bool remember = true);
    void applyFilter(const QString &where);
    void applySort(const QString &sortKey);
    void applyColumns(const QStringList &keys);
    // Grouping::text(), empty: not grouped.
    void applyGroup(const QString &group);
    void collapseGroups(bool collapsed);
    void showGroupMenu();
    void showHeadMenu(int section, const QPoint &at);
    QStringList groupable() const;
    // By the first column that can be.
    void showGroups();
    void applyQuick(const QString &text);
    void restart(bool keepRows);
    void refreshState();
    void refreshEmpty();
    void showFirstUse();
    void refreshFooter();
    void refreshPeek();
    bool isChanged() const;
    void showViewMenu(int index, const QPoint &at);
    void showMoreMenu(const QPoint &at);
    void refreshViewActions();
    void openCurrent();
    void createRecord();
    void settle();
    const ListView &view() const;

    const QString m_pageKey;
    ObjectTypePtr m_object;
    std::shared_ptr<const ListExtras> m_extras;
    ColumnSet m_columnSet;
    QList<ListView> m_views;
    int m_view = 0;
    ListView m_adHoc;
    bool m_isAdHoc = false;
    bool m_started = false;
    QString m_awaited;  // key of the view to open with, until the saved ones are read
    bool m_wasSettled = false;
    bool m_countsUnderWay = false;
    ListSource m_source;

    RecordListModel *m_model;
    ListTotals *m_totals;
    FigureExplainer *m_explainer;
    ViewBar *m_viewBar;
    ViewKeeper *m_keeper;
    FilterBar *m_filterBar;
    QWidget *m_tablePlace;
    RecordTableView *m_table;
    SkeletonView *m_skeleton;
    EmptyView *m_empty;
    Banner *m_error;
    ListFooter *m_footer;
    ListBulk *m_bulk;
    QSplitter *m_splitter;
    PeekPanel *m_peek = nullptr;
    ColumnChooser *m_chooser = nullptr;
    QString m_dropFilter;
    bool m_isFirstUse = false;  // nothing exists yet, whatever the filters
};

}  // namespace dw::ui
