// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inbox/inboxwatch.h"
#include "ui/shell/page.h"

class QPushButton;
class QStackedWidget;

namespace dw::ui
{

class Banner;
class EmptyView;
class InboxActions;
class InboxDetail;
class InboxList;
class TextLabel;

// Needs attention (picture h): what the server did not take over, with the ways out. Place::record chooses
// the item about that record.
class InboxPage : public Page
{
    Q_OBJECT

public:
    explicit InboxPage(UiContext &context, QWidget *parent = nullptr);

    static QString pageKey() { return QStringLiteral("attention"); }
    QString key() const override { return pageKey(); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override { return m_watch->isSettled() && m_shown; }
    QWidget *focusTarget() override;
    QList<QWidget *> panes() override;
    RecordRef currentRecord() const override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    InboxWatch *watch() const { return m_watch; }
    InboxList *list() const { return m_list; }
    InboxDetail *detail() const { return m_detail; }
    InboxActions *inboxActions() const { return m_actions; }
    EmptyView *emptyView() const { return m_empty; }
    Banner *undoBanner() const { return m_undone; }
    bool isEmpty() const;

private:
    QWidget *buildSide();
    void addActions();
    void take();
    void showCurrent();
    void next();

    InboxWatch *m_watch;
    InboxActions *m_actions;
    QStackedWidget *m_whole;
    EmptyView *m_empty;
    InboxList *m_list;
    TextLabel *m_count;
    InboxDetail *m_detail;
    Banner *m_undone;
    RecordRef m_wanted;
    bool m_shown = false;
};

}  // namespace dw::ui
