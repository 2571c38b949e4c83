// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/salesworld.h"
#include "ui/dashboards/insightpage.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"

#include <QCoreApplication>
#include <QTest>

namespace dw::test
{

// A workspace and what a page needs of the window.
class DashboardDesk
{
public:
    class QuietNotices final : public ui::Notices
    {
    public:
        void done(const QString &, const Id &, const QString &) override {}
        void failed(const QString &) override {}
        int beginJob(const QString &, const Ticket &) override { return 0; }
        void jobProgress(int, double, const QString &) override {}
        void endJob(int, const QString &, const QString &) override {}
    };

    class Steps final : public ui::Navigator
    {
    public:
        void open(const ui::Place &) override {}
        void openRecord(const RecordRef &record) override { opened = record; }
        void openList(const QString &object, const QString &where, const QString &title) override
        {
            list = {object, where, title};
        }
        void back() override {}
        void forward() override {}

        RecordRef opened;
        QStringList list;
    };

    explicit DashboardDesk(ui::Theme &theme, ui::Icons &icons)
        : reader(world.workspace(), [this] { return world.context(); })
        , actions(icons)
        , settings(reader, world.runner())
        , context{theme,
                  icons,
                  format,
                  actions,
                  reader,
                  world.runner(),
                  settings,
                  notices,
                  &steps,
                  world.clock(),
                  [this] { return world.actor(); },
                  Language::English}
    {}

    SalesWorld world;
    ui::Format format;
    AsyncReader reader;
    ui::ActionRegistry actions;
    ui::LocalSettings settings;
    QuietNotices notices;
    Steps steps;
    ui::UiContext context;

    static void settle(ui::InsightPage &page)
    {
        QTRY_VERIFY_WITH_TIMEOUT(page.isSettled(), 20000);
        QCoreApplication::processEvents();
    }

    // The page at the size of the smallest screen, with the figures of a period.
    static void open(ui::InsightPage &page, ui::InsightFilter::Period period)
    {
        page.resize(1318, 704);
        static_cast<QWidget &>(page).show();
        page.show(ui::Place{QStringLiteral("insight"), {}, {}, {}, {}, {}});
        ui::InsightFilter filter;
        filter.period = period;
        page.setFilter(filter);
        settle(page);
    }
};

}  // namespace dw::test
