// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QString>

namespace dw
{

struct JsonLimits
{
    qint64 maxBytes = 8 * 1024 * 1024;
    int maxDepth = 32;  // of arrays and objects; `[]` has depth 1
};

// Both read an object or an array in UTF-8 (a byte order mark is allowed). Errors name the source, and the
// line and column (from 1, column in bytes) where there is one:
//   NotFound "file.not_found" %1 path; Storage "file.read_failed" %1 path, %2 reason;
//   Limit "json.too_large" %1 source, %2 bytes allowed; Limit "json.too_deep" %1 source, %2 line, %3 column,
//   %4 depth allowed; Invalid "json.syntax" %1 source, %2 line, %3 column, %4 what the parser says.
Result<QJsonDocument> readJsonFile(const QString &path, const JsonLimits &limits = {});
Result<QJsonDocument> parseJson(const QByteArray &bytes, const QString &source,
                                const JsonLimits &limits = {});

}  // namespace dw
