// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticket.h"

#include <QString>

#include <functional>

namespace dw
{
class BlobStore;
}

namespace dw::sqlite
{

class Connection;

// A backup is one file: the database as of one moment, and in its table "dw:blob" the attachments. It is
// written to `file`.part beside it, checked, brought to the disk and renamed; an older backup of that name
// stays whole until then.
class Backup
{
public:
    // `onSource` runs its argument on the thread of the connection that is copied (the writer's, so that its
    // own commits do not start the copy anew), with pauses between the calls.
    using OnSource = std::function<Result<void>(const std::function<Result<void>(Connection &)> &)>;
    static Result<void> write(const OnSource &onSource, const BlobStore &blobs, const QString &file,
                              const Ticket &ticket);
    // Copies a database alone, from this thread's connection: before a migration.
    static Result<void> copyDatabase(Connection &from, const QString &file);
    // Unpacks a backup into a folder that is empty or absent. Conflict "store.folder_not_empty".
    static Result<void> restore(const QString &file, const QString &folder);
};

}  // namespace dw::sqlite
