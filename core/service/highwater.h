// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/ledger.h"

#include <QString>

#include <optional>

namespace dw
{

// How far a server's history has come, in a file beside its databases (sync-protocol.md 3.19): who puts the
// databases back and leaves the file is found out before any laptop comes.
class HighWater
{
public:
    explicit HighWater(const QString &file) : m_file(file) {}

    // Nothing where there is none, or none that can be read: it says nothing then.
    std::optional<LedgerHead> read() const;
    Result<void> write(const LedgerHead &head) const;
    // The history had come further, in this epoch or in another, or in this one another way.
    Result<bool> isAheadOf(const Ledger &ledger) const;

private:
    const QString m_file;
};

}  // namespace dw
