// SPDX-License-Identifier: GPL-3.0-or-later
// More of what happens in a life: fields, lists, formulas and objects that come, go and come back.
#include "tests/sync/definitions.h"
#include "tests/sync/simulation.h"

namespace dw::test
{

namespace
{

const QString Account = QStringLiteral("account");
const QString Tier = QStringLiteral("c_tier");
const QString Level = QStringLiteral("c_level");
const QString Size = QStringLiteral("c_size");
const QString Visit = QStringLiteral("c_visit");
const QStringList Levels{QStringLiteral("low"), QStringLiteral("middle"), QStringLiteral("high")};

}  // namespace

void Simulation::define()
{
    SyncParty &server = m_world.server();
    static const QStringList all{Tier, Level, Size, Visit};
    const QString what = any(all);
    ++m_counts[QStringLiteral("definitions")];
    if (!m_definitions.contains(what)) {
        m_trace.append(QLatin1String("the server defines ") + what);
        QJsonObject more;
        if (what == Level)
            more = {{QStringLiteral("type"), QStringLiteral("enum")},
                    {QStringLiteral("options"), optionsOf(Levels)}};
        else if (what == Size)
            more = {{QStringLiteral("type"), QStringLiteral("formula")},
                    {QStringLiteral("result_type"), QStringLiteral("int")},
                    {QStringLiteral("formula"), QStringLiteral("LENGTH(name)")}};
        m_definitions.insert(
            what, what == Visit ? defineObject(server, what) : defineField(server, Account, what, more));
        return;
    }
    const Id definition = m_definitions.value(what);
    if (what == Visit) {
        const bool there = server.runner->configuration()->dictionary->find(Visit) != nullptr;
        if (!server.stored("object_definition", definition).isValid()) {
            m_definitions.remove(what);
            return;
        }
        noteRun(server.run(there ? "record.delete" : "record.restore",
                           {{QStringLiteral("object"), QStringLiteral("object_definition")},
                            {QStringLiteral("ids"), QJsonArray{definition.toString()}}}),
                QStringLiteral("the server %1 the object")
                    .arg(there ? QStringLiteral("drops") : QStringLiteral("brings back")));
        return;
    }
    const Record stored = server.stored("field_definition", definition);
    // The server was put back to a time before it, or killed while it made it.
    if (!stored.isValid()) {
        m_definitions.remove(what);
        return;
    }
    QJsonObject set;
    const bool live = stored.value(u"status").text() == QLatin1String("live");
    if (random(3) == 0 && what == Level)
        set.insert(QStringLiteral("options"), optionsOf(random(2) == 0 ? Levels : Levels.mid(1)));
    else if (random(3) == 0 && what == Size)
        set.insert(QStringLiteral("formula"), QStringLiteral("LENGTH(name) + %1").arg(random(100)));
    else
        set.insert(QStringLiteral("status"), live ? QStringLiteral("deprecated") : QStringLiteral("live"));
    noteRun(server.update("field_definition", definition, set),
            QStringLiteral("the server changes %1: %2")
                .arg(what, QString::fromUtf8(QJsonDocument(set).toJson(QJsonDocument::Compact))));
}

// What the laptop has of it goes into a change of a customer now and then.
void Simulation::setCustom(const SyncLaptop &laptop, QJsonObject &set, const Id &account, int index)
{
    const ObjectTypePtr type = laptop.runner->configuration()->dictionary->find(Account);
    if (type->find(Tier) && random(3) == 0) {
        const QString text = QStringLiteral("tier %1.").arg(++m_names);
        m_typed.insert(text, {index, account});
        set.insert(Tier, text);
        ++m_counts[QStringLiteral("custom values")];
    }
    const Field *level = type->find(Level);
    if (level && random(3) == 0)
        set.insert(Level, level->values.at(random(int(level->values.size()))).key);
}

// Of an object that may be gone by the time it is sent.
void Simulation::visit(SyncLaptop &laptop, int index)
{
    if (!laptop.runner->configuration()->dictionary->find(Visit))
        return;
    const QString name = QStringLiteral("visit %1.").arg(++m_names);
    const QList<Id> visits = ids(laptop, "c_visit");
    const Id known = visits.isEmpty() || random(2) == 0 ? Id() : any(visits.mid(0, 3));
    const QJsonObject set{{QStringLiteral("name"), name}};
    const CommandResult result =
        known.isNull()
            ? laptop.run("record.create", {{QStringLiteral("object"), Visit}, {QStringLiteral("set"), set}})
            : laptop.update("c_visit", known, set);
    m_typed.insert(name, {index, known.isNull() ? result.ids.value(0) : known});
    noteRun(result, QStringLiteral("laptop %1 notes %2").arg(index).arg(name));
    ++m_counts[QStringLiteral("visits")];
}

}  // namespace dw::test
