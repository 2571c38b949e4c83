// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/listfooter.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/listpage.h"
#include "ui/records/listtotals.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"

namespace dw::ui
{

namespace
{

QString sumKey(const QString &column)
{
    return QStringLiteral("sum.") + column;
}

}  // namespace

void ListPage::prepareFigures()
{
    m_explainer->setFigures([this] { return figures(); });
    connect(m_model, &RecordListModel::rowsReplaced, this,
            [this] { m_explainer->setAsOf(context().clock.now()); });
    m_footer->setProperty("keyboardAction", QStringLiteral("figure.explain"));
    connect(m_footer, &ListFooter::figurePressed, this, [this](int figure) {
        m_explainer->explain(figure == ListFooter::Count ? QStringLiteral("count")
                                                         : sumKey(m_model->columns().value(figure).key));
    });
}

QList<ShownFigure> ListPage::figures() const
{
    QList<ShownFigure> list;
    if (!m_model->isComplete())
        return list;
    const Language language = context().language;
    QStringList scope{view().name.in(language)};
    if (!m_source.quick.isEmpty())
        scope.append(tr("found by “%1”").arg(m_source.quick));
    const auto add = [&](const QString &key, Metric metric, const QString &value,
                         int place) -> ShownFigure & {
        metric.code = key;
        metric.grain = m_object->key();
        metric.where = m_source.where;
        ShownFigure figure;
        figure.key = key;
        figure.own = std::make_shared<const Metric>(std::move(metric));
        figure.value = value;
        figure.scope = context().format.clauses(scope);
        figure.where = m_source.where;
        figure.anchor = m_footer;
        figure.place = m_footer->placeOf(place);
        // The list is its rows.
        figure.showRows = [this] {
            if (m_table->currentRow() < 0)
                m_table->setCurrentRow(0);
            m_table->setFocus(Qt::OtherFocusReason);
        };
        list.append(figure);
        return list.last();
    };
    Metric count;
    count.name = m_object->plural();
    const QString counted = tr("All records of the list that you may see, whether they are loaded or not.");
    count.note = {counted, counted};
    count.unit = Metric::Unit::Count;
    count.measure = QStringLiteral("count()");
    add(QStringLiteral("count"), count, context().format.integer(m_model->recordCount()), ListFooter::Count);
    const QList<ListColumn> &columns = m_model->columns();
    for (int i = 0; i < columns.size(); ++i) {
        const auto total = m_totals->totals().constFind(columns[i].key);
        if (total == m_totals->totals().constEnd())
            continue;
        Metric sum;
        sum.name = {columns[i].heading, columns[i].heading};
        const QString summed = tr("The sum of this column over all records of the list that you may see.");
        sum.note = {summed, summed};
        sum.unit = Metric::Unit::Money;
        sum.measure = columns[i].source == ListColumn::Source::Extra
                          ? m_extras->columns().at(columns[i].extra).measure
                          : QStringLiteral("sum(%1)").arg(columns[i].key);
        ShownFigure &figure = add(sumKey(columns[i].key), sum, *total, i);
        figure.inBase = m_totals->isInBase(columns[i].key);
        figure.asOf = m_totals->asOf();
    }
    if (m_peek != nullptr && m_peek->isVisibleTo(this))
        list.append(m_peek->figures(*m_explainer));
    return list;
}

}  // namespace dw::ui
