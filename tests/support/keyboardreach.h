// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>

namespace dw::test
{

// What a hand without a mouse cannot get at (A22). Presses Tab from where the focus is until it comes round,
// as a person does, and compares where it came by with everything that answers to a mouse: buttons, fields,
// lists, tabs, heads that sort, and every widget of a class that handles presses itself, whatever it is
// called. The window must be active. Presses nothing but Tab; whether Space does something is asked of a
// button by pressing it down and letting go without a click.
class KeyboardReach
{
public:
    // Whether an action of this id is there, enabled or not, and can be run by a key or by the palette: asked
    // for widgets that name theirs in the property "keyboardAction".
    using HasAction = std::function<bool(const QString &id)>;
    explicit KeyboardReach(
        QWidget *root, HasAction hasAction = [](const QString &) { return false; });

    // One line for each that answers to the mouse alone: why, class, object name and the way down to it.
    QStringList mouseOnly();
    // All that were looked at, so that a walk can prove that it saw something.
    int looked() const { return m_looked; }

private:
    void walk();
    bool isReached(const QWidget *widget) const;
    bool isCovered(const QWidget *widget) const;
    QString faultOf(QWidget *widget) const;

    QWidget *m_root;
    HasAction m_hasAction;
    QSet<const QWidget *> m_visited;  // never gone while a look lasts: only Tab was pressed
    QString m_trap;
    int m_looked = 0;
};

}  // namespace dw::test
