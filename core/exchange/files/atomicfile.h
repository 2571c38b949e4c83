// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <functional>

namespace dw
{

// A file that appears under its name whole or not at all: written beside it under another name, made durable,
// renamed. What is not committed is removed.
class AtomicFile
{
public:
    // Reserves the temporary name with the rights of a new file. Error Storage exchange.write_failed {name}.
    static Result<AtomicFile> create(const QString &path);
    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile &operator=(AtomicFile &&other) noexcept;
    ~AtomicFile();

    const QString &temporaryPath() const { return m_temporary; }
    // Is shown the whole file under its temporary name; its error keeps the file from appearing.
    using Seal = std::function<Result<void>(const QString &temporaryPath)>;
    // Makes the bytes durable, seals, renames, and makes the name durable. Error Storage exchange.disk_full
    // {name} or exchange.write_failed {name}, and those of the seal.
    Result<void> commit(const Seal &seal = {});

    // The error for errno `number` while writing `path`.
    static Error errorOf(int number, const QString &path);

private:
    AtomicFile() = default;

    QString m_path;
    QString m_temporary;
};

}  // namespace dw
