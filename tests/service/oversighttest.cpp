// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/oversightroutes.h"
#include "tests/service/serverworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace dw;
using namespace dw::test;

// What somebody may see of a workspace as a whole: its definitions, who took what out, what is on a laptop.
class OversightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ServerWorld>();
        m_world->addUser(text("chen"), password(), {text("administrator")});
        m_world->addUser(text("lin"), password(), {text("sales_rep")});
        m_routes = std::make_unique<OversightRoutes>(m_world->runner(), m_world->context());
        m_world->add(*m_routes);
        m_world->start();
        m_client = std::make_unique<WireClient>(m_world->port());
        m_chen = *m_world->enrol(text("chen"), password());
        m_lin = *m_world->enrol(text("lin"), password());
    }
    void cleanup()
    {
        m_client.reset();
        m_world.reset();
        m_routes.reset();
    }

    void metaTellsWhatTheCallerMayRead()
    {
        const QJsonObject before = asked(m_lin, "/api/v1/meta");
        const QString version = before.value(QLatin1String("meta")).toString();
        QVERIFY(before.value(QLatin1String("changed")).toBool());
        QVERIFY(fieldsOf(before, "account").contains(text("phone")));
        const QByteArray again = "/api/v1/meta?since=" + version.toLatin1();
        const QJsonObject unchanged{{text("meta"), version}, {text("changed"), false}};
        QCOMPARE(asked(m_lin, again), unchanged);
        // A right is taken: the version is another, and what may not be read is not told.
        run(owner(), "record.create",
            {{text("object"), text("permission")},
             {text("set"), QJsonObject{{text("role_id"), Id::named("role:sales_rep").toString()},
                                       {text("object_type"), text("account")},
                                       {text("field_name"), text("phone")},
                                       {text("field_read"), text("hidden")},
                                       {text("field_edit"), false}}}});
        const QJsonObject after = asked(m_lin, again);
        QVERIFY(after.value(QLatin1String("changed")).toBool());
        QVERIFY(!fieldsOf(after, "account").contains(text("phone")));
        QVERIFY(fieldsOf(asked(m_chen, "/api/v1/meta"), "account").contains(text("phone")));
        QCOMPARE(m_client->get("/api/v1/meta", {}).status, 401);
    }

    void exportsAreFoundByTheFile()
    {
        m_world->addUser(text("wei"), password(), {text("manager")});
        const Laptop wei = *m_world->enrol(text("wei"), password());
        const QString one(64, u'a'), two(64, u'b');
        const auto take = [&](const char *login, const QString &sha256, const char *file) {
            run(actor(login), "data.export",
                {{text("object"), text("account")},
                 {text("fields"), QJsonArray{text("name")}},
                 {text("rows"), 0},
                 {text("file"), text(file)},
                 {text("sha256"), sha256}});
        };
        take("chen", one, "one.csv");
        take("wei", two, "two.csv");
        const auto files = [this](const Laptop &laptop, const QByteArray &path) {
            QStringList found;
            const QJsonArray rows = asked(laptop, path).value(QLatin1String("exports")).toArray();
            for (const QJsonValue &row : rows)
                found.append(row[QLatin1String("user")].toString() + u' ' +
                             row[QLatin1String("file")].toString());
            return found;
        };
        QCOMPARE(files(m_chen, "/api/v1/exports"), QStringList({text("wei two.csv"), text("chen one.csv")}));
        QCOMPARE(files(m_chen, "/api/v1/exports?sha256=" + two.toLatin1()), QStringList{text("wei two.csv")});
        QCOMPARE(files(m_chen, "/api/v1/exports?limit=1"), QStringList{text("wei two.csv")});
        // Others' are for administrators.
        QCOMPARE(files(wei, "/api/v1/exports"), QStringList{text("wei two.csv")});
        QCOMPARE(files(wei, "/api/v1/exports?sha256=" + one.toLatin1()), QStringList());
        QCOMPARE(m_client->get("/api/v1/exports?sha256=..%2F", m_chen.headers()).status, 400);
        // At the machine, too.
        const auto listed = m_world->administer(text("export.list"), {{text("sha256"), one}});
        QVERIFY(listed.ok());
        QCOMPARE(listed->value(QLatin1String("count")).toInt(), 1);
        QCOMPARE(m_world->administer(text("export.list"), {{text("sha256"), text("x")}}).error().key,
                 text("cli.bad_value"));
    }

    void sensitiveReadsAreFound()
    {
        const Id company = account(actor("lin"), "Acme");
        const auto list = [&](const char *login, int records) {
            run(actor(login), "data.read_sensitive",
                {{text("object"), text("contact")},
                 {text("fields"), QJsonArray{text("email")}},
                 {text("records"), records},
                 {text("way"), text("list")}});
        };
        run(actor("chen"), "data.read_sensitive",
            {{text("object"), text("account")},
             {text("id"), company.toString()},
             {text("fields"), QJsonArray{text("phone")}},
             {text("way"), text("reveal")}});
        list("lin", 60);
        const auto found = [this](const Laptop &laptop, const QByteArray &path) {
            QStringList all;
            const QJsonArray rows = asked(laptop, path).value(QLatin1String("reads")).toArray();
            for (const QJsonValue &row : rows)
                all.append(row[QLatin1String("user")].toString() + u' ' +
                           row[QLatin1String("object")].toString() + u' ' +
                           QString::number(row[QLatin1String("records")].toInt()) + u' ' +
                           row[QLatin1String("title")].toString());
            return all;
        };
        const QString ofList = text("lin contact 60 "), ofOne = text("chen account 1 Acme");
        QCOMPARE(found(m_chen, "/api/v1/reads"), QStringList({ofList, ofOne}));
        QCOMPARE(found(m_chen, "/api/v1/reads?object=account"), QStringList{ofOne});
        QCOMPARE(found(m_chen, "/api/v1/reads?object=account&id=" + company.toString().toLatin1()),
                 QStringList{ofOne});
        QCOMPARE(found(m_chen, "/api/v1/reads?limit=1"), QStringList{ofList});
        // Others' are for administrators.
        QCOMPARE(found(m_lin, "/api/v1/reads"), QStringList{ofList});
        QCOMPARE(m_client->get("/api/v1/reads?id=x", m_chen.headers()).status, 400);
        QCOMPARE(m_client->get("/api/v1/reads?object=account&id=x", m_chen.headers()).status, 400);
        QCOMPARE(m_client->get("/api/v1/reads", {}).status, 401);
        // At the machine, too.
        const auto listed = m_world->administer(text("read.list"), {{text("object"), text("contact")}});
        QVERIFY(listed.ok());
        QCOMPARE(listed->value(QLatin1String("count")).toInt(), 1);
        QCOMPARE(m_world->administer(text("read.list"), {{text("id"), text("x")}}).error().key,
                 text("cli.needs_option"));
    }

    void aLostLaptopIsAccountedFor()
    {
        for (const char *name : {"Acme", "Bolt"})
            account(actor("lin"), name);
        account(owner(), "Cargo");
        const QByteArray path = "/api/v1/devices/" + m_lin.device.toLatin1() + "/contents";
        const QJsonObject told = asked(m_chen, path);
        QCOMPARE(told.value(QLatin1String("device")).toString(), m_lin.device);
        QCOMPARE(told.value(QLatin1String("login")).toString(), text("lin"));
        QCOMPARE(recordsOf(told, "account"), 2);
        QCOMPARE(
            recordsOf(asked(m_chen, "/api/v1/devices/" + m_chen.device.toLatin1() + "/contents"), "account"),
            3);
        // Of one's own; others', and whether there are any, are for administrators.
        QCOMPARE(recordsOf(asked(m_lin, path), "account"), 2);
        for (const QByteArray &device :
             {m_chen.device.toLatin1(), Id::named("device:none").toString().toLatin1()})
            QCOMPARE(m_client->get("/api/v1/devices/" + device + "/contents", m_lin.headers()).status, 403);
        QCOMPARE(m_client
                     ->get("/api/v1/devices/" + Id::named("device:none").toString().toLatin1() + "/contents",
                           m_chen.headers())
                     .status,
                 404);
        QCOMPARE(m_client->get("/api/v1/devices/x/contents", m_chen.headers()).status, 404);
        // Whoever left with it could see as much.
        QVERIFY(m_world->administer(text("user.disable"), {{text("login"), text("lin")}}).ok());
        QCOMPARE(recordsOf(asked(m_chen, path), "account"), 2);
        const auto listed = m_world->administer(text("device.contents"), {{text("device"), m_lin.device}});
        QVERIFY(listed.ok());
        QCOMPARE(recordsOf(*listed, "account"), 2);
        QCOMPARE(m_world->administer(text("device.contents"), {{text("device"), text("x")}}).error().key,
                 text("service.no_such_device"));
    }

    void sensitiveFieldsAreNamed()
    {
        const Id company = account(actor("lin"), "Acme");
        run(actor("lin"), "record.create",
            {{text("object"), text("contact")},
             {text("set"), QJsonObject{{text("name"), text("Wang")},
                                       {text("account_id"), company.toString()},
                                       {text("mobile"), text("13800138000")}}}});
        const QJsonObject told = asked(m_chen, "/api/v1/devices/" + m_lin.device.toLatin1() + "/contents");
        QVERIFY(rowOf(told, "contact").value(QLatin1String("sensitive")).toArray().contains(text("mobile")));
        QCOMPARE(recordsOf(told, "contact"), 1);
    }

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static QString password() { return text("correct horse battery"); }
    Actor owner() { return ServerAdmin::ownerOf(m_world->runner().workspace()); }
    Actor actor(const char *login)
    {
        Actor made = owner();
        const auto users = m_world->administer(text("user.list"), {})->value(QLatin1String("rows")).toArray();
        for (const QJsonValue &user : users) {
            if (user[QLatin1String("login")].toString() == text(login))
                made.user = *Id::fromString(user[QLatin1String("id")].toString());
        }
        made.login = made.name = text(login);
        return made;
    }
    QList<Id> run(const Actor &who, const char *command, const QJsonObject &arguments)
    {
        const CommandResult done = m_world->runner().runNow({text(command), arguments}, who);
        if (done.status != CommandResult::Status::Applied)
            qFatal("%s: %s %s", command, qPrintable(done.error.key),
                   done.findings.isEmpty() ? "" : qPrintable(done.findings.first().key));
        return done.ids;
    }
    Id account(const Actor &who, const char *name)
    {
        return run(who, "record.create",
                   {{text("object"), text("account")},
                    {text("set"), QJsonObject{{text("name"), text(name)}, {text("kind"), text("company")}}}})
            .first();
    }
    QJsonObject asked(const Laptop &laptop, const QByteArray &path)
    {
        const WireReply reply = m_client->get(path, laptop.headers());
        if (reply.status != 200)
            qWarning("%s: %d", path.constData(), reply.status);
        return reply.json();
    }
    static QJsonObject rowOf(const QJsonObject &told, const char *object)
    {
        const QJsonArray rows = told.value(QLatin1String("rows")).toArray();
        for (const QJsonValue &row : rows) {
            if (row[QLatin1String("object")].toString() == text(object))
                return row.toObject();
        }
        return {};
    }
    static int recordsOf(const QJsonObject &told, const char *object)
    {
        return rowOf(told, object).value(QLatin1String("records")).toInt();
    }
    static QStringList fieldsOf(const QJsonObject &meta, const char *object)
    {
        QStringList keys;
        const QJsonArray objects = meta.value(QLatin1String("objects")).toArray();
        for (const QJsonValue &one : objects) {
            if (one[QLatin1String("key")].toString() != text(object))
                continue;
            const QJsonArray fields = one[QLatin1String("fields")].toArray();
            for (const QJsonValue &field : fields)
                keys.append(field[QLatin1String("key")].toString());
        }
        return keys;
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<OversightRoutes> m_routes;
    std::unique_ptr<WireClient> m_client;
    Laptop m_chen;
    Laptop m_lin;
};

DW_TEST(OversightTest)

#include "oversighttest.moc"
