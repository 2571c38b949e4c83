// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/sensitiveread.h"
#include "core/reading/exportsearch.h"
#include "core/reading/readsearch.h"
#include "core/store/refusedattempt.h"
#include "tests/access/accessworld.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

namespace
{

using Status = CommandResult::Status;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

// Who was shown which sensitive values (F3.98).
class SensitiveReadTest : public QObject
{
    Q_OBJECT

private:
    static SensitiveRead reveal(const Id &contact)
    {
        SensitiveRead read;
        read.object = text("contact");
        read.record = contact;
        read.fields = {text("birthday")};
        read.way = SensitiveRead::Way::Reveal;
        return read;
    }

    static SensitiveRead listed(qint64 records)
    {
        SensitiveRead read;
        read.object = text("contact");
        read.fields = {text("email"), text("wechat")};
        read.records = records;
        read.where = text("department = \"zebra\"");
        return read;
    }

    static bool tell(AccessWorld &world, const SensitiveRead &read)
    {
        const CommandResult result =
            world.run(SensitiveRead::commandName().toLatin1().constData(), read.arguments());
        if (result.status != Status::Applied)
            qWarning("%s", qPrintable(AccessWorld::textOf(result)));
        return result.status == Status::Applied;
    }

    static void later(AccessWorld &world, qint64 ms)
    {
        world.base().clock().set(Instant{world.base().clock().now().ms + ms});
    }

private Q_SLOTS:
    // Titles, what is masked and what says nothing of people need no line; personal values only in a mass.
    void whatNeedsALine()
    {
        AccessWorld world;
        const ObjectTypePtr type = world.runner().configuration()->dictionary->find(u"contact");
        FieldRights rights;
        const auto fieldsOf = [&](const QStringList &keys, qint64 records) {
            QList<int> fields;
            for (const QString &key : keys)
                fields.append(type->indexOf(key));
            const auto read =
                SensitiveRead::ofRecords(*type, rights, fields, records, SensitiveRead::Way::List);
            return read ? read->fields : QStringList();
        };
        const QStringList all{text("name"), text("mobile"), text("birthday"), text("department")};
        QCOMPARE(fieldsOf(all, 0), QStringList());
        QCOMPARE(fieldsOf(all, 1), QStringList{text("birthday")});
        QCOMPARE(fieldsOf(all, SensitiveRead::MassRecords), QStringList{text("birthday")});
        QCOMPARE(fieldsOf(all, SensitiveRead::MassRecords + 1),
                 QStringList({text("birthday"), text("mobile")}));
        QCOMPARE(fieldsOf({text("name"), text("department")}, 1000), QStringList());
        rights.byField = {{text("birthday"), FieldRight::Masked}, {text("mobile"), FieldRight::Hidden}};
        QCOMPARE(fieldsOf(all, 1000), QStringList());

        Record contact(type, Id::named("contact:one"));
        contact.set(u"mobile", Value(text("+8613912345678")));
        rights.byField.clear();
        QVERIFY(!SensitiveRead::ofRecord(contact, rights, SensitiveRead::Way::Form));
        contact.set(u"id_number", Value(text("110101199001011234")));
        const auto form = SensitiveRead::ofRecord(contact, rights, SensitiveRead::Way::Form);
        QVERIFY(form);
        QCOMPARE(form->fields, QStringList{text("id_number")});
        rights.byField = {{text("id_number"), FieldRight::Masked}};
        QVERIFY(!SensitiveRead::ofRecord(contact, rights, SensitiveRead::Way::Form));
    }

    // Who, when, which record and fields, by what way, and not one value.
    void aReadIsALine()
    {
        AccessWorld world;
        const qsizetype before = world.audit().size();
        QVERIFY(tell(world, reveal(world.contact)));
        QVERIFY(tell(world, listed(60)));
        const QList<AuditRecord> audit = world.audit();
        QCOMPARE(audit.size(), before + 2);
        const AuditRecord &line = audit[1];
        QCOMPARE(line.entry.command, text("data.read_sensitive"));
        QCOMPARE(line.entry.user, world.actor().user);
        QCOMPARE(line.entry.at, world.base().clock().now());
        QCOMPARE(line.entry.record, (RecordRef{text("contact"), Id()}));
        const SensitiveRead told = SensitiveRead::ofValues(text("contact"), line.entry.values);
        QCOMPARE(told.record, world.contact);
        QCOMPARE(told.fields, QStringList{text("birthday")});
        QCOMPARE(told.way, SensitiveRead::Way::Reveal);
        const SensitiveRead list = SensitiveRead::ofValues(text("contact"), audit.first().entry.values);
        QCOMPARE(list.records, 60);
        QCOMPARE(list.where, text("department = \"zebra\""));
        QCOMPARE(world.chainFault(), QString());
    }

    // The same again within half an hour is told already; more, another's or later is not.
    void theSameAgainIsNoFlood()
    {
        AccessWorld world;
        const qsizetype before = world.audit().size();
        const auto lines = [&] { return world.audit().size() - before; };
        for (int i = 0; i < 50; ++i) {
            QVERIFY(tell(world, reveal(world.contact)));
            QVERIFY(tell(world, listed(60)));
            QVERIFY(tell(world, listed(51)));
            later(world, 1000);
        }
        QCOMPARE(lines(), 2);
        QVERIFY(tell(world, listed(61)));
        QCOMPARE(lines(), 3);
        SensitiveRead other = listed(60);
        other.where.clear();
        QVERIFY(tell(world, other));
        QCOMPARE(lines(), 4);
        SensitiveRead more = reveal(world.contact);
        more.fields.append(text("id_number"));
        QVERIFY(tell(world, more));
        QCOMPARE(lines(), 5);
        const Id me = world.actor().user;
        world.policy().open = true;
        world.actAs(world.other);
        QVERIFY(tell(world, reveal(world.contact)));
        QCOMPARE(lines(), 6);
        world.actAs(me);
        later(world, SensitiveRead::SpanMs);
        QVERIFY(tell(world, reveal(world.contact)));
        QCOMPARE(lines(), 7);
    }

    // What the line is about is stated, or nothing is written.
    void badArgumentsAreNamed_data()
    {
        QTest::addColumn<QJsonObject>("change");
        QTest::addColumn<QString>("key");
        const auto one = [](const char *name, const QJsonValue &value) {
            return QJsonObject{{QString::fromLatin1(name), value}};
        };
        QTest::addRow("object") << one("object", text("zebras")) << text("command.unknown_object");
        QTest::addRow("field") << one("fields", QJsonArray{text("stripes")}) << text("command.unknown_field");
        QTest::addRow("plain field") << one("fields", QJsonArray{text("department")})
                                     << text("command.bad_argument");
        QTest::addRow("no field") << one("fields", QJsonArray()) << text("command.bad_argument");
        QTest::addRow("twice") << one("fields", QJsonArray{text("email"), text("email")})
                               << text("command.bad_argument");
        QTest::addRow("way") << one("way", text("window")) << text("command.bad_argument");
        QTest::addRow("none") << one("records", 0) << text("command.bad_argument");
        QTest::addRow("half") << one("records", 1.5) << text("command.bad_argument");
        QTest::addRow("beyond") << one("records", 1e300) << text("command.bad_argument");
        QTest::addRow("several of one") << one("records", 2) << text("command.bad_argument");
        QTest::addRow("id") << one("id", text("x")) << text("command.bad_argument");
        QTest::addRow("unknown") << one("values", QJsonArray()) << text("command.unknown_argument");
    }
    void badArgumentsAreNamed()
    {
        QFETCH(const QJsonObject, change);
        QFETCH(const QString, key);
        AccessWorld world;
        QJsonObject arguments = reveal(world.contact).arguments();
        for (auto it = change.begin(); it != change.end(); ++it)
            arguments.insert(it.key(), it.value());
        const qsizetype before = world.audit().size();
        const CommandResult result = world.run("data.read_sensitive", arguments);
        QCOMPARE(result.error.key, key);
        QCOMPARE(world.audit().size(), before);
    }

    // What may not be read is not said to be read: object, row, field.
    void deniedIsRefused()
    {
        AccessWorld world;
        const QByteArray before = world.digest();
        QCOMPARE(world.run("data.read_sensitive", reveal(world.hiddenContact).arguments()).error.key,
                 text("command.record_missing"));
        SensitiveRead masked = reveal(world.contact);
        masked.fields = {text("mobile")};
        QCOMPARE(world.run("data.read_sensitive", masked.arguments()).error.key,
                 text("access.forbidden_field"));
        world.policy().deniedObjects.insert(text("contact"));
        const CommandResult refused = world.run("data.read_sensitive", listed(60).arguments());
        QCOMPARE(refused.error.key, text("access.action_forbidden"));
        QVERIFY(world.digest() == before);
        // The attempt is on record.
        const auto attempt = RefusedAttempt::of(world.audit().first());
        QVERIFY(attempt);
        QCOMPARE(attempt->code, text("access.action_forbidden"));
    }

    // One's own, of all for administrators; found by the record, with lists that may have held it.
    void linesAreFound()
    {
        AccessWorld world;
        const Id me = world.actor().user;
        QVERIFY(tell(world, reveal(world.contact)));
        world.policy().open = true;
        world.actAs(world.other);
        QVERIFY(tell(world, reveal(world.hiddenContact)));
        QVERIFY(tell(world, listed(60)));
        world.openly("data.export", {{text("object"), text("contact")}, {text("file"), text("a.csv")}});
        const auto found = [&](const QString &object, const Id &record, int limit = 100) {
            QJsonArray rows;
            world.read([&](const Reader &reader) {
                const auto table = ReadSearch(reader).table({object, record, limit});
                QVERIFY(table.ok());
                rows = *table;
            });
            return rows;
        };
        QCOMPARE(found({}, {}).size(), 3);
        QCOMPARE(found({}, {}).first()[QLatin1String("records")].toInt(), 60);
        QCOMPARE(found({}, {}, 1).size(), 1);
        QCOMPARE(found(text("account"), {}).size(), 0);
        const QJsonArray ofOne = found(text("contact"), world.contact);
        QCOMPARE(ofOne.size(), 2);
        QCOMPARE(ofOne.last()[QLatin1String("fields")].toArray(), QJsonArray{text("birthday")});
        QVERIFY(!ofOne.last()[QLatin1String("title")].toString().isEmpty());
        // Of the exports none is a read, and the other way round.
        world.read([&](const Reader &reader) {
            const auto exports = ExportSearch(reader).lines(100);
            QVERIFY(exports.ok());
            QCOMPARE(exports->size(), 1);
        });
        world.policy().open = false;
        world.policy().deniedActions = {Action::Configure};
        world.actAs(me);
        const QJsonArray mine = found({}, {});
        QCOMPARE(mine.size(), 1);
        QVERIFY(!AccessWorld::tells(QString::fromUtf8(QJsonDocument(mine).toJson())));
        // Nobody who sees the record learns from its history who looked.
        world.read([&](const Reader &reader) {
            const auto lines = reader.history({text("contact"), world.contact}, 100);
            QVERIFY(lines.ok());
            for (const AuditRecord &line : *lines)
                QVERIFY(line.entry.command != SensitiveRead::commandName());
        });
    }

    void whatIsAskedForIsNamed()
    {
        QCOMPARE(ReadSearch::wanted({}, text("x"), 1).error().key, text("cli.needs_option"));
        QCOMPARE(ReadSearch::wanted(text("contact"), text("x"), 1).error().key, text("cli.bad_value"));
        AccessWorld world;
        world.read([](const Reader &reader) {
            QCOMPARE(ReadSearch(reader).lines({text("zebras"), {}, 1}).error().key,
                     text("command.unknown_object"));
        });
    }
};

DW_TEST(SensitiveReadTest)

}  // namespace dw::test

#include "sensitivereadtest.moc"
