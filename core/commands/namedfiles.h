// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/dictionary.h"
#include "core/store/session.h"

#include <QByteArray>
#include <QSet>

namespace dw
{

// The SHA-256 of the files that records name, deleted ones too: they can come back.
Result<QSet<QByteArray>> namedFiles(const ReadSession &session, const Dictionary &dictionary);

}  // namespace dw
