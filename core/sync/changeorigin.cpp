// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/changeorigin.h"

#include <QHash>
#include <QJsonObject>

namespace dw
{

namespace
{

// So many changes of a record are looked at.
constexpr int Looked = 50;

}  // namespace

Result<QJsonArray> withOrigin(QJsonArray lines, const ReadSession &session, const Dictionary &dictionary)
{
    QHash<RecordRef, QList<AuditRecord>> histories;
    const ObjectTypePtr users = dictionary.find(u"user");
    for (QJsonValueRef one : lines) {
        QJsonObject line = one.toObject();
        const RecordRef record{line.value(QLatin1String("obj")).toString(),
                               Id::fromString(line.value(QLatin1String("id")).toString()).value_or(Id())};
        if (!line.contains(QLatin1String("server")) || record.id.isNull())
            continue;
        if (!histories.contains(record)) {
            DW_ASSIGN(histories[record], session.history(record, Looked, 0));
        }
        const QList<AuditRecord> changes = histories.value(record);
        for (const AuditRecord &change : changes) {
            if (!change.fields.contains(line.value(QLatin1String("field")).toString()))
                continue;
            DW_ASSIGN(const Record user, session.find(users, change.entry.user));
            if (user.isValid())
                line.insert(QStringLiteral("by"), user.title(Language::English));
            line.insert(QStringLiteral("at"), change.entry.at.toIso());
            break;
        }
        one = line;
    }
    return lines;
}

}  // namespace dw
