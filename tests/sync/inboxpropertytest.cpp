// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inbox.h"
#include "tests/support/testrunner.h"
#include "tests/sync/syncworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <random>

namespace dw::test
{

namespace
{

using Way = InboxDecision::Action;

// Random lives of two laptops and a server over a few records, with every way out of the inbox taken at
// random. Every value that somebody types is a word of its own, so that it can be looked for.
class InboxLife
{
public:
    explicit InboxLife(quint32 seed) : m_random(seed) {}

    // Empty: everything held.
    QString run(int steps)
    {
        for (int i = 0; i < 3; ++i)
            m_accounts.append(make(m_world.laptop(i % 2), "account", {}));
        m_world.syncAll();
        for (int step = 0; step < steps; ++step) {
            SyncLaptop &laptop = m_world.laptop(pick(2));
            switch (pick(9)) {
                case 0:
                case 1:
                case 2:
                    edit(laptop);
                    break;
                case 3:
                    m_contacts.append(make(laptop, "contact", anyAccount()));
                    break;
                case 4:
                    remove(laptop);
                    break;
                case 5:
                    bring(laptop);
                    break;
                case 6:
                case 7:
                    m_world.sync(laptop);
                    break;
                default:
                    decideOne(laptop);
                    break;
            }
        }
        return settle();
    }

private:
    int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(m_random); }
    QString word() { return QStringLiteral("typed%1x").arg(++m_words); }
    Id anyAccount() { return m_accounts[pick(int(m_accounts.size()))]; }

    Id make(SyncLaptop &laptop, const char *object, const Id &account)
    {
        const QString name = word();
        QJsonObject set{{QStringLiteral("name"), name}};
        if (!account.isNull())
            set.insert(QStringLiteral("account_id"), account.toString());
        const CommandResult made = laptop.run(
            "record.create",
            {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("set"), set}});
        if (made.status != CommandResult::Status::Applied)
            return {};
        m_typed.insert(name);
        return made.ids.value(0);
    }

    void edit(SyncLaptop &laptop)
    {
        const bool contact = !m_contacts.isEmpty() && pick(2) == 0;
        const Id id = contact ? m_contacts[pick(int(m_contacts.size()))] : anyAccount();
        const QString field = contact        ? QStringLiteral("job_title")
                              : pick(2) == 0 ? QStringLiteral("short_name")
                                             : QStringLiteral("name");
        const QString typed = word();
        if (!id.isNull() && laptop.update(contact ? "contact" : "account", id, {{field, typed}}).status ==
                                CommandResult::Status::Applied)
            m_typed.insert(typed);
    }

    void remove(SyncLaptop &laptop)
    {
        if (m_contacts.isEmpty())
            return;
        (void)laptop.run(
            "record.delete",
            {{QStringLiteral("object"), QStringLiteral("contact")},
             {QStringLiteral("ids"), QJsonArray{m_contacts[pick(int(m_contacts.size()))].toString()}}});
    }

    void bring(SyncLaptop &laptop)
    {
        if (m_contacts.isEmpty())
            return;
        (void)laptop.run(
            "record.restore",
            {{QStringLiteral("object"), QStringLiteral("contact")},
             {QStringLiteral("ids"), QJsonArray{m_contacts[pick(int(m_contacts.size()))].toString()}}});
    }

    QList<InboxItem> itemsOf(SyncLaptop &laptop)
    {
        QList<InboxItem> items;
        laptop.workspace->readNow([&](ReadSession &session) {
            const auto read =
                InboxReader(session, laptop.runner->configuration(), laptop.actor, Language::English).items();
            if (!read.ok())
                qFatal("%s", qPrintable(read.error().key));
            items = *read;
        });
        return items;
    }

    static QSet<QString> wordsOf(const InboxItem &item)
    {
        QSet<QString> words;
        for (const InboxField &field : item.fields)
            words.insert(field.mine.text());
        return words;
    }

    // What a decision throws away on purpose.
    void decideOne(SyncLaptop &laptop, bool toTheEnd = false)
    {
        const QList<InboxItem> items = itemsOf(laptop);
        if (items.isEmpty())
            return;
        const InboxItem &item = items[pick(int(items.size()))];
        InboxDecision decision;
        decision.number = item.number;
        decision.record = item.isKept() ? item.record : RecordRef();
        decision.action = toTheEnd ? (pick(2) == 0 ? Way::Note : Way::Discard) : Way(pick(5));
        QSet<QString> given;
        if (decision.action == Way::Theirs || decision.action == Way::Discard) {
            given = wordsOf(item);
            if (decision.action == Way::Theirs && item.isKept() && pick(2) == 0) {
                decision.onlyChoices = true;
                decision.choices = {{item.fields.first().record, item.fields.first().field, false}};
                given = {item.fields.first().mine.text()};
            }
            QList<QString> followers;
            laptop.workspace->readNow([&](ReadSession &session) {
                for (const qint64 follower : item.followerEntries) {
                    const auto one =
                        InboxReader(session, laptop.runner->configuration(), laptop.actor, Language::English)
                            .alone(follower);
                    given.unite(wordsOf(*one));
                }
            });
            // Values that folded under it were typed over by the person.
            for (const InboxEntry &entry : laptop.inbox()) {
                if (item.entries.contains(entry.number))
                    given.unite(wordsIn(entry.body));
            }
        } else if (item.isKept()) {
            // The last typed value stands for those that it replaced.
            for (const InboxEntry &entry : laptop.inbox()) {
                if (item.entries.contains(entry.number))
                    given.unite(wordsIn(entry.body));
            }
            given.subtract(wordsOf(item));
        }
        InboxOutcome outcome;
        laptop.write([&](WriteSession &session) {
            outcome = Inbox(*laptop.runner).decide(session, decision, laptop.actor, Language::English);
        });
        if (outcome.ok())
            m_given.unite(given);
    }

    QSet<QString> wordsIn(const QByteArray &bytes) const
    {
        QSet<QString> found;
        for (qsizetype at = bytes.indexOf("typed"); at >= 0; at = bytes.indexOf("typed", at + 5)) {
            qsizetype end = at + 5;
            while (end < bytes.size() && bytes[end] >= '0' && bytes[end] <= '9')
                ++end;
            if (end > at + 5 && end < bytes.size() && bytes[end] == 'x')
                found.insert(QString::fromLatin1(bytes.mid(at, end + 1 - at)));
        }
        return found;
    }

    QString settle()
    {
        for (int round = 0;; ++round) {
            m_world.syncAll();
            bool waits = false;
            for (int i = 0; i < 2; ++i) {
                waits = waits || !m_world.laptop(i).inbox().isEmpty();
                while (!m_world.laptop(i).inbox().isEmpty() && round > 0) {
                    const qsizetype before = m_world.laptop(i).inbox().size();
                    decideOne(m_world.laptop(i), true);
                    if (m_world.laptop(i).inbox().size() == before && !itemsOf(m_world.laptop(i)).isEmpty() &&
                        round > 20)
                        return QStringLiteral("an item cannot be decided");
                    if (round > 40)
                        return QStringLiteral("it does not end");
                }
            }
            if (!waits && round > 0)
                break;
        }
        m_world.syncAll();
        for (int i = 0; i < 2; ++i) {
            if (!m_world.laptop(i).outbox().isEmpty())
                return QStringLiteral("laptop %1 has not sent everything").arg(i);
            if (m_world.laptop(i).contents() != m_world.server().contents())
                return QStringLiteral("laptop %1 differs from the server").arg(i);
        }
        // On the server: as a value, as one that was there, or in a note.
        QSet<QString> arrived;
        const QMap<QString, QByteArray> contents = m_world.server().contents();
        for (const QByteArray &record : contents)
            arrived.unite(wordsIn(record));
        m_world.server().workspace->readNow([&](ReadSession &session) {
            const auto trail = session.auditTrail(100'000, 0);
            for (const AuditRecord &line : *trail)
                arrived.unite(wordsIn(QJsonDocument(line.entry.values).toJson()));
        });
        QSet<QString> lost = m_typed;
        lost.subtract(arrived);
        lost.subtract(m_given);
        return lost.isEmpty()
                   ? QString()
                   : QStringLiteral("lost: ") + QStringList(lost.begin(), lost.end()).join(QLatin1Char(' '));
    }

    SyncWorld m_world{2};
    std::mt19937 m_random;
    int m_words = 0;
    QList<Id> m_accounts;
    QList<Id> m_contacts;
    QSet<QString> m_typed;
    QSet<QString> m_given;  // on purpose
};

}  // namespace

// I10: typed input of every refused transaction is in the inbox, goes up, becomes a note, or was given up on
// purpose; and whatever is decided, laptops and server come together.
class InboxPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingTypedIsLost_data()
    {
        QTest::addColumn<quint32>("seed");
        const int lives = qEnvironmentVariableIntValue("DEALWRIGHT_INBOX_LIVES");
        for (int seed = 1; seed <= (lives > 0 ? lives : 12); ++seed)
            QTest::addRow("%d", seed) << quint32(seed);
    }

    void nothingTypedIsLost()
    {
        QFETCH(const quint32, seed);
        const QString broken = InboxLife(seed).run(60);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
    }
};

DW_TEST(InboxPropertyTest)

}  // namespace dw::test

#include "inboxpropertytest.moc"
