// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pages.h"

#include "core/exchange/reportcells.h"
#include "ui/customers/contactspage.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/leadspage.h"
#include "ui/customers/recordpage.h"
#include "ui/dashboards/insightpage.h"
#include "ui/imports/exportactions.h"
#include "ui/imports/importpage.h"
#include "ui/pipeline/boardpage.h"
#include "ui/shell/settingspage.h"
#include "ui/shell/welcomepage.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/todaypage.h"

#include <type_traits>

namespace dw::desktop
{

namespace
{

// What the list shows now; marked rows alone where some are marked.
ui::ExportSource sourceOf(const ui::UiContext &context, const ui::ListPage &page)
{
    const ui::ListSource list = page.listSource();
    ui::ExportSource source;
    const ObjectTypePtr object = context.configuration()->dictionary->find(list.object);
    source.title = object ? object->plural().in(context.language) : list.object;
    source.object = list.object;
    source.where = list.where;
    source.sort = list.sort;
    source.shownFields = list.columns;
    if (!list.ids.isEmpty()) {
        QStringList ids;
        for (const Id &id : list.ids)
            ids.append(QLatin1Char('"') + id.toString() + QLatin1Char('"'));
        source.where = QStringLiteral("id IN (%1)").arg(ids.join(QLatin1String(", ")));
        source.count = list.ids.size();
    }
    return source;
}

ui::ExportSource sourceOf(const ui::UiContext &context, const ui::InsightPage &page)
{
    const ResultTable table = page.currentTable();
    ui::ExportSource source;
    source.title = page.currentReport();
    source.columns = reportColumns(table, context.language);
    source.rows = reportRows(table, context.language, context.configuration()->settings.zone);
    source.count = source.rows.size();
    return source;
}

// Export belongs to another folder than the pages it serves; only the program knows both.
template <typename T>
ui::MainWindow::PageEntry entry(const char *key)
{
    return {QString::fromLatin1(key), [](ui::UiContext &context) -> ui::Page * {
                auto *page = new T(context);
                if constexpr (std::is_base_of_v<ui::ListPage, T>)
                    ui::addExportAction(context, page, ui::ExportKind::List,
                                        [&context, page] { return sourceOf(context, *page); });
                else if constexpr (std::is_same_v<ui::InsightPage, T>)
                    ui::addExportAction(context, page, ui::ExportKind::Report,
                                        [&context, page] { return sourceOf(context, *page); });
                return page;
            }};
}

}  // namespace

std::vector<ui::MainWindow::PageEntry> allPages()
{
    std::vector<ui::MainWindow::PageEntry> pages;
    pages.push_back(entry<ui::WelcomePage>("welcome"));
    pages.push_back(entry<ui::TodayPage>("today"));
    pages.push_back(entry<ui::CustomersPage>("customers"));
    pages.push_back(entry<ui::ContactsPage>("contacts"));
    pages.push_back(entry<ui::LeadsPage>("leads"));
    pages.push_back(entry<ui::RecordPage>("record"));
    pages.push_back(entry<ui::BoardPage>("pipeline"));
    pages.push_back(entry<ui::TasksPage>("tasks"));
    pages.push_back(entry<ui::InsightPage>("insight"));
    pages.push_back(entry<ui::ImportPage>("import"));
    pages.push_back(entry<ui::SettingsPage>("settings"));
    return pages;
}

}  // namespace dw::desktop
