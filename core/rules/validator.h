// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/relatedvalues.h"
#include "core/rules/finding.h"
#include "core/rules/rulebook.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <utility>

namespace dw
{

// Field validation: normalises what was typed and reports what does not fit (B2-B4). Pure.
class Validator
{
public:
    explicit Validator(RulebookPtr rulebook);

    struct Options
    {
        // Missing required values are accepted and the record is marked incomplete (import with
        // accept_incomplete).
        bool acceptIncomplete = false;
        // The engine itself writes (seed, history import): system fields are allowed.
        bool systemFields = false;
        // Values by field that checkField() has passed as they are: a field that still has its own is not
        // checked again. Must outlive the check.
        const QList<std::pair<int, Value>> *passed = nullptr;
        // Required fields that may be missing all the same, as they may with acceptIncomplete: keys of fields
        // by object. Must outlive the check.
        const QHash<QString, QSet<QString>> *excused = nullptr;
    };
    // Normalises `after` in place (trim, NFC, phones to E.164, e-mail domains, formulas recomputed) and
    // checks what differs from `before`; for a create everything.
    Result<Findings> check(const Record &before, Record &after, const RelatedValues &related,
                           const EvaluationContext &context, const Options &options) const;
    // One field alone, for forms as hints on leaving the field; the value is normalised.
    Findings checkField(const ObjectType &object, int field, Value &value) const;

private:
    RulebookPtr m_rulebook;
};

}  // namespace dw
