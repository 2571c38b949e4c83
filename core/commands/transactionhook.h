// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"
#include "core/commands/commandresult.h"

#include <QList>
#include <QString>

#include <memory>

namespace dw
{

// Commands that ran together, with what came of them.
struct ExecutedTransaction
{
    Id id;
    QString command;  // "batch" for several
    const QList<CommandRequest> &requests;
    const CommandContext &context;
};

// Who keeps a second book of what commands write: the outbox of a joined laptop, the ledger of a server. All
// calls are made on the writer thread in the running transaction; an error ends the command as failed, and
// everything is rolled back.
class TransactionHook
{
public:
    virtual ~TransactionHook() = default;
    // The commands ran and will be applied; nothing is written yet.
    virtual Result<void> begin(WriteSession &session) = 0;
    // All is written but the commit.
    virtual Result<void> end(WriteSession &session, const ExecutedTransaction &transaction) = 0;
    // What was written makes another configuration of what was `before`: after end(), before the commit.
    virtual Result<void> renewed(WriteSession &, const Configuration & /*before*/,
                                 const Configuration & /*after*/)
    {
        return {};
    }
    // False on a laptop whose server has the last word: what it says about roles is taken as it comes.
    virtual bool isAuthority() const { return true; }
    // Who gives the numbers that people read (a deal's number); null: whoever runs the command.
    virtual std::shared_ptr<Numbering> numbering() const { return nullptr; }
};

}  // namespace dw
