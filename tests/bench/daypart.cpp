// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/customerfile.h"
#include "tests/bench/parts.h"
#include "tests/bench/queries.h"
#include "tests/bench/windowdriver.h"
#include "ui/common/combobox.h"
#include "ui/imports/exportdialog.h"
#include "ui/imports/filestep.h"
#include "ui/imports/importpage.h"
#include "ui/imports/outcomestep.h"
#include "ui/records/listpage.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"
#include "ui/shell/palette.h"
#include "ui/shell/paletteedit.h"

#include <QFile>

#include <algorithm>

namespace dw::bench
{

namespace
{

using namespace dw::ui;

constexpr int Acts = 1000;
constexpr int ActsARound = 10;
constexpr int ImportRows = 3000;
constexpr int LookEvery = 200;

double proportionalMegabytes()
{
    return double(kilobytes("smaps_rollup", "Pss:")) / 1024;
}

// What one person does in the window from morning to evening, act by act.
class Day
{
public:
    explicit Day(PartContext &context)
        : m_context(context)
        , m_driver(context.desktop)
        , m_accounts(context.sample(QStringLiteral("account"), Acts))
        , m_queries(seededQueries(context, Acts))
    {}

    WindowDriver &driver() { return m_driver; }

    void act(int number)
    {
        switch (number % ActsARound) {
            case 0:
            case 4:
            case 8:
                return openCustomer(number);
            case 1:
            case 6:
                return search(number);
            case 2:
                return sort(number);
            case 3:
                return filter(number);
            case 5:
                return open(number % (2 * ActsARound) < ActsARound ? "pipeline" : "insight");
            case 7:
                return save(number);
            default:
                return open("today");
        }
    }

    void import()
    {
        const QString path = m_context.options.workspace + QStringLiteral("-day.csv");
        if (!writeCustomers(path, std::min(ImportRows, m_context.options.scale), m_context.random))
            qFatal("cannot write %s", qPrintable(path));
        open("import");
        auto *page = qobject_cast<ImportPage *>(m_driver.page());
        if (!page)
            qFatal("no import screen");
        ComboBox *object = page->fileStep()->objectChoice();
        object->setCurrentIndex(object->findData(QStringLiteral("account")));
        page->openFile(path);
        m_driver.calm();
        while (page->step() != ImportPage::Import) {
            if (!page->nextButton()->isEnabled())
                qFatal("the import stops: %s", qPrintable(page->nextButton()->toolTip()));
            page->nextButton()->click();
            m_driver.calm();
        }
        if (page->importStep()->count(QStringLiteral("created")) <= 0)
            qFatal("the import brought nothing in: %s", qPrintable(page->importStep()->message()));
        QFile::remove(path);
    }

    void exportOwn()
    {
        const QString path = m_context.options.workspace + QStringLiteral("-day.xlsx");
        QFile::remove(path);
        ExportSource source;
        source.title = QStringLiteral("Contacts");
        source.object = QStringLiteral("contact");
        source.where = QStringLiteral("owner_id = CURRENTUSER()");
        runExport(m_context.desktop.ui(), source, ExportDialog::Columns::All, path);
        m_driver.wait([&] { return QFile::exists(path); }, "the exported file");
        m_driver.calm();
        QFile::remove(path);
    }

    void open(const char *page)
    {
        m_driver.open(QLatin1String(page));
        m_driver.calm();
    }

private:
    const Record &account(int number) const { return m_accounts[number % m_accounts.size()]; }

    void openCustomer(int number)
    {
        m_driver.window().pages()->openRecord(account(number).ref());
        m_driver.calm();
    }
    void search(int number)
    {
        Palette &palette = *m_driver.window().palette();
        palette.openPalette();
        bool answered = false;
        const auto connection =
            QObject::connect(&palette, &Palette::answered, &palette, [&answered] { answered = true; });
        palette.edit()->setText(m_queries[number % m_queries.size()]);
        m_driver.wait([&answered] { return answered; }, "the answer");
        QObject::disconnect(connection);
        palette.closePalette();
        m_driver.calm();
    }
    void sort(int number)
    {
        static const QStringList orders{QStringLiteral("-name"), QStringLiteral("name")};
        open("contacts");
        Q_EMIT m_driver.list()->table()->sortRequested(orders[number / ActsARound % orders.size()]);
        m_driver.calm();
    }
    void filter(int number)
    {
        Place place;
        place.page = QStringLiteral("contacts");
        place.where =
            QStringLiteral("owner_id = \"%1\"").arg(account(number).value(u"owner_id").id().toString());
        place.title = QStringLiteral("Owner");
        m_driver.window().pages()->open(place);
        m_driver.calm();
    }
    void save(int number)
    {
        UiContext &ui = m_context.desktop.ui();
        const CommandRequest request{
            QStringLiteral("record.update"),
            {{QStringLiteral("object"), QStringLiteral("account")},
             {QStringLiteral("id"), account(number).id().toString()},
             {QStringLiteral("set"), QJsonObject{{QStringLiteral("website"),
                                                  QStringLiteral("https://day%1.example").arg(number)}}}}};
        bool answered = false;
        ui.commands.submit(request, ui.actor(), &m_driver.window(), [&](const CommandResult &result) {
            if (result.status != CommandResult::Status::Applied)
                qFatal("saving was refused");
            answered = true;
        });
        m_driver.wait([&answered] { return answered; }, "the saved record");
        m_driver.calm();
    }

    PartContext &m_context;
    WindowDriver m_driver;
    QList<Record> m_accounts;
    QStringList m_queries;
};

}  // namespace

Measures dayPart(PartContext &context)
{
    context.desktop.makeWindow();
    Day day(context);
    day.driver().window().show();
    day.open("today");
    context.desktop.startDuties();
    // What it held on the way tells growth without an end from caches that fill.
    QStringList way{Measure::text(proportionalMegabytes())};
    for (int number = 0; number < Acts; ++number) {
        if (number == Acts / 4)
            day.import();
        else if (number == Acts / 2)
            day.exportOwn();
        else
            day.act(number);
        if ((number + 1) % LookEvery == 0)
            way.append(Measure::text(proportionalMegabytes()));
    }
    day.open("today");
    day.driver().idle(context.options.idleSeconds);
    Measure memory;
    memory.key = QStringLiteral("memory_day");
    memory.what = QStringLiteral("memory (PSS) after a day's use: %1 acts in the window").arg(Acts);
    memory.unit = QStringLiteral("MB");
    memory.budget = 250;
    memory.samples = {proportionalMegabytes()};
    memory.note = QStringLiteral("%1 s after the last act, Today open; before, and after each %2 acts: %3 MB")
                      .arg(context.options.idleSeconds)
                      .arg(LookEvery)
                      .arg(way.join(QLatin1String(", ")));
    return {memory};
}

}  // namespace dw::bench
