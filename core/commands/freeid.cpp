// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/freeid.h"

namespace dw
{

Result<void> checkFreeId(const ReadSession &session, const Dictionary &dictionary, const QString &object,
                         const Id &id)
{
    for (const ObjectTypePtr &type : dictionary.objects()) {
        DW_ASSIGN(const Record other, session.find(type, id));
        if (other.isValid())
            return Error(ErrorCode::Conflict, QStringLiteral("command.id_taken"), {object, id.toString()});
    }
    return {};
}

}  // namespace dw
