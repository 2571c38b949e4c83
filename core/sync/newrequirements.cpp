// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/newrequirements.h"

#include "core/sync/committimes.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace dw
{

namespace
{

// When the definition began to ask: its newest change that says so, by the server's clock; nothing where that
// is not in its history. What was defined without a line says when that was entered, and counts from when it
// came.
Result<std::optional<Instant>> asksSince(const ReadSession &session, const RecordRef &definition)
{
    constexpr int Page = 50;
    qint64 before = 0;
    for (;;) {
        DW_ASSIGN(const QList<AuditRecord> changes, session.history(definition, Page, before));
        for (const AuditRecord &change : changes) {
            const bool says = std::any_of(change.fields.begin(), change.fields.end(), [](const QString &key) {
                return key == QLatin1String("required") || key == QLatin1String("required_when") ||
                       key == QLatin1String("status");
            });
            if (says)
                return std::optional(change.entry.receivedAt.value_or(change.entry.at));
            before = change.sequence;
        }
        if (changes.size() < Page)
            return std::optional<Instant>();
    }
}

}  // namespace

Result<QHash<QString, QSet<QString>>> NewRequirements::fields() const
{
    const ObjectTypePtr type = m_configuration.dictionary->find(u"field_definition");
    QList<int> all(type->fieldCount());
    const Instant from{m_now.ms - GraceMs};
    DW_ASSIGN(const CommitTimes times, CommitTimes::load(m_session));
    const std::optional<Instant> seenAt = times.about(m_seen);
    std::iota(all.begin(), all.end(), 0);
    DW_ASSIGN(const auto cursor, m_session.open({type, nullptr, {}, Query::Deleted::Exclude}, all,
                                                m_configuration.settings.context({}, {}, {})));
    QHash<QString, QSet<QString>> fields;
    QList<Record> page;
    do {
        DW_TRY(cursor->next(page, 500));
        for (const Record &definition : std::as_const(page)) {
            const qint64 commit = definition.value(u"rev").integer();
            const auto came = times.about(commit);
            const bool isLate = definition.value(u"updated_at").instant() < from && (!came || *came < from);
            if (commit <= m_seen || isLate)
                continue;
            // Whatever else of it changed since begins nothing anew.
            DW_ASSIGN(const auto since, asksSince(m_session, definition.ref()));
            if (!since || (*since >= from && (!seenAt || *since >= *seenAt)))
                fields[definition.value(u"object_name").text()].insert(definition.value(u"name").text());
        }
    } while (!page.isEmpty());
    return fields;
}

bool NewRequirements::mayHelp(const CommandResult &result)
{
    return result.status == CommandResult::Status::Refused && result.error.key.isEmpty() &&
           std::any_of(result.findings.begin(), result.findings.end(),
                       [](const Finding &finding) { return finding.key == QLatin1String("value.required"); });
}

}  // namespace dw
