// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/readsearch.h"

#include "core/access/sensitiveread.h"
#include "core/reading/objectlines.h"

namespace dw
{

Result<ReadSearch::Wanted> ReadSearch::wanted(const QString &object, const QString &id, int limit)
{
    Wanted wanted{object, {}, limit};
    if (id.isEmpty())
        return wanted;
    if (object.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_option"),
                     {QStringLiteral("--id"), QStringLiteral("--object")});
    wanted.record = Id::fromString(id).value_or(Id());
    if (wanted.record.isNull())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {id, QStringLiteral("--id")});
    return wanted;
}

Result<QList<AuditRecord>> ReadSearch::lines(const Wanted &wanted) const
{
    if (!wanted.object.isEmpty())
        DW_TRY(m_reader.object(wanted.object));
    const auto isMeant = [&wanted](const AuditRecord &line) {
        if (line.entry.command != SensitiveRead::commandName())
            return false;
        if (wanted.record.isNull())
            return true;
        const Id record = SensitiveRead::ofValues(wanted.object, line.entry.values).record;
        return record.isNull() || record == wanted.record;
    };
    return ObjectLines(m_reader).find(wanted.object, isMeant, wanted.limit);
}

Result<QJsonArray> ReadSearch::table(const Wanted &wanted) const
{
    DW_ASSIGN(const QList<AuditRecord> found, lines(wanted));
    const ObjectLines told(m_reader);
    DW_ASSIGN(const QJsonArray rows, told.table(found));
    QList<RecordRef> refs;
    for (const AuditRecord &line : found)
        refs.append({line.entry.record.object,
                     SensitiveRead::ofValues(line.entry.record.object, line.entry.values).record});
    refs.removeIf([](const RecordRef &ref) { return ref.id.isNull(); });
    DW_ASSIGN(const auto titles, m_reader.titles(refs));
    QJsonArray named;
    for (const QJsonValue &row : rows) {
        QJsonObject one = row.toObject();
        const RecordRef ref{one.value(QLatin1String("object")).toString(),
                            Id::fromString(one.value(QLatin1String("id")).toString()).value_or(Id())};
        if (const QString title = titles.value(ref); !title.isEmpty())
            one.insert(QStringLiteral("title"), title);
        named.append(one);
    }
    return named;
}

}  // namespace dw
