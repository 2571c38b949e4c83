// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/records/listcolumn.h"
#include "ui/records/listextras.h"
#include "ui/records/listsource.h"
#include "ui/records/moneysum.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <memory>

namespace dw::ui
{

// The sums under a list's money columns: one grouped read beside the rows, never a sum over what is loaded.
// In the list's currency where there is one, else in the workspace's at the dated rates, with what has no
// rate beside it (MoneySum). Of a grouped list the same for each group, always in the workspace's currency.
class ListTotals : public QObject
{
    Q_OBJECT

public:
    ListTotals(UiContext &context, std::shared_ptr<const ListExtras> extras, QObject *parent = nullptr);

    // Answers with changed(); an empty result when nothing can be summed.
    void read(const ListSource &source, const QList<ListColumn> &columns);
    // Column key -> text: "1,286,000", "USD 1,000", "1,000 + 1 in USD", "several currencies".
    const QHash<QString, QString> &totals() const { return m_totals; }
    // By Grouping::keyOf(), what GroupedRows puts together is together here. Nothing of a column that has no
    // one sum, or one that leaves something out.
    using GroupTotals = QHash<QString, QHash<QString, Money>>;
    const GroupTotals &groupTotals() const { return m_groupTotals; }
    bool isReading() const { return m_reading; }
    // Whether the sum of a column is in the workspace's currency.
    bool isInBase(const QString &column) const { return m_inBase.contains(column); }
    // When they were asked for; null before the first answer.
    Instant asOf() const { return m_asOf; }

Q_SIGNALS:
    void changed();

private:
    struct Answer
    {
        QHash<QString, MoneySum> sums;
        GroupTotals groups;
    };
    QString textOf(const MoneySum &sum) const;
    static Result<GroupTotals> readGroups(const Reader &reader, const ListSource &source, const Query &rows,
                                          const QStringList &keys, const QStringList &measures);

    UiContext &m_context;
    std::shared_ptr<const ListExtras> m_extras;
    QHash<QString, QString> m_totals;
    GroupTotals m_groupTotals;
    QSet<QString> m_inBase;
    Instant m_asOf;
    bool m_reading = false;
    int m_generation = 0;
};

}  // namespace dw::ui
