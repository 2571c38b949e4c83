// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/undojournal.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

QJsonObject describe(const RecordChange &change, const QSet<int> *askedFields)
{
    QJsonObject fields;
    QJsonArray asked;
    const QList<int> changed = change.changedFields();
    for (const int index : changed) {
        const QString &key = change.record().type().field(index).key;
        const QJsonValue before =
            change.before.isValid() ? change.before.value(index).toJson() : QJsonValue();
        fields.insert(key, QJsonArray{before, change.after.value(index).toJson()});
        if (askedFields && askedFields->contains(index))
            asked.append(key);
    }
    return {{QStringLiteral("object"), change.record().type().key()},
            {QStringLiteral("id"), change.record().id().toString()},
            {QStringLiteral("kind"),
             change.kind == RecordChange::Kind::Create ? QStringLiteral("create") : QStringLiteral("update")},
            {QStringLiteral("fields"), fields},
            {QStringLiteral("asked"), asked}};
}

}  // namespace

Result<QStringList> UndoJournal::index() const
{
    DW_ASSIGN(const QByteArray text, m_session.localValue(m_area, QStringLiteral("index")));
    return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

Result<void> UndoJournal::setIndex(const QStringList &index)
{
    return m_session.setLocalValue(m_area, QStringLiteral("index"), index.join(QLatin1Char(' ')).toLatin1());
}

Result<void> UndoJournal::remember(const Entry &entry, const CommandContext &context)
{
    QJsonArray lines;
    for (const RecordChange &change : context.changes().changes) {
        if (change.kind != RecordChange::Kind::Purge)
            lines.append(describe(change, context.asked(change.record().ref())));
    }
    const QJsonObject body{{QStringLiteral("command"), entry.command},
                           {QStringLiteral("user"), entry.user.toString()},
                           {QStringLiteral("changes"), lines}};
    DW_TRY(m_session.setLocalValue(m_area, entry.transaction.toString(),
                                   QJsonDocument(body).toJson(QJsonDocument::Compact)));
    DW_ASSIGN(QStringList known, index());
    known.append(entry.transaction.toString());
    while (known.size() > Depth)
        DW_TRY(m_session.setLocalValue(m_area, known.takeFirst(), {}));
    return setIndex(known);
}

Result<UndoJournal::Entry> UndoJournal::find(const Id &transaction) const
{
    DW_ASSIGN(const QByteArray text, m_session.localValue(m_area, transaction.toString()));
    if (text.isEmpty())
        return Error(ErrorCode::NotFound, QStringLiteral("command.undo_gone"));
    Entry entry;
    entry.transaction = transaction;
    entry.body = QJsonDocument::fromJson(text).object();
    entry.command = entry.body.value(QLatin1String("command")).toString();
    entry.user = Id::fromString(entry.body.value(QLatin1String("user")).toString()).value_or(Id());
    return entry;
}

Result<UndoJournal::Entry> UndoJournal::last(const Id &user, const QSet<Id> &passed) const
{
    DW_ASSIGN(const QStringList known, index());
    for (auto candidate = known.crbegin(); candidate != known.crend(); ++candidate) {
        DW_ASSIGN(Entry entry, find(Id::fromString(*candidate).value_or(Id())));
        if (entry.user == user && !passed.contains(entry.transaction))
            return entry;
    }
    return Error(ErrorCode::NotFound, QStringLiteral("command.nothing_to_undo"));
}

Result<void> UndoJournal::forget(const Id &transaction)
{
    DW_ASSIGN(QStringList known, index());
    known.removeAll(transaction.toString());
    DW_TRY(m_session.setLocalValue(m_area, transaction.toString(), {}));
    return setIndex(known);
}

Result<void> UndoJournal::forgetWhere(const std::function<bool(const QByteArray &body)> &said)
{
    DW_ASSIGN(const QStringList known, index());
    QStringList left;
    for (const QString &transaction : known) {
        DW_ASSIGN(const QByteArray body, m_session.localValue(m_area, transaction));
        if (said(body))
            DW_TRY(m_session.setLocalValue(m_area, transaction, {}));
        else
            left.append(transaction);
    }
    return left.size() == known.size() ? Result<void>() : setIndex(left);
}

}  // namespace dw
