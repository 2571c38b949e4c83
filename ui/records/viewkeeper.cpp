// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/viewkeeper.h"

#include "ui/common/popover.h"
#include "ui/records/saveviewpopover.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/pageactions.h"
#include "ui/shell/refusaltext.h"

#include <QAction>
#include <QJsonArray>
#include <QMenu>

namespace dw::ui
{

namespace
{

constexpr int MostViews = 50;

}  // namespace

ViewKeeper::ViewKeeper(UiContext &context, const QString &object, const QString &kind, QWidget *page)
    : QObject(page), m_context(context), m_object(object), m_kind(kind), m_page(page)
{}

void ViewKeeper::setAnchors(QWidget *add, QWidget *tabs)
{
    m_add = add;
    m_tabs = tabs;
}

void ViewKeeper::addActions(const PageActions &actions)
{
    actions.add("list.save_view", tr("Save the view"), "list-plus",
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { save(); });
    actions.add("list.view_update", tr("Update the view"), "refresh-cw", {}, [this] { update(); });
    actions.add("list.view_rename", tr("Rename the view"), "pencil", {}, [this] { rename(); });
    actions.add("list.view_reset", tr("Back to the saved view"), "rotate-ccw", {},
                [this] { Q_EMIT resetRequested(); });
    actions.add("list.view_delete", tr("Delete the view"), "trash-2", {}, [this] { remove(); });
}

QAction *ViewKeeper::action(const char *id) const
{
    // Other pages share the ids: each sets its own.
    return m_page->findChild<QAction *>(QString::fromLatin1(id), Qt::FindDirectChildrenOnly);
}

void ViewKeeper::setShown(const ListView &view, const ListView &now, bool changed)
{
    m_view = view;
    m_now = now;
    const QString own = view.isShipped() ? tr("Comes with the program") : QString();
    const QString same = changed ? QString() : tr("Nothing was changed");
    // The reason stands in the place of the shortcut.
    const auto set = [this](const char *id, const QString &reason) {
        QAction *one = action(id);
        if (one == nullptr)
            return;
        one->setEnabled(reason.isEmpty());
        const QString text = one->text().section(QLatin1Char('\t'), 0, 0);
        one->setText(reason.isEmpty() ? text : text + QLatin1Char('\t') + reason);
    };
    set("list.view_update", own.isEmpty() ? same : own);
    set("list.view_rename", own);
    set("list.view_delete", own);
    set("list.view_reset", same);
}

void ViewKeeper::read()
{
    m_context.reader.run<QList<ListView>>(
        Workspace::Lane::Detail, QStringLiteral("views.%1").arg(quintptr(this), 0, 16), this,
        [object = m_object, kind = m_kind](const Reader &reader) -> Result<QList<ListView>> {
            DW_ASSIGN(const Query query,
                      reader.query(QStringLiteral("saved_view"),
                                   QStringLiteral("AND(object_type = \"%1\", kind = \"%2\", "
                                                  "OR(shared = \"all\", owner_id = CURRENTUSER(), "
                                                  "AND(shared = \"team\", team_id = CURRENTTEAM())))")
                                       .arg(object, kind),
                                   {QStringLiteral("name")}));
            DW_ASSIGN(const auto rows, reader.rows(query, MostViews));
            QList<int> read;
            for (const char *key : {"name", "filter", "columns", "sort"})
                read.append(query.object->indexOf(QString::fromLatin1(key)));
            DW_ASSIGN(const QList<Record> records, reader.page(query.object, rows, read));
            QList<ListView> views;
            for (const Record &record : records) {
                if (record.isValid())
                    views.append(ListView::fromRecord(record));
            }
            return views;
        },
        [this](const Result<QList<ListView>> &views) {
            if (!views.ok())
                return;
            // Kept until a reading brings it: one that was under way when it was saved does not.
            const auto isWanted = [this](const ListView &view) { return view.id == m_wanted; };
            const bool found = !m_wanted.isNull() && std::any_of(views->begin(), views->end(), isWanted);
            const Id wanted = found ? std::exchange(m_wanted, Id()) : Id();
            Q_EMIT viewsRead(*views, wanted);
        });
}

QJsonObject ViewKeeper::fields(const ListView &view) const
{
    QJsonObject fields = ListView::toFields(view, m_object);
    fields.insert(QStringLiteral("kind"), m_kind);
    return fields;
}

void ViewKeeper::submit(const QString &command, const QJsonObject &arguments, const QString &done)
{
    QJsonObject all = arguments;
    all.insert(QStringLiteral("object"), QStringLiteral("saved_view"));
    const bool creates = command == QLatin1String("record.create");
    m_context.commands.submit({command, all}, m_context.actor(), this,
                              [this, done, creates](const CommandResult &result) {
                                  if (result.status != CommandResult::Status::Applied) {
                                      m_context.notices.failed(refusalText(m_context, result));
                                      return;
                                  }
                                  tellApplied(m_context, done, result);
                                  if (creates)
                                      m_wanted = result.ids.value(0);
                                  read();
                              });
}

void ViewKeeper::save()
{
    auto *popover = new SaveViewPopover(m_context, m_page->window());
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    connect(popover, &SaveViewPopover::named, this, [this, now = m_now](const QString &name) {
        ListView made = now;
        made.name = {name, name};
        submit(QStringLiteral("record.create"), {{QStringLiteral("set"), fields(made)}},
               tr("Saved the view “%1”").arg(name));
    });
    popover->openAt(m_add);
}

void ViewKeeper::update()
{
    if (m_view.isShipped())
        return;
    QJsonObject set = fields(m_now);
    for (const char *kept : {"name", "object_type", "kind", "shared"})
        set.remove(QLatin1String(kept));
    submit(QStringLiteral("record.update"),
           {{QStringLiteral("id"), m_view.id.toString()}, {QStringLiteral("set"), set}},
           tr("Updated the view “%1”").arg(m_view.name.en));
}

void ViewKeeper::rename()
{
    if (m_view.isShipped())
        return;
    auto *popover = new SaveViewPopover(m_context, m_page->window(), m_view.name.en);
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    connect(popover, &SaveViewPopover::named, this, [this, id = m_view.id](const QString &name) {
        submit(QStringLiteral("record.update"),
               {{QStringLiteral("id"), id.toString()},
                {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), name}}}},
               tr("Renamed the view to “%1”").arg(name));
    });
    popover->openAt(m_tabs);
}

void ViewKeeper::remove()
{
    if (m_view.isShipped())
        return;
    submit(QStringLiteral("record.delete"), {{QStringLiteral("ids"), QJsonArray{m_view.id.toString()}}},
           tr("Deleted the view “%1”").arg(m_view.name.en));
}

void ViewKeeper::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"list.view_update", "list.view_rename", "list.view_reset", "list.view_delete"}) {
        if (QAction *one = action(id))
            menu->addAction(one);
    }
    menu->popup(globalPosition);
}

}  // namespace dw::ui
