// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/record.h"
#include "core/store/refusedattempt.h"

namespace dw
{

// Something that access refused while a command ran, and the answer that is given for it. Not every one ends
// the command: some are only asked to leave out what is not allowed.
struct Refusal
{
    RecordRef record;  // a null id: the object as a whole
    RefusedAttempt what;
    Error answer;  // or key and arguments of the finding
};

}  // namespace dw
