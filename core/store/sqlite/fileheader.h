// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace dw::sqlite
{

// What the first 100 bytes of a workspace file say, read without SQLite, so that a file that is not ours,
// empty or too new is refused before anything could be written to it (SQLite file format 1.3).
struct FileHeader
{
    int reservedBytes = 0;  // offset 20
    int schemaVersion = 0;  // user_version, offset 60; may lag behind while a -wal file holds newer pages
};

// NotFound "store.missing", Storage "store.empty_file", "store.foreign_file", "store.cannot_open",
// "store.read_only" (a folder or file that may not be read), TooNew "store.too_new". The argument is the
// file.
// Whether we may not even see if `path` is there.
bool isClosedToUs(const QString &path);

Result<FileHeader> readFileHeader(const QString &file);

}  // namespace dw::sqlite
