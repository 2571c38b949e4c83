// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace dw::sqlite
{

class Connection;

// Lets a session write, or not: only a writer's, and only in its transaction.
class WriteGate
{
public:
    enum class Of { Reader, Writer };
    WriteGate(const Connection &connection, Of of) : m_connection(connection), m_of(of) {}

    // Internal "store.no_transaction".
    Result<void> pass() const;

private:
    const Connection &m_connection;
    Of m_of;
};

}  // namespace dw::sqlite
