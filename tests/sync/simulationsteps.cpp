// SPDX-License-Identifier: GPL-3.0-or-later
// More of what happens in a life: parts, numbers, many at once, rights of fields, power.
#include "core/access/fieldaccess.h"
#include "core/access/fieldmask.h"
#include "core/store/masktexts.h"
#include "tests/sync/definitions.h"
#include "tests/sync/simulation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <utility>

namespace dw::test
{

namespace
{

QJsonObject one(const char *field, const QJsonValue &value)
{
    return {{QString::fromLatin1(field), value}};
}

}  // namespace

// Something to meet on.
void Simulation::begin()
{
    // Numbers that laptops give themselves (I13).
    for (const auto &[field, mode] : {std::pair("c_serial", "device_prefix"), std::pair("c_ticket", "block")})
        defineField(m_world.server(), QStringLiteral("account"), QString::fromLatin1(field),
                    {{QStringLiteral("type"), QStringLiteral("seq")},
                     {QStringLiteral("numbers"), QString::fromLatin1(mode)}});
    m_world.syncAll();
    // One of them only: the server gives the others theirs.
    m_world.lease(m_world.laptop(0));
    for (int i = 0; i < m_plan.laptops; ++i) {
        SyncLaptop &laptop = m_world.laptop(i);
        const QString customer = QStringLiteral("customer of %1.").arg(i);
        const Id account = laptop.create("account", one("name", customer));
        m_typed.insert(customer, {i, account});
        for (int k = 0; k < 2; ++k) {
            const Id deal = laptop.create(
                "opportunity", {{QStringLiteral("name"), QStringLiteral("Deal %1 of %2").arg(k).arg(i)},
                                {QStringLiteral("account_id"), account.toString()},
                                {QStringLiteral("amount"), QStringLiteral("5000")},
                                {QStringLiteral("expected_close"), QStringLiteral("2027-03-31")},
                                {QStringLiteral("next_step"), QStringLiteral("Call")},
                                {QStringLiteral("next_step_at"), QStringLiteral("2027-01-25T02:00:00Z")}});
            laptop.create("opportunity_line", {{QStringLiteral("opportunity_id"), deal.toString()},
                                               {QStringLiteral("line_no"), 1},
                                               {QStringLiteral("free_text"), QStringLiteral("Pump")},
                                               {QStringLiteral("qty"), QStringLiteral("2")},
                                               {QStringLiteral("unit_price"), QStringLiteral("100")}});
        }
        checkOutbox(laptop, i);
    }
    m_world.syncAll();
}

void Simulation::addLine(SyncLaptop &laptop, int index)
{
    const QList<Id> deals = ids(laptop, "opportunity");
    if (deals.isEmpty())
        return;
    const Id deal = any(deals.mid(0, 3));
    const QString text = QStringLiteral("line %1.").arg(++m_names);
    const CommandResult result = laptop.run(
        "record.create",
        {{QStringLiteral("object"), QStringLiteral("opportunity_line")},
         {QStringLiteral("set"), QJsonObject{{QStringLiteral("opportunity_id"), deal.toString()},
                                             {QStringLiteral("line_no"), 1 + m_names},
                                             {QStringLiteral("free_text"), text},
                                             {QStringLiteral("qty"), QStringLiteral("2")},
                                             {QStringLiteral("unit_price"), QStringLiteral("100")}}}});
    m_typed.insert(text, {index, result.ids.value(0)});
    noteRun(result,
            QStringLiteral("laptop %1 adds %2 to deal %3").arg(index).arg(text, deal.toString().right(6)));
    ++m_counts[QStringLiteral("lines")];
}

// From one deal to another, or only its text.
void Simulation::moveLine(SyncLaptop &laptop, int index)
{
    const QList<Id> lines = ids(laptop, "opportunity_line");
    const QList<Id> deals = ids(laptop, "opportunity");
    if (lines.isEmpty() || deals.isEmpty())
        return;
    const Id line = any(lines.mid(0, 4));
    const bool moves = random(3) > 0;
    const QString text = QStringLiteral("line text %1.").arg(++m_names);
    if (!moves)
        m_typed.insert(text, {index, line});
    const Id deal = any(deals.mid(0, 4));
    noteRun(laptop.update("opportunity_line", line,
                          moves ? one("opportunity_id", deal.toString()) : one("free_text", text)),
            QStringLiteral("laptop %1 line %2 %3")
                .arg(index)
                .arg(line.toString().right(6),
                     moves ? QLatin1String("goes to deal ") + deal.toString().right(6) : text));
    ++m_counts[QStringLiteral("moves")];
}

// Few numbers for many customers: only one may have each.
void Simulation::number(SyncLaptop &laptop, int index)
{
    static const QStringList numbers{QStringLiteral("91310000MA1FL5E751"),
                                     QStringLiteral("91330200MA6BLJG3B0")};
    const QList<Id> accounts = ids(laptop, "account");
    if (accounts.isEmpty())
        return;
    const Id id = any(accounts.mid(0, 4));
    const int which = random(3);
    noteRun(laptop.update("account", id, one("uscc", which < 2 ? QJsonValue(numbers[which]) : QJsonValue())),
            QStringLiteral("laptop %1 gives account %2 number %3")
                .arg(index)
                .arg(id.toString().right(6))
                .arg(which));
    ++m_counts[QStringLiteral("numbers")];
}

void Simulation::changeMany(SyncLaptop &laptop, int index)
{
    const char *object = random(2) == 0 ? "account" : "contact";
    const QList<Id> records = ids(laptop, object).mid(0, 3);
    if (records.isEmpty())
        return;
    QJsonArray list;
    for (const Id &id : records)
        list.append(id.toString());
    const QString text = QStringLiteral("many %1.").arg(++m_names);
    // One of them stands for all: it is looked for where none is held.
    m_typed.insert(text, {index, records.first()});
    noteRun(laptop.run("record.bulk_update",
                       {{QStringLiteral("object"), QString::fromLatin1(object)},
                        {QStringLiteral("ids"), list},
                        {QStringLiteral("set"),
                         one(qstrcmp(object, "account") == 0 ? "short_name" : "job_title", text)}}),
            QStringLiteral("laptop %1 changes %2 of %3 to %4")
                .arg(index)
                .arg(records.size())
                .arg(QString::fromLatin1(object), text));
    ++m_counts[QStringLiteral("many")];
}

void Simulation::finishTask(SyncLaptop &laptop, int index)
{
    const QList<Id> tasks = ids(laptop, "task");
    if (tasks.isEmpty())
        return;
    const Id id = any(tasks.mid(0, 3));
    noteRun(laptop.run("task.complete", {{QStringLiteral("ids"), QJsonArray{id.toString()}}}),
            QStringLiteral("laptop %1 completes %2").arg(index).arg(id.toString().right(6)));
    ++m_counts[QStringLiteral("completed")];
}

void Simulation::ruleFields()
{
    struct Ruled
    {
        const char *object;
        const char *field;
        const char *less;
    };
    static const QList<Ruled> fields{{"account", "website", "hidden"},
                                     {"account", "uscc", "masked"},
                                     {"opportunity", "review_note", "hidden"},
                                     {"account", "short_name", "masked"}};
    const Ruled &ruled = any(fields);
    const bool hides = random(2) == 0;
    const QString object = QString::fromLatin1(ruled.object), field = QString::fromLatin1(ruled.field);
    const QString less = QString::fromLatin1(ruled.less);
    m_world.setFieldRight(QStringLiteral("sales_rep"), object, field, hides ? less : QStringLiteral("read"));
    m_trace.append(QStringLiteral("%1.%2 is %3").arg(object, field, hides ? less : QStringLiteral("shown")));
    ++m_counts[QStringLiteral("field rights")];
}

// The line breaks somewhere in a pull.
void Simulation::breakOff(SyncLaptop &laptop, int index)
{
    const int requests = 1 + random(4);
    const bool whole = m_world.pull(laptop, 1 + random(4), requests);
    m_trace.append(QStringLiteral("laptop %1 pulls, %2 after %3")
                       .arg(index)
                       .arg(whole ? QStringLiteral("done") : QStringLiteral("broken off"))
                       .arg(requests));
    ++m_counts[QStringLiteral("broken off")];
    if (whole)
        compare(laptop, index);
}

void Simulation::failPower(SyncLaptop &laptop, int index)
{
    const bool here = random(3) > 0;
    if (here)
        m_world.crash(laptop);
    else
        m_world.crashServer();
    m_trace.append(here ? QStringLiteral("laptop %1 loses power").arg(index)
                        : QStringLiteral("the server loses power"));
    ++m_counts[QStringLiteral("power")];
}

// What others typed into a field that this user may not read is nowhere, also of a record that is here.
void Simulation::checkHidden(SyncLaptop &laptop, int index, const QByteArray &bytes,
                             const QMap<QString, QByteArray> &here)
{
    const ConfigurationPtr configuration = m_world.server().runner->configuration();
    const FieldAccess access(*configuration->policy, laptop.actor, configuration->dictionary,
                             configuration->settings.currency);
    for (auto typed = m_typed.constBegin(); typed != m_typed.constEnd(); ++typed) {
        if (typed->field.isEmpty() || typed->by == index)
            continue;
        const auto record = std::find_if(here.keyBegin(), here.keyEnd(), [&](const QString &key) {
            return key.endsWith(typed->record.toString());
        });
        if (record == here.keyEnd())
            continue;
        const ObjectTypePtr type = configuration->dictionary->find(record->section(QLatin1Char(' '), 0, 0));
        if (!type->find(typed->field) || access.of(*type).mayRead(typed->field))
            continue;
        if (bytes.contains(typed.key().toUtf8()))
            fail(QStringLiteral("laptop %1 still has \"%2\" of a hidden field").arg(index).arg(typed.key()));
        ++m_counts[QStringLiteral("hidden looked for")];
    }
}

// In place of values the masks that the server makes of them now, and no others.
void Simulation::checkMasks(SyncLaptop &laptop, int index, const QMap<QString, QByteArray> &here)
{
    const ConfigurationPtr configuration = m_world.server().runner->configuration();
    const FieldAccess access(*configuration->policy, laptop.actor, configuration->dictionary,
                             configuration->settings.currency);
    for (auto record = here.keyBegin(); record != here.keyEnd(); ++record) {
        const QString object = record->section(QLatin1Char(' '), 0, 0);
        if (object != QLatin1String("account"))
            continue;
        const Id id = *Id::fromString(record->section(QLatin1Char(' '), 1));
        const Record there = m_world.server().stored("account", id);
        if (!there.isValid() || there.isDeleted())
            continue;
        const FieldRights rights = access.of(there.type());
        QJsonObject expected;
        for (int i = 0; i < there.type().fieldCount(); ++i) {
            const Field &field = there.type().field(i);
            if (field.isStored() && rights.of(field.key) == FieldRight::Masked && !there.value(i).isNull())
                expected.insert(field.key, maskedText(field, there.value(i)));
        }
        QJsonObject kept;
        laptop.workspace->readNow([&](ReadSession &session) {
            kept = MaskTexts::of(session, {object, id}).value();
        });
        if (kept != expected)
            fail(QStringLiteral("laptop %1 shows of %2 in place of values %3, not %4")
                     .arg(index)
                     .arg(*record, QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact)),
                          QString::fromUtf8(QJsonDocument(expected).toJson(QJsonDocument::Compact))));
        if (!expected.isEmpty())
            ++m_counts[QStringLiteral("masks compared")];
    }
}

QList<int> Simulation::shrunk(const Plan &plan, int tries)
{
    QList<int> steps = plan.only;
    for (int i = 0; plan.only.isEmpty() && i < plan.steps; ++i)
        steps.append(i);
    const auto fails = [&](const QList<int> &only) {
        Plan shorter = plan;
        shorter.only = only;
        return !only.isEmpty() && !Simulation(shorter).run().isEmpty();
    };
    qsizetype pieces = 2;
    while (steps.size() > 1 && tries > 0) {
        const qsizetype length = (steps.size() + pieces - 1) / pieces;
        bool shorter = false;
        for (qsizetype at = 0; at < steps.size() && tries > 0 && !shorter; at += length, --tries) {
            const QList<int> left = steps.mid(0, at) + steps.mid(at + length);
            if (!fails(left))
                continue;
            steps = left;
            shorter = true;
        }
        if (shorter)
            pieces = std::max<qsizetype>(2, pieces - 1);
        else if (length == 1)
            break;
        else
            pieces = std::min(steps.size(), pieces * 2);
    }
    return steps;
}

QList<int> Simulation::asked()
{
    QList<int> steps;
    const QStringList asked =
        qEnvironmentVariable("DEALWRIGHT_SYNC_ONLY").split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &one : asked)
        steps.append(one.toInt());
    return steps;
}

QString Simulation::told(const Plan &plan, const QString &failure)
{
    QStringList left;
    Plan shorter = plan;
    shorter.only = shrunk(plan, 150);
    for (const int step : std::as_const(shorter.only))
        left.append(QString::number(step));
    const QString steps = left.join(QLatin1Char(','));
    return QStringLiteral(
               "seed %1: %2\n\nDEALWRIGHT_SYNC_SEED=%1 DEALWRIGHT_SYNC_STEPS=%3 DEALWRIGHT_SYNC_ONLY=%4 "
               "lives it again; the line for tests/data/lives.txt is\n%5%6|%7|%3|%1|%4|\n%8")
        .arg(plan.seed)
        .arg(failure)
        .arg(plan.steps)
        .arg(steps)
        .arg(plan.access == SyncWorld::Access::Roles ? QStringLiteral("roles") : QStringLiteral("open"),
             plan.restores ? QStringLiteral("+restores") : QString())
        .arg(plan.laptops)
        .arg(Simulation(shorter).run());
}

// I13: on the server, in the bin as well, no number is two records'.
void Simulation::checkNumbers()
{
    SyncParty &server = m_world.server();
    server.workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = server.runner->configuration();
        const ObjectTypePtr type = configuration->dictionary->find(QStringLiteral("account"));
        const QList<int> fields{type->indexOf(u"c_serial"), type->indexOf(u"c_ticket"),
                                type->indexOf(u"account_no")};
        const auto cursor = session.open({type, nullptr, {}, Query::Deleted::Include}, fields,
                                         configuration->settings.context(m_world.clock().now(), {}, {}));
        QSet<QString> seen;
        QList<Record> page;
        while (cursor.ok() && (*cursor)->next(page, 500).ok() && !page.isEmpty()) {
            for (const Record &record : std::as_const(page)) {
                for (const int field : fields) {
                    const QString number = record.value(field).text();
                    const QString named = type->field(field).key + QLatin1Char(' ') + number;
                    if (!number.isEmpty() && seen.contains(named))
                        fail(named + QLatin1String(" was given twice"));
                    seen.insert(named);
                }
            }
        }
        m_counts[QStringLiteral("numbers given")] += int(seen.size());
    });
}

}  // namespace dw::test
