// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/store/session.h"

#include <QHash>
#include <QJsonArray>
#include <QList>
#include <QString>

#include <functional>

class QObject;

namespace dw
{

class Workspace;

// Since when transactions were there for certain, before the server received them (B12, OutboxLog), for those
// who look at who was first: on the server what it reckoned itself, on a laptop what its server told it of
// its own. What nothing is proved of is not in it.
class ProvenTimes
{
public:
    static Result<QHash<Id, Instant>> of(const ReadSession &session, const QList<Id> &transactions);
    // The same off the calling thread; comes back as AnswerAddress says, with nothing where it fails. The
    // newest request of a `name` wins, the others are not answered.
    static void ask(Workspace &workspace, const QString &name, const QList<Id> &transactions,
                    QObject *receiver, std::function<void(const QHash<Id, Instant> &)> done);

    // On a laptop, in the running transaction: what came with the answer to a push, [{from, to, at}], about
    // numbers of its own transactions. What is malformed or not its own is left out. Kept as long as the
    // server keeps it.
    static Result<void> note(WriteSession &session, const QJsonArray &told, Instant now);
};

}  // namespace dw
