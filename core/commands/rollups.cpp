// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/rollups.h"

#include "core/commands/touchedrecords.h"
#include "core/records/recordsource.h"
#include "core/records/storedformulas.h"

#include <algorithm>
#include <limits>
#include <span>

namespace dw
{

namespace
{

constexpr size_t PageRecords = 500;
constexpr qsizetype All = std::numeric_limits<qsizetype>::max();
constexpr qsizetype LongestChain = 64;  // as in Dictionary::build

}  // namespace

Result<ChangeSet> recomputeRollUps(WriteSession &session, const Configuration &configuration,
                                   const EvaluationContext &evaluation, const ObjectTypePtr &object,
                                   QList<Id> ids)
{
    ChangeSet derived;
    const auto &formulas = configuration.rulebook->rulesOf(*object).storedFormulas;
    std::sort(ids.begin(), ids.end());
    DW_ASSIGN(const QList<Record> parents, session.findMany(object, ids));
    for (const Record &parent : parents) {
        if (!parent.isValid() || parent.isDeleted())
            continue;
        Record after = parent;
        for (const auto &[field, formula] : formulas) {
            DW_ASSIGN(const Value value, evaluateStored(*formula, after, session, evaluation));
            after.set(field, value);
        }
        if (after == parent)
            continue;
        after.set(u"rev", Value(qint64(parent.value(u"rev").integer() + 1)));
        derived.update(parent, after);
    }
    if (!derived.isEmpty())
        DW_TRY(session.applyUnguarded(derived));
    return derived;
}

bool readsOtherRecords(const CheckedExpression &formula, const ObjectType &object)
{
    const QStringList &read = formula.fieldsRead();
    return std::any_of(read.begin(), read.end(), [&](const QString &path) {
        return path.contains(QLatin1Char('.')) || object.indexOf(path) < 0;
    });
}

Result<std::vector<RowRef>> staleRows(const ReadSession &session, const Configuration &configuration,
                                      const EvaluationContext &evaluation, const ObjectTypePtr &type)
{
    const auto wanted = [&type](const CheckedExpression &formula) {
        return readsOtherRecords(formula, *type);
    };
    DW_ASSIGN(const StoredFormulas formulas,
              StoredFormulas::of(configuration.dictionary, type, configuration.settings.currency, wanted));
    if (formulas.isEmpty())
        return std::vector<RowRef>();
    auto rows = session.rows({type, formulas.suspects(), {}}, evaluation, -1);
    // Amounts of several currencies are no question to the database.
    if (!rows.ok() && rows.error().code == ErrorCode::Invalid)
        rows = session.rows({type, nullptr, {}}, evaluation, -1);
    return rows;
}

namespace
{

// What is recomputed may be read by formulas in its turn; they have no circles. Answers all that changed.
Result<ChangeSet> recomputeAll(WriteSession &session, const ConfigurationPtr &configuration,
                               const EvaluationContext &evaluation, TouchedRecords &touched)
{
    ChangeSet all;
    for (qsizetype depth = 0; !touched.isEmpty() && depth < LongestChain; ++depth) {
        while (touched.isSearching())
            DW_TRY(touched.search(session, evaluation));
        std::vector<std::pair<ObjectTypePtr, QList<Id>>> wave;
        for (auto some = touched.takeSome(All); some.first; some = touched.takeSome(All))
            wave.push_back(std::move(some));
        for (const auto &[object, ids] : wave) {
            DW_ASSIGN(const ChangeSet derived,
                      recomputeRollUps(session, *configuration, evaluation, object, ids));
            touched.add(configuration, derived);
            all.changes += derived.changes;
        }
    }
    return all;
}

}  // namespace

Result<void> mendRollUps(WriteSession &session, const ConfigurationPtr &configuration,
                         const EvaluationContext &evaluation)
{
    TouchedRecords touched;
    for (const ObjectTypePtr &type : configuration->dictionary->objects()) {
        DW_ASSIGN(const auto rows, staleRows(session, *configuration, evaluation, type));
        for (size_t first = 0; first < rows.size(); first += PageRecords) {
            const auto part = std::span(rows).subspan(first, std::min(PageRecords, rows.size() - first));
            DW_ASSIGN(const QList<Record> page, session.page(type, part, {type->indexOf(u"id")}));
            QList<Id> ids;
            for (const Record &record : page)
                ids.append(record.id());
            DW_ASSIGN(const ChangeSet derived,
                      recomputeRollUps(session, *configuration, evaluation, type, ids));
            touched.add(configuration, derived);
        }
    }
    const Result<ChangeSet> followed = recomputeAll(session, configuration, evaluation, touched);
    return followed.ok() ? Result<void>() : followed.error();
}

Result<void> applyRollUps(WriteSession &session, CommandContext &context)
{
    TouchedRecords touched;
    touched.add(context.configurationPointer(), context.changes());
    DW_ASSIGN(const ChangeSet derived,
              recomputeAll(session, context.configurationPointer(), context.evaluation(), touched));
    context.changes().changes += derived.changes;
    return {};
}

}  // namespace dw
