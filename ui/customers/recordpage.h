// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandresult.h"
#include "ui/shell/page.h"

#include <QHash>

class QStackedLayout;

namespace dw::ui
{

class CollectionTab;
class ListPage;
class RecordActions;
class RecordView;

// The page of any record: one RecordView per object, made at its first visit.
class RecordPage : public Page
{
    Q_OBJECT

public:
    explicit RecordPage(UiContext &context, QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("record"); }
    void show(const Place &place) override;
    QStringList breadcrumb() const override;
    QStringList statusTexts() const override;
    bool isSettled() const override;
    QWidget *focusTarget() override;
    RecordRef currentRecord() const override;
    QStringList scenes() const override;
    void showScene(const QString &scene) override;

    RecordView *view() const { return m_view; }
    // Above whatever record is shown.
    void setNotice(QWidget *notice);
    RecordActions *recordActions() const { return m_actions; }
    // How old the data of a joined workspace is; told of figures in place of when they were read.
    void setDataAge(const QString &age);

Q_SIGNALS:
    // A record's tab with a list is there, `tab` being all of it.
    void listMade(CollectionTab *list, QWidget *tab);
    // A deal's gate holds the step to `target` for reasons that no popover can mend.
    void gateHeld(const dw::Id &deal, const dw::Id &target, const dw::CommandResult &result, QWidget *anchor);

private:
    ListPage *listOf(const RecordRef &ref) const;
    void answerGate(const Id &deal, const Id &target, const CommandResult &result, QWidget *anchor);
    void step(int by);
    void leave(const QString &title);
    void refreshPlace();
    void settle();

    RecordActions *m_actions;
    QStackedLayout *m_stack;
    QHash<QString, RecordView *> m_views;
    RecordView *m_view = nullptr;
    QString m_dataAge;
    RecordRef m_record;
    bool m_wasSettled = false;
};

}  // namespace dw::ui
