// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pipeline/boardreading.h"
#include "ui/records/listview.h"
#include "ui/shell/page.h"

class QComboBox;
class QStackedLayout;

namespace dw::ui
{

class Banner;
class BoardView;
class EmptyView;
class FilterBar;
class FilterChip;
class SearchField;
class SeenRefresh;
class Segments;
class TabBar;
class TextLabel;
class ViewBar;
class ViewKeeper;

// The pipeline as a board (ui.md, picture d): views as tabs, which pipeline, filters, head figures, columns.
class BoardPage : public Page
{
    Q_OBJECT

public:
    explicit BoardPage(UiContext &context, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("pipeline"); }
    void show(const Place &place) override;
    using Page::show;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override;
    QWidget *focusTarget() override;
    RecordRef currentRecord() const override;
    QStringList scenes() const override { return {QStringLiteral("gate")}; }
    void showScene(const QString &scene) override;

    BoardView *board() const { return m_board; }
    SearchField *quickFilter() const { return m_quick; }
    FilterBar *filterBar() const { return m_filters; }
    Segments *segments() const { return m_segments; }
    ViewBar *viewBar() const { return m_viewBar; }
    TabBar *tabs() const;
    EmptyView *emptyView() const { return m_empty; }
    QString figuresText() const;
    QString overTimeText() const;

private:
    void buildViewBar();
    QWidget *buildFilterBar();
    void addActions();
    void readCounts();
    void takeViews(const QList<ListView> &saved, const Id &wanted);
    void chooseView();
    const ListView &view() const;
    void applyScope();
    void contentRead();
    void refreshFigures();
    void committed(const CommitNotice &notice);
    void chooseSegment(int index);
    void openStage(const Id &stage);
    void peek(const Id &deal);
    Id pipeline() const;

    BoardView *m_board;
    ViewBar *m_viewBar;
    ViewKeeper *m_keeper;
    QComboBox *m_pipelines;
    Segments *m_segments;
    SearchField *m_quick;
    FilterBar *m_filters;
    FilterChip *m_lateChip;
    QWidget *m_late;
    TextLabel *m_lateText;
    TextLabel *m_open;
    TextLabel *m_weighted;
    EmptyView *m_empty;
    QStackedLayout *m_place = nullptr;
    Banner *m_failure;
    SeenRefresh *m_refresh;
    QList<ListView> m_views;
    bool m_onlyLate = false;
    bool m_viewsRead = false;
    bool m_settledSent = false;
};

}  // namespace dw::ui
