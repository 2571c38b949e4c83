// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dw::test
{

// A company in which the user of laptop 0, who has one role, has records of their own, and the user of laptop
// 1 has others, all of which say "Zebra"; and what laptop 0 sends when its program was taken apart.
class Forgery
{
public:
    explicit Forgery(const QString &role);

    struct Message
    {
        QString command;
        QJsonObject arguments;
        QJsonArray operations;
        QJsonArray made;
    };
    static QJsonObject update(const QString &object, const Id &id, const QString &field,
                              const QJsonValue &after);
    // The results of all, in order.
    QList<QJsonObject> send(const QList<Message> &messages);
    // What is wrong after them: a record of the server that is another than it was, or an answer that tells.
    QStringList complaints(const QString &what, const QList<QJsonObject> &answers);
    // What stands now is what is to stay.
    void note() { m_contents = world.server().contents(); }

    // A record of the object that is not the user's; of an object without any, one that is not there.
    Id foreign(const QString &object);
    // One that fits, and is not what stands there.
    QJsonValue valueOf(const Field &field) const;
    // The field may be read and not edited by sales reps, whose right to it was set before.
    void readOnly(const QString &object, const QString &field);

    Id user() const { return world.user(0); }
    Id victim() const { return world.user(1); }
    Actor actor();
    QString epoch();

    SyncWorld world{2, SyncWorld::Access::Roles};
    Id own, ownDeal, ownTask;
    Id account, contact, deal, line, task, activity, comment, lead, binned;
    Id done;  // a transaction of the other's

private:
    QMap<QString, QByteArray> m_contents;
    int m_number = 0;
};

}  // namespace dw::test
