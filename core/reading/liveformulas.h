// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/checkedexpression.h"
#include "core/expression/evaluator.h"
#include "core/records/record.h"
#include "core/records/relatedvalues.h"

#include <QList>

#include <memory>
#include <utility>

namespace dw
{

// The formulas of an object that are not stored because they change with the time (DESIGN 4): computed for
// the records that are shown. Keeps no reference; made for one read.
class LiveFormulas
{
public:
    // Of those among `fields`, with what they read. An expression that does not check is an Error.
    static Result<LiveFormulas> of(const DictionaryPtr &dictionary, const ObjectTypePtr &object,
                                   const QList<int> &fields, Currency workspaceCurrency);

    bool isEmpty() const { return m_formulas.isEmpty(); }
    // `fields` and the fields of the record itself that the formulas read.
    const QList<int> &fieldsNeeded() const { return m_needed; }
    // Fills them in, passing over invalid records. Before rights are applied: a formula reads what its reader
    // may not. What several records refer to is read once.
    Result<void> fill(QList<Record> &records, const RelatedValues &related,
                      const EvaluationContext &context) const;

private:
    Result<void> add(const DictionaryPtr &dictionary, const ObjectTypePtr &object, int field,
                     Currency workspaceCurrency);

    // Inputs before users.
    QList<std::pair<int, std::shared_ptr<const CheckedExpression>>> m_formulas;
    QList<int> m_needed;
};

}  // namespace dw
