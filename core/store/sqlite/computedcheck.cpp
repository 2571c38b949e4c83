// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/computedcheck.h"

#include "core/records/storedformulas.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/sqlitesession.h"

#include <QStringList>

#include <numeric>
#include <utility>

namespace dw::sqlite
{

namespace
{

constexpr int PageRecords = 500;

bool isRepeatable(const CheckedExpression &formula)
{
    return !formula.usesActor() &&
           !formula.text().contains(QLatin1String("BUSINESSDAYS"), Qt::CaseInsensitive);
}

QString shown(const Value &value)
{
    return value.isNull() ? QStringLiteral("empty") : value.toDebugString();
}

}  // namespace

ComputedCheck::ComputedCheck(Connection &connection, DictionaryPtr dictionary, const WorkspaceInfo &info,
                             Ticket ticket)
    : m_connection(connection), m_dictionary(std::move(dictionary)), m_info(info), m_ticket(std::move(ticket))
{}

Result<void> ComputedCheck::run(const Report &report) const
{
    for (const ObjectTypePtr &type : m_dictionary->objects())
        DW_TRY(check(type, report));
    return {};
}

Result<void> ComputedCheck::check(const ObjectTypePtr &type, const Report &report) const
{
    DW_ASSIGN(const StoredFormulas formulas,
              StoredFormulas::of(m_dictionary, type, m_info.currency, &isRepeatable));
    if (formulas.isEmpty())
        return {};
    EvaluationContext context;
    context.zone = BusinessZone::named(m_info.zoneName).value_or(BusinessZone());
    context.fiscalStartMonth = m_info.fiscalStartMonth;
    context.workspaceCurrency = m_info.currency;
    const SqliteSession session(m_connection, SqliteSession::Role::Reader, m_info, m_dictionary);
    QList<int> fields(type->fieldCount());
    std::iota(fields.begin(), fields.end(), 0);
    QStringList faults;
    const auto look = [&](const Condition &where) -> Result<void> {
        faults.clear();
        DW_ASSIGN(const auto cursor, session.open({type, where, {}}, fields, context));
        QList<Record> page;
        do {
            if (m_ticket.isCancelled())
                return Error(ErrorCode::Cancelled, QStringLiteral("store.cancelled"));
            DW_TRY(cursor->next(page, PageRecords));
            for (const Record &record : std::as_const(page)) {
                DW_ASSIGN(const auto differences, formulas.differences(record, session, context));
                for (const auto &one : differences)
                    faults.append(QStringLiteral("%1.%2 of %3 is %4, its definition gives %5")
                                      .arg(type->key(), type->field(one.field).key, record.id().toString(),
                                           shown(one.stored), shown(one.now)));
            }
        } while (!page.isEmpty());
        return {};
    };
    Result<void> looked = look(formulas.suspects());
    // Amounts of several currencies are no question to the database.
    if (!looked.ok() && looked.error().code == ErrorCode::Invalid)
        looked = look(nullptr);
    for (const QString &fault : std::as_const(faults))
        report(fault);
    return looked;
}

}  // namespace dw::sqlite
