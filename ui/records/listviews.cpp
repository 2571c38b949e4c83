// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "ui/common/popover.h"
#include "ui/records/listpage.h"
#include "ui/records/saveviewpopover.h"
#include "ui/records/viewbar.h"
#include "ui/shell/notices.h"

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
                                   QStringLiteral("AND(object_type = \"%1\", kind = \"list\")").arg(object),
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
            if (views.size() == m_views.size())
                return;
            m_views = views;
            m_view = std::min<int>(m_view, int(m_views.size()) - 1);
            for (int i = 0; i < m_views.size(); ++i) {
                if (m_views[i].key == current)
                    m_view = i;
            }
            m_viewBar->setViews(m_views, m_view);
            if (m_isAdHoc)
                m_viewBar->setAdHoc(m_adHoc.name.in(context().language));
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
                    readViews();
                } else {
                    context().notices.failed(describe(result.error));
                }
            });
    });
    popover->openAt(m_viewBar->addButton());
}

}  // namespace dw::ui
