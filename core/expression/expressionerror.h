// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace dw
{

// Where in the text something is wrong: UTF-16 positions. `key` has its wording in core/base/wording; where
// there is a suggestion ("did you mean amount?") the key ends in "_suggest" and the suggestion is the last
// argument.
struct ExpressionError
{
    int position = 0;
    int length = 0;
    Error error;
};

}  // namespace dw
