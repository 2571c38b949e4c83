// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/figures/shownfigure.h"
#include "ui/records/listsource.h"
#include "ui/shell/page.h"
#include "ui/shell/recentrecords.h"
#include "ui/tasks/todayreading.h"

class QTimer;
class QVBoxLayout;
class QPushButton;

namespace dw::ui
{

class Banner;
class CutLine;
class EmptyView;
class FigureButton;
class FigureExplainer;
class SectionHead;
class SeenRefresh;
class SideList;
class TaskList;
class TextLabel;

// What is to be done now (ui.md, picture a): overdue, today and tomorrow; beside them my pipeline, the deals
// that need a look, and what was opened last.
class TodayPage : public Page, public ListSourceProvider
{
    Q_OBJECT
    Q_INTERFACES(dw::ui::ListSourceProvider)

public:
    explicit TodayPage(UiContext &context, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("today"); }
    void show(const Place &place) override;
    using Page::show;
    QStringList breadcrumb() const override { return {tr("Today")}; }
    QStringList statusTexts() const override;
    bool isSettled() const override { return m_loaded; }
    QWidget *focusTarget() override;
    RecordRef currentRecord() const override;
    QStringList scenes() const override { return {QStringLiteral("definition")}; }
    void showScene(const QString &scene) override;

    TaskList *tasks() const { return m_list; }
    SideList *pipeline() const { return m_funnel; }
    SideList *risks() const { return m_risks; }
    CutLine *cutLine() const { return m_cut; }
    FigureExplainer *explainer() const { return m_explainer; }
    // Everything that the page counts and sums, as it stands now.
    QList<ShownFigure> figures() const;
    // What an export takes: the list that has the focus, the tasks where none has.
    ListSource listSource() const override;
    QString headText() const;
    // What stands in the head of my pipeline: "2 deals, 1,000".
    QString pipelineText() const;

private:
    QString stageOf(const Id &stage) const;
    QWidget *buildHead();
    QWidget *buildSide();
    SideList *addSection(QVBoxLayout *column, const QString &title, SectionHead **head);
    FigureButton *addNote(SectionHead *head, const char *figure);
    void addActions();
    void reload();
    void take(const TodayContent &content);
    void readRecent();
    void showRecent();
    void logCall();
    void addTask();

    TextLabel *m_date;
    FigureExplainer *m_explainer;
    FigureButton *m_overdue;
    FigureButton *m_counts;
    QPushButton *m_log = nullptr;
    QPushButton *m_add = nullptr;
    Banner *m_failure;
    TaskList *m_list;
    CutLine *m_cut;
    EmptyView *m_empty;
    SideList *m_funnel = nullptr;
    SectionHead *m_funnelHead = nullptr;
    FigureButton *m_funnelNote = nullptr;
    SideList *m_risks = nullptr;
    SectionHead *m_risksHead = nullptr;
    FigureButton *m_risksNote = nullptr;
    SideList *m_recent = nullptr;
    SectionHead *m_recentHead = nullptr;
    QWidget *m_recentLine = nullptr;
    QList<RecentRecord> m_recents;  // that are there and may be seen
    SeenRefresh *m_refresh;
    QTimer *m_minute;
    TodayContent m_content;
    bool m_loaded = false;
};

}  // namespace dw::ui
