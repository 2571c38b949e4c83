// SPDX-License-Identifier: GPL-3.0-or-later
// Panes, layers and New of the main window: how the keyboard goes through it.
#include "ui/common/popover.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/searchbutton.h"
#include "ui/shell/topbar.h"
#include "ui/shell/windowactions.h"

#include <QApplication>
#include <QMenu>

namespace dw::ui
{

QList<QWidget *> MainWindow::panes() const
{
    QList<QWidget *> panes{m_rail->focusTarget(), m_topBar->searchButton()};
    if (Page *page = m_pages->currentPage())
        panes += page->panes();
    return panes;
}

void MainWindow::cyclePanes(int step)
{
    const QList<QWidget *> stops = panes();
    const QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    if (focus == m_rail || m_rail->isAncestorOf(focus))
        at = 0;
    else if (m_topBar->isAncestorOf(focus))
        at = 1;
    else
        for (qsizetype i = 2; i < stops.size(); ++i)
            if (stops.at(i) == focus || (stops.at(i) && stops.at(i)->isAncestorOf(focus)))
                at = i;
    if (at < 0 && m_pages->isAncestorOf(focus))
        at = 2;  // somewhere on the page
    const qsizetype to = (at + step + stops.size()) % stops.size();
    if (stops.at(to))
        stops.at(to)->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

void MainWindow::closeInnermostLayer()
{
    if (m_palette->isOpen()) {
        m_palette->closePalette();
        return;
    }
    const QList<Popover *> layers = findChildren<Popover *>();
    for (auto layer = layers.crbegin(); layer != layers.crend(); ++layer) {
        if ((*layer)->isVisible()) {
            (*layer)->closePopover();
            return;
        }
    }
}

void MainWindow::newRecord(const QString &object)
{
    const QString id = QStringLiteral("record.new.") + object;
    QAction *action = m_context.actions.action(id);
    const auto *owner = action ? qobject_cast<QWidget *>(action->parent()) : nullptr;
    const Page *page = m_pages->currentPage();
    if (!owner || !page || (owner != page && !page->isAncestorOf(owner))) {
        for (const NewRecordEntry &entry : NewRecordEntries) {
            if (object != QLatin1String(entry.object))
                continue;
            Place place;
            place.page = QString::fromLatin1(entry.page);
            m_pages->open(place);
        }
        action = m_context.actions.action(id);
    }
    if (action)
        action->trigger();
}

QMenu *MainWindow::newMenu()
{
    delete m_menu;
    m_menu = new QMenu(this);
    for (const NewRecordEntry &entry : NewRecordEntries)
        if (QAction *action = m_context.actions.action(QStringLiteral("new.") + QLatin1String(entry.object)))
            m_menu->addAction(action);
    if (QAction *import = m_context.actions.action(QStringLiteral("go.import"))) {
        m_menu->addSeparator();
        m_menu->addAction(import);
    }
    return m_menu;
}

}  // namespace dw::ui
