// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandcontext.h"

#include <QJsonObject>

namespace dw
{

// The arguments `waive` {item: reason} and `reason` that every command takes which may move a stage.
CommandContext::SaveOptions moveOptions(const QJsonObject &arguments);

}  // namespace dw
