// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <memory>

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
        enum class Scope { Window, Page } scope = Scope::Window;  // Page: works while its page is shown
        bool inPalette = true;
    };

    explicit ActionRegistry(const Icons &icons, QObject *parent = nullptr);

    // Window actions live as long as the registry; page actions are added to `owner`, whose visibility scopes
    // them.
    QAction *add(const Spec &spec, QWidget *owner, std::function<void()> run);
    // `reason` (translated, empty = enabled) is shown in menus in place of the shortcut.
    void setEnabled(const QString &id, bool enabled, const QString &reason = {});
    QAction *action(const QString &id) const;  // nullptr if there is none
    QString disabledReason(const QString &id) const;
    QList<Spec> specs() const;  // in order of adding
    // The user's own shortcut; an empty one switches it off. A clash with another of the same scope is
    // refused.
    bool setShortcut(const QString &id, const QKeySequence &shortcut, QString *clash = nullptr);
    void retranslate(const QString &id, const QString &text);

Q_SIGNALS:
    void changed();

private:
    struct Entry;
    const Icons &m_icons;
    std::map<QString, std::unique_ptr<Entry>> m_entries;
    QStringList m_order;

public:
    ~ActionRegistry() override;
};

}  // namespace dw::ui
