// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"

#include <QString>

namespace dw
{

// How the n-th number of an object is written: "O-010233". The sequence is named by the object's key.
QString autoNumber(const ObjectType &object, qint64 n);

}  // namespace dw
