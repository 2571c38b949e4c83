// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/binnedrecords.h"
#include "ui/recycle/binrun.h"
#include "ui/shell/page.h"

#include <QPointer>

class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class Banner;
class BinModel;
class ComboBox;
class EmptyView;
class LineEdit;
class Popover;
class RecordTable;
class SearchField;
class SeenRefresh;
class TextLabel;

// The recycle bin (A31): what was deleted in the last 90 days and the person may see, by object, with who
// deleted it, when, and for how long it can be restored; what belongs to a record alone comes back with it.
// Whoever may change the configuration removes records for good, in a workspace that no server shares.
class RecyclePage : public Page
{
    Q_OBJECT

public:
    explicit RecyclePage(UiContext &context, QWidget *parent = nullptr);

    static QString pageKey() { return QStringLiteral("bin"); }
    QString key() const override { return pageKey(); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return !m_isReading && !m_run.isRunning(); }
    QWidget *focusTarget() override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    BinModel *model() const { return m_model; }
    RecordTable *table() const { return m_table; }
    ComboBox *objectChoice() const { return m_object; }
    SearchField *searchField() const { return m_search; }
    QPushButton *restoreButton() const { return m_restore; }
    QPushButton *purgeButton() const { return m_purge; }
    Banner *problem() const { return m_problem; }
    EmptyView *emptyView() const { return m_empty; }
    // The open question; null when none is.
    Popover *question() const;
    QPushButton *confirmButton() const;
    LineEdit *numberField() const;

    // Above so many records the number is typed (ui.md 6).
    static constexpr int MostUntyped = 100;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    void addActions();
    void read();
    void take(const Result<BinnedRecords> &answer);
    void fillObjects();
    void filter();
    void refresh();
    void toggleMark();
    // The marked ones, else the current one.
    QList<BinnedRecord> inHand() const;
    QList<BinRun::Item> items() const;
    QString nameOf(const QList<BinnedRecord> &records) const;
    QString whyNoPurge() const;
    void restore();
    void askToPurge();
    void purge(const QList<BinRun::Item> &items, const QString &named);
    void finish(const BinRun::Outcome &outcome);

    const bool m_joined;
    BinRun m_run;
    BinModel *m_model;
    TextLabel *m_count;
    ComboBox *m_object;
    SearchField *m_search;
    QPushButton *m_restore;
    QPushButton *m_purge;
    Banner *m_problem;
    QStackedWidget *m_whole;
    RecordTable *m_table;
    EmptyView *m_empty;
    SeenRefresh *m_refresh;
    QPointer<Popover> m_question;
    QPointer<QPushButton> m_confirm;
    QPointer<LineEdit> m_number;
    bool m_purges = false;  // what runs
    bool m_isReading = false;
    bool m_more = false;
};

}  // namespace dw::ui
