// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/store/accountstore.h"

#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace dw
{

// When a server was backed up, and when somebody proved that such a backup comes back (features: F3.76,
// F3.98): the newest of each, also those that failed. Kept with the accounts.
class BackupBook
{
public:
    static constexpr int Kept = 20;

    enum class What {
        Backup,
        RestoreTest,
    };
    struct Entry
    {
        What what = What::Backup;
        Instant at;
        bool ok = false;
        QString folder;
        QString problem;  // in words; empty where it went well

        QJsonObject toJson() const;
    };

    // Newest first. What cannot be read is none.
    static Result<QList<Entry>> load(AccountStore &accounts);
    static Result<void> note(AccountStore &accounts, const Entry &entry);

    // The newest of it that went well; nothing: none did.
    static std::optional<Entry> lastGood(const QList<Entry> &entries, What what);
    // The newest of it, where that failed.
    static std::optional<Entry> openFailure(const QList<Entry> &entries, What what);
};

}  // namespace dw
