// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/session.h"

#include <QList>

namespace dw
{

// Every live record of an object, whole: for configuration, of which there is little.
Result<QList<Record>> allRecords(const ReadSession &session, const ObjectTypePtr &object);

}  // namespace dw
