// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/settleinbox.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace dw
{

namespace
{

const QString Settled = QStringLiteral("settled");

bool sameField(const QJsonObject &one, const QJsonObject &other)
{
    return one.value(QLatin1String("id")) == other.value(QLatin1String("id")) &&
           one.value(QLatin1String("field")) == other.value(QLatin1String("field"));
}

QJsonArray without(const QJsonArray &lines, const QJsonArray &taken)
{
    QJsonArray left;
    for (const QJsonValue &line : lines) {
        if (std::none_of(taken.begin(), taken.end(),
                         [&](const QJsonValue &one) { return sameField(one.toObject(), line.toObject()); }))
            left.append(line);
    }
    return left;
}

Result<InboxEntry> entryOf(const Replica &replica, const QJsonObject &line)
{
    const auto number = qint64(line.value(QLatin1String("number")).toDouble(0));
    DW_ASSIGN(const auto found, replica.inboxEntry(number));
    if (!found)
        return Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"), {QString::number(number)});
    return *found;
}

}  // namespace

Result<void> SettleInbox::run(CommandContext &context, const QJsonObject &arguments) const
{
    Replica &replica = context.session().replica();
    const QJsonArray lines = arguments.value(QLatin1String("entries")).toArray();
    for (const QJsonValue &one : lines) {
        const QJsonObject line = one.toObject();
        DW_ASSIGN(InboxEntry entry, entryOf(replica, line));
        if (entry.state != InboxEntry::State::Open)
            return Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"),
                         {QString::number(entry.number)});
        QJsonObject answer = QJsonDocument::fromJson(entry.answer).object();
        const QJsonArray decided = line.value(Settled).toArray();
        QJsonArray settled = without(answer.value(Settled).toArray(), decided);
        for (const QJsonValue &field : decided)
            settled.append(field);
        if (!settled.isEmpty())
            answer.insert(Settled, settled);
        entry.answer = QJsonDocument(answer).toJson(QJsonDocument::Compact);
        const QString state = line.value(QLatin1String("state")).toString();
        if (state == QLatin1String("resolved"))
            entry.state = InboxEntry::State::Resolved;
        else if (state == QLatin1String("discarded"))
            entry.state = InboxEntry::State::Discarded;
        DW_TRY(replica.updateInbox(entry));
        if (entry.state != InboxEntry::State::Open)
            DW_TRY(SettledInbox(replica).add(entry.number));
    }
    return {};
}

Result<void> ReopenInbox::run(CommandContext &context, const QJsonObject &arguments) const
{
    Replica &replica = context.session().replica();
    const QJsonArray lines = arguments.value(QLatin1String("entries")).toArray();
    for (const QJsonValue &one : lines) {
        const QJsonObject line = one.toObject();
        DW_ASSIGN(InboxEntry entry, entryOf(replica, line));
        QJsonObject answer = QJsonDocument::fromJson(entry.answer).object();
        if (entry.state != InboxEntry::State::Open) {
            DW_ASSIGN(const QList<qint64> kept, SettledInbox(replica).numbers());
            if (!kept.contains(entry.number))
                return Error(ErrorCode::NotFound, QStringLiteral("sync.inbox_gone"),
                             {QString::number(entry.number)});
        }
        QJsonArray left;
        if (line.contains(Settled))
            left = without(answer.value(Settled).toArray(), line.value(Settled).toArray());
        answer.remove(Settled);
        if (!left.isEmpty())
            answer.insert(Settled, left);
        entry.answer = QJsonDocument(answer).toJson(QJsonDocument::Compact);
        entry.state = InboxEntry::State::Open;
        entry.resolvedBy = Id();
        DW_TRY(replica.updateInbox(entry));
        DW_TRY(SettledInbox(replica).remove(entry.number));
    }
    return {};
}

Result<QList<qint64>> SettledInbox::numbers() const
{
    DW_ASSIGN(const QByteArray list, m_replica.value(QStringLiteral("inbox_settled")));
    QList<qint64> numbers;
    const QList<QByteArray> parts = list.isEmpty() ? QList<QByteArray>() : list.split(',');
    for (const QByteArray &part : parts)
        numbers.append(part.toLongLong());
    return numbers;
}

Result<void> SettledInbox::setNumbers(const QList<qint64> &numbers)
{
    QByteArrayList parts;
    for (const qint64 number : numbers)
        parts.append(QByteArray::number(number));
    return m_replica.setValue(QStringLiteral("inbox_settled"), parts.join(','));
}

Result<void> SettledInbox::add(qint64 number)
{
    DW_ASSIGN(QList<qint64> known, numbers());
    known.removeAll(number);
    known.append(number);
    while (known.size() > Kept) {
        const qint64 oldest = known.takeFirst();
        DW_TRY(empty(oldest));
    }
    return setNumbers(known);
}

Result<void> SettledInbox::remove(qint64 number)
{
    DW_ASSIGN(QList<qint64> known, numbers());
    return known.removeAll(number) > 0 ? setNumbers(known) : Result<void>();
}

Result<void> SettledInbox::empty(qint64 number)
{
    DW_ASSIGN(auto entry, m_replica.inboxEntry(number));
    if (!entry || entry->state == InboxEntry::State::Open)
        return {};
    entry->body = QByteArrayLiteral("{}");
    entry->answer = QByteArrayLiteral("{}");
    return m_replica.updateInbox(*entry);
}

}  // namespace dw
