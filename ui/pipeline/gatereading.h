// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rulebook.h"
#include "ui/pipeline/gateitem.h"

namespace dw::ui
{

// The deal and what its gate's editors offer: the contacts of its customer, the competitors, the users.
Result<GateDeal> readGateDeal(const Reader &reader, const Id &deal);

// What a move from one stage to another asks for and `missing` does not name, as words for the quiet line.
// Empty for a move back.
QStringList metLabels(const Rulebook &rulebook, const Id &from, const Id &to, const QStringList &missing,
                      Language language);

}  // namespace dw::ui
