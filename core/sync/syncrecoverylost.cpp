// SPDX-License-Identifier: GPL-3.0-or-later
// What a laptop has and its server does not know any more: it waits in the inbox until somebody decides.
#include "core/sync/aggregates.h"
#include "core/sync/hiddenfields.h"
#include "core/sync/parkedrecords.h"
#include "core/sync/syncrecovery.h"
#include "core/sync/transaction.h"

#include <QJsonDocument>

namespace dw
{

// As a transaction that would make it, so that it can be looked at and used like all else that waits.
Result<void> SyncRecovery::park(WriteSession &session, const RecordRef &root, const ReplicaScope &scope) const
{
    const ConfigurationPtr configuration = m_runner.configuration();
    const Instant now = m_runner.clock().now();
    const Aggregates aggregates(configuration->dictionary);
    DW_ASSIGN(const QList<Record> records,
              aggregates.read(session, root, configuration->settings.context(now, {}, {})));
    if (records.isEmpty())
        return {};
    // What is hidden since may still stand in the rows: it goes when all is compared.
    DW_ASSIGN(const HiddenFields hidden, HiddenFields::held(session.replica()));
    SyncTransaction transaction;
    transaction.number = 1;
    transaction.id = m_runner.ids().next();
    transaction.command = QStringLiteral("record.create");
    transaction.at = now;
    QJsonObject set;
    for (const Record &record : records) {
        SyncOperation operation;
        operation.kind = SyncOperation::Kind::Create;
        operation.record = record.ref();
        operation.root = root;
        transaction.made.append(record.id());
        const QStringList unread = hidden.byObject().value(record.type().key());
        for (int i = 0; i < record.type().fieldCount(); ++i) {
            const Field &field = record.type().field(i);
            if (!field.isStored() || record.value(i).isNull() || field.key == QLatin1String("id") ||
                unread.contains(field.key))
                continue;
            operation.fields.insert(field.key, {QJsonValue(), record.value(i).toJson(), true});
            if (record.ref() == root && !field.isReadOnly() && !field.system)
                set.insert(field.key, record.value(i).toJson());
        }
        transaction.operations.append(operation);
    }
    transaction.requests.append(
        {transaction.command, {{QStringLiteral("object"), root.object}, {QStringLiteral("set"), set}}});
    InboxEntry entry;
    entry.transaction = transaction.id;
    entry.code = QString::fromLatin1(ParkedRecords::Lost);
    entry.body = QJsonDocument(transaction.toJson()).toJson(QJsonDocument::Compact);
    entry.answer = QJsonDocument(ParkedRecords::answer(scope)).toJson(QJsonDocument::Compact);
    entry.at = now;
    DW_ASSIGN(const qint64 place, session.replica().addToInbox(entry));
    Q_UNUSED(place);
    return {};
}

}  // namespace dw
