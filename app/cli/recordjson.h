// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/records/record.h"

#include <QHash>
#include <QJsonObject>
#include <QStringList>

namespace dw
{

// A value as the command line answers it (DESIGN 11): canonical JSON, a reference as {id, title}.
QJsonValue answerJson(const Value &value, const Field *field, const QHash<RecordRef, QString> &titles);
// id and the named fields of a record; null ones are there as null.
QJsonObject answerJson(const Record &record, const QStringList &fields,
                       const QHash<RecordRef, QString> &titles);
// The same value in a line of text: no JSON, references by title.
QString answerText(const QJsonValue &value);

}  // namespace dw
