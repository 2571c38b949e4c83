// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/importrecords.h"
#include "core/records/valuejson.h"
#include "core/sync/inbox.h"
#include "tests/support/testrunner.h"
#include "tests/sync/definitions.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <vector>

namespace dw::test
{

namespace
{

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

using Cells = QMap<QString, QString>;  // field -> text

}  // namespace

// An import on a joined laptop: the server does it again, row by row.
class SharedImportTest : public QObject
{
    Q_OBJECT

private:
    struct File
    {
        QString object;
        QStringList key;
        QList<Cells> rows;
        QMap<QString, QString> references;  // field -> what the target is found by; missing ones are made
        bool history = false;
        bool acceptIncomplete = true;
    };

    struct Imported
    {
        Id batch;
        ImportCounts counts;
        QList<ImportOutcome> outcomes;
        Error error;
    };

    static Imported import(SyncLaptop &laptop, const File &file)
    {
        const ConfigurationPtr configuration = laptop.runner->configuration();
        ImportRecords::Options options;
        options.object = configuration->dictionary->find(file.object);
        QList<int> match;
        for (const QString &key : file.key)
            match.append(options.object->indexOf(key));
        if (!match.isEmpty())
            options.match = {match};
        options.history = file.history;
        options.acceptIncomplete = file.acceptIncomplete;
        options.fileName = text("customers.csv");
        options.encoding = text("utf_8");
        options.mapping = text("{}");
        options.checkedBy = configuration;
        std::vector<ImportRow> rows;
        QByteArray content;
        for (qsizetype i = 0; i < file.rows.size(); ++i) {
            ImportRow row;
            row.row = i + 2;
            for (auto cell = file.rows[i].constBegin(); cell != file.rows[i].constEnd(); ++cell) {
                content += cell.key().toUtf8() + '=' + cell.value().toUtf8() + ';';
                const int index = options.object->indexOf(cell.key());
                if (file.references.contains(cell.key())) {
                    row.references.append(
                        {index, {cell.value()}, file.references.value(cell.key()), MissingReference::Create});
                    continue;
                }
                row.values.append({index, valueFromJson(options.object->field(index), cell.value(),
                                                        configuration->settings.currency)
                                              .value()});
            }
            rows.push_back(std::move(row));
        }
        options.fileSha256 = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
        ImportRecords records(*laptop.runner, laptop.actor, options);
        Imported done;
        laptop.write([&](WriteSession &session) {
            const auto all = [&]() -> Result<void> {
                DW_TRY(records.start(session, {}));
                for (size_t at = 0; at < rows.size();) {
                    DW_ASSIGN(
                        const qsizetype some,
                        records.run(session, std::span<const ImportRow>(rows).subspan(at), done.outcomes));
                    at += size_t(some);
                }
                for (bool finished = false; !finished;) {
                    DW_ASSIGN(finished, records.finish(session));
                }
                return {};
            };
            if (const auto result = all(); !result.ok())
                done.error = result.error();
        });
        done.batch = records.batch();
        done.counts = records.counts();
        return done;
    }

    static CommandResult undo(SyncLaptop &laptop, const Id &batch)
    {
        return laptop.run("import.undo", {{text("batch"), batch.toString()}});
    }

    static File customers(int count, const QString &name = QStringLiteral("Customer"))
    {
        File file{text("account"), {text("name")}, {}, {}};
        for (int i = 0; i < count; ++i)
            file.rows.append({{text("name"), name + QString::number(i)},
                              {text("website"), QStringLiteral("https://c%1.example").arg(i)}});
        return file;
    }

    struct Pair
    {
        SyncWorld world{2};
        SyncLaptop &lin = world.laptop(0);
        SyncLaptop &anna = world.laptop(1);

        void agree()
        {
            world.syncAll();
            QVERIFY(lin.outbox().isEmpty() && anna.outbox().isEmpty());
            QCOMPARE(lin.contents(), world.server().contents());
            QCOMPARE(anna.contents(), world.server().contents());
        }
    };

    static QList<InboxItem> itemsOf(SyncLaptop &laptop)
    {
        QList<InboxItem> items;
        laptop.workspace->readNow([&](ReadSession &session) {
            items = InboxReader(session, laptop.runner->configuration(), laptop.actor, Language::English)
                        .items()
                        .value();
        });
        return items;
    }

private Q_SLOTS:
    void rowsGoUpInPortions()
    {
        Pair pair;
        const Imported done = import(pair.lin, customers(1200));
        QCOMPARE(done.error.key, QString());
        QCOMPARE(done.counts.created, 1200);
        const QList<OutboxEntry> outbox = pair.lin.outbox();
        QVERIFY(outbox.size() >= 4);  // the batch, its end, and some hundred rows each
        QVERIFY2(outbox.size() <= 30, qPrintable(QString::number(outbox.size())));
        for (const OutboxEntry &entry : outbox)
            QVERIFY(entry.body.size() <= SyncTransaction::MaximumBytes);
        pair.agree();
        QVERIFY(pair.lin.inbox().isEmpty());
        const Record first = pair.world.server().stored("account", done.outcomes.first().id);
        QCOMPARE(first.value(u"imported_batch_id").id(), done.batch);
        QCOMPARE(first.value(u"created_by").id(), pair.lin.actor.user);
        QVERIFY(!first.value(u"account_no").isNull());
        const Record batch = pair.world.server().stored("import_batch", done.batch);
        QCOMPARE(batch.value(u"status").text(), text("done"));
        QCOMPARE(batch.value(u"rows_ok").integer(), 1200);

        // The same file again doubles nothing, neither here nor there.
        const Imported again = import(pair.lin, customers(1200));
        QCOMPARE(again.counts.unchanged, 1200);
        QCOMPARE(pair.lin.outbox().size(), 2);
        pair.agree();
        // Nor from another laptop, which knows the rows by now.
        QCOMPARE(import(pair.anna, customers(1200)).counts.unchanged, 1200);
        pair.agree();
    }

    void aLineThatBreaksDoublesNothing()
    {
        Pair pair;
        import(pair.lin, customers(300));
        pair.world.push(pair.lin, SyncWorld::Wire::AnswerLost);
        pair.world.push(pair.lin, SyncWorld::Wire::RequestLost);
        pair.world.crash(pair.lin);
        pair.agree();
        const auto contents = pair.world.server().contents();
        const auto accounts = std::count_if(contents.keyBegin(), contents.keyEnd(), [](const QString &key) {
            return key.startsWith(QLatin1String("account"));
        });
        QCOMPARE(accounts, 300);
    }

    // With their dates and stages, past the gates, and with what the rows only name.
    void historyKeepsItsDates()
    {
        Pair pair;
        File file{text("opportunity"), {text("name")}, {}, {{text("account_id"), text("name")}}, true};
        const QString won = pair.lin.runner->configuration()
                                ->rulebook->pipelineByCode(u"standard")
                                ->stages.last()
                                .id.toString();
        file.rows = {{{text("name"), text("Old")},
                      {text("account_id"), text("Acme")},
                      {text("stage_id"), won},
                      {text("created_at"), text("2024-02-01T08:00:00.000Z")},
                      {text("expected_close"), text("2024-03-01")}},
                     {{text("name"), text("Older")},
                      {text("account_id"), text("Acme")},
                      {text("created_at"), text("2023-02-01T08:00:00.000Z")},
                      {text("expected_close"), text("2023-03-01")}}};
        const Imported done = import(pair.lin, file);
        QVERIFY2(
            done.counts.created == 2,
            qPrintable(done.error.key + (done.outcomes.isEmpty() || done.outcomes.first().findings.isEmpty()
                                             ? QString()
                                             : done.outcomes.first().findings.first().key)));
        pair.agree();
        QVERIFY2(pair.lin.inbox().isEmpty(),
                 pair.lin.inbox().isEmpty() ? "" : pair.lin.inbox().first().answer.constData());
        const Record deal = pair.world.server().stored("opportunity", done.outcomes.first().id);
        QCOMPARE(deal.value(u"stage_id").id().toString(), won);
        QCOMPARE(deal.value(u"created_at").instant().toIso(), text("2024-02-01T08:00:00.000Z"));
        const Record account = pair.world.server().stored("account", deal.value(u"account_id").id());
        QCOMPARE(account.value(u"name").text(), text("Acme"));
    }

    void aRowThatTheServerRefusesWaitsAlone()
    {
        Pair pair;
        const QString taken = text("91350100M000100Y43");
        pair.anna.create("account", {{text("name"), text("Hers")}, {text("uscc"), taken}});
        pair.world.sync(pair.anna);
        File file = customers(3);
        file.rows[1].insert(text("uscc"), taken);
        const Imported done = import(pair.lin, file);
        QCOMPARE(done.counts.created, 3);
        pair.agree();
        QVERIFY(pair.world.server().stored("account", done.outcomes[0].id).isValid());
        QVERIFY(pair.world.server().stored("account", done.outcomes[2].id).isValid());
        QVERIFY(!pair.lin.stored("account", done.outcomes[1].id).isValid());
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().code, text("unique"));
        QVERIFY2(items.first().reason.startsWith(text("Row 3 of customers.csv: ")),
                 qPrintable(items.first().reason));
        QCOMPARE(items.first().title, text("Customer1"));

        // Nothing that was typed is lost: it goes up when the reason is gone.
        InboxDecision decision;
        decision.number = items.first().number;
        pair.lin.write([&](WriteSession &session) {
            const auto held = session.findByValue(
                pair.lin.runner->configuration()->dictionary->find(u"account"),
                pair.lin.runner->configuration()->dictionary->find(u"account")->indexOf(u"uscc"),
                Value(taken), ReadSession::Match::Exact, 1);
            QVERIFY(held.ok() && held->size() == 1);
            QCOMPARE(pair.lin.runner
                         ->run(session,
                               {text("record.update"),
                                {{text("object"), text("account")},
                                 {text("id"), held->first().id().toString()},
                                 {text("set"), QJsonObject{{text("uscc"), QJsonValue()}}}}},
                               pair.lin.actor)
                         .status,
                     CommandResult::Status::Applied);
            const InboxOutcome outcome =
                Inbox(*pair.lin.runner).decide(session, decision, pair.lin.actor, Language::English);
            QVERIFY2(outcome.ok(), qPrintable(outcome.result.error.key));
        });
        pair.agree();
        QVERIFY(pair.lin.inbox().isEmpty());
        QCOMPARE(pair.world.server().stored("account", done.outcomes[1].id).value(u"uscc").text(), taken);
        QCOMPARE(pair.world.server().stored("account", done.outcomes[1].id).value(u"imported_batch_id").id(),
                 done.batch);
    }

    void whatOthersChangedIsMergedRowByRow()
    {
        Pair pair;
        const Imported first = import(pair.lin, customers(2));
        pair.agree();
        QCOMPARE(
            pair.anna
                .update("account", first.outcomes[0].id, {{text("website"), text("https://anna.example")}})
                .status,
            CommandResult::Status::Applied);
        QCOMPARE(pair.anna.update("account", first.outcomes[1].id, {{text("short_name"), text("C1")}}).status,
                 CommandResult::Status::Applied);
        pair.world.sync(pair.anna);
        File file = customers(2);
        for (Cells &row : file.rows)
            row[text("website")] = text("https://new.example");
        QCOMPARE(import(pair.lin, file).counts.updated, 2);
        pair.agree();
        QCOMPARE(pair.world.server().stored("account", first.outcomes[0].id).value(u"website").text(),
                 text("https://anna.example"));
        QCOMPARE(pair.world.server().stored("account", first.outcomes[1].id).value(u"website").text(),
                 text("https://new.example"));
        QCOMPARE(pair.world.server().stored("account", first.outcomes[1].id).value(u"short_name").text(),
                 text("C1"));
        const QList<InboxItem> items = itemsOf(pair.lin);
        QCOMPARE(items.size(), 1);
        QVERIFY(items.first().isKept());
        QCOMPARE(items.first().fields.first().mine.text(), text("https://new.example"));
    }

    void anImportIsTakenBack_data()
    {
        QTest::addColumn<bool>("sent");
        QTest::newRow("waits") << false;
        QTest::newRow("sent") << true;
    }

    void anImportIsTakenBack()
    {
        QFETCH(bool, sent);
        Pair pair;
        const Id known = pair.lin.create("account", {{text("name"), text("Customer0")}});
        pair.agree();
        const Imported done = import(pair.lin, customers(40));
        QCOMPARE(done.counts.updated, 1);
        QCOMPARE(done.counts.created, 39);
        if (sent)
            pair.agree();
        const CommandResult undone = undo(pair.lin, done.batch);
        QVERIFY2(undone.status == CommandResult::Status::Applied, qPrintable(undone.error.key));
        QCOMPARE(undone.data.value(text("removed")).toInt(), 39);
        pair.agree();
        QVERIFY(pair.lin.inbox().isEmpty());
        QVERIFY(pair.world.server().stored("account", done.outcomes[5].id).isDeleted());
        QVERIFY(!pair.world.server().stored("account", known).isDeleted());
        QVERIFY(pair.world.server().stored("account", known).value(u"website").isNull());
        QCOMPARE(pair.world.server().stored("import_batch", done.batch).value(u"status").text(),
                 text("undone"));
    }

    // Whoever may not import on the server does not import by a laptop that says so.
    void rightsHoldOnTheServer()
    {
        SyncWorld world(1, SyncWorld::Access::Roles);
        SyncLaptop &laptop = world.laptop(0);
        world.syncAll();
        QCOMPARE(import(laptop, customers(1)).error.code, ErrorCode::Forbidden);
        world.setRoles(world.user(0), {text("manager")});
        world.syncAll();
        const Imported done = import(laptop, customers(30));
        QCOMPARE(done.error.key, QString());
        QCOMPARE(done.counts.created, 30);
        world.syncAll();
        QVERIFY(laptop.inbox().isEmpty());
        QVERIFY(world.server().stored("account", done.outcomes.first().id).isValid());
        QCOMPARE(import(laptop, customers(30)).counts.unchanged, 30);
        world.syncAll();
        QVERIFY(laptop.inbox().isEmpty());

        // The right is taken away while rows wait.
        const Imported late = import(laptop, customers(5, text("Late")));
        QCOMPARE(late.counts.created, 5);
        world.setRoles(world.user(0), {text("sales_rep")});
        world.syncAll();
        QVERIFY(!world.server().stored("account", late.outcomes.first().id).isValid());
        QVERIFY(!laptop.inbox().isEmpty());
        QCOMPARE(laptop.inbox().first().code, text("forbidden"));
    }

    // Of an import that takes nothing incomplete: what became required after it is no reason to refuse a row.
    void rowsFromBeforeAFieldBecameRequired()
    {
        Pair pair;
        const Id field = defineField(pair.world.server(), text("account"), text("c_tier"), {});
        pair.world.syncAll();
        File file = customers(3);
        file.acceptIncomplete = false;
        const Imported done = import(pair.lin, file);
        QCOMPARE(done.counts.created, 3);
        QCOMPARE(pair.world.server()
                     .update("field_definition", field, {{text("required"), text("always")}})
                     .status,
                 CommandResult::Status::Applied);
        pair.agree();
        QVERIFY(itemsOf(pair.lin).isEmpty());
        for (const ImportOutcome &row : done.outcomes)
            QVERIFY(pair.world.server().stored("account", row.id).value(u"incomplete").boolean());
        // What comes after it is asked.
        File later = customers(2, text("Later"));
        later.acceptIncomplete = false;
        QCOMPARE(import(pair.lin, later).counts.rejected, 2);
    }

    // A laptop that was tampered with: what the commands of people do not set, rows do not set either.
    void forgedRowsAreRefused()
    {
        Pair pair;
        const Imported done = import(pair.lin, customers(1));
        const auto forge = [&](const std::function<void(QJsonObject &)> &change) {
            pair.lin.write([&](WriteSession &session) {
                QVERIFY(session.begin(Durability::Saved).ok());
                const QList<OutboxEntry> waiting = session.replica().outbox(0, -1).value();
                for (const OutboxEntry &entry : waiting) {
                    if (entry.command != QLatin1String("import.rows"))
                        continue;
                    QJsonObject body = QJsonDocument::fromJson(entry.body).object();
                    change(body);
                    QVERIFY(session.replica()
                                .setBody(entry.number, QJsonDocument(body).toJson(QJsonDocument::Compact))
                                .ok());
                }
                QVERIFY(session.commit().ok());
            });
        };
        // The customer says to be older than it is, without the right to import history being asked.
        forge([](QJsonObject &body) {
            QJsonArray operations = body.value(text("ops")).toArray();
            QJsonObject operation = operations.first().toObject();
            QJsonObject set = operation.value(text("set")).toObject();
            set.insert(text("lifecycle"), text("customer"));
            QJsonArray asked = operation.value(text("asked")).toArray();
            asked.append(text("lifecycle"));
            operation.insert(text("set"), set);
            operation.insert(text("asked"), asked);
            operations.replace(0, operation);
            body.insert(text("ops"), operations);
        });
        pair.agree();
        QCOMPARE(pair.lin.inbox().size(), 1);
        QCOMPARE(pair.lin.inbox().first().code, text("validation"));
        QVERIFY(!pair.world.server().stored("account", done.outcomes.first().id).isValid());

        // Somebody else's import.
        const Imported hers = import(pair.anna, customers(1, text("Hers")));
        pair.agree();
        import(pair.lin, customers(1, text("His")));
        forge([&](QJsonObject &body) {
            QJsonObject arguments = body.value(text("args")).toObject();
            arguments.insert(text("batch"), hers.batch.toString());
            body.insert(text("args"), arguments);
        });
        pair.agree();
        QCOMPARE(pair.lin.inbox().size(), 2);
        QCOMPARE(pair.lin.inbox().last().code, text("not_visible"));
    }

    // Others come in between two requests of an import, however long it is, and none of those takes more than
    // its share.
    void case32ManyRowsWhileOthersWork()
    {
        // On PostgreSQL it is about the same turns, and a row takes three times as long.
        const int rows = TestWorkspace::onPostgres() ? 3'000 : 10'000;
        Pair pair;
        QCOMPARE(import(pair.lin, customers(rows)).error.key, QString());
        const auto waits = [&] {
            const QList<OutboxEntry> outbox = pair.lin.outbox();
            return std::any_of(outbox.begin(), outbox.end(), [](const OutboxEntry &entry) {
                return entry.state != OutboxEntry::State::Answered;
            });
        };
        qint64 before = recordsOn(pair.world.server());
        int pushes = 0;
        while (waits()) {
            QVERIFY(pair.world.push(pair.lin));
            ++pushes;
            const qint64 after = recordsOn(pair.world.server());
            QVERIFY2(after - before <= 1'500, qPrintable(QString::number(after - before)));
            // Anna does not wait for the end of it.
            const Id account =
                pair.anna.create("account", {{text("name"), QStringLiteral("Anna's %1").arg(pushes)}});
            QVERIFY(pair.world.push(pair.anna));
            QVERIFY(pair.world.server().stored("account", account).isValid());
            before = recordsOn(pair.world.server());
        }
        QVERIFY2(pushes >= rows / 1'500, qPrintable(QString::number(pushes)));
        pair.agree();
        QCOMPARE(recordsOn(pair.anna), qint64(rows) + pushes);
    }

private:
    // Its live accounts.
    static qint64 recordsOn(SyncParty &party)
    {
        qint64 count = 0;
        party.workspace->readNow([&](ReadSession &session) {
            const ConfigurationPtr configuration = party.runner->configuration();
            const ObjectTypePtr type = configuration->dictionary->find(u"account");
            const auto cursor =
                session.open({type, nullptr, {}}, {type->indexOf(u"id")},
                             configuration->settings.context(party.runner->clock().now(), {}, {}));
            QList<Record> chunk;
            while (cursor.ok() && (*cursor)->next(chunk, 2'000).ok() && !chunk.isEmpty())
                count += chunk.size();
        });
        return count;
    }
};

DW_TEST(SharedImportTest)

}  // namespace dw::test

#include "sharedimporttest.moc"
