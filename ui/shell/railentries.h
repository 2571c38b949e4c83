// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace dw::ui
{

// An entry of the rail. The numbers of Alt+n are fixed (DESIGN 8): pages that do not exist yet leave theirs
// free.
struct RailEntry
{
    QString page;
    QString icon;
    QString name;  // translated
    QString shortcut;
    bool atBottom = false;
    bool forAdmins = false;  // only for who may change the configuration
};

QList<RailEntry> railEntries();
// Pages that are reached otherwise, for the palette: contacts, import, failed changes, laptops.
QList<RailEntry> otherEntries();
// The entry that a page belongs to: the list of deals to the pipeline.
QString railEntryOf(const QString &page);

}  // namespace dw::ui
