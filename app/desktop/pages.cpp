// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pages.h"

#include "ui/customers/contactspage.h"
#include "ui/customers/customerspage.h"
#include "ui/customers/leadspage.h"
#include "ui/customers/recordpage.h"
#include "ui/dashboards/insightpage.h"
#include "ui/imports/importpage.h"
#include "ui/pipeline/boardpage.h"
#include "ui/shell/settingspage.h"
#include "ui/shell/welcomepage.h"
#include "ui/tasks/taskspage.h"
#include "ui/tasks/todaypage.h"

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
