// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/result.h"
#include "core/sync/deviceidentity.h"
#include "core/sync/problem.h"

#include <QString>

#include <optional>

namespace dw
{

// Whether a joined workspace may be read and changed on this laptop (sync-protocol.md 3.20): what its server
// said last, and for how long it may be without hearing from it. Kept beside the workspace (guard.json),
// which need not be open. A workspace of no server is always open. Blocks; on any thread, one at a time.
class SyncGuard
{
public:
    SyncGuard(QString folder, const Clock &clock) : m_folder(std::move(folder)), m_clock(clock) {}

    enum class State {
        Open,
        Locked,  // until somebody signs in again; what waits here stays
        Wiped,   // its files are gone
    };
    struct Status
    {
        State state = State::Open;
        std::optional<Error> reason;         // Forbidden "sync.lease_over", "sync.user_disabled" ...
        std::optional<Instant> leasedUntil;  // of an open one, where there is a lease
        int leaseDays = 0;                   // 0: none
    };
    Status status() const;

    // To be asked before anything of the workspace is shown, and from time to time while it is open: it
    // remembers how late it was, so that setting the clock back makes no lease longer. The reason, if it is
    // not open. Of one that is to be wiped the files are removed that could not be removed before.
    Result<void> admit();
    // The server answered this laptop, and said for how many days it may be without hearing from it (nothing:
    // as it is); a shorter lease counts from now on.
    Result<void> contacted(std::optional<int> leaseDays = {});
    // Its user showed their password to the server.
    Result<void> signedIn();
    // The server refused this laptop: locks it, or removes its files if the order is signed by the server
    // that it was enrolled at. Any other answer changes nothing.
    Result<void> refused(const DeviceIdentity &identity, const SyncAnswer &answer);

    static bool isOrderToWipe(const DeviceIdentity &identity, const SyncAnswer &answer);

private:
    struct Kept
    {
        Instant contact;
        Instant latest;
        QString locked;  // the key of the reason
        int leaseDays = 0;
        bool wiped = false;
        bool joined = false;
    };
    Kept load() const;
    Result<void> save(const Kept &kept) const;
    Status statusOf(const Kept &kept) const;
    Result<void> erase() const;

    QString m_folder;
    const Clock &m_clock;
};

}  // namespace dw
