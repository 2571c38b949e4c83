// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/records/listcolumn.h"
#include "ui/records/listextras.h"
#include "ui/records/listsource.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace dw::ui
{

// The sums under a list's money columns: one grouped read beside the rows, never a sum over what is loaded.
// In the list's currency where there is one, else in the workspace's at the dated rates. Of a grouped list
// the same for each group, always in the workspace's currency.
class ListTotals : public QObject
{
    Q_OBJECT

public:
    ListTotals(UiContext &context, std::shared_ptr<const ListExtras> extras, QObject *parent = nullptr);

    // Answers with changed(); an empty result when nothing can be summed.
    void read(const ListSource &source, const QList<ListColumn> &columns);
    // Column key -> amount.
    const QHash<QString, Money> &totals() const { return m_totals; }
    // By Grouping::keyOf(), what GroupedRows puts together is together here.
    using Totals = QHash<QString, Money>;
    using GroupTotals = QHash<QString, Totals>;
    const GroupTotals &groupTotals() const { return m_groupTotals; }
    bool isReading() const { return m_reading; }

Q_SIGNALS:
    void changed();

private:
    struct Answer
    {
        Totals totals;
        GroupTotals groups;
    };
    static Result<GroupTotals> readGroups(const Reader &reader, const ListSource &source, const Query &rows,
                                          const QStringList &keys, const QStringList &measures);

    UiContext &m_context;
    std::shared_ptr<const ListExtras> m_extras;
    Totals m_totals;
    GroupTotals m_groupTotals;
    bool m_reading = false;
    int m_generation = 0;
};

}  // namespace dw::ui
