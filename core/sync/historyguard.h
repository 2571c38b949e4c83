// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/store/ledger.h"
#include "core/store/session.h"

#include <optional>

namespace dw
{

// A server whose history was put back without anybody saying so (sync-protocol.md 3.19): a laptop shows a
// checkpoint that the server gave and does not have. Nothing is pushed until an administrator confirms it or
// ten minutes have gone by; then a new epoch begins, and all laptops compare what they have with it.
class HistoryGuard
{
public:
    static constexpr qint64 PatienceMs = qint64(10) * 60 * 1000;

    // Since when; nothing: the history is not in doubt.
    static Result<std::optional<Instant>> suspectSince(const ReadSession &session);
    // Each in a transaction of its own. A doubt that is there stays as old as it is.
    static Result<void> suspect(WriteSession &session, Instant now);
    // The numbers of the new epoch begin behind all that an older one can have given (firstOf()), also behind
    // `beyond`: how far a history is known to have come that is not here any more.
    static Result<void> beginEpoch(WriteSession &session, const Id &epoch, Instant now, qint64 beyond = 0);
    // Where the numbers of an epoch begin whose history was put back to `head`: how many commits came after
    // it is unknown, and another epoch may have begun from the same backup. So the clock says it, finer than
    // commits can follow one another, and where the clock was set back, a large step does. Below 2^53, what
    // JSON has place for.
    static qint64 firstOf(qint64 head, Instant now);
};

// The cursor that is given out: "1048300.7f3a9c21", and behind it what only this server can have written, so
// that nobody puts the history into doubt by making one up. Behind a page that could not hold a whole commit
// also how far that has come: "/1048301/ID"; whoever makes that up misses their own records.
class HistoryCursor
{
public:
    explicit HistoryCursor(QByteArray key = {}) : m_key(std::move(key)) {}

    // Inside a later commit than that of the cursor: its aggregates up to this one, by id, have come, too.
    struct Within
    {
        qint64 sequence = 0;
        Id upTo;
    };
    QByteArray text(const LedgerHead &at, const std::optional<Within> &within = {}) const;
    struct Read
    {
        qint64 sequence = 0;
        quint32 tag = 0;
        std::optional<Within> within;
        bool proven = false;  // this server gave it out in this epoch
    };
    // Nothing for what is none.
    std::optional<Read> read(const QByteArray &text, const Id &epoch) const;

private:
    QByteArray proof(const QByteArray &point, const Id &epoch) const;

    QByteArray m_key;
};

}  // namespace dw
