// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/policy.h"
#include "core/base/value.h"

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace dw::ui
{

class Icons;

// Everything a person can do in the window, once (DESIGN 8). Feeds menus, toolbars, the palette, context
// menus, the shortcut sheet, Settings > Shortcuts and tests. No widget makes a shortcut of its own.
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    struct Spec
    {
        QString id;             // "deal.move_forward"
        QString text;           // verb first, translated
        QString icon;           // Lucide name
        QKeySequence shortcut;  // default; the user's own wins
        QString group;          // translated head in the shortcut sheet: "Deals"
        // Page: works while its owner is visible. Plain letters are fine: a field with the focus takes them
        // first.
        enum class Scope { Window, Page } scope = Scope::Window;
        bool inPalette = true;
        // What the person must be allowed, of records of `object`; none: whatever the page decides.
        struct Right
        {
            Action action = Action::Read;
            QString object;
        };
        std::optional<Right> right = {};
    };
    using Right = Spec::Right;
    // What can be done with a record from anywhere (palette, context menus): "Log call" with this customer.
    struct RecordSpec
    {
        QString id;
        QString text;
        QString icon;
        QStringList objects;    // "account", ...
        QKeySequence shortcut;  // shown as a hint only; the page's own action has it
        std::function<void(const RecordRef &record)> run;
    };

    explicit ActionRegistry(const Icons &icons, QObject *parent = nullptr);
    ~ActionRegistry() override;

    // The action is a child of `owner` and goes with it. Adding an id again replaces the action of the same
    // owner; with another owner (two pages with the same command) both stand, and the one whose owner is
    // visible counts.
    QAction *add(const Spec &spec, QWidget *owner, std::function<void()> run);
    void addForRecord(const RecordSpec &spec);  // the same id replaces
    // What screens add only once they are opened, so that its keys are listed, and can be changed, before
    // that. Replaces what was announced before.
    void announce(const QList<Spec> &specs);
    // `reason` (translated, empty = enabled) is shown in menus in place of the shortcut. With several owners
    // all are set; a page that shares an id sets its own QAction instead.
    void setEnabled(const QString &id, bool enabled, const QString &reason = {});
    // Who may what, asked when an action is added and by renewRights(): an action whose right is denied is
    // disabled whatever setEnabled() says, and says why. Without it everything is allowed.
    void setPolicy(std::function<bool(const Right &right)> allows);
    void renewRights();
    // nullptr if there is none. Of several owners the visible one's.
    QAction *action(const QString &id) const;
    // The one whose owner is `widget` or around it.
    QAction *actionAround(const QString &id, const QWidget *widget) const;
    QString disabledReason(const QString &id) const;
    // In order of adding, then what is announced and not there yet.
    QList<Spec> specs() const;
    QList<Spec> available() const;  // what works now: its owner is visible
    const QList<RecordSpec> &recordSpecs() const { return m_recordSpecs; }
    QList<RecordSpec> forRecord(const QString &object) const;
    // The shortcut in force: the user's own, else the default.
    QKeySequence shortcut(const QString &id) const;
    // The user's own shortcut; an empty one switches it off. Refused (false, `clash` = id of the other) when
    // another action that works at the same time has it: any window action, or a page action of the same
    // page; of what is only announced, any in the same group.
    bool setShortcut(const QString &id, const QKeySequence &shortcut, QString *clash = nullptr);
    void resetShortcut(const QString &id);
    // For the settings: what differs from the defaults, also of actions that are not there yet.
    QHash<QString, QKeySequence> userShortcuts() const { return m_userShortcuts; }
    void setUserShortcuts(const QHash<QString, QKeySequence> &shortcuts);
    void retranslate(const QString &id, const QString &text);
    // Two actions that work at the same time and share a key: (id, id). Empty unless a default is wrong.
    QList<QPair<QString, QString>> clashes() const;

Q_SIGNALS:
    void changed();
    // For the journal of tests and of the watchdog: an action ran.
    void triggered(const QString &id);

private:
    struct Binding
    {
        QPointer<QWidget> owner;
        QPointer<QAction> action;
        std::optional<Right> right;  // two pages with one command are about two objects
        bool denied = false;
    };
    struct Entry
    {
        Spec spec;
        QString reason;
        bool enabled = true;
        std::vector<Binding> bindings;
    };
    const Binding *current(const Entry &entry) const;
    bool together(const Entry &a, const Entry &b) const;
    const Spec *announced(const QString &id) const;
    static bool together(const Spec &a, const Spec &b);
    QString clashOf(const Spec &spec, const QKeySequence &key) const;
    bool isDenied(const std::optional<Right> &right) const;
    static QString reasonOf(const Entry &entry, const Binding &binding);
    void refresh(Entry &entry);
    void dropDead();

    const Icons &m_icons;
    std::function<bool(const Right &right)> m_allows;
    std::map<QString, Entry> m_entries;
    QStringList m_order;
    QList<RecordSpec> m_recordSpecs;
    QList<Spec> m_announced;
    QHash<QString, QKeySequence> m_userShortcuts;
};

}  // namespace dw::ui
