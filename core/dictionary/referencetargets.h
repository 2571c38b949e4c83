// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"

#include <QList>

namespace dw
{

// The objects that an AnyReference field may point at: those that name it as a collection of theirs
// ("related" of tasks). `child` is the object that has the field; empty: whichever has one of that key.
QList<ObjectTypePtr> referenceTargets(const Dictionary &dictionary, const QString &child,
                                      const QString &field);

}  // namespace dw
