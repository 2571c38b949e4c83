// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/explainaccess.h"
#include "ui/common/popover.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

class ComboBox;
class ReferenceEdit;

// Why can, or cannot, somebody do this with a record (A23)? The person, the record, the right and, for
// reading, a field; below them the rules one by one and what follows.
class WhyPopover : public Popover
{
    Q_OBJECT

public:
    WhyPopover(UiContext &context, QWidget *window);

    // Records that people look for by their title.
    static QStringList objects(const Dictionary &dictionary);

    // What is known already; the answer comes as soon as both are.
    void setQuestion(const Id &user, const RecordRef &record);
    ReferenceEdit *person() const { return m_person; }
    ReferenceEdit *record() const { return m_record; }
    ComboBox *action() const { return m_action; }
    ComboBox *field() const { return m_field; }
    // The sentences that are shown, the conclusion last.
    const QStringList &sentences() const { return m_sentences; }
    bool isAsking() const { return m_isAsking; }

Q_SIGNALS:
    void answered();

private:
    void recordChosen();
    void ask();
    void tell(const Result<QList<AccessReason>> &answer);
    void addSentence(const QString &text, const QString &icon, Theme::Role role, bool strong);

    UiContext &m_context;
    ReferenceEdit *m_person;
    ReferenceEdit *m_record;
    ComboBox *m_action;
    ComboBox *m_field;
    QWidget *m_answer;
    QStringList m_sentences;
    QString m_object;
    bool m_isAsking = false;
};

}  // namespace dw::ui
