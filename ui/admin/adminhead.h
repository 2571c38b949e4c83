// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/paint.h"
#include "ui/shell/uicontext.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;

namespace dw::ui
{

class IconButton;
class PillLabel;
class SearchField;
class Segments;
class TextLabel;

// The head of a page of administration: title, at most one pill, what the page holds, and its actions.
class AdminHead : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Users, Role, Rights };

    explicit AdminHead(UiContext &context, QWidget *parent = nullptr);

    void setTitle(const QString &title, const QString &pill, Tone tone);
    void setKind(Kind kind);
    // Of a role: its rights, or those who have it.
    void setHolders(int count, bool shown);

    SearchField *search() const { return m_search; }
    QPushButton *newUser() const { return m_newUser; }
    QPushButton *give() const { return m_give; }
    QPushButton *why() const { return m_why; }
    Segments *segments() const { return m_segments; }

Q_SIGNALS:
    void textChanged(const QString &text);
    void newUserAsked();
    void giveAsked();
    void whyAsked();
    void editAsked();
    void moreAsked(const QPoint &at);
    void holdersAsked(bool holders);

private:
    UiContext &m_context;
    TextLabel *m_title;
    PillLabel *m_pill;
    Segments *m_segments;
    SearchField *m_search;
    QPushButton *m_why;
    QPushButton *m_edit;
    QPushButton *m_give;
    QPushButton *m_newUser;
    IconButton *m_more;
};

}  // namespace dw::ui
