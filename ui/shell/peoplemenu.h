// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QMenu>

namespace dw::ui
{

// Acting as: the people of a standalone workspace, read when asked for. The one who acts is checked.
class PeopleMenu : public QMenu
{
    Q_OBJECT

public:
    struct Person
    {
        Id id;
        QString name;
    };

    PeopleMenu(UiContext &context, QWidget *parent);

    // Reads the active users; the answer comes on the receiver's thread.
    static void read(UiContext &context, QObject *receiver, std::function<void(const QList<Person> &)> done);

    // Pops up beside the foot of `rail`; deletes itself when closed.
    void showAt(QWidget *rail);

Q_SIGNALS:
    void chosen(const dw::Id &user);

private:
    void fill(const QList<Person> &people);

    UiContext &m_context;
};

}  // namespace dw::ui
