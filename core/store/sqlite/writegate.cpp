// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/writegate.h"

#include "core/store/sqlite/connection.h"

namespace dw::sqlite
{

Result<void> WriteGate::pass() const
{
    if (m_of == Of::Reader)
        return Error(ErrorCode::Internal, QStringLiteral("store.no_transaction"), {},
                     QStringLiteral("a reader writes nothing"));
    if (!m_connection.inTransaction())
        return Error(ErrorCode::Internal, QStringLiteral("store.no_transaction"), {},
                     QStringLiteral("no transaction, or it ended by an error"));
    return {};
}

}  // namespace dw::sqlite
