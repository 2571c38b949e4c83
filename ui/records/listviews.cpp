// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/filterbar.h"
#include "ui/records/listpage.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"
#include "ui/records/viewkeeper.h"
#include "ui/shell/localsettings.h"

#include <QAction>
#include <QMenu>

#include <algorithm>
#include <utility>

namespace dw::ui
{

QString ListPage::lastViewKey() const
{
    return QStringLiteral("list.view.%1.%2").arg(context().actor().user.toString(), m_object->key());
}

// The view that was used last. A saved one is waited for: another list that makes room for it at once would
// be a jump.
void ListPage::openLast()
{
    const QString last = context().settings.value(lastViewKey()).toString();
    const auto found = std::find_if(m_views.begin(), m_views.end(),
                                    [&last](const ListView &one) { return one.key == last; });
    if (found != m_views.end())
        m_view = int(found - m_views.begin());
    if (found != m_views.end() || last.isEmpty()) {
        m_viewBar->setCurrent(m_view);
        chooseView(m_view);
        return;
    }
    m_awaited = last;
    m_source.columns = m_columnSet.defaults();
    m_model->setColumns(m_columnSet.columns(m_source.columns));
    m_table->layoutColumns();
    refreshState();
}

void ListPage::takeViews(const QList<ListView> &saved, const Id &wantedId)
{
    const QList<ListView> views = m_keeper->arranged(ListView::shipped(m_object->key()) + saved);
    const QString awaited = std::exchange(m_awaited, QString());
    if (views == m_views && wantedId.isNull() && awaited.isEmpty())
        return;
    const QString current = m_isAdHoc ? QString() : awaited.isEmpty() ? m_views[m_view].key : awaited;
    m_views = views;
    const auto indexOf = [this](const QString &key) {
        const auto found =
            std::find_if(m_views.begin(), m_views.end(), [&](const ListView &one) { return one.key == key; });
        return found == m_views.end() ? -1 : int(found - m_views.begin());
    };
    const int wanted = wantedId.isNull() ? -1 : indexOf(wantedId.toString());
    const int kept = indexOf(current);
    m_view = wanted >= 0 ? wanted : std::max(kept, 0);
    m_viewBar->setViews(m_views, m_view);
    if (m_isAdHoc && wanted < 0)
        m_viewBar->setAdHoc(m_adHoc.name.in(context().language));
    // Another view than before: what was shown is gone, or the new one has just been saved or waited for.
    // Where the first one only fills in (the views could not be read), the one that was used last is kept.
    if (wanted >= 0 || (kept < 0 && !m_isAdHoc) || !awaited.isEmpty())
        chooseView(m_view, wanted >= 0 || kept >= 0);
    refreshViewActions();
    Q_EMIT headChanged();
    readCounts();
}

void ListPage::readCounts()
{
    QStringList filters;
    for (const ListView &view : std::as_const(m_views))
        filters.append(view.filter);
    m_countsUnderWay = true;
    context().reader.run<QList<qint64>>(
        Workspace::Lane::Detail, QStringLiteral("counts.%1").arg(quintptr(this), 0, 16), this,
        [filters, object = m_object->key()](const Reader &reader) -> Result<QList<qint64>> {
            QList<qint64> counts;
            for (const QString &filter : filters) {
                const auto query = reader.query(object, filter, {});
                const Result<qint64> count = query.ok() ? reader.count(query.value()) : query.error();
                counts.append(count.ok() ? count.value() : -1);
            }
            return counts;
        },
        [this](const Result<QList<qint64>> &answer) {
            m_countsUnderWay = false;
            if (answer.ok()) {
                for (int i = 0; i < answer.value().size(); ++i) {
                    if (answer.value()[i] >= 0)
                        m_viewBar->setViewCount(i, answer.value()[i]);
                }
            }
            settle();
        });
}

bool ListPage::isChanged() const
{
    const ListView &saved = view();
    const QStringList columns = saved.columns.isEmpty() ? m_columnSet.defaults() : saved.columns;
    return m_source.where != saved.filter || m_source.sort != saved.sort || m_source.columns != columns ||
           m_source.group != saved.group || m_source.collapsed != saved.collapsed;
}

void ListPage::refreshViewActions()
{
    const bool changed = isChanged();
    m_filterBar->setChanged(changed);
    ListView now = view();
    now.filter = m_source.where;
    now.columns = m_source.columns;
    now.sort = m_source.sort;
    now.group = m_source.group;
    now.collapsed = m_source.collapsed;
    m_keeper->setShown(view(), now, changed);
}

void ListPage::showViewMenu(int index, const QPoint &at)
{
    // What is done is done to the view that is seen.
    if (index != m_view || m_isAdHoc)
        chooseView(index);
    m_viewBar->setCurrent(index);
    m_keeper->showMenu(at);
}

void ListPage::showViewChooser()
{
    const QWidget *button = m_viewBar->chooseButton();
    m_keeper->showChooser(m_views, button->mapToGlobal(QPoint(0, button->height() + 4)));
}

// What the list as a whole can do and has no button for.
void ListPage::showMoreMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"list.group", "list.collapse_groups", "list.expand_groups", "export.list",
                           "go.import", "list.save_view", "list.reload"}) {
        if (QAction *action = context().actions.action(QString::fromLatin1(id)))
            menu->addAction(action);
    }
    menu->popup(at);
}

}  // namespace dw::ui
