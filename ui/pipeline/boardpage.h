// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/figures/shownfigure.h"
#include "ui/pipeline/boardcolumn.h"
#include "ui/records/listview.h"
#include "ui/shell/page.h"

class QComboBox;
class QStackedLayout;

namespace dw::ui
{

class Banner;
class BoardView;
class EmptyView;
class FigureButton;
class FigureExplainer;
class FilterBar;
class FilterChip;
class SearchField;
class SeenRefresh;
class Segments;
class TabBar;
class TextLabel;
class ViewBar;
class ViewTabs;

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
    QStringList scenes() const override { return {QStringLiteral("gate"), QStringLiteral("definition")}; }
    void showScene(const QString &scene) override;

    BoardView *board() const { return m_board; }
    SearchField *quickFilter() const { return m_quick; }
    FilterBar *filterBar() const { return m_filters; }
    Segments *segments() const { return m_segments; }
    ViewBar *viewBar() const;
    TabBar *tabs() const;
    EmptyView *emptyView() const { return m_empty; }
    FigureExplainer *explainer() const { return m_explainer; }
    // Everything that the board tells of its deals, as it stands now.
    QList<ShownFigure> figures() const;
    QString figuresText() const;
    QString overTimeText() const;

private:
    void buildViewBar();
    QWidget *buildFilterBar();
    void addActions();
    void readCounts();
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
    // The deals of a closed stage in this month, as the board counts them.
    QString closedWhere(const Stage &stage) const;

    FigureExplainer *m_explainer;
    BoardView *m_board;
    ViewTabs *m_views;
    QComboBox *m_pipelines;
    Segments *m_segments;
    SearchField *m_quick;
    FilterBar *m_filters;
    FilterChip *m_lateChip;
    QWidget *m_late;
    FigureButton *m_lateText;
    FigureButton *m_open;
    FigureButton *m_weighted;
    EmptyView *m_empty;
    QStackedLayout *m_place = nullptr;
    Banner *m_failure;
    SeenRefresh *m_refresh;
    bool m_onlyLate = false;
    bool m_viewsRead = false;
    bool m_settledSent = false;
};

}  // namespace dw::ui
