// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/finding.h"
#include "ui/shell/uicontext.h"

#include <QFrame>

class QPushButton;
class QVBoxLayout;

namespace dw::ui
{

class LineEdit;

// The records that a form's record may be a second one of (B8), each to be opened, and the way past them: a
// reason, for whoever may waive. Hidden while there are none.
class DuplicatePanel : public QFrame
{
    Q_OBJECT

public:
    DuplicatePanel(UiContext &context, const ObjectTypePtr &object, QWidget *parent = nullptr);

    // True where `findings` name candidates that stand in the way.
    bool show(const Findings &findings, bool isNew);
    // What the command is to be told; empty while nobody has said to go on.
    QString reason() const { return m_reason; }
    LineEdit *reasonEdit() const { return m_edit; }
    QPushButton *anyway() const { return m_anyway; }
    QList<QPushButton *> candidates() const;
    // Where the keyboard goes: the first candidate, else the reason; null where nothing can be done.
    QWidget *nextToAnswer() const;

Q_SIGNALS:
    // reason() is set.
    void goOn();

private:
    void addCandidate(const Finding &finding);

    UiContext &m_context;
    ObjectTypePtr m_object;
    QVBoxLayout *m_rows;
    QWidget *m_past;
    LineEdit *m_edit;
    QPushButton *m_anyway;
    QString m_reason;
};

}  // namespace dw::ui
