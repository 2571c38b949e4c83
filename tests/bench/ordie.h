// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <type_traits>
#include <utility>

namespace dw::bench
{

// What a bench cannot go on without: ends the program with the error.
template <typename T>
T orDie(Result<T> result, const char *what)
{
    if (!result.ok())
        qFatal("%s: %s %s", what, qPrintable(result.error().key), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(result).value();
}

}  // namespace dw::bench
