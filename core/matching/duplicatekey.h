// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/record.h"

#include <QList>

namespace dw
{

// A way in which two records of an object look like one thing: all of `fields` are given and equal.
struct DuplicateKey
{
    QList<int> fields;
    int score = 0;    // 1..99: how sure equal ones are the same
    int lookup = -1;  // of `fields`: the one that few share; its values have an index
};

// From this score on a person is asked before there is another one; below it they are told.
inline constexpr int AskedScore = 80;

// From the dictionary's duplicate-checked fields, the surest first; a customer's own field counts by itself.
QList<DuplicateKey> duplicateKeys(const ObjectType &object);

// Both are of one object and have all values of `key`, equal apart from width, case and spaces around.
bool agree(const DuplicateKey &key, const Record &one, const Record &other);

// Each has a code that is given out once (uscc, tax number), and they differ: whatever else is equal, these
// are two.
bool areTwo(const Record &one, const Record &other);

struct DuplicateMatch
{
    QList<int> fields;  // a person knows them: of a match key what it is made from; the surest first
    int score = 0;      // 0: nothing speaks for it; more than one reason makes surer
};
// All that compare() reads of a record.
QList<int> comparedFields(const ObjectType &object);
DuplicateMatch compare(const QList<DuplicateKey> &keys, const Record &one, const Record &other);

}  // namespace dw
