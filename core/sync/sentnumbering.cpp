// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/sentnumbering.h"

#include "core/commands/autonumber.h"
#include "core/expression/conditions.h"
#include "core/store/ledger.h"
#include "core/store/localarea.h"
#include "core/sync/numberleases.h"

#include <algorithm>

namespace dw
{

namespace
{

// What is above the highest that was taken of a sequence is nobody's yet, without a look at the records.
Result<bool> isAboveAll(WriteSession &session, const QString &sequence, qint64 number)
{
    const QString key = QLatin1String("taken/") + sequence;
    DW_ASSIGN(const QByteArray highest, session.localValue(numberArea(), key));
    if (number <= highest.toLongLong())
        return false;
    DW_TRY(session.setLocalValue(numberArea(), key, QByteArray::number(number)));
    return true;
}

// Of records in the bin as well.
Result<bool> isTaken(const ReadSession &session, const Record &record, const Field &field,
                     const QString &text)
{
    const ObjectTypePtr &object = record.typePointer();
    const Query query{
        object, conditions::isText(object, object->indexOf(field.key), text), {}, Query::Deleted::Include};
    DW_ASSIGN(const qint64 count, session.count(query, {}));
    return count > 0;
}

}  // namespace

SentNumbering::SentNumbering(const SyncTransaction &transaction, const Id &user) : m_user(user)
{
    for (const SyncOperation &operation : transaction.operations) {
        if (operation.kind != SyncOperation::Kind::Create)
            continue;
        for (auto field = operation.fields.constBegin(); field != operation.fields.constEnd(); ++field) {
            if (!field->asked && field->after.isString())
                m_sent[operation.record.id].insert(field.key(), field->after.toString());
        }
    }
}

Result<Value> SentNumbering::next(WriteSession &session, const Record &record, const Field &field, Date today)
{
    const QString text = m_sent.value(record.id()).value(field.key);
    if (!text.isEmpty()) {
        DW_ASSIGN(const bool given, mayGive(session, record, field, text, today));
        if (given)
            return Value(text);
    }
    DW_ASSIGN(const Value own, OwnNumbering().next(session, record, field, today));
    if (!text.isEmpty())
        m_replaced.append(QJsonObject{{QStringLiteral("obj"), record.type().key()},
                                      {QStringLiteral("id"), record.id().toString()},
                                      {QStringLiteral("field"), field.key},
                                      {QStringLiteral("before"), QJsonValue()},
                                      {QStringLiteral("yours"), text},
                                      {QStringLiteral("server"), own.toJson()}});
    return own;
}

Result<bool> SentNumbering::mayGive(WriteSession &session, const Record &record, const Field &field,
                                    const QString &text, Date today) const
{
    const ObjectType &object = record.type();
    switch (field.numbers) {
        case NumberMode::Server:
            return false;
        case NumberMode::DevicePrefix: {
            const auto number = DeviceNumber::of(object, text);
            // A laptop is away for months, not for years.
            const int year = today.toQDate().year();
            if (!number || number->device.isEmpty() || number->year > year + 1 || number->year < year - 1)
                return false;
            DW_ASSIGN(const QList<LedgerDevice> devices, session.ledger().devices());
            const bool users = std::any_of(devices.begin(), devices.end(), [&](const LedgerDevice &device) {
                return device.user == m_user && device.shortName == number->device;
            });
            if (!users)
                return false;
            DW_ASSIGN(const bool fresh, isAboveAll(session, number->sequence(object, field), number->n));
            if (fresh)
                return true;
            break;
        }
        case NumberMode::Block: {
            const auto number = autoNumberOf(object, text);
            if (!number)
                return false;
            DW_ASSIGN(const auto lease, NumberLeases::of(session, object.key(), *number));
            if (!lease)
                return false;
            DW_ASSIGN(const bool users, isUsers(session, lease->device));
            if (!users)
                return false;
            const QString sequence =
                QStringLiteral("%1.%2/%3").arg(object.key(), field.key).arg(lease->first);
            DW_ASSIGN(const bool fresh, isAboveAll(session, sequence, *number));
            if (fresh)
                return true;
            break;
        }
    }
    DW_ASSIGN(const bool taken, isTaken(session, record, field, text));
    return !taken;
}

Result<bool> SentNumbering::isUsers(const ReadSession &session, const Id &device) const
{
    DW_ASSIGN(const auto known, session.ledger().device(device));
    return known && known->user == m_user;
}

}  // namespace dw
