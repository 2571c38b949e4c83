// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/strictlink.h"

#include <algorithm>

namespace dw
{

const Field *strictLink(const ObjectType &object)
{
    const QList<Field> &fields = object.fields();
    const auto link = std::find_if(fields.begin(), fields.end(),
                                   [](const Field &field) { return field.merge == MergeClass::Strict; });
    return link == fields.end() ? nullptr : &*link;
}

}  // namespace dw
