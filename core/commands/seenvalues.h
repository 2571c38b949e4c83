// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

#include <QJsonObject>
#include <QStringList>

namespace dw
{

// B6: `seen` is what the person saw of the record ({field: value}); of `fields`, which they set, one that has
// another value by now is a conflict, unless it is the one they wanted. Each is a blocker,
// `record.changed_underneath` {field} or, of a deal's stage, `record.moved_underneath` {stage}. What others
// changed besides stays as it is.
Result<void> checkSeen(CommandContext &context, const Record &stored, const Record &wanted,
                       const QJsonObject &seen, const QStringList &fields);

}  // namespace dw
