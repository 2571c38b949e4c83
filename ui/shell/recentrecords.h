// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QList>
#include <QString>

namespace dw
{
class Reader;
}  // namespace dw

namespace dw::ui
{

class LocalSettings;

// The records opened last on this laptop, newest first, each once.
struct RecentRecord
{
    RecordRef record;
    QString title;

    friend bool operator==(const RecentRecord &, const RecentRecord &) = default;
};

constexpr int RecentKept = 50;

// As they were stored: whoever shows them asks visibleRecents() first.
QList<RecentRecord> recentRecords(const LocalSettings &settings);
// The first `most` of them that are still there and that the actor may see now, with the titles they have
// now: what was opened once may have been deleted, handed to somebody else or hidden since. Reader thread.
QList<RecentRecord> visibleRecents(const Reader &reader, const QList<RecentRecord> &recent, int most);
void rememberRecent(LocalSettings &settings, const RecentRecord &opened);

}  // namespace dw::ui
