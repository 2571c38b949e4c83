// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/recordcbor.h"
#include "core/store/replica.h"
#include "core/store/sqlite/migrations.h"
#include "tests/store/randomvalues.h"
#include "tests/store/storefixture.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

class ReplicaWorld : public StoreFixture
{
public:
    Replica &replica() { return session().replica(); }
    RecordRef ref(const char *object = "company") { return {text(object), ids().next()}; }
    // In a transaction of its own.
    template <typename Work>
    void writing(Work work)
    {
        QVERIFY(session().begin(Durability::Redoable).ok());
        work();
        QVERIFY(session().commit().ok());
    }
    OutboxEntry entry(const QList<RecordRef> &roots, const QList<Id> &created = {})
    {
        OutboxEntry made;
        made.transaction = ids().next();
        made.command = text("company.save");
        made.body = "{\"id\":1}";
        made.roots = roots;
        made.created = created;
        made.names = roots;
        made.names.append(ref("user"));
        made.madeAt = Instant{1795000000123};
        return made;
    }
    void setRoot(const RecordRef &root, const QList<int> &scopes, qint64 version = 1)
    {
        QVERIFY(replica().setRoot({root, version, scopes}).ok());
    }
    QList<int> scopesOf(const RecordRef &root)
    {
        const auto state = replica().root(root).value();
        return state ? state->scopes : QList<int>{-1};
    }
};

bool same(const OutboxEntry &a, const OutboxEntry &b)
{
    return a.number == b.number && a.transaction == b.transaction && a.command == b.command &&
           a.body == b.body && a.roots == b.roots && a.created == b.created && a.names == b.names &&
           a.state == b.state && a.executedAt == b.executedAt && a.answer == b.answer && a.tries == b.tries &&
           a.madeAt == b.madeAt;
}

QList<qint64> numbersOf(const QList<OutboxEntry> &entries)
{
    QList<qint64> numbers;
    for (const OutboxEntry &entry : entries)
        numbers.append(entry.number);
    return numbers;
}

}  // namespace

class ReplicaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreKeptAndRemoved()
    {
        ReplicaWorld world;
        QVERIFY(world.replica().value(text("cursor"))->isNull());
        world.writing([&] { QVERIFY(world.replica().setValue(text("cursor"), "12.7").ok()); });
        QCOMPARE(world.replica().value(text("cursor")).value(), QByteArray("12.7"));
        world.writing([&] {
            QVERIFY(world.replica().setValue(text("cursor"), "13.9").ok());
            QVERIFY(world.replica().setValue(text("epoch"), QByteArray()).ok());
        });
        QCOMPARE(world.replica().value(text("cursor")).value(), QByteArray("13.9"));
        world.writing([&] { QVERIFY(world.replica().setValue(text("cursor"), QByteArray()).ok()); });
        QVERIFY(world.replica().value(text("cursor"))->isNull());
    }

    void nothingIsWrittenOutsideOfATransaction()
    {
        ReplicaWorld world;
        auto opened =
            sqlite::Connection::open(world.file(), sqlite::Connection::Mode::ReadOnly, 1024).value();
        const sqlite::SqliteSession reader(*opened, sqlite::SqliteSession::Role::Reader, world.info(),
                                           world.dictionary());
        QVERIFY(opened->execute("BEGIN").ok());
        for (Replica *replica : {&world.replica(), &reader.replica()}) {
            const RecordRef root = world.ref();
            const QList<Error> refused{
                replica->setValue(text("a"), "b").error(),
                replica->append(world.entry({root})).error(),
                replica->update(world.entry({root})).error(),
                replica->take(1, Replica::Keep::Forget, {}).error(),
                replica->forgetSent({}).error(),
                replica->setBase({root, root, {}}).error(),
                replica->dropBase(root).error(),
                replica->setRoot({root, 1, {}}).error(),
                replica->dropRoot(root).error(),
                replica->setScope({}).error(),
                replica->dropScope(1).error(),
                replica->addToInbox({}).error(),
                replica->updateInbox({}).error(),
            };
            for (const Error &error : refused)
                QCOMPARE(error.key, text("store.no_transaction"));
        }
    }

    void theOutboxGivesBackWhatWasPut()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        const RecordRef a = world.ref(), b = world.ref(), c = world.ref("person");
        QList<OutboxEntry> put{world.entry({a}, {a.id, c.id}), world.entry({b, a}), world.entry({})};
        world.writing([&] {
            for (OutboxEntry &entry : put)
                entry.number = replica.append(entry).value();
        });
        QCOMPARE(numbersOf(put), (QList<qint64>{1, 2, 3}));
        QCOMPARE(replica.outboxSize().value(), 3);
        const QList<OutboxEntry> all = replica.outbox(0, -1).value();
        QCOMPARE(all.size(), 3);
        for (int i = 0; i < 3; ++i)
            QVERIFY(same(all[i], put[i]));
        QCOMPARE(numbersOf(replica.outbox(2, 1).value()), QList<qint64>{2});
        QCOMPARE(numbersOf(replica.outboxOf(a).value()), (QList<qint64>{1, 2}));
        QCOMPARE(numbersOf(replica.outboxOf(b).value()), QList<qint64>{2});
        QVERIFY(replica.outboxOf(c)->isEmpty());
        QVERIFY(!replica.outboxEntry(9)->has_value());
        QCOMPARE(replica.creatorOf(c.id).value(), 1);
        QCOMPARE(replica.creatorOf(b.id).value(), 0);
        put[0].state = OutboxEntry::State::Answered;
        put[0].executedAt = 77;
        put[0].answer = "{\"status\":\"applied\"}";
        put[0].tries = 4;
        world.writing([&] { QVERIFY(replica.update(put[0]).ok()); });
        QVERIFY(same(**replica.outboxEntry(1), put[0]));
        QCOMPARE(replica.creatorOf(c.id).value(), 0);
        // The same transaction is not put twice.
        QVERIFY(world.session().begin(Durability::Redoable).ok());
        QCOMPARE(replica.append(put[1]).error().code, ErrorCode::Conflict);
        world.session().rollback();
    }

    void numbersAreNeverGivenTwice()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        const RecordRef root = world.ref();
        world.writing([&] {
            QCOMPARE(replica.append(world.entry({root}, {root.id})).value(), 1);
            QCOMPARE(replica.append(world.entry({root})).value(), 2);
        });
        world.writing([&] {
            QVERIFY(replica.take(2, Replica::Keep::Forget, {}).ok());
            QVERIFY(replica.take(1, Replica::Keep::Forget, {}).ok());
            QVERIFY(replica.take(1, Replica::Keep::Forget, {}).ok());
        });
        QCOMPARE(replica.outboxSize().value(), 0);
        QVERIFY(replica.outboxOf(root)->isEmpty());
        QCOMPARE(replica.creatorOf(root.id).value(), 0);
        world.writing([&] { QCOMPARE(replica.append(world.entry({root})).value(), 3); });
        // One that was rolled back was never given.
        QVERIFY(world.session().begin(Durability::Redoable).ok());
        QCOMPARE(replica.append(world.entry({root})).value(), 4);
        world.session().rollback();
        QCOMPARE(replica.outboxSize().value(), 1);
        world.writing([&] { QCOMPARE(replica.append(world.entry({root})).value(), 4); });
        // A device that is enrolled anew begins anew.
        world.writing([&] {
            QVERIFY(replica.take(3, Replica::Keep::Forget, {}).ok());
            QVERIFY(replica.take(4, Replica::Keep::Forget, {}).ok());
            QVERIFY(replica.setValue(text(Replica::LastNumber), QByteArray()).ok());
            QCOMPARE(replica.append(world.entry({root})).value(), 1);
        });
    }

    void whatWasExecutedIsKeptForAWhile()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        QList<OutboxEntry> put;
        world.writing([&] {
            for (int i = 0; i < 4; ++i) {
                OutboxEntry entry = world.entry({world.ref()});
                entry.body = QByteArray::number(i);
                entry.number = replica.append(entry).value();
                entry.state = OutboxEntry::State::Answered;
                entry.executedAt = 100 - i;
                QVERIFY(replica.update(entry).ok());
                QVERIFY(replica.take(entry.number, Replica::Keep::AsSent, Instant{1000 + i}).ok());
                put.append(entry);
            }
        });
        QCOMPARE(replica.outboxSize().value(), 0);
        const auto sent = replica.sent(97, -1).value();
        QCOMPARE(sent.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const OutboxEntry &entry = put[2 - i];
            QCOMPARE(sent[i].transaction, entry.transaction);
            QCOMPARE(sent[i].number, entry.number);
            QCOMPARE(sent[i].executedAt, entry.executedAt);
            QCOMPARE(sent[i].body, entry.body);
        }
        QCOMPARE(replica.sent(0, 2)->size(), 2);
        world.writing([&] { QVERIFY(replica.forgetSent(Instant{1002}).ok()); });
        QCOMPARE(replica.sent(0, -1)->size(), 2);
    }

    void baseRowsComeBackExactly()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        const RecordRef root = world.ref();
        DW_PROPERTY("every stored value comes back", [&] {
            Record record(world.type("company"), world.ids().next());
            for (int i = 0; i < record.type().fieldCount(); ++i) {
                if (record.type().field(i).key != QLatin1String("id"))
                    record.set(i, randomValue(record.type().field(i), world.ids()));
            }
            record.set(u"rev", Value(*rc::gen::arbitrary<qint64>()));
            if (*rc::gen::arbitrary<bool>())
                record.set(u"amount", Value(Money{*rc::gen::arbitrary<qint64>(), Currency()}));
            RC_ASSERT(world.session().begin(Durability::Redoable).ok());
            RC_ASSERT(replica.setBase({record.ref(), root, record}).ok());
            RC_ASSERT(world.session().commit().ok());
            const auto read = replica.base(record.ref());
            RC_ASSERT(read.ok() && read->has_value());
            RC_ASSERT((*read)->server == record);
            RC_ASSERT((*read)->record == record.ref());
            RC_ASSERT((*read)->root == root);
        });
    }

    void damagedBaseRowsAreRefused()
    {
        ReplicaWorld world;
        const Id id = world.ids().next();
        const auto type = world.type("company");
        for (const QByteArray &bytes :
             {QByteArray(), QByteArray("x"), QByteArray::fromHex("a1646e616d658101"),
              QByteArray::fromHex("a1646e616d65f6"), QByteArray::fromHex("a1646e616d6542abcd"),
              QByteArray::fromHex("a1646e616d65fb3ff8000000000000")})
            QCOMPARE(recordFromCbor(type, id, bytes).error().key, text("value.wrong_type"));
        // A field that is no more.
        QCOMPARE(recordFromCbor(type, id, QByteArray::fromHex("a1647a7a7a7a01")).value(), Record(type, id));
    }

    void baseRowsOfARoot()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        const Record company = world.company(text("华为"));
        const RecordRef child = world.ref("person");
        world.writing([&] {
            QVERIFY(replica.setBase({company.ref(), company.ref(), company}).ok());
            QVERIFY(replica.setBase({child, company.ref(), {}}).ok());
            QVERIFY(replica.setBase({world.ref(), world.ref(), {}}).ok());
        });
        QList<BaseRow> rows = replica.basesOf(company.ref()).value();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].server, company);
        QCOMPARE(rows[1].record, child);
        QCOMPARE(rows[1].root, company.ref());
        QVERIFY(!rows[1].server.isValid());
        Record changed = company;
        changed.set(u"rev", Value(qint64(5)));
        world.writing([&] {
            QVERIFY(replica.setBase({company.ref(), company.ref(), changed}).ok());
            QVERIFY(replica.dropBase(child).ok());
        });
        rows = replica.basesOf(company.ref()).value();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].server, changed);
        QVERIFY(!replica.base(child)->has_value());
    }

    void rootsKeepTheirScopes()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        const RecordRef a = world.ref(), b = world.ref("person");
        QVERIFY(!replica.root(a)->has_value());
        world.writing([&] {
            world.setRoot(a, {7, 3, 7, 12}, 41);
            world.setRoot(b, {});
        });
        QCOMPARE(world.scopesOf(a), (QList<int>{3, 7, 12}));
        QCOMPARE((*replica.root(a))->version, 41);
        QCOMPARE(world.scopesOf(b), QList<int>());
        QCOMPARE(replica.orphans(10).value(), QList<RecordRef>{b});
        world.writing([&] {
            world.setRoot(a, {12}, 42);
            world.setRoot(b, {3, 4});
        });
        QCOMPARE(world.scopesOf(a), QList<int>{12});
        QVERIFY(replica.orphans(10)->isEmpty());
        world.writing([&] { QVERIFY(replica.dropRoot(b).ok()); });
        QVERIFY(!replica.root(b)->has_value());
        QCOMPARE(world.connection().integer("SELECT count(*) FROM \"dw:root_scope\"").value(), 0);
    }

    void scopesAreKept()
    {
        ReplicaWorld world;
        ReplicaScope scope{4, text("own:1"), {text("company"), text("person")}, false, world.ref(), 99};
        world.writing([&] {
            QVERIFY(world.replica().setScope(scope).ok());
            QVERIFY(world.replica().setScope({2, text("all"), {}, false, {}, 0}).ok());
            scope.live = true;
            QVERIFY(world.replica().setScope(scope).ok());
        });
        const auto scopes = world.replica().scopes().value();
        QCOMPARE(scopes.size(), 2);
        QCOMPARE(scopes[0].number, 2);
        QVERIFY(scopes[0].fetched.id.isNull());
        QCOMPARE(scopes[1].key, scope.key);
        QCOMPARE(scopes[1].objects, scope.objects);
        QVERIFY(scopes[1].live);
        QCOMPARE(scopes[1].fetched, scope.fetched);
        QCOMPARE(scopes[1].fetchedAsOf, 99);
    }

    // Against sets: random roots, scopes and pieces.
    void droppingAScopeLeavesTheOthers()
    {
        ReplicaWorld world;
        DW_PROPERTY("a dropped scope is nowhere", [&] {
            RC_ASSERT(world.clearSync().ok());
            Replica &replica = world.replica();
            QHash<RecordRef, QList<int>> expected;
            RC_ASSERT(world.session().begin(Durability::Redoable).ok());
            for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
                const RecordRef root = world.ref(*rc::gen::arbitrary<bool>() ? "company" : "person");
                QList<int> scopes;
                for (int scope = 1; scope <= 4; ++scope) {
                    if (*rc::gen::inRange(0, 3) == 0)
                        scopes.append(scope);
                }
                world.setRoot(root, scopes);
                expected.insert(root, scopes);
            }
            for (int drops = *rc::gen::inRange(1, 4); drops > 0; --drops) {
                const int scope = *rc::gen::inRange(1, 5);
                const int limit = *rc::gen::element(-1, 1, 2, 7);
                const QStringList objects =
                    *rc::gen::element(QStringList{}, QStringList{QStringLiteral("company")},
                                      QStringList{QStringLiteral("person"), QStringLiteral("nothing")},
                                      QStringList{QStringLiteral("person"), QStringLiteral("company")});
                for (int calls = 0;; ++calls) {
                    RC_ASSERT(calls < 100);
                    const auto done = replica.dropScope(scope, objects, limit);
                    RC_ASSERT(done.ok());
                    if (*done)
                        break;
                }
                for (auto it = expected.begin(); it != expected.end(); ++it) {
                    if (objects.isEmpty() || objects.contains(it.key().object))
                        it->removeAll(scope);
                }
            }
            RC_ASSERT(world.session().commit().ok());
            QList<RecordRef> orphans;
            for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
                // Qt compares what an empty list points at, which is nothing.
                const QList<int> scopes = world.scopesOf(it.key());
                RC_ASSERT(std::equal(scopes.begin(), scopes.end(), it->begin(), it->end()));
                if (it->isEmpty())
                    orphans.append(it.key());
            }
            const QList<RecordRef> found = replica.orphans(-1).value();
            RC_ASSERT(found.size() == orphans.size());
            for (const RecordRef &root : found)
                RC_ASSERT(orphans.contains(root));
        });
    }

    void aDroppedScopeItselfGoesWithItsLastRoot()
    {
        ReplicaWorld world;
        world.writing([&] {
            QVERIFY(world.replica().setScope({1, text("all"), {}, true, {}, 0}).ok());
            for (int i = 0; i < 5; ++i)
                world.setRoot(world.ref(), {1});
            QCOMPARE(world.replica().dropScope(1, {text("company")}, 2).value(), false);
            QCOMPARE(world.replica().dropScope(1, {}, 2).value(), false);
            QCOMPARE(world.replica().orphans(-1)->size(), 4);
            QCOMPARE(world.replica().scopes()->size(), 1);
            QCOMPARE(world.replica().dropScope(1, {}, 2).value(), true);
        });
        QCOMPARE(world.replica().orphans(-1)->size(), 5);
        QVERIFY(world.replica().scopes()->isEmpty());
    }

    void theInboxWaitsForAPerson()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        InboxEntry entry{0,      world.ids().next(), text("gate_failed"),     "{body}", "{answer}",
                         {3, 5}, Instant{9},         InboxEntry::State::Open, Id()};
        qint64 first = 0, second = 0;
        world.writing([&] {
            first = replica.addToInbox(entry).value();
            second = replica.addToInbox(entry).value();
        });
        QCOMPARE(replica.inbox()->size(), 2);
        const InboxEntry read = replica.inboxEntry(first).value().value();
        QCOMPARE(read.number, first);
        QCOMPARE(read.transaction, entry.transaction);
        QCOMPARE(read.code, entry.code);
        QCOMPARE(read.body, entry.body);
        QCOMPARE(read.answer, entry.answer);
        QCOMPARE(read.dependants, entry.dependants);
        QCOMPARE(read.at, entry.at);
        QVERIFY(read.resolvedBy.isNull());
        entry.number = first;
        entry.state = InboxEntry::State::Resolved;
        entry.resolvedBy = world.ids().next();
        entry.dependants = {};
        world.writing([&] { QVERIFY(replica.updateInbox(entry).ok()); });
        QCOMPARE(replica.inbox()->size(), 1);
        QCOMPARE(replica.inbox()->constFirst().number, second);
        QCOMPARE(replica.inboxEntry(first).value()->resolvedBy, entry.resolvedBy);
        QVERIFY(replica.inboxEntry(first).value()->state == InboxEntry::State::Resolved);
        QVERIFY(replica.inboxEntry(first).value()->dependants.isEmpty());
    }

    // Numbers of objects that a rolled back transaction gave are not remembered.
    void aRollbackTakesAllOfItBack()
    {
        ReplicaWorld world;
        Replica &replica = world.replica();
        const RecordRef lost = world.ref("company"), kept = world.ref("person");
        QVERIFY(world.session().begin(Durability::Redoable).ok());
        world.setRoot(lost, {1, 2});
        QVERIFY(replica.setBase({lost, lost, {}}).ok());
        world.session().rollback();
        QVERIFY(world.session().begin(Durability::Redoable).ok());
        world.setRoot(kept, {});
        QVERIFY(world.session().setMark().ok());
        world.setRoot(lost, {});
        QVERIFY(world.session().backToMark().ok());
        const RecordRef third = world.ref("user");
        world.setRoot(third, {});
        QVERIFY(world.session().commit().ok());
        QVERIFY(!replica.root(lost)->has_value());
        QVERIFY(!replica.base(lost)->has_value());
        QCOMPARE(replica.orphans(-1).value(), (QList<RecordRef>{kept, third}));
    }

    void anOlderFileGetsTheTables_data()
    {
        QTest::addColumn<int>("version");
        for (const int version : {1, 2, 3, 4})
            QTest::newRow(qPrintable(QString::number(version))) << version;
    }
    void anOlderFileGetsTheTables()
    {
        QFETCH(int, version);
        ReplicaWorld world;
        const Record company = world.company(text("A"));
        ChangeSet set;
        set.create(company);
        QVERIFY(world.apply(set).ok());
        QVERIFY(world.backToVersion(version).ok());
        QVERIFY(sqlite::migrate(world.connection()).ok());
        QCOMPARE(world.connection().integer("PRAGMA user_version").value(), sqlite::newestSchemaVersion());
        world.writing([&] { world.setRoot(company.ref(), {1}); });
        QCOMPARE(world.scopesOf(company.ref()), QList<int>{1});
        QVERIFY(world.session().find(company.typePointer(), company.id())->isValid());
    }
};

DW_TEST(ReplicaTest)

}  // namespace dw::test

#include "replicatest.moc"
