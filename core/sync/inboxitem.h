// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/dictionary/objecttype.h"
#include "core/records/record.h"

#include <QHash>
#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// One field that a person changed here, against what there was and what there is.
struct InboxField
{
    RecordRef record;
    QString field;
    ObjectTypePtr type;
    std::optional<Value> original;  // nothing: not known any more
    Value mine;
    std::optional<Value> theirs;  // nothing: the record is not here, or the field not for this person
    bool conflict = false;        // both sides changed it: somebody has to choose
    bool pulled = true;           // false: what the server holds is not here yet
    Id byUser;                    // who changed it there, where that is known
    QString by;
    Instant at;
    QList<qint64> entries;  // the inbox's entries that hold it

    const Field &described() const { return *type->find(field); }
};

// A field of the same change about which nobody has to be asked.
struct InboxJoined
{
    InboxField field;
    enum class Side { Mine, Both } side = Side::Mine;
};

// What a person typed into a field, or chose from a list, that is no more: nobody can send it again.
struct InboxLost
{
    RecordRef record;
    QString field;
    QString label;
    QString typed;
    qint64 entry = 0;  // of the inbox
};

// A strict part of a record (strictlink.h): as it was, as this person made it, as it is there; an invalid
// record: there is none.
struct InboxLine
{
    RecordRef record;
    ObjectTypePtr type;
    Record original;
    Record mine;
    Record theirs;
    bool isMine = false;    // this person changed it
    bool isTheirs = false;  // others did
};

// Something that waits for a person (sync-protocol.md 3.6): what the server did not take over of one record,
// or a transaction that it refused, with those that fell with it.
struct InboxItem
{
    qint64 number = 0;      // of the first entry
    QList<qint64> entries;  // in the order in which they were typed
    QString code;           // "kept", or why the server refused
    RecordRef record;       // what it is about, as far as it is about one
    RecordRef about;        // the record of which that is a strict part, else itself: what can be opened
    RecordRef binned;       // what has to come out of the bin first, where that is not `record`
    QString title;          // of the record, or of what was to become one
    bool isHere = false;    // the record is on this laptop and not in the bin
    bool isDeleted = false;
    bool isNew = false;  // it was to be made
    QString command;     // what was done, in words
    QString reason;      // why it waits, in words
    Instant typedAt;
    Instant at;  // when the server answered
    QList<InboxField> fields;
    QList<InboxJoined> joined;
    QList<InboxLost> lost;
    // Of strict parts that others changed too: all that differ, and what was worked out from them. One side
    // is taken as a whole.
    QList<InboxLine> lines;
    QList<InboxField> sums;
    QString by;             // who changed them there
    Instant changedAt;      // and when
    QStringList followers;  // what fell with it, in words
    QList<qint64> followerEntries;
    bool isReadable = true;  // false: the transaction is not one that this program understands
    QByteArray raw;          // of such a one
    Id transaction;
    QHash<RecordRef, QString> titles;  // of what the values refer to

    bool isKept() const { return code == QLatin1String("kept"); }
    // Whether two people's values meet, as opposed to a rule that speaks against it.
    bool isConflict() const
    {
        return isKept() || code == QLatin1String("conflict_guarded") ||
               code == QLatin1String("aggregate_changed") || code == QLatin1String("changed_since");
    }
    bool isWhole() const { return !lines.isEmpty(); }
    // It only says what happened: somebody else was first, or what was lost is not this person's to see.
    bool isNews() const
    {
        return code == QLatin1String("already_claimed") || code == QLatin1String("lost_out_of_reach");
    }
    bool mayRestore() const { return code == QLatin1String("deleted") && isDeleted; }
    bool mayResend() const { return !isKept() && !isNews() && isReadable; }
};

}  // namespace dw
