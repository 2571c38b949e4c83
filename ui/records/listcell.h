// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/paint.h"

#include <QString>

namespace dw::ui
{

// What one cell of a list shows, worked out once when its row arrives.
struct ListCell
{
    QString text;
    QString shortText;  // of an amount that does not fit
    QString tip;        // the full form, empty = the text
    QString icon;
    Tone tone = Tone::Neutral;
    int stage = 0;  // 1-based open stage, 0 = none
    int stageCount = 0;
    StageOutcome outcome = StageOutcome::Open;
    int health = -1;
    bool mine = false;
};

}  // namespace dw::ui
