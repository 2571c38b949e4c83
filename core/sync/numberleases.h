// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/store/session.h"

#include <optional>

namespace dw
{

// The ranges of numbers that a server leased to its laptops (sync-protocol.md 3.9). They are taken from what
// counts the object's own numbers, which only goes on: what a laptop did not use, or took with it when it was
// lost, is never given again.
class NumberLeases
{
public:
    static constexpr int Numbers = 50;

    struct Lease
    {
        Id device;
        qint64 first = 0;
        qint64 last = 0;
    };
    // In the running transaction.
    static Result<Lease> grant(WriteSession &session, const QString &object, const Id &device);
    // Which lease the number is of; nothing: nobody has it.
    static Result<std::optional<Lease>> of(const ReadSession &session, const QString &object, qint64 number);
};

}  // namespace dw
