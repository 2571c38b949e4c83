// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"

#include <QList>

namespace dw
{

// The objects that an AnyReference field may point at: those that have what has the field as a collection of
// theirs, by this field ("related" of tasks) or by one that follows from it (activities of a customer, by
// their account); not people, whose collections say who does the work. `child` is the object that has the
// field; empty: whichever has one of that key, by that field alone.
QList<ObjectTypePtr> referenceTargets(const Dictionary &dictionary, const QString &child,
                                      const QString &field);

}  // namespace dw
