// SPDX-License-Identifier: GPL-3.0-or-later
// What people and administrators do besides: imports, files, long texts; people who come, go and change
// teams; time.
#include "core/commands/housekeeping.h"
#include "core/commands/importrecords.h"
#include "tests/sync/simulation.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>

#include <span>

namespace dw::test
{

namespace
{

constexpr qint64 DayMs = 86'400'000;

QJsonObject setting(const char *field, const QJsonValue &value)
{
    return {{QString::fromLatin1(field), value}};
}

}  // namespace

void Simulation::rarely(SyncLaptop &laptop, int index)
{
    switch (random(3)) {
        case 0:
            return importSome(laptop, index);
        case 1:
            return attach(laptop, index);
        default:
            return writeLong(laptop, index);
    }
}

// New ones and such as others know by that name.
void Simulation::importSome(SyncLaptop &laptop, int index)
{
    const ConfigurationPtr configuration = laptop.runner->configuration();
    ImportRecords::Options options;
    options.object = configuration->dictionary->find(QStringLiteral("account"));
    const int name = options.object->indexOf(u"name"), shortName = options.object->indexOf(u"short_name");
    options.match = {{name}};
    options.acceptIncomplete = true;
    options.fileName = QStringLiteral("customers.csv");
    options.encoding = QStringLiteral("utf_8");
    options.mapping = QStringLiteral("{}");
    options.checkedBy = configuration;
    std::vector<ImportRow> rows;
    for (int i = 0; i < 3; ++i) {
        const QString text = QStringLiteral("imported %1.").arg(++m_names);
        const QString of =
            random(2) == 0 ? text : QStringLiteral("customer of %1.").arg(random(m_plan.laptops));
        ImportRow row;
        row.row = i + 2;
        row.values.append({name, Value(of)});
        row.values.append({shortName, Value(text)});
        rows.push_back(std::move(row));
    }
    options.fileSha256 = QCryptographicHash::hash(QByteArray::number(m_names), QCryptographicHash::Sha256);
    ImportRecords records(*laptop.runner, laptop.actor, options);
    QList<ImportOutcome> outcomes;
    Result<void> done;
    laptop.write([&](WriteSession &session) {
        const auto all = [&]() -> Result<void> {
            DW_TRY(records.start(session, {}));
            for (size_t at = 0; at < rows.size();) {
                DW_ASSIGN(const qsizetype some,
                          records.run(session, std::span<const ImportRow>(rows).subspan(at), outcomes));
                at += size_t(some);
            }
            for (bool finished = false; !finished;) {
                DW_ASSIGN(finished, records.finish(session));
            }
            return {};
        };
        done = all();
    });
    m_trace.append(QStringLiteral("laptop %1 imports up to %2: %3")
                       .arg(index)
                       .arg(m_names)
                       .arg(done.ok() ? QStringLiteral("done") : done.error().key));
    ++m_counts[done.ok() ? QStringLiteral("imports") : QStringLiteral("imports refused")];
}

void Simulation::attach(SyncLaptop &laptop, int index)
{
    const QList<Id> accounts = ids(laptop, "account");
    if (accounts.isEmpty())
        return;
    const Id id = any(accounts.mid(0, 3));
    const QString name = QStringLiteral("file %1..txt").arg(++m_names);
    QTemporaryDir folder;
    const QString path = folder.path() + QLatin1Char('/') + name;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(name.toUtf8()) < 1 || !file.flush())
        return fail(QStringLiteral("no file"));
    const auto blob = laptop.workspace->putBlob(path);
    if (!blob.ok())
        return fail(blob.error().key);
    noteRun(laptop.run("attachment.add",
                       {{QStringLiteral("related"), Value(RecordRef{QStringLiteral("account"), id}).toJson()},
                        {QStringLiteral("file_name"), name},
                        {QStringLiteral("sha256"), QString::fromLatin1(blob->sha256.toHex())},
                        {QStringLiteral("size"), double(blob->size)},
                        {QStringLiteral("mime"), blob->mime}}),
            QStringLiteral("laptop %1 attaches %2").arg(index).arg(name));
    ++m_counts[QStringLiteral("files")];
}

// Longer than a page of an answer may be; some lines are everybody's.
void Simulation::writeLong(SyncLaptop &laptop, int index)
{
    const QList<Id> accounts = ids(laptop, "account");
    if (accounts.isEmpty())
        return;
    const Id id = any(accounts.mid(0, 3));
    const int place = random(60);
    QStringList lines;
    for (int i = 0; i < 60; ++i)
        lines.append(i == place ? QStringLiteral("mine %1.").arg(++m_names)
                                : QString(100 + i, QLatin1Char('x')));
    noteRun(laptop.update("account", id, setting("preferences", lines.join(QLatin1Char('\n')))),
            QStringLiteral("laptop %1 writes much of %2").arg(index).arg(id.toString().right(6)));
    ++m_counts[QStringLiteral("long texts")];
}

// Somebody leaves for a while or comes back, changes teams, or has a share no longer.
void Simulation::rulePeople()
{
    SyncParty &server = m_world.server();
    const int who = random(m_plan.laptops);
    const Id user = m_world.user(who);
    const int what = random(4);
    if (what == 0) {
        const bool works = server.stored("user", user).value(u"status").text() == QLatin1String("active");
        noteRun(
            server.update("user", user,
                          setting("status", works ? QStringLiteral("disabled") : QStringLiteral("active"))),
            QStringLiteral("user %1 %2")
                .arg(who)
                .arg(works ? QLatin1String("leaves") : QLatin1String("comes back")));
        ++m_counts[QStringLiteral("users left or came back")];
        return;
    }
    if (what < 3) {
        if (!server.stored("team", m_otherTeam).isValid()) {
            const CommandResult made = server.run(
                "record.create",
                {{QStringLiteral("object"), QStringLiteral("team")},
                 {QStringLiteral("set"), QJsonObject{{QStringLiteral("name"), QStringLiteral("Others")},
                                                     {QStringLiteral("kind"), QStringLiteral("sales")},
                                                     {QStringLiteral("leader_id"), user.toString()}}}});
            m_otherTeam = made.ids.value(0);
            noteRun(made, QStringLiteral("there is another team"));
        }
        const Id first = Id::named("team:first");
        const Id to = server.stored("user", user).value(u"team_id").id() == first ? m_otherTeam : first;
        noteRun(server.update("user", user, setting("team_id", to.toString())),
                QStringLiteral("user %1 changes teams").arg(who));
        ++m_counts[QStringLiteral("teams changed")];
        return;
    }
    const QList<Id> shares = ids(server, "record_share");
    if (shares.isEmpty())
        return;
    noteRun(server.run("record.delete", {{QStringLiteral("object"), QStringLiteral("record_share")},
                                         {QStringLiteral("ids"), QJsonArray{any(shares).toString()}}}),
            QStringLiteral("a share ends"));
    ++m_counts[QStringLiteral("shares ended")];
}

// Mostly hours; a laptop's clock may be set to anything, and goes as it likes.
void Simulation::passTime(SyncLaptop &laptop, int index)
{
    const int what = random(20);
    if (what < 6) {
        const qint64 days = what == 0 ? 3650 : what == 1 ? -3650 : what == 2 ? 0 : random(5) - 2;
        laptop.clock->setSkewMs(days * DayMs + random(3'600'000));
        m_trace.append(QStringLiteral("the clock of laptop %1 is wrong by %2 days").arg(index).arg(days));
        ++m_counts[QStringLiteral("clocks set")];
        return;
    }
    const bool long_ = what < 8;
    m_world.clock().advanceMs(long_ ? random(201) * DayMs : qint64(random(3)) * random(86400) * 1000);
    m_trace.append(long_ ? QStringLiteral("months pass") : QStringLiteral("time passes"));
    if (!long_)
        return;
    ++m_counts[QStringLiteral("months")];
    Result<Housekeeping::Done> done = Error(ErrorCode::Cancelled, {});
    m_world.server().write([&](WriteSession &session) {
        done = Housekeeping(*m_world.server().runner).run(session, m_world.server().actor);
    });
    if (!done.ok())
        fail(done.error().key + QLatin1Char(' ') + done.error().detail);
}

bool Simulation::isWorking(int index)
{
    const Record user = m_world.server().stored("user", m_world.user(index));
    return user.isValid() && user.value(u"status").text() == QLatin1String("active");
}

void Simulation::everybodyBack()
{
    for (int i = 0; i < m_plan.laptops; ++i) {
        if (!isWorking(i))
            noteRun(
                m_world.server().update("user", m_world.user(i), setting("status", QStringLiteral("active"))),
                QStringLiteral("user %1 comes back").arg(i));
    }
}

}  // namespace dw::test
