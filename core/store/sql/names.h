// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace dw::sql
{

// How an object stands in a database. Object and field keys are [a-z0-9_]; what the store adds has a colon,
// so it can never meet a key.

// Field values that live in a link table "<object>:<field>"(owner BLOB, position INTEGER, target BLOB | text
// TEXT).
bool isLinked(const Field &field);
QString linkTable(const ObjectType &type, const Field &field);
// "target" for ids, "text" for tags.
QByteArray linkColumn(const Field &field);
// Money, also as the result of a stored formula or roll-up: has the twin "<field>_base" in the workspace
// currency.
bool hasBase(const Field &field);
QString baseColumn(const Field &field);
bool isTitle(const ObjectType &type, int field);
// Single-line text that is the title, listed or indexed: has the ICU sort key "<field>:sort" (BLOB).
bool hasSortKey(const ObjectType &type, int field);
QString sortColumn(const Field &field);
// The object key beside the id of an AnyReference: "<field>:object".
QString objectColumn(const Field &field);
// The columns of the covering index that figures are read from, and its name; none where the object has no
// figures.
QStringList figureColumns(const ObjectType &type);
QString figureIndex(const ObjectType &type);

}  // namespace dw::sql
