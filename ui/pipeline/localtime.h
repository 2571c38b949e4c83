// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QDateTime>

namespace dw::ui
{

// Instants as a person of this workspace reads them: its business zone decides the day (DESIGN 4).
inline QDateTime localTime(const UiContext &context, Instant instant)
{
    return instant.toQDateTime(context.configuration()->settings.zone.zone());
}

inline QDate localToday(const UiContext &context)
{
    return localTime(context, context.clock.now()).date();
}

}  // namespace dw::ui
