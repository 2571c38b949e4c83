// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/imports/mappingcheck.h"
#include "ui/imports/mappingstate.h"
#include "ui/shell/uicontext.h"

#include <QWidget>

class QLabel;

namespace dw::ui
{

class ComboBox;
class FieldRow;
class Segments;
class Switch;

// What holds for every row: how records that are already here are found and what happens to them, history,
// records that lack something.
class RulesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit RulesPanel(UiContext &context, QWidget *parent = nullptr);

    void show(const MappingState &state, const MappingFindings &findings);
    using QWidget::show;
    ComboBox *matchChoice() const { return m_match; }
    Segments *duplicateChoice() const { return m_duplicate; }
    Switch *historySwitch() const { return m_history; }
    Switch *incompleteSwitch() const { return m_incomplete; }
    // Which columns wait for the switch of history; hidden when none does.
    QLabel *waitingLabel() const { return m_waiting; }

Q_SIGNALS:
    void matchChosen(const QStringList &match);  // empty: the usual way
    void duplicateChosen(dw::ImportRecords::OnDuplicate what);
    void missingRecordChosen(dw::ImportRecords::OnMissing what);
    void historyChosen(bool history);
    void incompleteChosen(bool accept);

private:
    UiContext &m_context;
    ComboBox *m_match;
    FieldRow *m_matchRow;
    Segments *m_duplicate;
    Segments *m_new;
    Switch *m_history;
    Switch *m_incomplete;
    QLabel *m_waiting;
    bool m_filling = false;
};

}  // namespace dw::ui
