// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/configuration.h"
#include "core/reading/reader.h"
#include "ui/common/format.h"
#include "ui/shell/palettemodel.h"

#include <QList>
#include <QString>

namespace dw::ui
{

// What the palette finds among the records: lines with heads, ready to be shown.
struct PaletteAnswer
{
    QList<PaletteRow> rows;
    int results = 0;  // found records, heads and children not counted
    RecordRef first;  // the first hit, null if there is none
    QString firstTitle;
};

struct PaletteQuestion
{
    // Records: everything searchable. People: users and contacts (@). Numbers: by their number only (#). All:
    // more hits of each kind, with the text that was hit.
    enum class Kind { Records, People, Numbers, All } kind = Kind::Records;
    QString text;
    ConfigurationPtr configuration;
    Format format;
    Id me;

    // Whether the answer to one is the answer to the other.
    friend bool operator==(const PaletteQuestion &a, const PaletteQuestion &b)
    {
        return a.kind == b.kind && a.text == b.text && a.me == b.me && a.configuration == b.configuration;
    }
};

// Runs on a reader thread. Groups in the order customers, deals, contacts, leads, tasks, products, then the
// rest; below the first of them what is open there: the deals of a customer, the tasks of anything else.
Result<PaletteAnswer> searchForPalette(const Reader &reader, const PaletteQuestion &question);

}  // namespace dw::ui
