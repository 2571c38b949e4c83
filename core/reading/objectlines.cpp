// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/objectlines.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr int PageLines = 500;

}  // namespace

Result<QList<AuditRecord>> ObjectLines::find(const QString &object, const IsMeant &isMeant, int limit) const
{
    QList<AuditRecord> found;
    for (const ObjectTypePtr &type : m_reader.context().dictionary->objects()) {
        if (!object.isEmpty() && type->key() != object)
            continue;
        int ofObject = 0;
        qint64 before = 0;
        while (ofObject < limit) {
            DW_ASSIGN(const QList<AuditRecord> page,
                      m_reader.history({type->key(), Id()}, PageLines, before));
            for (const AuditRecord &line : page) {
                if (!isMeant(line) || ofObject >= limit)
                    continue;
                found.append(line);
                ++ofObject;
            }
            if (page.size() < PageLines)
                break;
            before = page.last().sequence;
        }
    }
    std::sort(found.begin(), found.end(),
              [](const AuditRecord &a, const AuditRecord &b) { return a.sequence > b.sequence; });
    return found.mid(0, limit);
}

Result<QJsonArray> ObjectLines::table(const QList<AuditRecord> &lines) const
{
    const QString user = QStringLiteral("user");
    QList<RecordRef> people;
    for (const AuditRecord &line : lines)
        people.append({user, line.entry.user});
    DW_ASSIGN(const auto titles, m_reader.titles(people));
    QJsonArray rows;
    for (const AuditRecord &line : lines) {
        QJsonObject row{{QStringLiteral("at"), line.entry.at.toIso()},
                        {user, titles.value({user, line.entry.user})},
                        {QStringLiteral("object"), line.entry.record.object}};
        if (line.entry.receivedAt)
            row.insert(QStringLiteral("received"), line.entry.receivedAt->toIso());
        for (auto it = line.entry.values.constBegin(); it != line.entry.values.constEnd(); ++it)
            row.insert(it.key(), it.value().toArray().at(1));
        rows.append(row);
    }
    return rows;
}

}  // namespace dw
