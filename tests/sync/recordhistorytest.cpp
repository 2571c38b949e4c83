// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/recordhistory.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QTest>

namespace dw::test
{

// How a record's history travels, and what no server says.
class RecordHistoryTest : public QObject
{
    Q_OBJECT

private:
    const RecordRef m_record{QStringLiteral("account"), id(1)};

    static Id id(int number) { return Id::named("history" + QByteArray::number(number)); }
    static AuditRecord line(qint64 sequence, const QString &value)
    {
        AuditRecord record;
        record.sequence = sequence;
        record.entry.transaction = id(int(sequence) + 100);
        record.entry.at = Instant{1'790'000'000'000 + sequence};
        record.entry.user = id(2);
        record.entry.device = id(3);
        record.entry.command = QStringLiteral("record.update");
        record.entry.values = QJsonObject{{QStringLiteral("name"), QJsonArray{QJsonValue::Null, value}}};
        record.fields = QStringList{QStringLiteral("name")};
        return record;
    }

private Q_SLOTS:
    void itArrivesAsItWas()
    {
        RecordHistory history;
        history.lines = {line(9, QStringLiteral("华为")), line(7, QStringLiteral("B"))};
        history.lines[0].entry.receivedAt = Instant{1'790'000'999'000};
        history.lines[0].entry.note = QStringLiteral("why");
        history.lines[1].erased = true;
        history.proven.insert(history.lines[0].entry.transaction, Instant{1'790'000'500'000});
        const auto read = historyFromJson(m_record, toJson(history, 1'000'000));
        QVERIFY(read.ok());
        QCOMPARE(read->lines.size(), 2);
        QVERIFY(!read->more);
        QCOMPARE(read->proven, history.proven);
        for (int i = 0; i < 2; ++i) {
            const AuditRecord &was = history.lines[i], &is = read->lines[i];
            QCOMPARE(is.sequence, was.sequence);
            QCOMPARE(is.entry.record, m_record);
            QCOMPARE(is.entry.transaction, was.entry.transaction);
            QCOMPARE(is.entry.at, was.entry.at);
            QCOMPARE(is.entry.receivedAt, was.entry.receivedAt);
            QCOMPARE(is.entry.user, was.entry.user);
            QCOMPARE(is.entry.device, was.entry.device);
            QCOMPARE(is.entry.command, was.entry.command);
            QCOMPARE(is.entry.note, was.entry.note);
            QCOMPARE(is.fields, was.fields);
            QCOMPARE(is.erased, was.erased);
            // What was erased does not travel.
            QCOMPARE(is.entry.values, was.erased ? QJsonObject() : was.entry.values);
        }
    }

    void aPageHasItsBytesAndOneLineAtLeast()
    {
        RecordHistory history;
        history.lines = {line(3, QString(1'000, QLatin1Char('x'))), line(2, QString(1'000, QLatin1Char('y'))),
                         line(1, QStringLiteral("z"))};
        for (const auto &[bytes, lines] : {std::pair(1, 1), std::pair(2'000, 1), std::pair(2'700, 2)}) {
            const auto read = historyFromJson(m_record, toJson(history, bytes));
            QVERIFY(read.ok());
            QCOMPARE(read->lines.size(), lines);
            QVERIFY(read->more);
        }
        QVERIFY(!historyFromJson(m_record, toJson(history, 10'000))->more);
    }

    void whatNoServerSaysIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *name, const char *key, const QJsonValue &value) {
            QTest::newRow(name) << QString::fromLatin1(key) << value;
        };
        row("no number", "seq", QJsonValue());
        row("below the first", "seq", 0);
        row("another order", "seq", 9);
        row("no time", "at", QStringLiteral("yesterday"));
        row("no time of receipt", "received_at", 12);
        row("no transaction", "tx", QStringLiteral("x"));
        row("no user", "user", QJsonValue::Null);
    }
    void whatNoServerSaysIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        RecordHistory history;
        history.lines = {line(9, QStringLiteral("A")), line(7, QStringLiteral("B"))};
        QJsonObject json = toJson(history, 10'000);
        QJsonArray lines = json.value(QLatin1String("lines")).toArray();
        QJsonObject second = lines.at(1).toObject();
        second.insert(key, value);
        lines[1] = second;
        json.insert(QStringLiteral("lines"), lines);
        const auto read = historyFromJson(m_record, json);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().key, QStringLiteral("sync.bad_answer"));
        json.insert(QStringLiteral("lines"), QStringLiteral("none"));
        QVERIFY(!historyFromJson(m_record, json).ok());
    }
};

DW_TEST(RecordHistoryTest)

}  // namespace dw::test

#include "recordhistorytest.moc"
