// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/purgebin.h"
#include "core/service/serverhousekeeping.h"
#include "core/service/uploadfolder.h"
#include "core/store/ledger.h"
#include "core/sync/committimes.h"
#include "core/sync/issuebook.h"
#include "tests/service/serverworld.h"
#include "tests/support/files.h"
#include "tests/support/testrunner.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace dw;
using namespace dw::test;

namespace
{

constexpr qint64 HourMs = 3'600'000;
constexpr qint64 DayMs = 24 * HourMs;

}  // namespace

// What a server clears away in time, by its own clock.
class ServerHousekeepingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<ServerWorld>();
        m_uploads = std::make_unique<UploadFolder>(m_world->folder().uploads());
        m_house = std::make_unique<ServerHousekeeping>(m_world->runner(), m_world->accounts(), *m_uploads,
                                                       m_world->clock());
    }
    void cleanup()
    {
        m_house.reset();
        m_uploads.reset();
        m_world.reset();
    }

    void comesWhenItIsQuiet_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("last");
        QTest::addColumn<bool>("due");
        const auto row = [](const char *name, const char *now, const char *last, bool due) {
            QTest::newRow(name) << QString::fromLatin1(now) << QString::fromLatin1(last) << due;
        };
        row("at night", "2026-11-22T03:00+08:00", "2026-11-21T03:00+08:00", true);
        row("once a night", "2026-11-22T04:00+08:00", "2026-11-22T03:00+08:00", false);
        row("not by day", "2026-11-22T10:00+08:00", "2026-11-21T03:00+08:00", false);
        row("not yet", "2026-11-22T01:59+08:00", "2026-11-21T03:00+08:00", false);
        row("not any more", "2026-11-22T05:00+08:00", "2026-11-21T03:00+08:00", false);
        row("a new server by day", "2026-11-22T10:00+08:00", "", false);
        row("a machine that is off at night", "2026-11-22T22:00+08:00", "2026-11-21T09:00+08:00", true);
    }
    void comesWhenItIsQuiet()
    {
        QFETCH(QString, now);
        QFETCH(QString, last);
        const auto instant = [](const QString &text) { return Instant::fromIso(text, QTimeZone::utc()); };
        QTEST(ServerHousekeeping::isDue(*instant(now), instant(last), *BusinessZone::named("Asia/Shanghai")),
              "due");
    }

    void remembersThatItWasDone()
    {
        const auto run = [this] { return m_house->runIfDue()->has_value(); };
        toHour(10);
        QVERIFY(!run());
        m_world->clock().advanceMs(17 * HourMs);
        QVERIFY(run());
        QVERIFY(!run());
        m_world->clock().advanceMs(DayMs);
        QVERIFY(run());
    }

    void whatWasDeletedLongAgoGoesForGood()
    {
        const Id gone = account("Gone");
        const Id kept = account("Kept");
        done("record.delete", {{QStringLiteral("object"), QStringLiteral("account")},
                               {QStringLiteral("ids"), QJsonArray{gone.toString()}}});
        m_world->clock().advanceMs((PurgeBin::TombstoneDays - 1) * DayMs);
        QCOMPARE(m_house->run()->purged, qint64(0));
        m_world->clock().advanceMs(2 * DayMs);
        // Also where it was done today already.
        QCOMPARE(m_house->run()->purged, qint64(1));
        QVERIFY(!isThere(gone));
        QVERIFY(isThere(kept));
    }

    // Who saw nothing newer compares what it has with the server, instead of being told.
    void theHorizonMoves()
    {
        m_world->clock().advanceMs(DayMs);
        account("Old");
        const qint64 old = head().sequence;
        m_world->clock().advanceMs(ServerHousekeeping::HorizonDays * DayMs / 2);
        account("Newer");
        m_world->clock().advanceMs(ServerHousekeeping::HorizonDays * DayMs / 2 + 1);
        const auto tagOf = [this](qint64 sequence) {
            std::optional<quint32> tag;
            m_world->runner().workspace().readNow(
                [&](ReadSession &session) { tag = session.ledger().tagOf(sequence).value(); });
            return tag;
        };
        const quint32 tag = head().tag;
        QVERIFY(tagOf(1));
        const qint64 horizon = m_house->run()->horizon;
        QCOMPARE(horizon, old);
        QCOMPARE(head().horizon, horizon);
        QCOMPARE(head().tag, tag);
        QVERIFY(!tagOf(horizon - 1));
        QVERIFY(tagOf(horizon));
        // It does not go back.
        QCOMPARE(m_house->run()->horizon, horizon);
    }

    void linesOfRefusalsGo()
    {
        const auto note = [this] {
            m_world->runner().workspace().writeNow([this](WriteSession &session) {
                QVERIFY(session.begin(Durability::Saved).ok());
                LedgerDevice device;
                device.shortName = QStringLiteral("K7");
                QVERIFY(IssueBook::add(session, device, {}, m_world->context().ids.next(),
                                       QStringLiteral("gate_failed"), m_world->clock().now())
                            .ok());
                QVERIFY(session.commit().ok());
            });
        };
        note();
        note();
        m_world->clock().advanceMs(IssueBook::KeepDays * DayMs);
        note();
        QCOMPARE(m_house->run()->issues, qint64(0));
        m_world->clock().advanceMs(1);
        QCOMPARE(m_house->run()->issues, qint64(2));
        QCOMPARE(m_house->run()->issues, qint64(0));
    }

    // Whoever sends what is gone sends it anew.
    void nobodyHasSentAFileThatIsGone()
    {
        const Id user = m_world->context().ids.next();
        const QByteArray sha256 = QCryptographicHash::hash("hello", QCryptographicHash::Sha256);
        const QString source = m_world->folder().path() + QStringLiteral("/a.txt");
        writeFile(source, "hello");
        // As of a program that was started since.
        QVERIFY(m_world->runner().workspace().takeBlob(source).ok());
        QVERIFY(m_uploads->setArrived(user, sha256).ok());
        QCOMPARE(m_house->run()->files, qint64(0));
        m_world->clock().advanceMs(29 * DayMs);
        QCOMPARE(m_house->run()->files, qint64(0));
        QVERIFY(m_uploads->hasFrom(user, sha256));
        m_world->clock().advanceMs(DayMs);
        QCOMPARE(m_house->run()->files, qint64(1));
        QVERIFY(!m_uploads->hasFrom(user, sha256));
    }

private:
    CommandResult done(const char *command, const QJsonObject &arguments)
    {
        const CommandResult result = m_world->runner().runNow(
            {QString::fromLatin1(command), arguments}, ServerAdmin::ownerOf(m_world->runner().workspace()));
        if (result.status != CommandResult::Status::Applied)
            qFatal("%s %s", command, qPrintable(result.error.key));
        return result;
    }
    Id account(const char *name)
    {
        return done("record.create", {{QStringLiteral("object"), QStringLiteral("account")},
                                      {QStringLiteral("set"),
                                       QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)}}}})
            .ids.first();
    }
    bool isThere(const Id &account)
    {
        bool found = false;
        m_world->runner().workspace().readNow([&](ReadSession &session) {
            const auto type = m_world->runner().configuration()->dictionary->find(u"account");
            found = session.find(type, account)->isValid();
        });
        return found;
    }
    LedgerHead head()
    {
        LedgerHead head;
        m_world->runner().workspace().readNow(
            [&](ReadSession &session) { head = session.ledger().head().value(); });
        return head;
    }
    void toHour(int hour)
    {
        const BusinessZone zone = m_world->runner().configuration()->settings.zone;
        const Instant midnight = zone.startOf(zone.dateOf(m_world->clock().now()));
        m_world->clock().set(Instant{midnight.ms + hour * HourMs});
    }

    std::unique_ptr<ServerWorld> m_world;
    std::unique_ptr<UploadFolder> m_uploads;
    std::unique_ptr<ServerHousekeeping> m_house;
};

DW_TEST(ServerHousekeepingTest)

#include "serverhousekeepingtest.moc"
