// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expression/evaluator.h"
#include "core/records/record.h"
#include "core/records/relatedvalues.h"

namespace dw
{

// Lets expressions read a record and, through RelatedValues, what it refers to and its children. Keeps
// references to nothing but `related`, which must outlive it.
class RecordSource final : public ValueSource
{
public:
    RecordSource(Record record, const RelatedValues &related);

    Value field(int index) const override;
    Result<std::shared_ptr<const ValueSource>> follow(int referenceField) const override;
    Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &collection) const override;
    Currency currency() const override;
    Result<QString> referenceKey(int referenceField) const override;

private:
    Result<Record> target(int referenceField) const;

    Record m_record;
    const RelatedValues &m_related;
};

}  // namespace dw
