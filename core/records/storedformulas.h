// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/records/query.h"
#include "core/records/relatedvalues.h"

#include <QList>

#include <functional>
#include <utility>

namespace dw
{

// The stored formulas and roll-ups of one object against what they give now: whether a value is what its
// definition says (DESIGN 4).
class StoredFormulas
{
public:
    using Wanted = std::function<bool(const CheckedExpression &)>;
    // Those that `wanted` lets through. An expression that does not check is an Error.
    static Result<StoredFormulas> of(const DictionaryPtr &dictionary, const ObjectTypePtr &object,
                                     Currency workspaceCurrency, const Wanted &wanted);

    bool isEmpty() const { return m_formulas.isEmpty(); }
    // Holds at least for every record with a difference, apart from amounts of several currencies, for which
    // asking may fail. Null where only looking at all of them tells.
    const Condition &suspects() const { return m_suspects; }

    struct Difference
    {
        int field = -1;
        Value stored;
        Value now;
    };
    // Of a whole record.
    Result<QList<Difference>> differences(const Record &record, const RelatedValues &related,
                                          const EvaluationContext &context) const;

private:
    QList<std::pair<int, Condition>> m_formulas;
    Condition m_suspects;
};

}  // namespace dw
