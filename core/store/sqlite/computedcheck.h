// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticket.h"
#include "core/dictionary/dictionary.h"
#include "core/store/workspace.h"

#include <functional>

namespace dw::sqlite
{

class Connection;

// What formulas and roll-ups have stored against what they give now, in every live record, as verify asks.
// Those of business days and of who asks are left out: neither is in the file as it was then.
class ComputedCheck
{
public:
    using Report = std::function<void(const QString &)>;
    ComputedCheck(Connection &connection, DictionaryPtr dictionary, const WorkspaceInfo &info, Ticket ticket);

    // Tells each fault: "account.total_won of <id> is ..., its definition gives ...". Cancelled when the
    // ticket says so.
    Result<void> run(const Report &report) const;

private:
    Result<void> check(const ObjectTypePtr &type, const Report &report) const;

    Connection &m_connection;
    DictionaryPtr m_dictionary;
    WorkspaceInfo m_info;
    Ticket m_ticket;
};

}  // namespace dw::sqlite
