// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace dw
{

// A password, never from the command line, which everybody on the machine may read: the first line of a file,
// or without one of standard input, asked for without an echo where a person sits there. Storage
// "service.cannot_read" (file, reason).
Result<QString> readPassword(const std::optional<QString> &file);

}  // namespace dw
