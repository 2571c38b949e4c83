// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/actor.h"
#include "core/commands/configuration.h"
#include "core/expression/expressiontrial.h"
#include "core/rules/finding.h"
#include "core/store/session.h"

namespace dw
{

// B10: what a new configuration brings in formulas, rules of fields and conditions of stages against the one
// before is tried before it is in force. Refused comes back with a concrete case, and whoever asks rolls
// back, so that the running configuration stays.
class PublicationTrial
{
public:
    // So many records of an object are looked at, newest first.
    static constexpr int SampleRecords = 200;

    // All of them must outlive it. Null: the records that `actor` may see alone are tried and named, by the
    // fields that they may read.
    PublicationTrial(const Configuration &before, const Configuration &next, const Actor &actor,
                     EvaluationContext evaluation);

    // Without records: refused "configuration.case_fails" (what, values, reason), where a made-up record
    // ends with an error, and "configuration.contradiction" (what, rule, values), where no record could
    // fulfil a rule or a stage's condition.
    Result<void> onMadeUpRecords() const;

    // With the records that are there, once `session` reads the new dictionary: refused
    // "configuration.record_fails" (what, record, values, reason), "configuration.none_valid" (what, count,
    // record, values) for a rule that every one of them breaks, "configuration.disagreement" (what, record,
    // value here, value in the database). Warnings "configuration.some_invalid" (what, count, of how many,
    // record, values) and "configuration.some_lacking" say which would be refused or asked for more at their
    // next change.
    Result<Findings> onRecords(const ReadSession &session) const;

    // The first record of which the database gives another value than was worked out here; rows of (id,
    // value). Amounts compare by their units, decimals by value.
    static std::optional<GroupRow> firstDifference(const QHash<Id, Value> &here, const QList<GroupRow> &rows);

private:
    struct Tried
    {
        enum class Kind { Formula, Rule, Requirement, Gate } kind = Kind::Formula;
        QString what;  // "opportunity.c_margin", "quotation.entry_condition"
        int field = -1;
        std::shared_ptr<const CheckedExpression> expression;  // null: a field that is always required
    };
    struct Sample
    {
        ObjectTypePtr object;
        QList<Record> records;
    };
    QList<Tried> changed(const ObjectTypePtr &object) const;
    QList<Tried> changedStages(const QString &object) const;
    Result<Sample> sample(const ReadSession &session, const ObjectTypePtr &object) const;
    Result<Findings> tryOn(const ReadSession &session, const Sample &sample, const Tried &tried) const;
    Result<void> compare(const ReadSession &session, const Sample &sample, const Tried &tried,
                         const QList<Value> &values) const;
    QString valuesOf(const Record &record, const Tried &tried) const;

    const Configuration &m_before;
    const Configuration &m_next;
    const Actor &m_actor;
    EvaluationContext m_evaluation;
};

// A condition that is no part of the configuration (a view's filter, a role's): as onMadeUpRecords() without
// the contradiction, for an empty list may be meant.
Result<void> tryCondition(const QString &what, const CheckedExpression &condition,
                          const EvaluationContext &evaluation);

}  // namespace dw
