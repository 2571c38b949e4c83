// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QString>

namespace dw
{

// Where the window that has a workspace open listens for the other programs of the same person: a local
// socket in the person's own folder for such things. One message a line, one answer a line:
//   raise            the window comes to the front; "done"
//   export {JSON}    {user, arguments of data.export}, or with a `command` those of data.read_sensitive, or
//   {user, refused: {key, arguments}} where access
//                    refused it: the window audits it; {} or {key, arguments, forbidden} of the error that
//                    kept it from doing so
QString windowSocket(const Id &workspace);

}  // namespace dw
