// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pages.h"

#include "core/base/wording.h"
#include "core/exchange/reportcells.h"
#include "ui/admin/adminpage.h"
#include "ui/admin/auditpage.h"
#include "ui/admin/orgpage.h"
#include "ui/admin/shareaction.h"
#include "ui/admin/whyaction.h"
#include "ui/customers/collectiontab.h"
#include "ui/customers/contactspage.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/leadspage.h"
#include "ui/customers/recordactions.h"
#include "ui/customers/recordpage.h"
#include "ui/dashboards/insightpage.h"
#include "ui/figures/figureexplainer.h"
#include "ui/imports/exportactions.h"
#include "ui/imports/importpage.h"
#include "ui/inbox/inboxbanner.h"
#include "ui/inbox/inboxpage.h"
#include "ui/inbox/issuespage.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/dealspage.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordlistmodel.h"
#include "ui/recycle/recyclepage.h"
#include "ui/shell/notices.h"
#include "ui/shell/palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/settingspage.h"
#include "ui/shell/welcomepage.h"
#include "ui/sync/devicespage.h"
#include "ui/tasks/tasklistpage.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/todaypage.h"

#include <QCoreApplication>

#include <functional>
#include <type_traits>

namespace dw::desktop
{

namespace
{

// Marked rows go by their ids into one condition, whose text has a limit (parser.h).
constexpr int MarkedLimit = 1500;

// What a list shows, all of it.
ui::ExportSource sourceOf(const ui::UiContext &context, const ui::ListSource &list)
{
    ui::ExportSource source;
    const ObjectTypePtr object = context.configuration()->dictionary->find(list.object);
    source.title = object ? object->plural().in(context.language) : list.object;
    source.object = list.object;
    source.view = list.view;
    source.where = list.where;
    source.quick = list.quick;
    source.sort = list.sort;
    // Columns that are no fields (what the extras count) are of the screen alone.
    for (const QString &column : list.columns) {
        if (object && object->find(column))
            source.shownFields.append(column);
    }
    return source;
}

// What the list shows now; marked rows alone where some are marked.
void findSource(ui::UiContext &context, ui::ListPage &page,
                std::function<void(const ui::ExportSource &)> found)
{
    ui::ExportSource source = sourceOf(context, page.listSource());
    const int marked = page.model()->markedCount();
    if (marked == 0 || marked == page.model()->recordCount()) {
        if (page.model()->isComplete())
            source.count = page.model()->recordCount();
        found(source);
        return;
    }
    if (marked > MarkedLimit) {
        context.notices.failed(QCoreApplication::translate(
                                   "dw::ui::ExportDialog",
                                   "At most %1 marked rows can be exported by themselves; %2 are marked. "
                                   "Filter the list instead.")
                                   .arg(context.format.integer(MarkedLimit), context.format.integer(marked)));
        return;
    }
    page.model()->withMarkedIds(
        MarkedLimit, &page,
        [&context, source, found = std::move(found)](const Result<QList<Id>> &ids) mutable {
            if (!ids.ok()) {
                context.notices.failed(describe(ids.error()));
                return;
            }
            QStringList quoted;
            for (const Id &id : ids.value())
                quoted.append(QLatin1Char('"') + id.toString() + QLatin1Char('"'));
            source.where = QStringLiteral("id IN (%1)").arg(quoted.join(QLatin1String(", ")));
            source.quick.clear();
            source.count = ids.value().size();
            found(source);
        });
}

ui::ExportSource sourceOf(const ui::UiContext &context, const ui::InsightPage &page)
{
    const ResultTable table = page.currentTable();
    ui::ExportSource source;
    const MetricCatalogPtr catalog = page.catalog();
    const ReportDefinition *definition = catalog ? catalog->report(page.currentReport()) : nullptr;
    source.title = definition ? definition->label.in(context.language) : page.currentReport();
    source.tableObject = table.object;
    source.report = table.report;
    source.columns = reportColumns(table, context.language);
    const BusinessZone zone = context.configuration()->settings.zone;
    source.rows = reportRows(table, context.language, zone);
    if (catalog)
        source.notes = reportNotes(table, *catalog, context.language, zone);
    source.count = source.rows.size();
    source.scope = page.currentScope();
    return source;
}

// What waits in the inbox about the record that is shown.
void addInboxBanner(ui::UiContext &context, ui::RecordPage &page)
{
    auto *banner = new ui::InboxBanner(context, &page);
    page.setNotice(banner);
    QObject::connect(&page, &ui::Page::headChanged, banner,
                     [banner, &page] { banner->setRecord(page.currentRecord()); });
}

// Each tab of a record that lists others gives them out, by the right to what it lists.
void addTabExports(ui::UiContext &context, ui::RecordPage &page)
{
    QObject::connect(&page, &ui::RecordPage::listMade, &page,
                     [&context](ui::CollectionTab *list, QWidget *tab) {
                         ui::addExportAction(
                             context, tab, ui::ExportKind::List, list->object()->key(),
                             [&context, list](auto found) { found(sourceOf(context, list->listSource())); });
                     });
}

// The entry of the inbox tells how much waits.
void addInboxBadge(ui::UiContext &context, ui::MainWindow &window)
{
    ui::Rail *rail = window.rail();
    if (!window.pages()->contains(ui::InboxPage::pageKey()))
        return;
    auto *watch = new ui::InboxWatch(context, rail);
    QObject::connect(watch, &ui::InboxWatch::changed, rail,
                     [watch, rail] { rail->setBadge(ui::InboxPage::pageKey(), int(watch->items().size())); });
}

// Export belongs to another folder than the pages it serves; only the program knows both.
template <typename T>
ui::MainWindow::PageEntry entry(const char *key)
{
    return {QString::fromLatin1(key), [](ui::UiContext &context) -> ui::Page * {
                auto *page = new T(context);
                if constexpr (std::is_base_of_v<ui::ListPage, T>)
                    ui::addExportAction(
                        context, page, ui::ExportKind::List, page->object()->key(),
                        [&context, page](auto found) { findSource(context, *page, std::move(found)); });
                else if constexpr (std::is_same_v<ui::InsightPage, T>)
                    ui::addExportAction(context, page, ui::ExportKind::Report, QStringLiteral("opportunity"),
                                        [&context, page](auto found) { found(sourceOf(context, *page)); });
                else if constexpr (std::is_base_of_v<ui::ListSourceProvider, T>)
                    ui::addExportAction(
                        context, page, ui::ExportKind::List, QStringLiteral("task"),
                        [&context, page](auto found) { found(sourceOf(context, page->listSource())); });
                else if constexpr (std::is_same_v<ui::RecordPage, T>) {
                    addInboxBanner(context, *page);
                    addTabExports(context, *page);
                }
                return page;
            }};
}

// A page with figures: of a laptop that has a server they are as old as its last sync.
template <typename T>
ui::MainWindow::PageEntry aged(const char *key, const ui::SyncState *sync)
{
    ui::MainWindow::PageEntry made = entry<T>(key);
    if (!sync)
        return made;
    made.factory = [make = made.factory, sync](ui::UiContext &context) -> ui::Page * {
        auto *page = static_cast<T *>(make(context));
        const auto tell = [page, sync] {
            if constexpr (requires { page->explainer(); })
                page->explainer()->setDataAge(sync->figureAge());
            else
                page->setDataAge(sync->figureAge());
        };
        tell();
        QObject::connect(sync, &ui::SyncState::changed, page, tell);
        return page;
    };
    return made;
}

}  // namespace

void addRecordWays(ui::UiContext &context, ui::MainWindow &window)
{
    ui::PageStack *pages = window.pages();
    new ui::WhyAction(context, pages);
    new ui::ShareAction(context, pages);
    addInboxBadge(context, window);
    auto *actions = new ui::RecordActions(context, pages);
    actions->registerAll([pages] {
        const ui::Page *page = pages->currentPage();
        return page == nullptr ? RecordRef() : page->currentRecord();
    });
    QObject::connect(pages, &ui::PageStack::placeChanged, actions, &ui::RecordActions::refresh);
    QObject::connect(pages, &ui::PageStack::headChanged, actions, &ui::RecordActions::refresh);
    window.palette()->setPeek([&context, palette = window.palette()](QWidget *parent) {
        auto *panel = new ui::PeekPanel(context, parent);
        QObject::connect(panel, &ui::PeekPanel::closeRequested, palette, &ui::Palette::closePeek);
        QObject::connect(panel, &ui::PeekPanel::openRequested, palette, [&context, palette, panel] {
            const RecordRef record = panel->record();
            palette->closePalette();
            context.navigator->openRecord(record);
        });
        return ui::Palette::Peek{panel,
                                 [panel](const RecordRef &record) { panel->showRecord(record, 0, 0); }};
    });
}

std::vector<ui::MainWindow::PageEntry> allPages(const ui::SyncState *sync, const ui::JoinPage::Ways &join)
{
    std::vector<ui::MainWindow::PageEntry> pages;
    pages.push_back(entry<ui::WelcomePage>("welcome"));
    pages.push_back(aged<ui::TodayPage>("today", sync));
    pages.push_back(aged<ui::CustomersPage>("customers", sync));
    pages.push_back(aged<ui::ContactsPage>("contacts", sync));
    pages.push_back(aged<ui::LeadsPage>("leads", sync));
    pages.push_back(aged<ui::RecordPage>("record", sync));
    pages.push_back(aged<ui::BoardPage>("pipeline", sync));
    pages.push_back(aged<ui::DealsPage>("deals", sync));
    pages.push_back(aged<ui::TasksPage>("tasks", sync));
    pages.push_back(aged<ui::TaskListPage>("tasklist", sync));
    pages.push_back(aged<ui::InsightPage>("insight", sync));
    pages.push_back(entry<ui::ImportPage>("import"));
    if (sync) {
        pages.push_back(entry<ui::InboxPage>("attention"));
        pages.push_back(entry<ui::IssuesPage>("issues"));
        pages.push_back({QStringLiteral("laptops"), [](ui::UiContext &context) -> ui::Page * {
                             return new ui::DevicesPage(context, ServerDevice::Whose::All);
                         }});
    }
    pages.push_back(entry<ui::AdminPage>("admin"));
    for (const auto kind :
         {ui::OrgPage::Kind::Teams, ui::OrgPage::Kind::Territories, ui::OrgPage::Kind::Shares})
        pages.push_back({ui::OrgPage::keyOf(kind), [kind](ui::UiContext &context) -> ui::Page * {
                             return new ui::OrgPage(context, kind);
                         }});
    pages.push_back(entry<ui::AuditPage>("audit"));
    pages.push_back(entry<ui::SettingsPage>("settings"));
    pages.push_back(entry<ui::RecyclePage>("bin"));
    pages.push_back({QStringLiteral("join"), [join](ui::UiContext &context) -> ui::Page * {
                         return new ui::JoinPage(context, join);
                     }});
    pages.push_back(entry<ui::DevicesPage>("devices"));
    return pages;
}

}  // namespace dw::desktop
