// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pages.h"

#include "ui/shell/settingspage.h"
#include "ui/shell/welcomepage.h"

#if __has_include("ui/tasks/todaypage.h")
#include "ui/tasks/todaypage.h"
#endif
#if __has_include("ui/tasks/taskspage.h")
#include "ui/tasks/taskspage.h"
#endif
#if __has_include("ui/customers/customerspage.h")
#include "ui/customers/customerspage.h"
#endif
#if __has_include("ui/customers/contactspage.h")
#include "ui/customers/contactspage.h"
#endif
#if __has_include("ui/customers/leadspage.h")
#include "ui/customers/leadspage.h"
#endif
#if __has_include("ui/customers/recordpage.h")
#include "ui/customers/recordpage.h"
#endif
#if __has_include("ui/records/recordpage.h")
#include "ui/records/recordpage.h"
#endif
#if __has_include("ui/pipeline/boardpage.h")
#include "ui/pipeline/boardpage.h"
#endif
#if __has_include("ui/dashboards/insightpage.h")
#include "ui/dashboards/insightpage.h"
#endif
#if __has_include("ui/imports/importpage.h")
#include "ui/imports/importpage.h"
#endif

namespace dw::desktop
{

namespace
{

template <typename T>
ui::MainWindow::PageEntry entry(const char *key)
{
    return {QString::fromLatin1(key), [](ui::UiContext &context) -> ui::Page * { return new T(context); }};
}

}  // namespace

std::vector<ui::MainWindow::PageEntry> allPages()
{
    std::vector<ui::MainWindow::PageEntry> pages;
    pages.push_back(entry<ui::WelcomePage>("welcome"));
#if __has_include("ui/tasks/todaypage.h")
    pages.push_back(entry<ui::TodayPage>("today"));
#endif
#if __has_include("ui/customers/customerspage.h")
    pages.push_back(entry<ui::CustomersPage>("customers"));
#endif
#if __has_include("ui/customers/contactspage.h")
    pages.push_back(entry<ui::ContactsPage>("contacts"));
#endif
#if __has_include("ui/customers/leadspage.h")
    pages.push_back(entry<ui::LeadsPage>("leads"));
#endif
#if __has_include("ui/customers/recordpage.h") || __has_include("ui/records/recordpage.h")
    pages.push_back(entry<ui::RecordPage>("record"));
#endif
#if __has_include("ui/pipeline/boardpage.h")
    pages.push_back(entry<ui::BoardPage>("pipeline"));
#endif
#if __has_include("ui/tasks/taskspage.h")
    pages.push_back(entry<ui::TasksPage>("tasks"));
#endif
#if __has_include("ui/dashboards/insightpage.h")
    pages.push_back(entry<ui::InsightPage>("insight"));
#endif
#if __has_include("ui/imports/importpage.h")
    pages.push_back(entry<ui::ImportPage>("import"));
#endif
    pages.push_back(entry<ui::SettingsPage>("settings"));
    return pages;
}

}  // namespace dw::desktop
