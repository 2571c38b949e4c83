// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"

namespace dw
{

// The reference ("merge": "strict") that makes a record of this object a strict part of another one: all that
// point at the same record by it, and what is worked out there from them, are one thing for sync
// (sync-protocol.md 3.5). Whoever changes one of them changes what they saw of all of them, or nothing. Null:
// the object's records are no such parts.
const Field *strictLink(const ObjectType &object);

}  // namespace dw
