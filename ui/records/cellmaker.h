// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listcell.h"
#include "ui/records/listcolumn.h"
#include "ui/records/listextras.h"
#include "ui/records/valuetext.h"

namespace dw::ui
{

// Turns values into cells. GUI thread.
class CellMaker
{
public:
    CellMaker(const UiContext &context, std::shared_ptr<const ListExtras> extras);

    ListCell make(const ListColumn &column, const Record &record, const QList<Value> &extras,
                  const Titles &titles) const;

private:
    ListCell fieldCell(const ListColumn &column, const Record &record, const Titles &titles) const;
    ListCell extraCell(const ListColumn &column, const Value &value) const;
    void amount(ListCell &cell, const Money &money) const;
    void due(ListCell &cell, const Value &value) const;
    void dwell(ListCell &cell, qint64 days) const;

    const UiContext &m_context;
    QList<ListExtras::Column> m_extras;
    ValueText m_text;
};

}  // namespace dw::ui
