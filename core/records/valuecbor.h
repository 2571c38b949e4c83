// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <optional>

class QCborStreamReader;
class QCborStreamWriter;

namespace dw
{

// One value as CBOR: exact, and of its kind without a field that says so.
void appendValue(QCborStreamWriter &out, const Value &value);

// The value at which the reader stands, which goes on behind it. Nothing for what appendValue() does not
// write; the reader then stands anywhere. What it reads is not trusted.
std::optional<Value> takeValue(QCborStreamReader &in);

// One text or string of bytes, in as many pieces as it may be written.
std::optional<QString> takeText(QCborStreamReader &in);
std::optional<QByteArray> takeBytes(QCborStreamReader &in);
std::optional<qint64> takeInteger(QCborStreamReader &in);

}  // namespace dw
