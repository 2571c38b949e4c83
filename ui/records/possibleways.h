// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

namespace dw
{
class Record;
}

namespace dw::ui
{

// Whether a way to act on a record (ActionRegistry::RecordSpec::id) is open with this record as it stands: a
// lead that somebody owns cannot be claimed, one that nobody owns cannot be released, a closed one neither.
// What is not known to be impossible is possible; the command has the last word. GUI thread.
bool isPossible(const QString &way, const Record &record);

// Why a way that is possible is not open to this person, in words: it is shown disabled, with them. Empty
// where it is open. GUI thread.
QString deniedReason(const QString &way, const Record &record, const UiContext &context);

}  // namespace dw::ui
