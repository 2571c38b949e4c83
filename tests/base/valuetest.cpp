// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/canonicaljson.h"
#include "core/base/value.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace dw::test
{

namespace
{

QByteArray json(const Value &value)
{
    return QJsonDocument(QJsonArray{value.toJson()}).toJson(QJsonDocument::Compact);
}

const Id SomeId = *Id::fromString(u"0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11");

}  // namespace

static_assert(!std::is_constructible_v<Value, int>);
static_assert(!std::is_constructible_v<Value, bool>);
static_assert(!std::is_constructible_v<Value, double>);
static_assert(!std::is_constructible_v<Value, const char *>);

class ValueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptinessIsNull()
    {
        QVERIFY(Value().isNull());
        QVERIFY(Value(QString()).isNull());
        QVERIFY(Value(QStringLiteral("")).isNull());
        QVERIFY(Value(Id()).isNull());
        QVERIFY(Value(RecordRef{QStringLiteral("account"), Id()}).isNull());
        QVERIFY(Value(QStringList()).isNull());
        QVERIFY(Value(QList<Id>()).isNull());
        QVERIFY(!Value(qint64(0)).isNull());
        QVERIFY(!Value::boolean(false).isNull());
    }

    void kindsAreApart()
    {
        QVERIFY(Value(qint64(1)) != Value(Decimal(1, 0)));
        QVERIFY(Value(qint64(1)) != Value::boolean(true));
        QVERIFY(Value(Date{5}) != Value(Instant{5}));
        QVERIFY(Value(SomeId) != Value(RecordRef{QStringLiteral("account"), SomeId}));
        QCOMPARE(Value(Decimal(15, 1)), Value(Decimal(150, 2)));
        QCOMPARE(Value(RecordRef{QStringLiteral("account"), SomeId}).id(), SomeId);
        QCOMPARE(Value(QStringLiteral("12")).integer(), 0);
        QCOMPARE(Value(qint64(12)).text(), QString());
    }

    void canonicalJson_data()
    {
        QTest::addColumn<QByteArray>("actual");
        QTest::addColumn<QByteArray>("expected");
        const Currency cny = *Currency::fromCode(u"CNY");
        QTest::newRow("null") << json(Value()) << QByteArray("[null]");
        QTest::newRow("text") << json(Value(QStringLiteral("华为"))) << QByteArray("[\"华为\"]");
        QTest::newRow("integer") << json(Value(qint64(9'007'199'254'740'993)))
                                 << QByteArray("[9007199254740993]");
        QTest::newRow("decimal") << json(Value(Decimal(1250, 2))) << QByteArray("[\"12.50\"]");
        QTest::newRow("money") << json(Value(Money{128'600'000, cny}))
                               << QByteArray("[{\"currency\":\"CNY\",\"minor\":128600000}]");
        QTest::newRow("percent") << json(Value(Percent{1250})) << QByteArray("[1250]");
        QTest::newRow("boolean") << json(Value::boolean(true)) << QByteArray("[true]");
        QTest::newRow("date") << json(Value(Date::fromYmd(2026, 11, 19))) << QByteArray("[\"2026-11-19\"]");
        QTest::newRow("instant") << json(Value(Instant{0})) << QByteArray("[\"1970-01-01T00:00:00.000Z\"]");
        QTest::newRow("id") << json(Value(SomeId))
                            << QByteArray("[\"0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11\"]");
        QTest::newRow("ref")
            << json(Value(RecordRef{QStringLiteral("account"), SomeId}))
            << QByteArray("[{\"id\":\"0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11\",\"object\":\"account\"}]");
        QTest::newRow("keys") << json(Value(QStringList{QStringLiteral("a"), QStringLiteral("b")}))
                              << QByteArray("[[\"a\",\"b\"]]");
        QTest::newRow("ids") << json(Value(QList<Id>{SomeId}))
                             << QByteArray("[[\"0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11\"]]");
    }
    void canonicalJson()
    {
        QFETCH(QByteArray, actual);
        QFETCH(QByteArray, expected);
        QCOMPARE(actual, expected);
    }

    // The short cut of audit writes the same bytes as the JSON value would.
    void canonicalJsonWithoutJson()
    {
        const Currency cny = *Currency::fromCode(u"CNY");
        const QList<Value> values{Value(),
                                  Value(QString::fromUtf8("\"a\\b\"\n\t\x01/华为 é")),
                                  Value(QString(QChar(0xd800))),
                                  Value(qint64(-9'007'199'254'740'993)),
                                  Value(Decimal(-1250, 2)),
                                  Value(Money{-5, cny}),
                                  Value(Money{7, Currency()}),
                                  Value(Percent{1250}),
                                  Value::boolean(true),
                                  Value::boolean(false),
                                  Value(Date::fromYmd(1, 1, 1)),
                                  Value(Date::fromYmd(2024, 2, 29)),
                                  Value(Date{-800'000}),
                                  Value(Instant{1'700'000'000'123}),
                                  Value(Instant{-1}),
                                  Value(Instant{400'000'000'000'000}),
                                  Value(SomeId),
                                  Value(RecordRef{QStringLiteral("account"), SomeId}),
                                  Value(QStringList{QStringLiteral("a"), QStringLiteral("\"b\"")}),
                                  Value(QList<Id>{SomeId, SomeId})};
        for (const Value &value : values) {
            QByteArray bytes;
            appendCanonicalJson(value, bytes);
            QCOMPARE(bytes, dw::canonicalJson(value.toJson()));
        }
    }

    void debugText()
    {
        QCOMPARE(Value().toDebugString(), QStringLiteral("null"));
        QCOMPARE(Value(Percent{1250}).toDebugString(), QStringLiteral("12.50%"));
        QCOMPARE(Value(Money{150, *Currency::fromCode(u"EUR")}).toDebugString(), QStringLiteral("1.50 EUR"));
        QCOMPARE(Value(QStringList{QStringLiteral("a"), QStringLiteral("b")}).toDebugString(),
                 QStringLiteral("[a, b]"));
    }

    void refsHash()
    {
        const RecordRef a{QStringLiteral("account"), SomeId}, b{QStringLiteral("contact"), SomeId};
        QCOMPARE(qHash(a, 1), qHash(a, 1));
        QVERIFY(qHash(a, 1) != qHash(b, 1));
    }
};

DW_TEST(ValueTest)

}  // namespace dw::test

#include "valuetest.moc"
