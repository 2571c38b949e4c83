// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/idgenerator.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QSet>

#include <thread>
#include <vector>

namespace dw::test
{

class IdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textForm()
    {
        const QString text = QStringLiteral("0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11");
        const std::optional<Id> id = Id::fromString(text);
        QVERIFY(id);
        QCOMPARE(id->toString(), text);
        QCOMPARE(id->toByteArray().toHex(), QByteArray("0199e2c17b7a7d3e9c0e5b1f0c9a4d11"));
        QCOMPARE(Id::fromString(text.toUpper()), id);
        QVERIFY(!id->isNull());
        QVERIFY(Id().isNull());
    }

    void refusesOtherText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *bad :
             {"", "{0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11}", "0199e2c17b7a7d3e9c0e5b1f0c9a4d11",
              "0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d1", "0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d111",
              "0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d1g", "0199e2c1_7b7a-7d3e-9c0e-5b1f0c9a4d11",
              "0199e2c-17b7a-7d3e-9c0e-5b1f0c9a4d11"})
            QTest::newRow(*bad ? bad : "empty") << QString::fromLatin1(bad);
    }
    void refusesOtherText()
    {
        QFETCH(QString, text);
        QVERIFY(!Id::fromString(text));
    }

    void bytes()
    {
        const QByteArray raw = QByteArray::fromHex("0199e2c17b7a7d3e9c0e5b1f0c9a4d11");
        QCOMPARE(Id::fromBytes(raw)->toByteArray(), raw);
        QVERIFY(!Id::fromBytes(raw.left(15)));
        QVERIFY(!Id::fromBytes(raw + 'x'));
        QVERIFY(!Id::fromBytes({}));
    }

    void everyIdSurvivesTextAndBytes()
    {
        DW_PROPERTY([](const std::array<std::uint8_t, 16> &raw) {
            const Id id(raw);
            RC_ASSERT(Id::fromString(id.toString()) == id);
            RC_ASSERT(Id::fromBytes(id.toByteArray()) == id);
        });
    }

    // The order of ids, of their bytes and of their texts is one order: keyset pages depend on it.
    void orderIsThatOfBytesAndText()
    {
        DW_PROPERTY([](const std::array<std::uint8_t, 16> &a, const std::array<std::uint8_t, 16> &b) {
            RC_ASSERT((Id(a) < Id(b)) == (a < b));
            RC_ASSERT((Id(a) < Id(b)) == (Id(a).toString() < Id(b).toString()));
        });
    }

    void namedIsStable()
    {
        const Id id = Id::named("pipeline/standard");
        QCOMPARE(id, Id::named("pipeline/standard"));
        QVERIFY(id != Id::named("pipeline/solution"));
        // Written into every workspace: a change here would break them all.
        QCOMPARE(id.toString(), QStringLiteral("eb3ae1f7-f4ff-88cd-93d7-83f4f5fcec68"));
        QCOMPARE(id.bytes()[6] >> 4, 8);
        QCOMPARE(id.bytes()[8] >> 6, 2);
    }

    void generatedIdsAreVersion7AndCarryTheTime()
    {
        const FixedClock clock(Instant{0x0199e2c17b7a});
        IdGenerator ids(clock);
        const Id id = ids.next();
        QCOMPARE(id.toString().left(13), QStringLiteral("0199e2c1-7b7a"));
        QCOMPARE(id.bytes()[6] >> 4, 7);
        QCOMPARE(id.bytes()[8] >> 6, 2);
    }

    void generatedIdsRiseWhateverTheClockDoes()
    {
        DW_PROPERTY([](const std::vector<std::int16_t> &steps) {
            FixedClock clock(Instant{1'800'000'000'000});
            IdGenerator ids(clock, 1);
            Id last;
            for (const std::int16_t step : steps) {
                clock.advanceMs(step);
                const Id id = ids.next();
                RC_ASSERT(last < id);
                last = id;
            }
        });
    }

    void tenThousandInOneMillisecondRise()
    {
        const FixedClock clock(Instant{1'800'000'000'000});
        IdGenerator ids(clock);
        Id last;
        for (int i = 0; i < 10'000; ++i) {
            const Id id = ids.next();
            QVERIFY(last < id);
            last = id;
        }
    }

    void seedRepeats()
    {
        const FixedClock clock(Instant{1'800'000'000'000});
        IdGenerator first(clock, 42), second(clock, 42), other(clock, 43);
        for (int i = 0; i < 100; ++i) {
            const Id id = first.next();
            QCOMPARE(second.next(), id);
            QVERIFY(other.next() != id);
        }
    }

    void threadsShareAGenerator()
    {
        const SystemClock clock;
        IdGenerator ids(clock);
        constexpr int PerThread = 5000;
        std::array<std::vector<Id>, 4> made;
        std::vector<std::thread> threads;
        for (std::vector<Id> &mine : made) {
            threads.emplace_back([&ids, &mine] {
                for (int i = 0; i < PerThread; ++i)
                    mine.push_back(ids.next());
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QSet<Id> all;
        for (const std::vector<Id> &mine : made) {
            QVERIFY(std::is_sorted(mine.begin(), mine.end()));
            for (const Id &id : mine)
                all.insert(id);
        }
        QCOMPARE(all.size(), qsizetype(4 * PerThread));
    }
};

DW_TEST(IdTest)

}  // namespace dw::test

#include "idtest.moc"
