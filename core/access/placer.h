// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/placement.h"
#include "core/access/scopetags.h"
#include "core/expression/evaluator.h"
#include "core/records/relatedvalues.h"

#include <QHash>

namespace dw
{

// Works out what records belong to, from a record, what it refers to and the shares; roles do not matter, nor
// who else works here.
//
// What holds. Every record belongs to "all"; to "own:" of each user in its ownFields; to "ter:" of where it
// lies; what its owner shows their team to "team:" of that; to "rec:" of itself if it was ever shared and the
// share still stands, in force or not; and to all that the parents belong to with whom it is seen
// (parents.h), as long as they are there and not deleted. Whether the record itself is deleted does not
// matter. A condition that cannot be worked out (an overflow, amounts of several currencies) is not
// fulfilled.
//
// Remembers the placements of parents: one serves a state of the records, and no other. Records are of the
// model's dictionary.
class Placer
{
public:
    // `model` and `related` must outlive it. `tags` are the model's; the context's time and user are not
    // asked for.
    Placer(const AccessModel &model, ScopeTagsPtr tags, const RelatedValues &related,
           EvaluationContext context);

    // `record` must be whole. Errors are those of `related`.
    Result<Placement> of(const Record &record);

private:
    Result<quint64> fulfilled(const ObjectTags &table, const Record &record) const;
    Result<void> addTeam(Placement &placement, const Value &user, quint64 tags) const;
    Result<void> addOwn(Placement &placement, const ObjectTags &table, const Record &record,
                        quint64 direct) const;
    Result<void> addParents(Placement &placement, const ObjectTags &table, const Record &record,
                            quint64 possible);

    const AccessModel &m_model;
    ScopeTagsPtr m_tags;
    const RelatedValues &m_related;
    EvaluationContext m_context;
    QHash<RecordRef, Placement> m_parents;
};

}  // namespace dw
