// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/commands/configuration.h"
#include "core/store/replica.h"
#include "core/store/session.h"
#include "core/sync/inboxitem.h"
#include "core/sync/inboxtext.h"

#include <QJsonObject>
#include <QSet>

namespace dw
{

// Turns the entries of the inbox into what a person can decide on: fields that two people changed fold into
// one proposal per record and field, with the last value that was typed; what fell with another change is
// told with it. Values are those that this laptop holds and the actor may see.
class InboxReader
{
public:
    InboxReader(const ReadSession &session, ConfigurationPtr configuration, Actor actor, Language language);

    // Those that wait, in the order in which they came.
    Result<QList<InboxItem>> items() const;
    // How many of them there are on a laptop, to its user.
    static Result<int> count(const ReadSession &session, const ConfigurationPtr &configuration);
    // The entries of one item by themselves, with what fell with them: what goes into a note.
    Result<InboxItem> alone(qint64 number) const;

    // What was sent; an Error where it cannot be read.
    static Result<SyncTransaction> transactionOf(const InboxEntry &entry);
    // What the server holds of the record, as far as this laptop knows: without what waits to be sent.
    Result<Record> serverState(const RecordRef &record) const;
    const InboxText &text() const { return m_text; }

private:
    Result<InboxItem> refused(const InboxEntry &entry) const;
    Result<void> addKept(QList<InboxItem> &items, const InboxEntry &entry) const;
    Result<InboxField> fieldOf(const SyncOperation &operation, const QString &key,
                               const QJsonObject &answer) const;
    InboxLost lostOf(const SyncOperation &operation, const QString &key, const QJsonObject &line,
                     qint64 entry) const;
    Result<void> describeRow(InboxItem &item, const SyncTransaction &transaction,
                             const QJsonObject &answer) const;
    Result<void> describeRecord(InboxItem &item, const SyncTransaction &transaction) const;
    Result<void> addTitles(InboxItem &item) const;

    const ReadSession &m_session;
    ConfigurationPtr m_configuration;
    Actor m_actor;
    InboxText m_text;
};

}  // namespace dw
