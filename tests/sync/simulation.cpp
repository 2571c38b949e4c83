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

// Roles are known to everybody, whole.
QByteArray readable(const QByteArray &values, const ObjectType &type, const FieldAccess &access)
{
    if (type.key() == QLatin1String("role"))
        return values;
    const FieldRights rights = access.of(type);
    QJsonObject json = QJsonDocument::fromJson(values).object();
    const QStringList keys = json.keys();
    for (const QString &key : keys) {
        if (!rights.mayRead(key) && key != QLatin1String("id"))
            json.remove(key);
    }
    return canonicalJson(json);
}

QByteArray textOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

}  // namespace

Simulation::Simulation(const Plan &plan)
    : m_plan(plan), m_random(plan.seed), m_world(plan.laptops, plan.access)
{
    m_world.engine().setRecent(RecentMs);
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
    SyncLaptop &laptop = m_world.laptop(index);
    const int what = random(100);
    if (what < 50)
        work(laptop, index);
    else if (what < 65)
        pushOnce(laptop, index);
    else if (what < 80)
        pullOnce(laptop, index);
    else if (what < 83)
        breakOff(laptop, index);
    else if (what < 86)
        failPower(laptop, index);
    else if (what < 88 && m_plan.access == SyncWorld::Access::Roles)
        ruleFields();
    else if (what < 94 && m_plan.access == SyncWorld::Access::Roles)
        rule();
    else if (what < 94)
        workOnServer();
    else if (what < 96)
        define();
    else
        m_world.clock().advanceMs(qint64(random(3)) * random(86400) * 1000);
    checkOutbox(laptop, index);
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
    else if (what < 94)
        visit(laptop, index);
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
    const int fate = random(10);
    const auto wire = fate < 6   ? SyncWorld::Wire::Whole
                      : fate < 8 ? SyncWorld::Wire::RequestLost
                                 : SyncWorld::Wire::AnswerLost;
    const bool pushed = m_world.push(laptop, wire);
    m_trace.append(QStringLiteral("laptop %1 pushes: %2")
                       .arg(index)
                       .arg(!pushed                               ? QStringLiteral("nothing")
                            : wire == SyncWorld::Wire::Whole      ? QStringLiteral("answered")
                            : wire == SyncWorld::Wire::AnswerLost ? QStringLiteral("answer lost")
                                                                  : QStringLiteral("request lost")));
    if (pushed)
        ++m_counts[QStringLiteral("pushes")];
}

void Simulation::pullOnce(SyncLaptop &laptop, int index)
{
    m_world.pull(laptop, 1 + random(6));
    m_trace.append(QStringLiteral("laptop %1 pulls").arg(index));
    ++m_counts[QStringLiteral("pulls")];
    compare(laptop, index);
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

QMap<QString, QByteArray> Simulation::visible(const SyncLaptop &laptop)
{
    QMap<QString, QByteArray> shown = m_world.server().contents();
    if (m_plan.access == SyncWorld::Access::Open)
        return shown;
    m_world.server().workspace->readNow([&](ReadSession &session) {
        const ConfigurationPtr configuration = m_world.server().runner->configuration();
        const EvaluationContext evaluation =
            configuration->settings.context(m_world.clock().now(), laptop.actor.user, laptop.actor.team);
        const FieldAccess access(*configuration->policy, laptop.actor, configuration->dictionary,
                                 configuration->settings.currency);
        const QStringList keys = shown.keys();
        for (const QString &key : keys) {
            const ObjectTypePtr type = configuration->dictionary->find(key.section(QLatin1Char(' '), 0, 0));
            const auto record = session.find(type, *Id::fromString(key.section(QLatin1Char(' '), 1)));
            const auto seen =
                record.ok() ? isVisible(*record, *configuration->policy, laptop.actor, session, evaluation)
                            : Result<bool>(record.error());
            if (!seen.ok())
                fail(seen.error().key);
            else if (!*seen)
                shown.remove(key);
            else
                shown[key] = readable(shown.value(key), *type, access);
        }
    });
    return shown;
}

void Simulation::compare(SyncLaptop &laptop, int index)
{
    if (!laptop.outbox().isEmpty())
        return;
    // What rights are worked out from reaches whom it concerns, not who may see it; what went into the bin
    // with its parent is seen with it.
    const auto passedOver = [&](const QString &key, const QByteArray &values) {
        return m_plan.access == SyncWorld::Access::Roles &&
               (key.startsWith(QLatin1String("permission ")) ||
                key.startsWith(QLatin1String("record_share ")) || values.contains("\"deleted_at\""));
    };
    const QMap<QString, QByteArray> here = laptop.contents();
    const QMap<QString, QByteArray> there = visible(laptop);
    for (auto record = there.constBegin(); record != there.constEnd(); ++record) {
        if (here.value(record.key()) != record.value() && !passedOver(record.key(), record.value()))
            fail(QStringLiteral("laptop %1 has\n%2\nthe server\n%3\nof %4")
                     .arg(index)
                     .arg(QString::fromUtf8(here.value(record.key())), QString::fromUtf8(record.value()),
                          record.key()));
    }
    for (auto record = here.constBegin(); record != here.constEnd(); ++record) {
        if (!there.contains(record.key()) && !passedOver(record.key(), record.value()))
            fail(QStringLiteral("laptop %1 has %2, which it may not: %3")
                     .arg(index)
                     .arg(record.key(), QString::fromUtf8(record.value())));
    }
    ++m_counts[QStringLiteral("compared")];
    if (m_plan.access == SyncWorld::Access::Roles)
        checkFiles(laptop, index);
}

void Simulation::checkFiles(SyncLaptop &laptop, int index)
{
    QByteArray bytes;
    QDirIterator files(laptop.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    QSet<QString> held;
    const QMap<QString, QByteArray> here = laptop.contents();
    for (auto record = here.constBegin(); record != here.constEnd(); ++record)
        held.insert(record.key().section(QLatin1Char(' '), 1));
    for (auto typed = m_typed.constBegin(); typed != m_typed.constEnd(); ++typed) {
        if (typed->by == index || held.contains(typed->record.toString()))
            continue;
        const bool elsewhere = std::any_of(here.begin(), here.end(), [&](const QByteArray &values) {
            return values.contains(typed.key().toUtf8());
        });
        if (!elsewhere && bytes.contains(typed.key().toUtf8()))
            fail(QStringLiteral("laptop %1 still has \"%2\"").arg(index).arg(typed.key()));
        ++m_counts[QStringLiteral("looked for")];
    }
    checkHidden(laptop, index, bytes, here);
}

// Numbers go up; base rows stand only under what waits.
void Simulation::checkOutbox(SyncLaptop &laptop, int index)
{
    qint64 last = 0;
    const QList<OutboxEntry> waiting = laptop.outbox();
    QList<Id> &made = m_made[index];
    for (const OutboxEntry &entry : waiting) {
        if (entry.number <= last)
            fail(QStringLiteral("laptop %1: the outbox is out of order").arg(index));
        last = entry.number;
        if (!made.contains(entry.transaction)) {
            made.append(entry.transaction);
            m_bodies.insert(entry.transaction, entry.body);
        }
    }
    QByteArray cursor;
    laptop.workspace->readNow([&](ReadSession &session) {
        const auto read = session.replica().value(QStringLiteral("cursor"));
        cursor = read.ok() ? *read : QByteArray();
    });
    const qint64 at = cursor.left(cursor.indexOf('.')).toLongLong();
    if (at < m_lastCursor.value(index))
        fail(QStringLiteral("laptop %1: the cursor went back").arg(index));
    m_lastCursor[index] = at;
}

void Simulation::checkAtRest()
{
    m_world.syncAll();
    for (int i = 0; i < m_plan.laptops; ++i) {
        SyncLaptop &laptop = m_world.laptop(i);
        if (!laptop.outbox().isEmpty())
            fail(QStringLiteral("laptop %1: the outbox does not empty").arg(i));
        compare(laptop, i);
        const QList<InboxEntry> inbox = laptop.inbox();
        m_world.server().workspace->readNow([&](ReadSession &session) {
            for (const Id &transaction : std::as_const(m_made[i])) {
                const auto result = session.ledger().resultOf(transaction);
                const bool waits = std::any_of(inbox.begin(), inbox.end(), [&](const InboxEntry &entry) {
                    return entry.transaction == transaction && !entry.body.isEmpty();
                });
                // What it refused before it was put back nobody asks it again.
                if (m_plan.restores && waits && result.ok() && !*result)
                    continue;
                if (!result.ok() || !*result) {
                    fail(QStringLiteral("laptop %1: %2 was never answered")
                             .arg(i)
                             .arg(transaction.toString()));
                    return;
                }
                const bool rejected = (*result)->status == LedgerResult::Status::Rejected;
                const bool merged = (*result)->status == LedgerResult::Status::Merged;
                ++m_counts[rejected ? QLatin1String("rejected ") + (*result)->code
                           : merged ? QStringLiteral("merged")
                                    : QStringLiteral("applied there")];
                if (!rejected)
                    checkWrittenOver(session, transaction, i);
                if ((rejected || merged) != waits && !(m_plan.restores && waits))
                    fail(QStringLiteral("laptop %1: what %2 typed is not in the inbox")
                             .arg(i)
                             .arg(transaction.toString()));
            }
        });
    }
    checkNumbers();
    for (const char *object : {"opportunity"}) {
        const QList<Id> deals = ids(m_world.server(), object);
        m_counts[QStringLiteral("deals at the end")] += int(deals.size());
    }
}

void Simulation::checkWrittenOver(ReadSession &session, const Id &transaction, int index)
{
    const ConfigurationPtr configuration = m_world.server().runner->configuration();
    const QJsonArray operations =
        QJsonDocument::fromJson(m_bodies.value(transaction)).object().value(QLatin1String("ops")).toArray();
    for (const QJsonValue &one : operations) {
        const QJsonObject operation = one.toObject();
        const auto id = Id::fromString(operation.value(QLatin1String("id")).toString());
        const QString object = operation.value(QLatin1String("obj")).toString();
        const auto history = session.history({object, *id}, 10000, 0);
        const ObjectTypePtr type = configuration->dictionary->find(object);
        const QJsonArray asked = operation.value(QLatin1String("asked")).toArray();
        for (const AuditRecord &line : history.ok() ? *history : QList<AuditRecord>()) {
            for (const QJsonValue &key : asked) {
                const QJsonArray written = line.entry.values.value(key.toString()).toArray();
                const QJsonArray seen =
                    operation.value(QLatin1String("set")).toObject().value(key.toString()).toArray();
                const Field *field = type ? type->find(key.toString()) : nullptr;
                const bool whole =
                    field && (field->merge == MergeClass::ThreeWay || field->merge == MergeClass::Guarded);
                if (line.entry.transaction != transaction || written.size() != 2 || seen.size() != 2 ||
                    !whole)
                    continue;
                if (written.at(0) != seen.at(0))
                    fail(QStringLiteral("laptop %1 wrote over %2 of %3, which it had not seen")
                             .arg(index)
                             .arg(key.toString(), object));
            }
        }
    }
}

}  // namespace dw::test
