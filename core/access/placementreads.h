// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/scopetags.h"
#include "core/records/record.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace dw
{

// Records whose placements depend on another one: those of child() from which `way` leads to it. The way is
// read from the dependant: {activity.related, contact.account_id} are activities of contacts of the customer.
// To find them go back: the contacts whose account_id is the customer, then the activities whose `related` is
// one of those; deleted ones too.
struct Dependants
{
    QList<Node::Step> way;

    const ObjectTypePtr &child() const { return way.first().object; }
};

// What placements are worked out from, so that it can be told which of them a change leaves as they are.
//
// What changes what. A record that is changed, made, deleted or restored: isConcerned() and dependants(). A
// record that is shared for the first time, or with nobody any more (AccessModel::isShared): its own
// placement and ofShare(). Other dictionary or conditions of permissions: every record of
// ScopeTags::newSince(). Another zone, fiscal year or business calendar: every record of
// ScopeTags::conditioned(). Roles, permissions without a condition, teams, territories, absences and the ends
// of shares change reaches alone; users too, but for what conditions and shared views read of them, which
// dependants() tells.
class PlacementReads
{
public:
    explicit PlacementReads(const ScopeTags &tags);

    // Whether the record's own placement may be another. An invalid record: there is none.
    bool isConcerned(const Record &before, const Record &after) const;
    // Whose placements may be others besides. Of a record that was just made they are those that named it
    // before it came.
    QList<Dependants> dependants(const Record &before, const Record &after) const;
    QList<Dependants> ofShare(const QString &object) const;

private:
    // What is read at the end of a way that starts at the records of one object.
    struct Reading
    {
        QList<Node::Step> way;
        ObjectTypePtr object;  // at the end
        QSet<int> fields;
        bool inherits = false;  // the keys that the record at the end belongs to
    };

    Reading &at(QList<Reading> &readings, const QList<Node::Step> &way, const ObjectTypePtr &object) const;
    void readOwn(const ScopeTags &tags, const ObjectTags &table, QList<Reading> &readings) const;
    void readCondition(const Node &node, const ObjectTypePtr &object, QList<Reading> &readings) const;
    static bool differ(const Record &before, const Record &after, const QSet<int> &fields);

    QHash<QString, QSet<int>> m_own;            // object -> what its own records' placements read of them
    QHash<QString, QList<Reading>> m_readings;  // by the object at the end, of ways that are not empty
};

}  // namespace dw
