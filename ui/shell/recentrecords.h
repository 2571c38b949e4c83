// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QList>
#include <QString>

namespace dw::ui
{

class LocalSettings;

// The records opened last on this laptop, newest first, each once.
struct RecentRecord
{
    RecordRef record;
    QString title;
};

constexpr int RecentKept = 50;

QList<RecentRecord> recentRecords(const LocalSettings &settings);
void rememberRecent(LocalSettings &settings, const RecentRecord &opened);

}  // namespace dw::ui
