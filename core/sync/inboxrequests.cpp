// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inboxrequests.h"

#include "core/sync/importedrows.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

// The object of the record that the command makes; empty: it makes none by itself.
QString objectMade(const CommandRequest &request)
{
    if (request.name == QLatin1String("record.create"))
        return request.arguments.value(QLatin1String("object")).toString();
    if (request.name == QLatin1String("activity.log"))
        return QStringLiteral("activity");
    return {};
}

const SyncOperation *operationOn(const SyncTransaction &transaction, const QString &id)
{
    const auto found =
        std::find_if(transaction.operations.begin(), transaction.operations.end(),
                     [&](const SyncOperation &operation) { return operation.record.id.toString() == id; });
    return found == transaction.operations.end() ? nullptr : &*found;
}

CommandRequest update(const RecordRef &record, const QJsonObject &set)
{
    return {QStringLiteral("record.update"),
            {{QStringLiteral("object"), record.object},
             {QStringLiteral("id"), record.id.toString()},
             {QStringLiteral("set"), set}}};
}

class Again
{
public:
    Again(const SyncTransaction &transaction, const QSet<InboxFieldKey> &theirs)
        : m_transaction(transaction), m_theirs(theirs)
    {}

    QList<CommandRequest> requests()
    {
        for (CommandRequest request : m_transaction.requests) {
            request.arguments.remove(QStringLiteral("base"));
            giveId(request);
            // The journal has forgotten what was to be undone: it is put back by hand. So is what is left of
            // rows of which something stays as it is.
            if (request.name == QLatin1String("change.undo") ||
                (ImportedRows::isOne(m_transaction) && !m_theirs.isEmpty()))
                byHand();
            else if (ImportedRows::isOne(m_transaction))
                m_requests.append(ImportedRows::again(m_transaction));
            else if (request.arguments.contains(QLatin1String("ids")))
                ofMany(request);
            else
                ofOne(request);
        }
        return m_requests;
    }

private:
    bool staysTheirs(const SyncOperation &operation, const QString &field) const
    {
        return m_theirs.contains({operation.record, field});
    }

    void giveId(CommandRequest &request)
    {
        const QString object = objectMade(request);
        if (object.isEmpty() || request.arguments.contains(QLatin1String("id")))
            return;
        for (const SyncOperation &operation : m_transaction.operations) {
            const Id &id = operation.record.id;
            if (operation.kind != SyncOperation::Kind::Create || operation.record.object != object ||
                m_given.contains(id) || !m_transaction.made.contains(id))
                continue;
            m_given.insert(id);
            request.arguments.insert(QStringLiteral("id"), id.toString());
            return;
        }
    }

    void ofOne(CommandRequest &request)
    {
        const SyncOperation *operation =
            operationOn(m_transaction, request.arguments.value(QLatin1String("id")).toString());
        if (!operation || m_theirs.isEmpty()) {
            m_requests.append(request);
            return;
        }
        const QJsonObject whole = request.arguments.value(QLatin1String("set")).toObject();
        QJsonObject set = whole;
        bool decided = true;
        for (auto field = operation->fields.constBegin(); field != operation->fields.constEnd(); ++field) {
            if (!field->asked || !staysTheirs(*operation, field.key()))
                continue;
            if (whole.contains(field.key()))
                set.remove(field.key());
            else
                decided = false;
        }
        if (!decided) {
            if (!set.isEmpty())
                m_requests.append(update(operation->record, set));
            return;
        }
        if (request.name == QLatin1String("record.update") && set.isEmpty() && !whole.isEmpty())
            return;
        if (!whole.isEmpty())
            request.arguments.insert(QStringLiteral("set"), set);
        m_requests.append(request);
    }

    void byHand()
    {
        for (const SyncOperation &operation : m_transaction.operations) {
            QJsonObject set;
            for (auto field = operation.fields.constBegin(); field != operation.fields.constEnd(); ++field) {
                if (!field->asked || staysTheirs(operation, field.key()))
                    continue;
                if (field.key() == QLatin1String("deleted_at"))
                    m_requests.append(
                        {QStringLiteral("record.delete"),
                         {{QStringLiteral("object"), operation.record.object},
                          {QStringLiteral("ids"), QJsonArray{operation.record.id.toString()}}}});
                else
                    set.insert(field.key(), field->after);
            }
            if (!set.isEmpty())
                m_requests.append(update(operation.record, set));
        }
    }

    void ofMany(CommandRequest &request)
    {
        QJsonArray ids;
        QList<CommandRequest> parted;
        const QJsonArray all = request.arguments.value(QLatin1String("ids")).toArray();
        for (const QJsonValue &id : all) {
            const SyncOperation *operation = operationOn(m_transaction, id.toString());
            QJsonObject mine;
            bool whole = true;
            if (operation) {
                for (auto field = operation->fields.constBegin(); field != operation->fields.constEnd();
                     ++field) {
                    if (!field->asked)
                        continue;
                    if (staysTheirs(*operation, field.key()))
                        whole = false;
                    else
                        mine.insert(field.key(), field->after);
                }
            }
            if (whole)
                ids.append(id);
            else if (!mine.isEmpty())
                parted.append(update(operation->record, mine));
        }
        if (!ids.isEmpty()) {
            request.arguments.insert(QStringLiteral("ids"), ids);
            m_requests.append(request);
        }
        m_requests += parted;
    }

    const SyncTransaction &m_transaction;
    const QSet<InboxFieldKey> &m_theirs;
    QSet<Id> m_given;
    QList<CommandRequest> m_requests;
};

}  // namespace

QList<CommandRequest> requestsAgain(const SyncTransaction &transaction, const QSet<InboxFieldKey> &theirs)
{
    return Again(transaction, theirs).requests();
}

QList<CommandRequest> requestsBack(const SyncTransaction &transaction)
{
    QList<CommandRequest> back;
    for (auto operation = transaction.operations.crbegin(); operation != transaction.operations.crend();
         ++operation) {
        QJsonObject set;
        bool bin = operation->kind == SyncOperation::Kind::Create, restore = false, asked = false;
        for (auto field = operation->fields.constBegin(); field != operation->fields.constEnd(); ++field) {
            asked = asked || field->asked;
            if (!field->asked)
                continue;
            if (field.key() == QLatin1String("deleted_at")) {
                bin = field->after.isNull();
                restore = !bin;
            } else {
                set.insert(field.key(), field->before);
            }
        }
        // What the engine made goes with what it was made for.
        if (!asked || operation->kind == SyncOperation::Kind::Purge)
            continue;
        const QJsonObject which{{QStringLiteral("object"), operation->record.object},
                                {QStringLiteral("ids"), QJsonArray{operation->record.id.toString()}}};
        if (restore)
            back.append({QStringLiteral("record.restore"), which});
        if (operation->kind == SyncOperation::Kind::Update && !set.isEmpty())
            back.append(update(operation->record, set));
        if (bin)
            back.append({QStringLiteral("record.delete"), which});
    }
    return back;
}

}  // namespace dw
