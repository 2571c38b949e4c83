// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/tabbar.h"
#include "ui/customers/recordview.h"
#include "ui/customers/tilestrip.h"
#include "ui/figures/figureexplainer.h"
#include "ui/shell/pageactions.h"

#include <QMenu>

namespace dw::ui
{

namespace
{

// The metric that counts the records of an object; empty where none does.
QString countOf(const QString &object)
{
    static const QHash<QString, QString> metrics{
        {QStringLiteral("opportunity"), QStringLiteral("all_deals")},
        {QStringLiteral("contact"), QStringLiteral("all_contacts")},
        {QStringLiteral("task"), QStringLiteral("all_tasks")},
        {QStringLiteral("activity"), QStringLiteral("all_activities")},
        {QStringLiteral("attachment"), QStringLiteral("all_files")}};
    return metrics.value(object);
}

}  // namespace

void RecordView::prepareFigures()
{
    m_explainer->setFigures([this] { return figures(); });
    // The tile or the tab that has the focus, else the first figure.
    PageActions(m_context, this, tr("Record"))
        .add("figure.explain", FigureExplainer::actionText(), "circle-help", QKeySequence(Qt::Key_Equal),
             [this] {
                 const QString tile = m_tiles != nullptr ? m_tiles->currentFigure() : QString();
                 if (m_tabs->hasFocus() && m_tabs->currentIndex() > 0)
                     m_explainer->explain(currentTab());
                 else if (!tile.isEmpty() && m_tiles->isVisible())
                     m_explainer->explain(tile);
                 else
                     m_explainer->explainCurrent();
             });
    if (m_tiles != nullptr)
        connect(m_tiles, &TileStrip::figurePressed, m_explainer,
                qOverload<const QString &>(&FigureExplainer::explain));
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const int index = m_tabs->tabAt(at);
        const QString key = m_tabKeys.value(index < 0 ? m_tabs->currentIndex() : index);
        const QList<ShownFigure> all = figures();
        if (std::none_of(all.begin(), all.end(), [&](const ShownFigure &one) { return one.key == key; }))
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Show the definition"), this, [this, key] { m_explainer->explain(key); });
        menu->popup(m_tabs->mapToGlobal(at));
    });
}

QList<ShownFigure> RecordView::figures()
{
    QList<ShownFigure> list;
    if (!m_loaded)
        return list;
    const Format &format = m_context.format;
    const auto add = [&](const QString &key, const QString &metric, const QString &value,
                         const QString &scope) -> ShownFigure & {
        ShownFigure figure;
        figure.key = key;
        figure.metric = metric;
        figure.value = value;
        figure.scope = scope.isEmpty() ? title() : format.clauses({title(), scope});
        list.append(figure);
        return list.last();
    };
    if (m_object->key() == QLatin1String("account")) {
        const QString mine = QStringLiteral("account_id = \"%1\"").arg(m_ref.id.toString());
        const auto sumOf = [&](const MoneySum &sum) {
            if (sum.amount)
                return sum.leftOut.beside(m_text.figure(*sum.amount), format);
            return sum.leftOut.isEmpty() ? QStringLiteral("—") : sum.leftOut.text(format);
        };
        const auto addDeals = [&](const char *key, const char *metric, const QString &value,
                                  const QString &scope, const QString &span) {
            ShownFigure &figure = add(QString::fromLatin1(key), QString::fromLatin1(metric), value, scope);
            figure.where = m_explainer->where(figure.metric, mine, span);
            for (int i = 0; i < int(m_tiles->tiles().size()); ++i) {
                if (m_tiles->tiles()[i].figure !=
                    (span.isEmpty() ? QLatin1String("open") : QLatin1String("won")))
                    continue;
                figure.anchor = m_tiles;
                figure.place = m_tiles->placeOf(i);
            }
        };
        const RecordDetails &details = m_data.details;
        const QString now = QStringLiteral("THIS_YEAR");
        const auto addSum = [&](const char *key, const char *metric, const MoneySum &sum,
                                const QString &scope, const QString &span) {
            addDeals(key, metric, sumOf(sum), scope, span);
            list.last().inBase =
                !sum.amount || sum.amount->currency == m_context.configuration()->settings.currency;
        };
        addSum("open", "open_pipeline", details.open, {}, {});
        addDeals("open_count", "open_deals", format.integer(details.openCount), {}, {});
        addSum("weighted", "weighted_pipeline", details.weighted, {}, {});
        addSum("won", "won_value", m_data.wonThisYear, tr("this year"), now);
        addDeals("won_count", "won_deals", format.integer(m_data.wonCount), tr("this year"), now);
        addSum("won_before", "won_value", m_data.wonLastYear, tr("last year"), QStringLiteral("LAST_YEAR"));
    }
    for (int i = 0; i < m_tabKeys.size(); ++i) {
        const QString tab = m_tabKeys[i];
        const QString name = tab == QLatin1String("timeline") ? QStringLiteral("activities") : tab;
        const Collection *collection = m_object->collection(name);
        const QString metric = collection == nullptr ? QString() : countOf(collection->object);
        if (metric.isEmpty() || !m_data.counts.contains(name))
            continue;
        ShownFigure &figure = add(tab, metric, format.integer(m_data.counts.value(name)), {});
        const ObjectTypePtr child = m_context.configuration()->dictionary->find(collection->object);
        figure.where = m_explainer->where(metric, RecordDetails::whereOf(*child, collection->by, m_ref.id));
        figure.anchor = m_tabs;
        figure.place = m_tabs->tabRect(i);
        // The tab is the list.
        figure.showRows = [this, tab] { showTab(tab); };
    }
    return list;
}

}  // namespace dw::ui
