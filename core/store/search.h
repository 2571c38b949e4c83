// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/dictionary/localtext.h"
#include "core/expression/evaluator.h"
#include "core/records/query.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace dw
{

// Text as typed: Han, words, digits, or pinyin (full or initials). Never FTS syntax.
struct SearchRequest
{
    QString text;
    QStringList objects;  // which objects, in this order of preference; empty = all searchable ones
    int limitPerObject = 8;
    Language language = Language::English;
    // What the actor may see, per object (Policy::readable); a missing entry means everything.
    QHash<QString, Condition> readable;
    EvaluationContext context;  // for `readable`
    // Fields the actor may not read are not matched nor quoted.
    QHash<QString, QStringList> hiddenFields;
    // Some of the hidden ones may be asked for by their whole value: the record is found, and where it says
    // so stands no more than the field's key.
    QHash<QString, QStringList> maskedFields;
};

struct SearchHit
{
    RecordRef record;
    QString title;
    QString field;    // key of the field that matched
    QString excerpt;  // its text, when it is not the title
    double rank = 0;  // smaller is better: exact, prefix, word, inside; then recency
};

}  // namespace dw
