// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/viewkeeper.h"

#include "core/access/reachesall.h"
#include "ui/common/menutext.h"
#include "ui/common/popover.h"
#include "ui/records/saveviewpopover.h"
#include "ui/shell/applied.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"
#include "ui/shell/pageactions.h"
#include "ui/shell/refusaltext.h"

#include <QAction>
#include <QJsonArray>
#include <QMenu>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int MostViews = 50;

// One's own, one's team's and those of the teams one leads, and everybody's. What the actor may see besides
// (an administrator: all of them) is others' business.
Result<QList<ListView>> readViews(const Reader &reader, const QString &object, const QString &kind)
{
    DW_ASSIGN(const Query query,
              reader.query(QStringLiteral("saved_view"),
                           QStringLiteral("AND(object_type = \"%1\", kind = \"%2\", "
                                          "OR(shared = \"all\", owner_id = CURRENTUSER(), "
                                          "AND(shared = \"team\", OR(team_id = CURRENTTEAM(), "
                                          "team_id.leader_id = CURRENTUSER()))))")
                               .arg(object, kind),
                           {QStringLiteral("name")}));
    DW_ASSIGN(const auto rows, reader.rows(query, MostViews));
    QList<int> read;
    for (const char *key : {"name", "filter", "columns", "sort", "grouping", "shared", "owner_id"})
        read.append(query.object->indexOf(QString::fromLatin1(key)));
    DW_ASSIGN(const QList<Record> records, reader.page(query.object, rows, read));
    DW_ASSIGN(const auto titles, reader.titlesOf(records));
    const ReadContext &context = reader.context();
    Query mine = query;
    mine.where = CheckedExpression::both(query.where,
                                         context.policy->within(context.actor, Action::Edit, query.object));
    DW_ASSIGN(const auto editable, reader.rows(mine, MostViews));
    const bool may = context.policy->may(context.actor, Action::Edit, *query.object, nullptr).allowed;
    const bool forAll = reachesAll(*context.policy, context.actor, Action::Edit, query.object);
    QList<ListView> views;
    for (qsizetype i = 0; i < records.size(); ++i) {
        const Record &record = records[i];
        if (!record.isValid())
            continue;
        ListView view = ListView::fromRecord(record);
        const Id owner = record.value(u"owner_id").id();
        if (owner != context.actor.user)
            view.owner = titles.value(RecordRef{QStringLiteral("user"), owner});
        const bool reached = std::find(editable.begin(), editable.end(), rows[size_t(i)]) != editable.end();
        view.mayEdit = may && reached && (forAll || view.shared != QLatin1String("all"));
        views.append(view);
    }
    return views;
}

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
    actions.add("list.view_rename", tr("Rename or share the view"), "pencil", {}, [this] { rename(); });
    actions.add("list.view_pin", tr("Pin or unpin the view"), "pin",
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J), [this] { pin(); });
    actions.add("list.view_choose", tr("Choose a view"), "list", QKeySequence(Qt::Key_V),
                [this] { Q_EMIT chooserRequested(); });
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
    const QString own = readOnlyReason();
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
    // A list without a name of its own is no view.
    const bool isView = view.isShipped() ? view.key != QLatin1String("adhoc") : true;
    set("list.view_pin", isView ? QString() : tr("Save it as a view first"));
}

QString ViewKeeper::readOnlyReason() const
{
    if (m_view.isShipped())
        return tr("Comes with the program");
    if (m_view.mayEdit)
        return {};
    return m_view.owner.isEmpty() ? tr("Your role does not allow it") : tr("Belongs to %1").arg(m_view.owner);
}

void ViewKeeper::read()
{
    m_context.reader.run<QList<ListView>>(
        Workspace::Lane::Detail, QStringLiteral("views.%1").arg(quintptr(this), 0, 16), this,
        [object = m_object, kind = m_kind](const Reader &reader) { return readViews(reader, object, kind); },
        [this](const Result<QList<ListView>> &views) {
            if (!views.ok()) {
                Q_EMIT viewsRead(m_saved, Id());  // nobody waits for what does not come
                return;
            }
            // Kept until a reading brings it: one that was under way when it was saved does not.
            const auto isWanted = [this](const ListView &view) { return view.id == m_wanted; };
            const bool found = !m_wanted.isNull() && std::any_of(views->begin(), views->end(), isWanted);
            const Id wanted = found ? std::exchange(m_wanted, Id()) : Id();
            m_saved = *views;
            Q_EMIT viewsRead(m_saved, wanted);
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

void ViewKeeper::edit(const ListView &view, QWidget *anchor,
                      std::function<void(const QString &, const QString &)> done)
{
    auto *popover = new SaveViewPopover(m_context, m_page->window(), view.name.en, view.shared);
    connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    connect(popover, &SaveViewPopover::named, this, std::move(done));
    popover->openAt(anchor);
}

void ViewKeeper::save()
{
    ListView none;
    none.shared = QStringLiteral("private");
    edit(none, m_add, [this, now = m_now](const QString &name, const QString &shared) {
        ListView made = now;
        made.name = {name, name};
        made.shared = shared;
        submit(QStringLiteral("record.create"), {{QStringLiteral("set"), fields(made)}},
               tr("Saved the view “%1”").arg(name));
    });
}

void ViewKeeper::update()
{
    if (!readOnlyReason().isEmpty())
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
    if (!readOnlyReason().isEmpty())
        return;
    edit(m_view, m_tabs, [this, view = m_view](const QString &name, const QString &shared) {
        QJsonObject set;
        if (name != view.name.en)
            set.insert(QStringLiteral("name"), name);
        if (shared != view.shared)
            set.insert(QStringLiteral("shared"), shared);
        if (set.isEmpty())
            return;
        QString told = tr("Renamed the view to “%1”").arg(name);
        if (shared == QLatin1String("private") && shared != view.shared)
            told = tr("The view “%1” is yours alone again").arg(name);
        else if (shared != view.shared)
            told = tr("Shared the view “%1”").arg(name);
        submit(QStringLiteral("record.update"),
               {{QStringLiteral("id"), view.id.toString()}, {QStringLiteral("set"), set}}, told);
    });
}

void ViewKeeper::remove()
{
    if (!readOnlyReason().isEmpty())
        return;
    submit(QStringLiteral("record.delete"), {{QStringLiteral("ids"), QJsonArray{m_view.id.toString()}}},
           tr("Deleted the view “%1”").arg(m_view.name.en));
}

QString ViewKeeper::pinsKey() const
{
    // Who acts for somebody else has pins of their own.
    return QStringLiteral("list.pins.%1.%2.%3").arg(m_context.actor().user.toString(), m_object, m_kind);
}

QStringList ViewKeeper::pins() const
{
    QStringList keys;
    const QJsonArray stored = m_context.settings.value(pinsKey()).toArray();
    for (const QJsonValue &key : stored)
        keys.append(key.toString());
    return keys;
}

void ViewKeeper::pin()
{
    QStringList keys = pins();
    if (!keys.removeOne(m_view.key))
        keys.append(m_view.key);
    m_context.settings.setValue(pinsKey(), QJsonArray::fromStringList(keys));
    Q_EMIT viewsRead(m_saved, Id());
}

QList<ListView> ViewKeeper::arranged(const QList<ListView> &views) const
{
    QList<ListView> front, rest = views;
    const QStringList keys = pins();
    for (const QString &key : keys) {
        const auto found =
            std::find_if(rest.begin(), rest.end(), [&](const ListView &view) { return view.key == key; });
        if (found == rest.end())
            continue;
        found->pinned = true;
        front.append(*found);
        rest.erase(found);
    }
    return front + rest;
}

void ViewKeeper::showChooser(const QList<ListView> &views, const QPoint &globalPosition)
{
    auto *menu = new QMenu(m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Views"));
    const auto section = [&](const QString &head, const std::function<bool(const ListView &)> &fits) {
        bool begun = false;
        for (const ListView &view : views) {
            if (!fits(view))
                continue;
            if (!begun)
                menu->addSection(head);
            begun = true;
            const QString name = view.name.in(m_context.language);
            QString text = menuText(name);
            if (!view.owner.isEmpty())
                text += QLatin1Char('\t') + view.owner;
            QAction *choice = menu->addAction(text, this, [this, key = view.key] { Q_EMIT viewChosen(key); });
            choice->setIcon(m_context.icons.icon(view.key == m_view.key ? QStringLiteral("check")
                                                 : view.pinned          ? QStringLiteral("pin")
                                                                        : QStringLiteral("table-2")));
            if (view.key == m_view.key)
                menu->setActiveAction(choice);
        }
    };
    const auto isShared = [](const ListView &view, const char *with) {
        return !view.pinned && !view.isShipped() && view.shared == QLatin1String(with);
    };
    section(tr("Pinned"), [](const ListView &view) { return view.pinned; });
    section(tr("Only mine"), [&](const ListView &view) { return isShared(view, "private"); });
    section(tr("My team's"), [&](const ListView &view) { return isShared(view, "team"); });
    section(tr("Everybody's"), [&](const ListView &view) { return isShared(view, "all"); });
    section(tr("Come with the program"),
            [](const ListView &view) { return !view.pinned && view.isShipped(); });
    menu->popup(globalPosition);
}

void ViewKeeper::showMenu(const QPoint &globalPosition)
{
    auto *menu = new QMenu(m_page);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id :
         {"list.view_pin", "list.view_update", "list.view_rename", "list.view_reset", "list.view_delete"}) {
        if (QAction *one = action(id))
            menu->addAction(one);
    }
    menu->popup(globalPosition);
}

}  // namespace dw::ui
