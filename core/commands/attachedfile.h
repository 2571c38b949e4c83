// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

namespace dw
{

// What an attachment says of its file, as far as it can be told without the file: a name that is safe in
// every folder, a size that may be stored, a SHA-256 in lower-case hex. Invalid "attachment.bad_file" (name).
Result<void> checkAttachedFile(const Record &attachment);

// Where a command runs again whose file may follow: says in the attachment whether its content is here, from
// the actor. True: it follows.
bool noteArrival(const CommandContext &context, Record &attachment);

}  // namespace dw
