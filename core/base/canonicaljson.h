// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QByteArray>
#include <QJsonValue>

namespace dw
{

// One byte sequence per JSON value, for digests and for comparing: no white space, object keys in the order
// of their UTF-8 bytes, only what must be escaped is escaped (\b \f \n \r \t, else \u00xx in lower case),
// whole numbers without point or exponent, other numbers in the shortest form that reads back the same.
// Undefined and what is no number are null.
QByteArray canonicalJson(const QJsonValue &value);

// Appends canonicalJson(value.toJson()), without making JSON of it first.
void appendCanonicalJson(const Value &value, QByteArray &out);
// The same of a text.
void appendCanonicalJson(QStringView text, QByteArray &out);

}  // namespace dw
