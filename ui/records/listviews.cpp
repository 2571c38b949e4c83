// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "ui/common/popover.h"
#include "ui/records/filterbar.h"
#include "ui/records/listpage.h"
#include "ui/records/saveviewpopover.h"
#include "ui/records/viewbar.h"
#include "ui/shell/notices.h"

#include <QAction>
#include <QJsonArray>
#include <QMenu>

#include <algorithm>

namespace dw::ui
{

void ListPage::readViews()
{
    context().reader.run<QList<Record>>(
        Workspace::Lane::Detail, QStringLiteral("views.%1").arg(quintptr(this), 0, 16), this,
        [object = m_object->key()](const Reader &reader) -> Result<QList<Record>> {
            DW_ASSIGN(const Query query,
                      reader.query(QStringLiteral("saved_view"),
                                   QStringLiteral("AND(object_type = \"%1\", kind = \"list\", "
                                                  "OR(shared = \"all\", owner_id = CURRENTUSER(), "
                                                  "AND(shared = \"team\", team_id = CURRENTTEAM())))")
                                       .arg(object),
                                   {QStringLiteral("name")}));
            DW_ASSIGN(const auto rows, reader.rows(query, 50));
            QList<int> fields;
            for (const char *key : {"name", "filter", "columns", "sort"})
                fields.append(query.object->indexOf(QString::fromLatin1(key)));
            return reader.page(query.object, rows, fields);
        },
        [this](const Result<QList<Record>> &answer) {
            if (!answer.ok())
                return;
            const QString current = m_isAdHoc ? QString() : m_views[m_view].key;
            QList<ListView> views = ListView::shipped(m_object->key());
            for (const Record &record : answer.value())
                views.append(ListView::fromRecord(record));
            if (views == m_views && m_wantedView.isNull())
                return;
            m_views = views;
            const auto indexOf = [this](const QString &key) {
                const auto found = std::find_if(m_views.begin(), m_views.end(),
                                                [&](const ListView &one) { return one.key == key; });
                return found == m_views.end() ? -1 : int(found - m_views.begin());
            };
            const int wanted = m_wantedView.isNull() ? -1 : indexOf(m_wantedView.toString());
            const int kept = indexOf(current);
            m_view = wanted >= 0 ? wanted : std::max(kept, 0);
            m_viewBar->setViews(m_views, m_view);
            if (m_isAdHoc && wanted < 0)
                m_viewBar->setAdHoc(m_adHoc.name.in(context().language));
            if (wanted >= 0)
                m_wantedView = Id();
            // Another view than before: what was shown is gone, or the new one has just been saved.
            if (wanted >= 0 || (kept < 0 && !m_isAdHoc))
                chooseView(m_view);
            refreshViewActions();
            Q_EMIT headChanged();
            readCounts();
        });
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
    return m_source.where != saved.filter || m_source.sort != saved.sort || m_source.columns != columns;
}

void ListPage::refreshViewActions()
{
    const bool changed = isChanged();
    m_filterBar->setChanged(changed);
    const QString own = m_isAdHoc || view().isShipped() ? tr("Comes with the program") : QString();
    const QString same = changed ? QString() : tr("Nothing was changed");
    // Other lists share the ids: each sets its own actions. The reason stands in the place of the shortcut.
    const auto set = [this](const char *id, const QString &reason) {
        auto *action = findChild<QAction *>(QString::fromLatin1(id), Qt::FindDirectChildrenOnly);
        if (action == nullptr)
            return;
        action->setEnabled(reason.isEmpty());
        const QString text = action->text().section(QLatin1Char('\t'), 0, 0);
        action->setText(reason.isEmpty() ? text : text + QLatin1Char('\t') + reason);
    };
    set("list.view_update", own.isEmpty() ? same : own);
    set("list.view_rename", own);
    set("list.view_delete", own);
    set("list.view_reset", same);
}

void ListPage::changeView(const QString &command, const QJsonObject &arguments, const QString &done)
{
    context().commands.submit({command, arguments}, context().actor(), this,
                              [this, done](const CommandResult &result) {
                                  if (result.status == CommandResult::Status::Applied) {
                                      context().notices.done(done, result.transaction);
                                      readViews();
                                  } else {
                                      context().notices.failed(describe(result.error));
                                  }
                              });
}

void ListPage::updateView()
{
    const ListView &saved = view();
    if (m_isAdHoc || saved.isShipped())
        return;
    ListView now = saved;
    now.filter = m_source.where;
    now.columns = m_source.columns;
    now.sort = m_source.sort;
    QJsonObject fields = ListView::toFields(now, m_object->key());
    for (const char *kept : {"name", "object_type", "kind", "shared"})
        fields.remove(QLatin1String(kept));
    changeView(QStringLiteral("record.update"),
               {{QStringLiteral("object"), QStringLiteral("saved_view")},
                {QStringLiteral("id"), saved.id.toString()},
                {QStringLiteral("set"), fields}},
               tr("Updated the view “%1”").arg(saved.name.en));
}

void ListPage::renameView(int index)
{
    if (m_isAdHoc || m_views[index].isShipped())
        return;
    const ListView saved = m_views[index];
    auto *popover = new SaveViewPopover(context(), window(), saved.name.en);
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    connect(popover, &SaveViewPopover::named, this, [this, saved](const QString &name) {
        changeView(QStringLiteral("record.update"),
                   {{QStringLiteral("object"), QStringLiteral("saved_view")},
                    {QStringLiteral("id"), saved.id.toString()},
                    {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), name}}}},
                   tr("Renamed the view to “%1”").arg(name));
    });
    popover->openAt(m_viewBar->tabBar());
}

void ListPage::deleteView(int index)
{
    if (m_isAdHoc || m_views[index].isShipped())
        return;
    changeView(QStringLiteral("record.delete"),
               {{QStringLiteral("object"), QStringLiteral("saved_view")},
                {QStringLiteral("ids"), QJsonArray{m_views[index].id.toString()}}},
               tr("Deleted the view “%1”").arg(m_views[index].name.en));
}

void ListPage::showViewMenu(int index, const QPoint &at)
{
    // What is done is done to the view that is seen.
    if (index != m_view || m_isAdHoc)
        chooseView(index);
    m_viewBar->setCurrent(index);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"list.view_update", "list.view_rename", "list.view_reset", "list.view_delete"}) {
        if (auto *action = findChild<QAction *>(QString::fromLatin1(id), Qt::FindDirectChildrenOnly))
            menu->addAction(action);
    }
    menu->popup(at);
}

void ListPage::saveView()
{
    auto *popover = new SaveViewPopover(context(), window());
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    connect(popover, &SaveViewPopover::named, this, [this](const QString &name) {
        ListView made;
        made.name = {name, name};
        made.filter = m_source.where;
        made.columns = m_source.columns;
        made.sort = m_source.sort;
        CommandRequest request{QStringLiteral("record.create"),
                               {{QStringLiteral("object"), QStringLiteral("saved_view")},
                                {QStringLiteral("set"), ListView::toFields(made, m_object->key())}}};
        context().commands.submit(
            request, context().actor(), this, [this, name](const CommandResult &result) {
                if (result.status == CommandResult::Status::Applied) {
                    context().notices.done(tr("Saved the view “%1”").arg(name), result.transaction);
                    m_wantedView = result.ids.value(0);
                    readViews();
                } else {
                    context().notices.failed(describe(result.error));
                }
            });
    });
    popover->openAt(m_viewBar->addButton());
}

}  // namespace dw::ui
