// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/changeorigin.h"

#include <QHash>
#include <QJsonObject>

#include <optional>

namespace dw
{

namespace
{

// So many changes of a record are read at once, and looked at in all: one that programs change by the minute
// costs no more.
constexpr int Page = 50;
constexpr int Looked = 5'000;

// Who gave the fields of one record their values, as far back as somebody asked for.
class Origins
{
public:
    struct Origin
    {
        Id user;
        Instant at;
    };

    Result<std::optional<Origin>> of(const QString &field, const RecordRef &record,
                                     const ReadSession &session)
    {
        while (!m_newest.contains(field) && !m_ended) {
            DW_ASSIGN(const QList<AuditRecord> changes, session.history(record, Page, m_before));
            for (const AuditRecord &change : changes) {
                for (const QString &changed : change.fields) {
                    if (!m_newest.contains(changed))
                        m_newest.insert(changed, {change.entry.user, change.entry.at});
                }
                m_before = change.sequence;
            }
            m_looked += int(changes.size());
            m_ended = changes.size() < Page || m_looked >= Looked;
        }
        const auto known = m_newest.constFind(field);
        return known == m_newest.cend() ? std::optional<Origin>() : std::optional(*known);
    }

private:
    QHash<QString, Origin> m_newest;
    qint64 m_before = 0;
    int m_looked = 0;
    bool m_ended = false;
};

}  // namespace

Result<QJsonArray> withOrigin(QJsonArray lines, const ReadSession &session, const Dictionary &dictionary)
{
    QHash<RecordRef, Origins> histories;
    const ObjectTypePtr users = dictionary.find(u"user");
    for (QJsonValueRef one : lines) {
        QJsonObject line = one.toObject();
        const RecordRef record{line.value(QLatin1String("obj")).toString(),
                               Id::fromString(line.value(QLatin1String("id")).toString()).value_or(Id())};
        if (!line.contains(QLatin1String("server")) || record.id.isNull())
            continue;
        const QString field = line.value(QLatin1String("field")).toString();
        DW_ASSIGN(const auto origin, histories[record].of(field, record, session));
        if (!origin)
            continue;
        DW_ASSIGN(const Record user, session.find(users, origin->user));
        if (user.isValid())
            line.insert(QStringLiteral("by"), user.title(Language::English));
        line.insert(QStringLiteral("at"), origin->at.toIso());
        one = line;
    }
    return lines;
}

}  // namespace dw
