// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/expression/evaluator.h"

#include <QHash>
#include <QList>

#include <map>

namespace dw::test
{

// One record as a map: field key -> value. A key that is absent is NULL.
struct WorldRecord
{
    QString object;
    Id id;
    QHash<QString, Value> values;
};

// A small dictionary and records of it, enough for every part of the expression language:
//   deal (amount, cost money; probability percent; quantity int; rate decimal(4); closes date; won_at
//   datetime; stage picklist; interests multi-picklist; active boolean; company_id, phase_id, friends
//   reflist; lines) -> deal_line company (name, industry, size, deals), phase (key, name), user (login), team
//   (key), territory (key)
// It carries the shipped system fields, so that a store can make tables of it.
class ExpressionWorld
{
public:
    static DictionaryPtr dictionary();
    static CheckScope scope(CheckScope::Aggregates aggregates = CheckScope::Aggregates::OverCollections);

    // Records by id, so that children come ordered by id.
    std::map<Id, WorldRecord> records;

    const WorldRecord &add(const QString &object, const QString &name, const QHash<QString, Value> &values);
    // A source on the record; keeps a pointer to the world.
    std::shared_ptr<const ValueSource> source(const Id &id) const;

    // Asia/Shanghai, now 2026-11-19T07:40 there, fiscal year from January, one holiday and one make-up day.
    static EvaluationContext context();
};

}  // namespace dw::test
