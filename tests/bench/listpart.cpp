// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parts.h"
#include "tests/bench/windowdriver.h"
#include "ui/records/listpage.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"

#include <QScrollBar>

#include <algorithm>

namespace dw::bench
{

namespace
{

using namespace dw::ui;

constexpr int Frames = 200;

int viewOf(const ListPage &page, const char *key)
{
    const QList<ListView> &views = page.views();
    for (qsizetype i = 0; i < views.size(); ++i) {
        if (views[i].key == QLatin1String(key))
            return int(i);
    }
    qFatal("no view %s", key);
}

Measure measure(const char *key, const QString &what, double budget,
                Measure::Judged judged = Measure::Judged::Median)
{
    Measure made;
    made.key = QLatin1String(key);
    made.what = what;
    made.unit = QStringLiteral("ms");
    made.budget = budget;
    made.judged = judged;
    return made;
}

// The rows that are in sight hold what was read for this list.
bool visibleRowsAreThere(const ListPage &page)
{
    const RecordListModel &model = *page.model();
    if (model.rowCount() == 0 || model.state() != RecordListModel::State::Ready)
        return false;
    const int top = page.table()->rowAt(0);
    const int bottom = page.table()->rowAt(page.table()->viewport()->height() - 1);
    if (top < 0)
        return false;
    const int last = bottom < 0 ? std::min(top + 1, model.rowCount() - 1) : bottom;
    for (int row = top; row <= last; ++row) {
        if (model.group(row) == nullptr && !model.record(row).isValid())
            return false;
    }
    return true;
}

}  // namespace

Measures listPart(PartContext &context)
{
    WindowDriver driver(context.desktop);
    context.desktop.makeWindow();
    driver.open(QStringLiteral("contacts"));
    driver.window().show();
    driver.calm();
    ListPage &page = *driver.list();
    RecordListModel &model = *page.model();
    const int mine = viewOf(page, "mine"), all = viewOf(page, "all");
    context.application.forgetLongest();

    Measure open = measure("list_first", QStringLiteral("open a list of everything: first rows painted"), 50);
    Measure exact = measure("list_exact", QStringLiteral("open a list of everything: exact list"), 200);
    for (int run = 0; run < context.options.runs; ++run) {
        Q_EMIT page.viewBar()->viewChosen(mine);
        driver.calm();
        const qint64 begun = WindowDriver::monotonicNs();
        open.samples.append(driver.time([&] { Q_EMIT page.viewBar()->viewChosen(all); },
                                        [&] { return visibleRowsAreThere(page); }, "the first rows"));
        driver.wait([&] { return model.isComplete(); }, "the whole list");
        exact.samples.append(double(WindowDriver::monotonicNs() - begun) / 1e6);
        driver.calm();
    }
    exact.note = QStringLiteral("%1 rows").arg(model.rowCount());

    // The head changes at once, so what stands in the first row says when the new order is there.
    Measure sort = measure("list_sort", QStringLiteral("change the sort of it: first rows painted"), 50);
    const QStringList orders{QStringLiteral("-name"), QStringLiteral("-last_activity_at"),
                             QStringLiteral("name"), QStringLiteral("last_activity_at")};
    for (int run = 0; run < 2 * context.options.runs; ++run) {
        page.table()->scrollToTop();
        driver.calm();
        const RowRef before = model.rowRef(0);
        const QString &order = orders[run % orders.size()];
        sort.samples.append(driver.time(
            [&] { Q_EMIT page.table()->sortRequested(order); },
            [&] { return model.rowRef(0) != before && visibleRowsAreThere(page); }, "the new order"));
        driver.calm();
    }

    Measure filter =
        measure("list_filter", QStringLiteral("change the filter of it (an owner): first rows painted"), 50);
    const QList<Record> people = context.sample(QStringLiteral("contact"), context.options.runs);
    for (const Record &one : people) {
        Q_EMIT page.viewBar()->viewChosen(all);
        driver.calm();
        Place place;
        place.page = QStringLiteral("contacts");
        place.where = QStringLiteral("owner_id = \"%1\"").arg(one.value(u"owner_id").id().toString());
        place.title = QStringLiteral("Owner");
        filter.samples.append(
            driver.time([&] { driver.window().pages()->open(place); },
                        [&] { return page.listSource().where == place.where && visibleRowsAreThere(page); },
                        "the filtered rows"));
        driver.calm();
    }

    driver.open(QStringLiteral("contacts"));
    Q_EMIT page.viewBar()->viewChosen(all);
    driver.calm();
    Measure grouped =
        measure("list_grouped_first", QStringLiteral("open it in groups (by owner): first rows painted"), 50);
    Measure whole = measure("list_grouped_exact", QStringLiteral("open it in groups: exact list"), 200);
    ListSource source = model.source();
    for (int run = 0; run < context.options.runs; ++run) {
        source.group = QStringLiteral("owner_id");
        const qint64 begun = WindowDriver::monotonicNs();
        grouped.samples.append(
            driver.time([&] { model.setSource(source, RecordListModel::Keep::Nothing); },
                        [&] { return !model.groups().isEmpty() && visibleRowsAreThere(page); },
                        "the first rows in groups"));
        driver.wait([&] { return model.isComplete(); }, "all groups");
        whole.samples.append(double(WindowDriver::monotonicNs() - begun) / 1e6);
        driver.calm();
    }
    whole.note = QStringLiteral("%1 groups").arg(model.groups().size());

    Q_EMIT page.viewBar()->viewChosen(all);
    driver.calm();
    Measure frame =
        measure("scroll_frame", QStringLiteral("scroll anywhere in it: frame"), 16, Measure::Judged::P95);
    Measure filled = measure("scroll_rows", QStringLiteral("scroll anywhere in it: rows painted"), 0,
                             Measure::Judged::P95);
    QScrollBar *bar = page.table()->verticalScrollBar();
    for (int i = 0; i < Frames; ++i) {
        const int to = int(context.random.bounded(quint32(bar->maximum() + 1)));
        const qint64 begun = WindowDriver::monotonicNs();
        frame.samples.append(driver.time([&] { bar->setValue(to); }, [] { return true; }, "the frame"));
        driver.wait([&] { return visibleRowsAreThere(page); }, "the rows in sight");
        filled.samples.append(double(WindowDriver::monotonicNs() - begun) / 1e6);
    }
    return {open,   exact,   sort,
            filter, grouped, whole,
            frame,  filled,  longestBlock(context, QStringLiteral("lists"))};
}

}  // namespace dw::bench
