// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/newrequirements.h"

#include "core/sync/committimes.h"

#include <algorithm>
#include <numeric>

namespace dw
{

Result<QHash<QString, QSet<QString>>> NewRequirements::fields() const
{
    const ObjectTypePtr type = m_configuration.dictionary->find(u"field_definition");
    QList<int> all(type->fieldCount());
    // What was defined without a line says when that was entered, and counts from when it came.
    const Instant from{m_now.ms - GraceMs};
    DW_ASSIGN(const CommitTimes times, CommitTimes::load(m_session));
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
            if (commit > m_seen && !isLate)
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
