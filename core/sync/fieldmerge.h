// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/dictionary/field.h"

namespace dw
{

// What becomes of one field that a laptop changed from `before` to `after` while the server holds `server`
// (sync-protocol.md 3.5). The same on laptop and server: it reads no clock and no record besides.
struct FieldMerge
{
    enum class Outcome {
        Same,    // the server already has the value; nothing is written
        Write,   // `value` is written: the laptop's, or what both changes come to
        Keep,    // the server's value stays, the laptop's becomes a proposal in its inbox
        Reject,  // a decision on a state that is gone: the whole transaction is refused
        Ignore,  // the engine works this field out by itself
    };
    // How long the laptop was away: after 30 days a plain field that others changed is a decision too.
    enum class Away { Short, Long };

    Outcome outcome = Outcome::Same;
    Value value;  // what the field holds afterwards; of Reject and Ignore the server's

    static FieldMerge of(const Field &field, const Value &before, const Value &server, const Value &after,
                         Away away = Away::Short);
};

}  // namespace dw
