// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/record.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace dw
{

// How a laptop reads what stands in a server's answer.
namespace answervalues
{

qint64 wholeNumber(const QJsonValue &json);
// A number of transactions: whole, from 0, below 2^52. What is numbered behind another would never be found
// again.
bool isCount(const QJsonValue &json);
// Invalid "sync.bad_answer" {what}.
Error badAnswer(const QString &what);
// {o, id}.
Result<RecordRef> refOf(const QJsonObject &json);
// {o, id, v}. A field that this program does not know is left out: its value comes again after an update.
Result<Record> recordOf(const QJsonObject &line, const Dictionary &dictionary);

}  // namespace answervalues

}  // namespace dw
