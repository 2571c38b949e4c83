// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/customers/recordactions.h"
#include "ui/customers/recorddata.h"
#include "ui/figures/shownfigure.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace dw::ui
{

class Avatar;
class Banner;
class CollectionTab;
class FactsPanel;
class FigureExplainer;
class HistoryView;
class PillLabel;
class SectionHead;
class StageBar;
class TabBar;
class TextLabel;
class TileStrip;
class TimelineView;

// The page of records of one object: head with actions, tabs, overview and facts (ui.md c). What differs
// between objects follows from their dictionary: collections become tabs, a pipeline brings the stage bar.
class RecordView : public QWidget
{
    Q_OBJECT

public:
    RecordView(UiContext &context, ObjectTypePtr object, RecordActions *actions, QWidget *parent = nullptr);

    void showRecord(const RecordRef &ref);
    // "2 of 312" and whether there is a list to step through; 0 hides it.
    void setPlace(int place, int count);
    const RecordData &data() const { return m_data; }
    RecordRef record() const { return m_ref; }
    QString title() const;
    bool isSettled() const;
    // Why the record could not be read, as the banner says it; empty when it could.
    QString errorText() const { return m_errorText; }
    // Beside it, for a record that this laptop may not have got yet.
    QPushButton *fetchButton() const { return m_fetch; }

    QStringList tabKeys() const { return m_tabKeys; }
    void showTab(const QString &key);
    QString currentTab() const;
    TabBar *tabs() const { return m_tabs; }
    TileStrip *tiles() const { return m_tiles; }
    StageBar *stageBar() const { return m_stageBar; }
    TimelineView *overviewTimeline() const { return m_overviewTimeline; }
    HistoryView *history() const { return m_history; }
    QWidget *noDeals() const { return m_noDeals; }  // instead of the open deals where there is none
    CollectionTab *openDeals() const { return m_openDeals; }
    FactsPanel *facts() const { return m_facts; }
    FigureExplainer *explainer() const { return m_explainer; }
    // The figures of the tiles, then the counts of the tabs, as they stand now.
    QList<ShownFigure> figures();
    // Moves the deal; a gate that holds it is answered by gateHeld().
    void moveTo(const Id &stage, QWidget *anchor);

Q_SIGNALS:
    void stepRequested(int by);
    void shown();
    void headChanged();
    // A tab with a list of records is there, `tab` being all of it.
    void listMade(CollectionTab *list, QWidget *tab);
    // What was shown is not there for the person any more.
    void gone(const QString &title);
    // The gate refused the step to `target`; the findings say what is missing.
    void gateHeld(const dw::Id &deal, const dw::Id &target, const dw::CommandResult &result, QWidget *anchor);

private:
    void prepareFigures();
    void buildHead(QVBoxLayout *column);
    void buildTabs(QVBoxLayout *column);
    QWidget *buildOverview();
    QWidget *buildNoDeals();
    QWidget *makeTab(const QString &key);
    void read();
    void fill();
    void fillHead();
    void fillPending();
    void fillTiles();
    void fillTab(const QString &key);
    void chooseTab(int index);
    void committed(const CommitNotice &notice);

    UiContext &m_context;
    ObjectTypePtr m_object;
    RecordActions *m_actions;
    FigureExplainer *m_explainer;
    ValueText m_text;
    RecordRef m_ref;
    RecordData m_data;
    bool m_reading = false;
    bool m_loaded = false;
    int m_generation = 0;

    Banner *m_error;
    QPushButton *m_fetch = nullptr;
    QString m_errorText;
    Avatar *m_avatar;
    TextLabel *m_title;
    TextLabel *m_subtitle;
    PillLabel *m_grade;
    PillLabel *m_state;
    PillLabel *m_pending;  // it waits for the server
    QHBoxLayout *m_buttons;
    QHash<QString, QWidget *> m_actionButtons;
    TabBar *m_tabs;
    QStringList m_tabKeys;
    TextLabel *m_place;
    QWidget *m_steps;
    QStackedWidget *m_stack;
    QHash<QString, QWidget *> m_tabWidgets;
    TileStrip *m_tiles = nullptr;
    StageBar *m_stageBar = nullptr;
    SectionHead *m_openDealsHead = nullptr;
    QPushButton *m_allDeals = nullptr;
    QWidget *m_noDeals = nullptr;
    CollectionTab *m_openDeals = nullptr;
    TimelineView *m_overviewTimeline = nullptr;
    HistoryView *m_history = nullptr;
    FactsPanel *m_facts;
};

}  // namespace dw::ui
