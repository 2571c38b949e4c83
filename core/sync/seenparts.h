// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/changeset.h"
#include "core/store/session.h"
#include "core/sync/transaction.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>

namespace dw
{

// What the person of a laptop saw of strict parts (strictlink.h) when they changed some of them: it stays
// beside the transaction on the laptop, for the inbox, and is not sent. It is the server's data: whoever
// makes a laptop forget a record or a field removes it (TypedInput).
class SeenParts
{
public:
    // The body with what was there before `changes`, which are stored; the same where no strict parts are
    // among them, or too many to be looked through (100 of one record).
    static Result<QByteArray> with(const QByteArray &body, const ReadSession &session,
                                   const ChangeSet &changes, const SyncTransaction &transaction);
    static void remove(QJsonObject &body);
    // By part, field -> value as canonical JSON.
    static QHash<RecordRef, QJsonObject> of(const QJsonObject &body);

    // The fields by which a part is shown: those of lists, in their order, without the link.
    static QList<int> shownFields(const ObjectType &part);
};

}  // namespace dw
