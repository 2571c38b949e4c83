// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace dw::sqlite
{

// Lists of ids and of records in one column.
QByteArray packIds(const QList<Id> &ids);
QList<Id> unpackIds(QByteArrayView bytes);
QByteArray packRefs(const QList<RecordRef> &refs);
QList<RecordRef> unpackRefs(QByteArrayView bytes);

}  // namespace dw::sqlite
