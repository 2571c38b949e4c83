// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/command.h"
#include "ui/records/listview.h"
#include "ui/shell/uicontext.h"

#include <QObject>

#include <functional>

class QPoint;
class QWidget;

namespace dw::ui
{

class PageActions;

// The saved views of one page (A20): reads them, saves what is seen as a new one, and updates, renames,
// shares and deletes the one in hand, by command and with undo. What the program ships and what belongs to
// others cannot be changed. Each person pins what they want in front, on their laptop.
class ViewKeeper : public QObject
{
    Q_OBJECT

public:
    // `kind` as in saved_view: "list" or "board". `page` owns this and the actions.
    ViewKeeper(UiContext &context, const QString &object, const QString &kind, QWidget *page);

    // "list.view_...", the same on every page.
    void addActions(const PageActions &actions);
    // Where its popovers point: what adds a view, and the tabs.
    void setAnchors(QWidget *add, QWidget *tabs);
    // The view in hand and what the page shows now; `changed` when they differ.
    void setShown(const ListView &view, const ListView &now, bool changed);

    void read();
    void save();
    void update();
    void rename();
    void remove();
    void pin();
    void showMenu(const QPoint &globalPosition);
    // All of `views`, by who sees them, to choose one.
    void showChooser(const QList<ListView> &views, const QPoint &globalPosition);
    // The same views, the pinned ones first, marked as such.
    QList<ListView> arranged(const QList<ListView> &views) const;

Q_SIGNALS:
    // Newest state, by name; also when something is pinned. `wanted` is the one that was just saved and
    // should be shown now, else null.
    void viewsRead(const QList<ListView> &saved, const Id &wanted);
    void resetRequested();
    void chooserRequested();
    // From the chooser, by ListView::key.
    void viewChosen(const QString &key);

private:
    QString pinsKey() const;
    QStringList pins() const;
    QString readOnlyReason() const;
    QJsonObject fields(const ListView &view) const;
    void edit(const ListView &view, QWidget *anchor,
              std::function<void(const QString &name, const QString &shared)> done);
    void submit(const QString &command, const QJsonObject &arguments, const QString &done);
    QAction *action(const char *id) const;

    UiContext &m_context;
    const QString m_object;
    const QString m_kind;
    QWidget *m_page;
    QWidget *m_add = nullptr;
    QWidget *m_tabs = nullptr;
    ListView m_view;
    ListView m_now;
    Id m_wanted;
    QList<ListView> m_saved;  // as last read
};

}  // namespace dw::ui
