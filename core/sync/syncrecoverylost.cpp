// SPDX-License-Identifier: GPL-3.0-or-later
// What a laptop has and its server does not know any more: it waits in the inbox until somebody decides.
#include "core/sync/aggregates.h"
#include "core/sync/hiddenfields.h"
#include "core/sync/incoming.h"
#include "core/sync/parkedrecords.h"
#include "core/sync/syncrecovery.h"
#include "core/sync/transaction.h"

#include <QDataStream>
#include <QIODevice>
#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

const QString Others = QStringLiteral("let_go");

}  // namespace

// Before they are taken from yet another scope.
Result<void> SyncRecovery::noteOthers(Replica &replica, const QList<RecordRef> &roots)
{
    DW_ASSIGN(QByteArray known, replica.value(Others));
    QDataStream noted(&known, QIODevice::WriteOnly | QIODevice::Append);
    for (const RecordRef &root : roots) {
        DW_ASSIGN(const auto state, replica.root(root));
        if (state && state->version < NoVersion)
            noted << root.id.toByteArray() << qint64(NoVersion - state->version);
    }
    return replica.setValue(Others, known);
}

Result<SyncRecovery::Holders> SyncRecovery::otherHolders(const Replica &replica)
{
    DW_ASSIGN(const QByteArray known, replica.value(Others));
    QDataStream noted(known);
    Holders holders;
    while (!noted.atEnd() && noted.status() == QDataStream::Ok) {
        QByteArray id;
        qint64 number = 0;
        noted >> id >> number;
        holders[Id::fromBytes(id).value_or(Id())].append(int(number));
    }
    return holders;
}

Result<void> SyncRecovery::forgetOthers(Replica &replica)
{
    return replica.setValue(Others, {});
}

// The scopes that it was held by, as far as they are the laptop's still: of what went with its rights alone
// nothing stays.
Result<QList<ReplicaScope>> SyncRecovery::heldBy(const Replica &replica, const RecordRef &root,
                                                 const Holders &others)
{
    DW_ASSIGN(const auto state, replica.root(root));
    if (!state || state->version > NoVersion)
        return QList<ReplicaScope>();
    QList<int> numbers = others.value(root.id);
    numbers.append(int(NoVersion - state->version));
    const auto isOf = [&](const QString &object) {
        return object.section(QLatin1Char(':'), 0, 0) == root.object;
    };
    DW_ASSIGN(QList<ReplicaScope> scopes, replica.scopes());
    scopes.removeIf([&](const ReplicaScope &scope) {
        return !numbers.contains(scope.number) || Incoming::isRetired(scope) ||
               std::none_of(scope.objects.begin(), scope.objects.end(), isOf);
    });
    return scopes;
}

// As a transaction that would make it, so that it can be looked at and used like all else that waits.
Result<void> SyncRecovery::park(WriteSession &session, const RecordRef &root,
                                const QList<ReplicaScope> &scopes) const
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
    entry.answer = QJsonDocument(ParkedRecords::answer(scopes)).toJson(QJsonDocument::Compact);
    entry.at = now;
    DW_ASSIGN(const qint64 place, session.replica().addToInbox(entry));
    Q_UNUSED(place);
    return {};
}

}  // namespace dw
