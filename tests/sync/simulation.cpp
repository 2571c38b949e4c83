// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sync/simulation.h"

#include "core/access/fieldaccess.h"
#include "core/access/visibility.h"
#include "core/base/canonicaljson.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <stdexcept>

namespace dw::test
{

namespace
{

constexpr const char *Objects[] = {"account", "contact", "opportunity", "task"};

QJsonObject one(const char *field, const QString &value)
{
    return {{QString::fromLatin1(field), value}};
}

QByteArray textOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

}  // namespace

Simulation::Simulation(const Plan &plan)
    : m_plan(plan), m_random(plan.seed), m_world(plan.laptops, plan.access)
{
    m_world.setRecent(RecentMs);
}

// The standard distributions differ between libraries; a remainder does not.
int Simulation::random(int below)
{
    return int(m_random() % std::uint32_t(below));
}

void Simulation::fail(const QString &what)
{
    if (m_failure.isEmpty())
        m_failure = what + QLatin1String("\nafter:\n") +
                    m_trace.mid(std::max<qsizetype>(0, m_trace.size() - 40)).join(QLatin1Char('\n'));
}

QString Simulation::run()
{
    m_world.setThrows(true);
    m_world.setFault(m_plan.fault);
    m_world.setGreets();
    m_world.setLots([this](int of) { return random(of); });
    try {
        begin();
        for (int i = 0; i < m_plan.steps && m_failure.isEmpty(); ++i) {
            if (!m_plan.only.isEmpty() && !m_plan.only.contains(i))
                continue;
            m_random.seed(m_plan.seed * 1'000'003U + std::uint32_t(i));
            step();
        }
        if (m_failure.isEmpty())
            checkAtRest();
    } catch (const std::runtime_error &error) {
        fail(QString::fromUtf8(error.what()));
    }
    return m_failure;
}

void Simulation::step()
{
    if (m_plan.restores && putBack())
        return;
    const int index = random(m_plan.laptops);
    // Whatever it is, one of both is killed in the middle of it now and then.
    const int killed = random(16);
    SyncParty &party = killed == 0 ? m_world.server() : static_cast<SyncParty &>(m_world.laptop(index));
    if (killed < 2)
        m_world.killAt(party, 1 + random(1 << (2 + random(9))));
    bool died = false;
    try {
        act(m_world.laptop(index), index);
    } catch (const SyncWorld::Died &) {
        died = true;
    }
    if (m_world.disarm() || died) {
        m_trace.append(
            QStringLiteral("%1 is killed in the middle of that")
                .arg(killed == 0 ? QStringLiteral("the server") : QStringLiteral("laptop %1").arg(index)));
        ++m_counts[killed == 0 ? QStringLiteral("killed there") : QStringLiteral("killed here")];
    }
    checkOutbox(m_world.laptop(index), index);
}

void Simulation::act(SyncLaptop &laptop, int index)
{
    const int what = random(100);
    if (what < 50)
        work(laptop, index);
    else if (what < 63)
        pushOnce(laptop, index);
    else if (what < 78)
        pullOnce(laptop, index);
    else if (what < 81)
        breakOff(laptop, index);
    else if (what < 83)
        failPower(laptop, index);
    else if (what < 86)
        deliver();
    else if (what < 88 && m_plan.access == SyncWorld::Access::Roles)
        ruleFields();
    else if (what < 94 && m_plan.access == SyncWorld::Access::Roles)
        rule();
    else if (what < 94)
        workOnServer();
    else if (what < 96)
        define();
    else if (what < 97 && m_plan.access == SyncWorld::Access::Roles)
        rulePeople();
    else
        passTime(laptop, index);
}

QList<Id> Simulation::ids(SyncParty &party, const char *object)
{
    QList<Id> found;
    party.workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = party.runner->configuration();
        const ObjectTypePtr type = configuration->dictionary->find(QString::fromLatin1(object));
        const auto rows = session.rows({type, nullptr, {}},
                                       configuration->settings.context(m_world.clock().now(), {}, {}), -1);
        if (!rows.ok())
            return;
        const auto records = session.page(type, *rows, {type->indexOf(u"id")});
        if (!records.ok())
            return;
        for (const Record &record : *records)
            found.append(record.id());
    });
    std::sort(found.begin(), found.end());
    return found;
}

void Simulation::noteRun(const CommandResult &result, const QString &what)
{
    const bool applied = result.status == CommandResult::Status::Applied;
    ++m_counts[applied ? QStringLiteral("applied here") : QStringLiteral("refused here")];
    m_trace.append(what + (applied ? QLatin1String(": applied") : QLatin1String(": refused")));
    if (result.status == CommandResult::Status::Failed && result.error.code == ErrorCode::Internal)
        fail(what + QLatin1Char(' ') + result.error.key + QLatin1Char(' ') + result.error.detail);
}

void Simulation::work(SyncLaptop &laptop, int index)
{
    const int what = random(100);
    if (what < 28)
        create(laptop, index);
    else if (what < 62)
        change(laptop, index);
    else if (what < 68)
        addLine(laptop, index);
    else if (what < 74)
        moveLine(laptop, index);
    else if (what < 80)
        number(laptop, index);
    else if (what < 84)
        changeMany(laptop, index);
    else if (what < 86)
        finishTask(laptop, index);
    else if (what < 92)
        advance(laptop, index);
    else if (what < 93)
        visit(laptop, index);
    else if (what < 95)
        rarely(laptop, index);
    else if (what < 96)
        takeLead(laptop, index);
    else
        remove(laptop, index);
}

void Simulation::create(SyncLaptop &laptop, int index)
{
    const char *object = Objects[random(4)];
    const QString name =
        QStringLiteral("%1 of %2 no %3.").arg(QString::fromLatin1(object)).arg(index).arg(++m_names);
    const QList<Id> accounts = ids(laptop, "account");
    QJsonObject set = one("name", name);
    if (qstrcmp(object, "contact") == 0 || qstrcmp(object, "opportunity") == 0) {
        if (accounts.isEmpty())
            return;
        set.insert(QStringLiteral("account_id"), any(accounts).toString());
    }
    if (qstrcmp(object, "opportunity") == 0) {
        set.insert(QStringLiteral("amount"), QString::number(1000 * (1 + random(50))));
        set.insert(QStringLiteral("expected_close"), QStringLiteral("2027-03-31"));
        set.insert(QStringLiteral("next_step"), QStringLiteral("Call"));
        set.insert(QStringLiteral("next_step_at"), QStringLiteral("2027-01-25T02:00:00.000Z"));
    }
    if (qstrcmp(object, "task") == 0) {
        set.remove(QStringLiteral("name"));
        set.insert(QStringLiteral("subject"), name);
        set.insert(QStringLiteral("due_at"), QStringLiteral("2027-01-20T02:00:00.000Z"));
    }
    const CommandResult result =
        laptop.run("record.create",
                   {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}});
    m_typed.insert(name, {index, result.ids.value(0)});
    noteRun(result, QStringLiteral("laptop %1 creates %2").arg(index).arg(name));
}

void Simulation::change(SyncLaptop &laptop, int index)
{
    const char *object = Objects[random(4)];
    const QList<Id> records = ids(laptop, object);
    if (records.isEmpty())
        return;
    // Everybody works on the same few, else nobody ever meets.
    const Id id = any(records.mid(0, 3));
    const QString text = QStringLiteral("text %1.").arg(++m_names);
    m_typed.insert(text, {index, id});
    m_typed.insert(QStringLiteral("site%1x.cn").arg(m_names), {index, id, QStringLiteral("website")});
    QJsonObject set;
    switch (random(6)) {
        case 0: {
            static const QHash<QByteArray, const char *> plain{{"account", "short_name"},
                                                               {"contact", "department"},
                                                               {"opportunity", "next_step"},
                                                               {"task", "result_note"}};
            set = one(plain.value(object), text);
            break;
        }
        case 1:
            set = qstrcmp(object, "task") == 0 ? one("subject", text) : one("name", text);
            break;
        case 2:
        case 3:
            if (qstrcmp(object, "opportunity") == 0)
                set = one("amount", QString::number(1000 * (1 + random(50))));
            else if (qstrcmp(object, "account") == 0)
                set = one("website", QStringLiteral("https://site%1x.cn").arg(m_names));
            break;
        case 4:
            set.insert(QStringLiteral("tier_tags"), QJsonArray{QStringLiteral("t%1").arg(random(5)),
                                                               QStringLiteral("u%1").arg(random(5))});
            break;
        default:
            set = one(qstrcmp(object, "account") == 0 ? "preferences" : "review_note",
                      random(2) == 0 ? QStringLiteral("line %1\nline b\nline c").arg(m_names)
                                     : QStringLiteral("line a\nline b\nline %1").arg(m_names));
            break;
    }
    const ObjectTypePtr type = laptop.runner->configuration()->dictionary->find(QString::fromLatin1(object));
    const QStringList keys = set.keys();
    for (const QString &key : keys) {
        if (!type->find(key))
            set.remove(key);
    }
    if (qstrcmp(object, "account") == 0)
        setCustom(laptop, set, id, index);
    if (set.isEmpty())
        return;
    noteRun(laptop.update(object, id, set),
            QStringLiteral("laptop %1 changes %2 %3 to %4")
                .arg(index)
                .arg(QString::fromLatin1(object), id.toString().right(6), QString::fromUtf8(textOf(set))));
}

void Simulation::remove(SyncLaptop &laptop, int index)
{
    const char *object = Objects[random(4)];
    const QList<Id> records = ids(laptop, object);
    if (records.isEmpty())
        return;
    const Id id = any(records);
    noteRun(laptop.run("record.delete", {{QStringLiteral("object"), QString::fromLatin1(object)},
                                         {QStringLiteral("ids"), QJsonArray{id.toString()}}}),
            QStringLiteral("laptop %1 deletes %2 %3")
                .arg(index)
                .arg(QString::fromLatin1(object), id.toString().right(6)));
}

void Simulation::advance(SyncLaptop &laptop, int index)
{
    const QList<Id> deals = ids(laptop, "opportunity");
    if (deals.isEmpty())
        return;
    const Id id = any(deals.mid(0, 3));
    static const QStringList stages{QStringLiteral("needs"), QStringLiteral("proposal"),
                                    QStringLiteral("first_contact")};
    const QString to = any(stages);
    noteRun(laptop.run("opportunity.advance",
                       {{QStringLiteral("id"), id.toString()},
                        {QStringLiteral("to"), to},
                        {QStringLiteral("reason"), QStringLiteral("it is so")},
                        {QStringLiteral("set"), one("next_step", QStringLiteral("step %1").arg(++m_names))}}),
            QStringLiteral("laptop %1 moves deal %2 to %3").arg(index).arg(id.toString().right(6), to));
}

void Simulation::workOnServer()
{
    const QList<Id> accounts = ids(m_world.server(), "account");
    if (accounts.isEmpty())
        return;
    const Id id = any(accounts);
    const QString text = QStringLiteral("server %1").arg(++m_names);
    noteRun(
        m_world.server().update("account", id, one("website", QStringLiteral("https://s%1.cn").arg(m_names))),
        QStringLiteral("the server changes account %1 to %2").arg(id.toString().right(6), text));
}

void Simulation::pushOnce(SyncLaptop &laptop, int index)
{
    using Wire = SyncWorld::Wire;
    static const QList<std::pair<Wire, QString>> fates{
        {Wire::Whole, QStringLiteral("answered")},
        {Wire::Whole, QStringLiteral("answered")},
        {Wire::Whole, QStringLiteral("answered")},
        {Wire::Whole, QStringLiteral("answered")},
        {Wire::Whole, QStringLiteral("answered")},
        {Wire::Twice, QStringLiteral("answered twice")},
        {Wire::RequestLost, QStringLiteral("lost")},
        {Wire::RequestCut, QStringLiteral("cut short")},
        {Wire::AnswerLost, QStringLiteral("answer lost")},
        {Wire::AnswerCut, QStringLiteral("answer cut short")},
        {Wire::RequestLate, QStringLiteral("late")},
        {Wire::AnswerLate, QStringLiteral("answer late")},
    };
    const auto &[wire, fate] = any(fates);
    const bool pushed = m_world.push(laptop, wire);
    m_trace.append(
        QStringLiteral("laptop %1 pushes: %2").arg(index).arg(pushed ? fate : QStringLiteral("nothing")));
    if (pushed)
        ++m_counts[QLatin1String("pushes ") + fate];
}

// What was late is here: a request that its laptop gave up long ago, an answer behind newer ones.
void Simulation::deliver()
{
    const bool came = m_world.deliverLate();
    m_trace.append(came ? QStringLiteral("what was late arrives") : QStringLiteral("nothing was late"));
    m_counts[QStringLiteral("came late")] += came ? 1 : 0;
}

void Simulation::pullOnce(SyncLaptop &laptop, int index)
{
    const bool whole = m_world.pull(laptop, 1 + random(6));
    m_trace.append(QStringLiteral("laptop %1 pulls").arg(index));
    ++m_counts[QStringLiteral("pulls")];
    if (whole)
        compare(laptop, index);
    else if (isWorking(index))
        fail(QStringLiteral("laptop %1 gets no answer").arg(index));
}

// Who has what: owners, shares and roles.
void Simulation::rule()
{
    SyncParty &server = m_world.server();
    const Id user = m_world.user(random(m_plan.laptops));
    const char *object = random(2) == 0 ? "account" : "opportunity";
    const QList<Id> records = ids(server, object);
    const int what = random(10);
    if (what < 2) {
        const bool leads = random(2) == 0;
        m_world.setRoles(user, {leads ? QStringLiteral("manager") : QStringLiteral("sales_rep")});
        m_trace.append(QStringLiteral("%1 %2").arg(
            user.toString().right(6), leads ? QStringLiteral("leads") : QStringLiteral("sells")));
        ++m_counts[QStringLiteral("roles")];
        return;
    }
    if (records.isEmpty())
        return;
    const Id id = any(records);
    if (what < 7) {
        noteRun(server.update(object, id, one("owner_id", user.toString())),
                QStringLiteral("%1 %2 goes to %3")
                    .arg(QString::fromLatin1(object), id.toString().right(6), user.toString().right(6)));
        ++m_counts[QStringLiteral("owners")];
        return;
    }
    const Instant until{m_world.clock().now().ms + qint64(1 + random(3)) * 86400 * 1000};
    noteRun(
        server.run(
            "record.create",
            {{QStringLiteral("object"), QStringLiteral("record_share")},
             {QStringLiteral("set"),
              QJsonObject{
                  {QStringLiteral("record_ref"), Value(RecordRef{QString::fromLatin1(object), id}).toJson()},
                  {QStringLiteral("grantee"), Value(RecordRef{QStringLiteral("user"), user}).toJson()},
                  {QStringLiteral("right"), random(2) == 0 ? QStringLiteral("read") : QStringLiteral("edit")},
                  {QStringLiteral("reason"), QStringLiteral("so")},
                  {QStringLiteral("expires_at"), Value(until).toJson()}}}}),
        QStringLiteral("%1 %2 is shared with %3")
            .arg(QString::fromLatin1(object), id.toString().right(6), user.toString().right(6)));
    ++m_counts[QStringLiteral("shares")];
}

}  // namespace dw::test
