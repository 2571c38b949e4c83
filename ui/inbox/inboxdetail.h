// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inbox/factlines.h"
#include "ui/inbox/inboxactions.h"
#include "ui/inbox/inboxtexts.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace dw::ui
{

class Banner;
class Comparison;
class SectionHead;
class TextLabel;

// One item of the inbox: what happened, the columns to choose from, what the choice comes to, and the ways
// out.
class InboxDetail : public QWidget
{
    Q_OBJECT

public:
    InboxDetail(UiContext &context, InboxActions *actions, QWidget *parent = nullptr);

    void setItem(const InboxItem &item);
    // All that waits, for what can be decided with it.
    void setAll(const QList<InboxItem> &all);
    const InboxItem &item() const { return m_item; }
    Comparison *comparison() const { return m_comparison; }
    // "mine", "edit", "restore", "note", "new", "discard", "later", "save", "open", "undo"
    QPushButton *button(const QString &way) const { return m_buttons.value(way); }
    QWidget *confirmation() const;
    void chooseAll(bool mine);
    // What Enter does: saves the choices, or tries again.
    void takePrimary();
    void discard();
    void note();
    void edit();
    QString resultText() const { return m_result->text(); }
    FactLines *joined() const { return m_joined; }
    QCheckBox *same() const { return m_same; }
    Banner *problem() const { return m_problem; }

Q_SIGNALS:
    void laterRequested();

private:
    QPushButton *addButton(QLayout *row, const QString &way, const QString &text, const QString &icon,
                           const QString &key = {});
    void buildHead(QVBoxLayout *whole);
    void buildFoot(QVBoxLayout *whole);
    void fillJoined();
    void fillFollowers();
    void fillResult();
    void fillSame();
    void refresh();
    void run(InboxDecision::Action action, const QList<InboxDecision::Choice> &choices = {});

    UiContext &m_context;
    InboxTexts m_texts;
    InboxActions *m_actions;
    InboxItem m_item;
    QList<InboxItem> m_all;
    SameDifference m_alike;
    TextLabel *m_title;
    TextLabel *m_sentence;
    Banner *m_problem;
    TextLabel *m_pick;
    Comparison *m_comparison;
    SectionHead *m_joinedHead;
    FactLines *m_joined;
    SectionHead *m_resultHead;
    FactLines *m_result;
    SectionHead *m_followersHead;
    TextLabel *m_followers;
    Banner *m_confirm;
    QCheckBox *m_same;
    QHash<QString, QPushButton *> m_buttons;
};

}  // namespace dw::ui
