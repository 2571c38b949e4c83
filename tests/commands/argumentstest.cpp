// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/commandworld.h"
#include "tests/support/testrunner.h"

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

QStringList keysOf(const CommandResult &result)
{
    QStringList keys;
    for (const Finding &finding : result.findings)
        keys.append(finding.key + QLatin1Char(' ') + finding.field);
    keys.sort();
    return keys;
}

}  // namespace

// What a command is asked for: all that is wrong with it at once, and nothing that it does not know.
class ArgumentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWrongValueIsAFinding()
    {
        CommandWorld world;
        const Id deal = world.deal(text("Deal"));
        const CommandResult result = world.update("opportunity", deal,
                                                  {{text("expected_close"), text("2026-02-30")},
                                                   {text("nothing"), 1},
                                                   {text("amount"), text("much")},
                                                   {text("rev"), 7},
                                                   {text("account_id"), text("nobody")},
                                                   {text("currency"), text("money")},
                                                   {text("next_step"), text("Kept?")}});
        QCOMPARE(result.status, Status::Refused);
        QCOMPARE(keysOf(result),
                 QStringList({text("command.read_only_field rev"), text("command.unknown_field nothing"),
                              text("value.wrong_type account_id"), text("value.wrong_type amount"),
                              text("value.wrong_type currency"), text("value.wrong_type expected_close")}));
        QCOMPARE(result.findings.first().record.id, deal);
        QVERIFY(world.stored("opportunity", deal).value(u"next_step") != Value(text("Kept?")));
    }

    // Not "missing" besides.
    void aWrongRequiredValueIsToldOnce()
    {
        CommandWorld world;
        const CommandResult result =
            world.run("record.create", {{text("object"), text("opportunity")},
                                        {text("set"), QJsonObject{{text("expected_close"), text("soon")}}}});
        QCOMPARE(result.status, Status::Refused);
        const QStringList keys = keysOf(result);
        QVERIFY(keys.contains(text("value.wrong_type expected_close")));
        QVERIFY(!keys.contains(text("value.required expected_close")));
        QVERIFY(keys.contains(text("value.required name")));
    }

    void argumentsThatDoNotFitAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("more");
        QTest::addColumn<QString>("error");
        QTest::newRow("no set") << QJsonObject() << "command.bad_argument";
        QTest::newRow("a list") << QJsonObject{{text("set"), QJsonArray()}} << "command.bad_argument";
        QTest::newRow("text") << QJsonObject{{text("set"), text("name")}} << "command.bad_argument";
        QTest::newRow("unknown") << QJsonObject{{text("set"), QJsonObject()}, {text("fields"), 1}}
                                 << "command.unknown_argument";
        QTest::newRow("nothing to set") << QJsonObject{{text("set"), QJsonObject()}} << "";
    }

    void argumentsThatDoNotFitAreRefused()
    {
        QFETCH(const QJsonObject, more);
        QFETCH(const QString, error);
        CommandWorld world;
        QJsonObject arguments = more;
        arguments.insert(text("object"), text("account"));
        arguments.insert(text("id"), world.account.toString());
        const CommandResult result = world.run("record.update", arguments);
        QCOMPARE(result.status, error.isEmpty() ? Status::Applied : Status::Failed);
        QCOMPARE(result.error.key, error);
    }

    void whatCannotBeSeenIsNoName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("finding");
        QTest::newRow("NUL") << QString(text("nul") + QChar(0) + QLatin1Char('x'))
                             << "value.control_character";
        QTest::newRow("U+0001") << QString(QChar(1)) << "value.control_character";
        QTest::newRow("escape") << QString(QChar(0x1b)) << "value.control_character";
        QTest::newRow("zero width") << QString(QChar(0x200b)) << "value.required";
        QTest::newRow("filler") << QString(QChar(0x3164)) << "value.required";
        QTest::newRow("spaces") << text("  ") << "value.required";
        QTest::newRow("line break") << text("Two\nlines") << "";
        QTest::newRow("joiner") << QString(text("A") + QChar(0x200d) + text("B")) << "";
    }

    void whatCannotBeSeenIsNoName()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, finding);
        CommandWorld world;
        const CommandResult result = world.update("account", world.account, {{text("name"), name}});
        if (finding.isEmpty()) {
            QCOMPARE(result.status, Status::Applied);
            QVERIFY(!world.stored("account", world.account).value(u"name").text().contains(u'\n'));
        } else {
            QCOMPARE(result.status, Status::Refused);
            QCOMPARE(result.findings.first().key, finding);
        }
    }

    void noTextHoldsANul_data()
    {
        QTest::addColumn<QString>("field");
        for (const char *field : {"preferences", "website", "phone"})
            QTest::newRow(field) << text(field);
    }

    void noTextHoldsANul()
    {
        QFETCH(const QString, field);
        CommandWorld world;
        const CommandResult result =
            world.update("account", world.account, {{field, QString(text("a") + QChar(0) + text("b"))}});
        QCOMPARE(result.status, Status::Refused);
        QCOMPARE(result.findings.first().key, text("value.control_character"));
    }
};

DW_TEST(ArgumentsTest)

}  // namespace dw::test

#include "argumentstest.moc"
