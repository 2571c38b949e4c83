// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/newrequirements.h"

#include <algorithm>
#include <numeric>

namespace dw
{

Result<QHash<QString, QSet<QString>>> NewRequirements::fields() const
{
    const ObjectTypePtr type = m_configuration.dictionary->find(u"field_definition");
    QList<int> all(type->fieldCount());
    std::iota(all.begin(), all.end(), 0);
    DW_ASSIGN(const auto cursor, m_session.open({type, nullptr, {}, Query::Deleted::Exclude}, all,
                                                m_configuration.settings.context({}, {}, {})));
    QHash<QString, QSet<QString>> fields;
    QList<Record> page;
    do {
        DW_TRY(cursor->next(page, 500));
        for (const Record &definition : std::as_const(page)) {
            const bool isNew = definition.value(u"rev").integer() > m_seen;
            if (isNew && m_now.ms - definition.value(u"updated_at").instant().ms <= GraceMs)
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
