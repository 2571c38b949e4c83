// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importrecords.h"
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <future>

namespace dw::test
{

namespace
{

// Runs an import portion by portion, each in a job of the writer as ImportFeed does.
class PortionWorld : public ImportWorld
{
public:
    PortionWorld()
    {
        const ObjectTypePtr type = runner->configuration()->dictionary->find(u"account");
        m_name = type->indexOf(u"name");
        m_revenue = type->indexOf(u"annual_revenue");
        m_parent = type->indexOf(u"parent_account_id");
        ImportRecords::Options options;
        options.object = type;
        options.match = {{m_name}};
        options.acceptIncomplete = true;
        options.fileName = QStringLiteral("a.csv");
        options.encoding = QStringLiteral("utf_8");
        options.mapping = QStringLiteral("{}");
        options.fileSha256 = QByteArray(32, 'x');
        importing = std::make_shared<ImportRecords>(*runner, actor, options);
        // Behind what opening the workspace left to do.
        std::promise<void> quiet;
        workspace->write(Workspace::Priority::Batch,
                         [&](WriteSession &, const Ticket &) { quiet.set_value(); });
        quiet.get_future().wait();
        workspace->writeNow([&](WriteSession &session) {
            check(importing->start(session, {m_name, m_revenue, m_parent}));
        });
    }

    std::vector<ImportRow> rows(int count) const
    {
        std::vector<ImportRow> made;
        for (int i = 0; i < count; ++i) {
            ImportRow row;
            row.row = i + 2;
            // Every seventh row changes a record of this file, every fifth names a group that may be new.
            row.values.append({m_name, Value(QStringLiteral("新路 %1").arg(i % 7 == 6 ? i - 3 : i, 5, 10,
                                                                           QLatin1Char('0')))});
            row.values.append({m_revenue, Value(Money{i * 100, {}})});
            if (i % 5 == 0)
                row.references.append({m_parent,
                                       {QStringLiteral("Group %1").arg(i % 20)},
                                       QStringLiteral("name"),
                                       MissingReference::Create});
            made.push_back(row);
        }
        return made;
    }

    // How many rows the portion took.
    qsizetype run(std::span<const ImportRow> some, std::optional<Workspace::Priority> waiting = {})
    {
        qsizetype done = 0;
        workspace->writeNow([&](WriteSession &session) {
            if (waiting)
                workspace->write(*waiting, [](WriteSession &, const Ticket &) {});
            const auto worked = importing->run(session, some, outcomes);
            check(worked);
            done = *worked;
        });
        return done;
    }

    void finish()
    {
        for (bool done = false; !done;) {
            workspace->writeNow([&](WriteSession &session) {
                const auto finished = importing->finish(session);
                check(finished);
                done = *finished;
            });
        }
    }

    QList<Record> everything(const char *object)
    {
        QList<Record> found = ImportWorld::records(QString::fromLatin1(object), {}, 10000);
        std::sort(found.begin(), found.end(),
                  [](const Record &a, const Record &b) { return a.id() < b.id(); });
        return found;
    }

    template <typename T>
    static void check(const Result<T> &result)
    {
        if (!result.ok())
            qFatal("%s", qPrintable(errorText(result.error())));
    }

    std::shared_ptr<ImportRecords> importing;
    QList<ImportOutcome> outcomes;

private:
    int m_name = -1, m_revenue = -1, m_parent = -1;
};

}  // namespace

class ImportPortionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPortionEndsForWhoeverWaits();
    void theResultIsTheSameInAnyPortions();
    void anUndoIsDoneInSmallPieces();
};

void ImportPortionsTest::aPortionEndsForWhoeverWaits()
{
    PortionWorld world;
    const std::vector<ImportRow> rows = world.rows(60);
    const std::span<const ImportRow> all(rows);
    QCOMPARE(world.run(all.subspan(0, 3)), 3);
    QCOMPARE(world.run(all.subspan(3), Workspace::Priority::User), 1);
    // Fewer than LeastPortionRows are not worth a commit of their own for other work in bulk.
    QCOMPARE(world.run(all.subspan(4, 3), Workspace::Priority::Batch), 3);
    QCOMPARE(world.importing->counts().total, 7);
}

void ImportPortionsTest::theResultIsTheSameInAnyPortions()
{
    constexpr int Rows = 300;
    PortionWorld whole, torn;
    const std::vector<ImportRow> rows = whole.rows(Rows);
    for (qsizetype done = 0, portion = 0; done < Rows; ++portion)
        done += whole.run(std::span<const ImportRow>(rows).subspan(size_t(done)));
    for (qsizetype done = 0, portion = 0; done < Rows; ++portion) {
        // A person at every second portion, so that there are short and long ones.
        const bool waits = portion % 2 == 0;
        const size_t most = waits ? size_t(Rows - done) : std::min<size_t>(size_t(Rows - done), 7);
        done += torn.run(std::span<const ImportRow>(rows).subspan(size_t(done), most),
                         waits ? std::optional(Workspace::Priority::User) : std::nullopt);
    }
    whole.finish();
    torn.finish();
    QCOMPARE(whole.importing->counts(), torn.importing->counts());
    QVERIFY(whole.importing->counts().updated > 0);
    QCOMPARE(whole.outcomes.size(), torn.outcomes.size());
    for (qsizetype i = 0; i < whole.outcomes.size(); ++i) {
        QCOMPARE(int(whole.outcomes[i].kind), int(torn.outcomes[i].kind));
        QCOMPARE(whole.outcomes[i].id, torn.outcomes[i].id);
    }
    for (const char *object : {"account", "import_batch"}) {
        const QList<Record> one = whole.everything(object), other = torn.everything(object);
        QCOMPARE(one.size(), other.size());
        for (qsizetype i = 0; i < one.size(); ++i) {
            QCOMPARE(one[i].id(), other[i].id());
            for (int field = 0; field < one[i].type().fieldCount(); ++field) {
                // The batch is written once a portion.
                if (one[i].type().key() == QLatin1String("import_batch") &&
                    one[i].type().field(field).key == QLatin1String("rev"))
                    continue;
                QVERIFY2(one[i].value(field) == other[i].value(field),
                         qPrintable(one[i].type().field(field).key));
            }
        }
    }
    for (PortionWorld *world : {&whole, &torn}) {
        const auto checks = world->workspace->verify(Ticket());
        QVERIFY(checks.ok());
        for (const VerifyCheck &check : *checks)
            QVERIFY2(check.ok, qPrintable(check.name + QLatin1String(": ") + check.detail));
    }
}

void ImportPortionsTest::anUndoIsDoneInSmallPieces()
{
    PortionWorld world;
    const int count = int(ImportJournal::PieceLines) * 2;
    const std::vector<ImportRow> rows = world.rows(count);
    for (qsizetype done = 0; done < count;)
        done += world.run(std::span<const ImportRow>(rows).subspan(size_t(done)));
    world.finish();
    const qint64 made = world.count(QStringLiteral("account"));
    QVERIFY(made > ImportJournal::PieceLines);
    int steps = 0;
    const auto undone =
        world.engine().undo(world.importing->batch(), [&](const ImportProgress &) { ++steps; });
    QVERIFY(undone.ok());
    QVERIFY2(steps >= 2, qPrintable(QString::number(steps)));
    QCOMPARE(undone->removed, made);
    QCOMPARE(world.count(QStringLiteral("account")), 0);
}

DW_TEST(ImportPortionsTest)

}  // namespace dw::test

#include "import_portionstest.moc"
