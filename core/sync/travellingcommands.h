// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw
{

// What a laptop keeps for itself alone: its decisions about its own inbox. What else ran in the same
// transaction is sent without it.
inline bool staysHere(const QString &command)
{
    return command == QLatin1String("inbox.settle") || command == QLatin1String("inbox.reopen");
}

// What a laptop asks of its server and does not do by itself: it is sent although nothing changes here.
inline bool asksServer(const QString &command)
{
    return command == QLatin1String("lead.claim");
}

// Whether what the command does on a laptop can be done again on its server. A purge, the end of a demo and
// the arrival of a file are the server's own; the undo of an import goes up as what it did (OutboxWriter).
inline bool travels(const QString &command)
{
    return !staysHere(command) && command != QLatin1String("import.undo") &&
           command != QLatin1String("demo.remove") && command != QLatin1String("bin.purge") &&
           command != QLatin1String("record.purge") && command != QLatin1String("attachment.arrived");
}

}  // namespace dw
