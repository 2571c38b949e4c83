// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/record.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <algorithm>

namespace dw
{

// How rules answer (DESIGN 3). `key` is stable: wording and waivers name it. A gate's finding is waivable.
struct Finding
{
    enum class Severity { Hint, Warning, Blocker };

    QString key;  // "gate.field_missing", "value.phone_invalid" ...
    Severity severity = Severity::Blocker;
    // For the wording. "@field:opportunity.amount", "@fields:contact.mobile,contact.email", "@stage:<id>",
    // "@value:attachment.doc_kind.quote" become labels in the reader's language (findingtext.h); anything
    // else stands as it is.
    QStringList arguments;
    RecordRef record;
    QString field;  // field key, empty when it concerns the record
    // What a waiver names and what the gate's editor is chosen by: "field:decision_maker_id",
    // "doc:requirement_survey", "activity:visit", "condition:exit" ... ; empty when not part of a gate.
    QString item;
    bool waivable = false;
    bool provisional = false;  // cannot be decided here; never blocks (B7)

    friend bool operator==(const Finding &, const Finding &) = default;
};

using Findings = QList<Finding>;

inline bool hasBlocker(const Findings &findings)
{
    return std::any_of(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.severity == Finding::Severity::Blocker && !finding.provisional;
    });
}

}  // namespace dw
