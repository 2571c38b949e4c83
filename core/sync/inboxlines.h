// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/commands/commandresult.h"
#include "core/commands/configuration.h"
#include "core/store/session.h"
#include "core/sync/inboxitem.h"
#include "core/sync/transaction.h"

#include <QHash>
#include <QJsonObject>
#include <QList>

namespace dw
{

// What the inbox says of strict parts (strictlink.h): the item is about the record that they belong to, and
// where others changed them too, it shows them side by side, all that differ, with what was worked out.
class InboxLines
{
public:
    InboxLines(const ReadSession &session, const Configuration &configuration, const Actor &actor)
        : m_session(session), m_configuration(configuration), m_actor(actor)
    {}

    // Fills `about`, `binned`, title, `lines`, `sums` and who it was; nothing of an item about other records.
    // `body` as the inbox keeps it.
    Result<void> add(InboxItem &item, const SyncTransaction &transaction, const QJsonObject &body,
                     const QJsonObject &answer, Language language) const;

    // The commands of a refused transaction, for what others made of the parts: a new one comes after theirs,
    // a deletion of what they deleted is left out. Refused "sync.inbox_line_gone" where one is to be changed
    // that is not there any more.
    static Result<QList<CommandRequest>> overTheirs(const ReadSession &session, const Dictionary &dictionary,
                                                    const QList<CommandRequest> &requests);

private:
    Result<void> addParts(InboxItem &item, const ObjectTypePtr &part, const SyncTransaction &transaction,
                          const QHash<RecordRef, QJsonObject> &seen) const;
    Result<QHash<RecordRef, Record>> theirParts(const ObjectTypePtr &part, const RecordRef &root) const;
    Result<void> addSums(InboxItem &item, const SyncTransaction &transaction) const;
    Record readable(Record part) const;

    const ReadSession &m_session;
    const Configuration &m_configuration;
    const Actor &m_actor;
};

}  // namespace dw
