// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/viewtabs.h"

#include "ui/common/tabbar.h"
#include "ui/records/viewbar.h"
#include "ui/records/viewkeeper.h"

#include <algorithm>

namespace dw::ui
{

ViewTabs::ViewTabs(UiContext &context, const QString &object, const QString &kind,
                   const QList<ListView> &shipped, QWidget *page)
    : QObject(page)
    , m_context(context)
    , m_object(object)
    , m_shipped(shipped)
    , m_bar(new ViewBar(context, page))
    , m_keeper(new ViewKeeper(context, object, kind, page))
{
    m_bar->columnsButton()->hide();
    m_keeper->setAnchors(m_bar->addButton(), m_bar->tabBar());
    connect(m_bar, &ViewBar::viewChosen, this, &ViewTabs::chosen);
    connect(m_bar, &ViewBar::addRequested, m_keeper, &ViewKeeper::save);
    connect(m_bar, &ViewBar::menuRequested, this, [this](int index, const QPoint &at) {
        // What is done is done to the view that is seen.
        tabs()->setCurrentIndex(index);
        m_keeper->showMenu(at);
    });
    connect(m_keeper, &ViewKeeper::viewsRead, this, &ViewTabs::take);
    connect(m_keeper, &ViewKeeper::resetRequested, this, &ViewTabs::chosen);
    const auto chooser = [this] {
        const QWidget *button = m_bar->chooseButton();
        m_keeper->showChooser(m_views, button->mapToGlobal(QPoint(0, button->height() + 4)));
    };
    connect(m_bar, &ViewBar::chooseRequested, this, chooser);
    connect(m_keeper, &ViewKeeper::chooserRequested, this, chooser);
    connect(m_keeper, &ViewKeeper::viewChosen, this, [this](const QString &key) {
        for (int i = 0; i < int(m_views.size()); ++i) {
            if (m_views[i].key == key)
                tabs()->setCurrentIndex(i);
        }
    });
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this](const CommitNotice &notice) {
            if (std::any_of(notice.entries.begin(), notice.entries.end(),
                            [](const auto &entry) { return entry.object == QLatin1String("saved_view"); }))
                read();
        },
        Qt::QueuedConnection);
    m_views = m_keeper->arranged(m_shipped);
    m_bar->setViews(m_views, 0);
}

TabBar *ViewTabs::tabs() const
{
    return m_bar->tabBar();
}

const ListView &ViewTabs::view() const
{
    return m_views[std::clamp(m_bar->current(), 0, int(m_views.size()) - 1)];
}

void ViewTabs::read()
{
    m_keeper->read();
}

void ViewTabs::take(const QList<ListView> &saved, const Id &wanted)
{
    const QString before = view().key;
    const QList<ListView> views = m_keeper->arranged(m_shipped + saved);
    if (views == m_views && wanted.isNull())
        return;
    m_views = views;
    const QString shown = wanted.isNull() ? before : wanted.toString();
    int at = -1;
    for (int i = 0; i < int(m_views.size()); ++i) {
        if (m_views[i].key == shown)
            at = i;
    }
    m_bar->setViews(m_views, std::max(at, 0));
    // Another view than before: what was shown is gone, or the new one has just been saved.
    if (at < 0 || !wanted.isNull())
        Q_EMIT chosen();
    Q_EMIT renewed();
}

bool ViewTabs::setShown(const QString &filter)
{
    const bool changed = filter != view().filter;
    ListView now = view();
    now.filter = filter;
    m_keeper->setShown(view(), now, changed);
    return changed;
}

void ViewTabs::readCounts(const std::function<QString(const ListView &)> &where)
{
    QStringList conditions;
    for (const ListView &view : std::as_const(m_views))
        conditions.append(where(view));
    m_context.reader.run<QList<qint64>>(
        Workspace::Lane::Detail, QStringLiteral("tabs.%1").arg(quintptr(this), 0, 16), this,
        [conditions, object = m_object](const Reader &reader) -> Result<QList<qint64>> {
            QList<qint64> counts;
            for (const QString &condition : conditions) {
                // One whose filter names what is gone takes no count from the others.
                const auto query = reader.query(object, condition, {});
                const Result<qint64> count =
                    query.ok() ? reader.count(*query) : Result<qint64>(query.error());
                counts.append(count.ok() ? *count : -1);
            }
            return counts;
        },
        [this](const Result<QList<qint64>> &counts) {
            for (int i = 0; counts.ok() && i < int(counts->size()); ++i) {
                if (counts->at(i) >= 0)
                    m_bar->setViewCount(i, counts->at(i));
            }
        });
}

}  // namespace dw::ui
