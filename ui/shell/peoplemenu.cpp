// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/peoplemenu.h"

#include "ui/shell/notices.h"

namespace dw::ui
{

namespace
{

constexpr int MostPeople = 200;

Result<QList<PeopleMenu::Person>> readPeople(const Reader &reader)
{
    DW_ASSIGN(const Query query, reader.query(QStringLiteral("user"), QStringLiteral("status = \"active\""),
                                              {QStringLiteral("name")}));
    DW_ASSIGN(const std::vector<RowRef> rows, reader.rows(query, MostPeople));
    DW_ASSIGN(const QList<Record> users, reader.page(query.object, rows, {query.object->indexOf(u"name")}));
    QList<PeopleMenu::Person> people;
    for (const Record &user : users)
        if (user.isValid())
            people.append({user.id(), user.value(u"name").text()});
    return people;
}

}  // namespace

PeopleMenu::PeopleMenu(UiContext &context, QWidget *parent) : QMenu(parent), m_context(context)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Acting as"));
    addSection(tr("Acting as"));
}

void PeopleMenu::read(UiContext &context, QObject *receiver, std::function<void(const QList<Person> &)> done)
{
    context.reader.run<QList<Person>>(
        Workspace::Lane::Detail, QStringLiteral("people"), receiver, readPeople,
        [&context, done = std::move(done)](const Result<QList<Person>> &people) {
            if (people.ok())
                done(*people);
            else
                context.notices.failed(tr("The people of this workspace could not be read."));
        });
}

void PeopleMenu::showAt(QWidget *rail)
{
    const QPoint foot = rail->mapToGlobal(QPoint(rail->width(), rail->height()));
    read(m_context, this, [this, foot](const QList<Person> &people) {
        fill(people);
        popup(foot - QPoint(0, sizeHint().height()));
    });
}

void PeopleMenu::fill(const QList<Person> &people)
{
    const Id me = m_context.actor().user;
    for (const Person &person : people) {
        QAction *action = addAction(person.name);
        action->setCheckable(true);
        action->setChecked(person.id == me);
        connect(action, &QAction::triggered, this, [this, id = person.id] { Q_EMIT chosen(id); });
    }
}

}  // namespace dw::ui
