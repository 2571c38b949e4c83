// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/commands/command.h"
#include "core/store/replica.h"

namespace dw
{

// inbox.settle {entries: [{number, state: open|resolved|discarded, settled: [{obj, id, field, choice}]}]}:
// what a person decided about what the server did not take over of this laptop (InboxEntry), in the
// transaction of the commands that follow from it. Stays on the laptop.
class SettleInbox final : public Command
{
public:
    QString name() const override { return QStringLiteral("inbox.settle"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

// inbox.reopen {entries: [{number, settled: [{obj, id, field}]}]}: takes it back. Without `settled` all of
// the entry waits again.
class ReopenInbox final : public Command
{
public:
    QString name() const override { return QStringLiteral("inbox.reopen"); }
    Result<void> run(CommandContext &context, const QJsonObject &arguments) const override;
    bool isUndoable() const override { return false; }
};

// Entries that are settled keep what was typed for a while, so that it can be taken back: the last `Kept`.
class SettledInbox
{
public:
    static constexpr int Kept = 20;

    explicit SettledInbox(Replica &replica) : m_replica(replica) {}

    Result<QList<qint64>> numbers() const;
    // Empties the one that is too many.
    Result<void> add(qint64 number);
    Result<void> remove(qint64 number);
    // Nothing of it is left but that it was.
    Result<void> empty(qint64 number);

private:
    Result<void> setNumbers(const QList<qint64> &numbers);

    Replica &m_replica;
};

}  // namespace dw
