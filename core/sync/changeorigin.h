// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/store/session.h"

#include <QJsonArray>

namespace dw
{

// Lines of a conflict ([{obj, id, field, server, ...}]) with who gave the field its value on the server and
// when
// ("by", "at"), where the line tells the value and its history is there.
Result<QJsonArray> withOrigin(QJsonArray lines, const ReadSession &session, const Dictionary &dictionary);

}  // namespace dw
