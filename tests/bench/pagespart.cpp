// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parts.h"
#include "tests/bench/queries.h"
#include "tests/bench/windowdriver.h"
#include "ui/dashboards/insightpage.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"

namespace dw::bench
{

namespace
{

using namespace dw::ui;

constexpr int Customers = 40;
constexpr int Keystrokes = 200;
constexpr int Saves = 60;

Measure measure(const char *key, const QString &what, double budget, Measure::Judged judged)
{
    Measure made;
    made.key = QLatin1String(key);
    made.what = what;
    made.unit = QStringLiteral("ms");
    made.budget = budget;
    made.judged = judged;
    return made;
}

Measure openRecords(PartContext &context, WindowDriver &driver)
{
    Measure open = measure("window_customer", QStringLiteral("open a customer: whole page painted"), 0,
                           Measure::Judged::Median);
    const QList<Record> accounts = context.sample(QStringLiteral("account"), Customers);
    for (const Record &account : accounts) {
        open.samples.append(driver.time([&] { driver.window().pages()->openRecord(account.ref()); },
                                        [&] {
                                            return driver.page() && driver.page()->isSettled() &&
                                                   driver.page()->currentRecord() == account.ref();
                                        },
                                        "the customer"));
        driver.calm();
    }
    return open;
}

Measure typeQueries(PartContext &context, WindowDriver &driver)
{
    Measure search = measure("window_search", QStringLiteral("search as you type: key to painted answer"), 20,
                             Measure::Judged::P95);
    const QStringList queries = seededQueries(context, Keystrokes);
    Palette &palette = *driver.window().palette();
    palette.openPalette();
    driver.calm();
    bool answered = false;
    const auto connection =
        QObject::connect(&palette, &Palette::answered, &palette, [&answered] { answered = true; });
    for (const QString &query : queries) {
        answered = false;
        search.samples.append(driver.time([&] { palette.edit()->setText(query); },
                                          [&answered] { return answered; }, "the answer"));
    }
    QObject::disconnect(connection);
    palette.closePalette();
    return search;
}

Measure openPage(PartContext &context, WindowDriver &driver, const char *key, const QString &page,
                 const QString &what)
{
    Measure open = measure(key, what, 0, Measure::Judged::Median);
    for (int run = 0; run < context.options.runs; ++run) {
        driver.open(QStringLiteral("today"));
        driver.calm();
        open.samples.append(
            driver.time([&] { driver.open(page); }, [&] { return driver.page()->isSettled(); }, "the page"));
        driver.calm();
    }
    return open;
}

Measure saveInTheWindow(PartContext &context, WindowDriver &driver)
{
    Measure save = measure("window_save", QStringLiteral("save a record: order to answer in the window"), 15,
                           Measure::Judged::P99);
    UiContext &ui = context.desktop.ui();
    const QList<Record> accounts = context.sample(QStringLiteral("account"), Saves);
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        driver.window().pages()->openRecord(accounts[i].ref());
        driver.calm();
        bool answered = false;
        const CommandRequest request{
            QStringLiteral("record.update"),
            {{QStringLiteral("object"), QStringLiteral("account")},
             {QStringLiteral("id"), accounts[i].id().toString()},
             {QStringLiteral("set"),
              QJsonObject{{QStringLiteral("website"), QStringLiteral("https://w%1.example").arg(i)}}}}};
        save.samples.append(driver.time(
            [&] {
                ui.commands.submit(request, ui.actor(), &driver.window(), [&](const CommandResult &result) {
                    if (result.status != CommandResult::Status::Applied)
                        qFatal("saving was refused");
                    answered = true;
                });
            },
            [&answered] { return answered; }, "the saved record"));
    }
    return save;
}

}  // namespace

Measures pagesPart(PartContext &context)
{
    WindowDriver driver(context.desktop);
    context.desktop.makeWindow();
    driver.open(QStringLiteral("today"));
    driver.window().show();
    driver.calm();
    Measures measures;
    const auto blockSince = [&](const QString &where) {
        measures.append(longestBlock(context, where));
        context.application.forgetLongest();
    };
    context.application.forgetLongest();
    measures.append(openPage(context, driver, "window_board", QStringLiteral("pipeline"),
                             QStringLiteral("open the board: painted with sums")));
    blockSince(QStringLiteral("board"));
    measures.append(openPage(context, driver, "window_insight", QStringLiteral("insight"),
                             QStringLiteral("open the dashboard: every card painted")));
    if (auto *insight =
            qobject_cast<InsightPage *>(driver.window().pages()->page(QStringLiteral("insight")))) {
        driver.open(QStringLiteral("insight"));
        InsightFilter everything;
        everything.period = InsightFilter::Period::AllTime;
        insight->setFilter(everything);
        driver.calm();
        Measure whole =
            measure("window_insight_all", QStringLiteral("dashboard over all time: every card painted"), 0,
                    Measure::Judged::Median);
        for (int run = 0; run < context.options.runs; ++run) {
            whole.samples.append(
                driver.time([&] { insight->refresh(); }, [&] { return insight->isSettled(); }, "the cards"));
        }
        measures.append(whole);
    }
    blockSince(QStringLiteral("dashboard"));
    measures.append(openRecords(context, driver));
    blockSince(QStringLiteral("customer"));
    measures.append(typeQueries(context, driver));
    blockSince(QStringLiteral("palette"));
    measures.append(saveInTheWindow(context, driver));
    blockSince(QStringLiteral("saving"));
    return measures;
}

}  // namespace dw::bench
