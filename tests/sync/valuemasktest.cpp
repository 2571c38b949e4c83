// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/reader.h"
#include "core/store/masktexts.h"
#include "core/sync/memberchunk.h"
#include "core/sync/whereatserver.h"
#include "tests/support/testrunner.h"
#include "tests/sync/canaries.h"
#include "tests/sync/canaryscan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

// Of a masked field a laptop has what its server made of the value, and never the value (DESIGN 7).
class ValueMaskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMaskComesInPlaceOfTheValue();
    void aSnapshotBringsMasks();
    void rightsComeAndGo();
    void whatIsMaskedIsNotWritten();
    void nothingIsComparedWithAMask();
    void masksFollowTheirRecords();
    void whatNobodyToldToBeMaskedIsNotKept();
    void whatTheServerFoundIsACondition();

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    static QString phone() { return text("+8613812345678"); }
    static QString number(int i) { return QStringLiteral("+861369876%1").arg(i, 4, 10, QLatin1Char('0')); }
    static QString mask() { return text("138****5678"); }
    static void setRight(SyncWorld &world, const char *right)
    {
        world.setFieldRight(text("sales_rep"), text("account"), text("phone"), text(right));
    }
    static Id customer(SyncWorld &world, const QString &name = text("Neutral"),
                       const QString &number = phone())
    {
        return world.server().create(
            "account",
            {{text("name"), name}, {text("phone"), number}, {text("owner_id"), world.user(0).toString()}});
    }
    // As a window or the command line reads it.
    template <typename Work>
    static auto read(SyncLaptop &laptop, const Work &work)
    {
        using Answer = decltype(work(std::declval<const Reader &>()));
        std::optional<Answer> answer;
        laptop.workspace->readNow([&](ReadSession &session) {
            const ConfigurationPtr configuration = laptop.runner->configuration();
            answer =
                work(Reader(session, {configuration->dictionary, configuration->settings,
                                      configuration->policy, laptop.actor, laptop.runner->clock().now()}));
        });
        return *answer;
    }
    static QString shown(SyncLaptop &laptop, const Id &id)
    {
        const auto record = read(laptop, [&](const Reader &reader) {
            return reader.record({text("account"), id});
        });
        return record.ok() ? record->value(u"phone").text() : record.error().key;
    }
    // The objects whose parts of the file are to be written anew.
    static QByteArray unscrubbed(SyncLaptop &laptop)
    {
        QByteArray objects;
        laptop.workspace->readNow(
            [&](ReadSession &session) { objects = session.replica().value(text("unscrubbed")).value(); });
        return objects;
    }
    static qsizetype masksOf(SyncLaptop &laptop)
    {
        qsizetype count = 0;
        laptop.workspace->readNow([&](ReadSession &session) {
            count = session.localValues(MaskTexts::area(text("account"))).value().size();
        });
        return count;
    }
};

void ValueMaskTest::theMaskComesInPlaceOfTheValue()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    setRight(world, "masked");
    world.syncAll();
    const CanaryScan scan(lin);
    QByteArray wire;
    world.setLens([&wire](SyncAnswer answer) {
        wire += QJsonDocument(answer.body).toJson(QJsonDocument::Compact);
        return answer;
    });
    const Id id = customer(world);
    world.syncAll();
    QVERIFY(lin.stored("account", id).isValid());
    QVERIFY(lin.stored("account", id).value(u"phone").isNull());
    QCOMPARE(shown(lin, id), mask());
    QVERIFY(wire.contains(mask().toUtf8()));
    QVERIFY(!wire.contains("13812345678"));
    QCOMPARE(scan.traces({phone(), text("13812345678")}), QStringList());
    // Neither is the mask a word, a sort key or a value of the row.
    QCOMPARE(scan.traces({mask()}).filter(text("word: ")), QStringList());
    QCOMPARE(scan.traces({mask()}).filter(text("sort key: ")), QStringList());

    // In lists and in what is exported, too; what does not look at the field reads no mask.
    const auto listed = read(lin, [&](const Reader &reader) -> Result<QList<Record>> {
        DW_ASSIGN(const Query query, reader.query(text("account"), {}, {}));
        DW_ASSIGN(const auto rows, reader.rows(query));
        return reader.page(query.object, rows, {query.object->indexOf(u"phone")});
    });
    QVERIFY(listed.ok());
    QCOMPARE(listed->size(), 1);
    QCOMPARE(listed->first().value(u"phone").text(), mask());
    const auto named = read(lin, [&](const Reader &reader) -> Result<QList<Record>> {
        DW_ASSIGN(const Query query, reader.query(text("account"), {}, {}));
        DW_ASSIGN(const auto rows, reader.rows(query));
        return reader.page(query.object, rows, {query.object->indexOf(u"name")});
    });
    QCOMPARE(named->first().value(u"name").text(), text("Neutral"));
    QVERIFY(named->first().value(u"phone").isNull());
    const auto exported = read(lin, [&](const Reader &reader) -> Result<QString> {
        DW_ASSIGN(const Query query, reader.query(text("account"), {}, {}));
        DW_ASSIGN(const auto cursor, reader.open(query, {query.object->indexOf(u"phone")}));
        QList<Record> chunk;
        DW_TRY(cursor->next(chunk, 10));
        return chunk.value(0).isValid() ? chunk.first().value(u"phone").text() : QString();
    });
    QCOMPARE(exported.value(), mask());

    // Another number, another mask; none, none.
    world.server().update("account", id, {{text("phone"), text("+8613987654321")}});
    world.sync(lin);
    QCOMPARE(shown(lin, id), text("139****4321"));
    QCOMPARE(scan.traces({text("13987654321"), mask()}).filter(text("value: ")), QStringList());
    world.server().update("account", id, {{text("phone"), QJsonValue()}});
    world.sync(lin);
    QCOMPARE(shown(lin, id), QString());
    QCOMPARE(masksOf(lin), 0);
}

void ValueMaskTest::aSnapshotBringsMasks()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    setRight(world, "masked");
    QList<Id> ids;
    for (int i = 0; i < 300; ++i)
        ids.append(customer(world, QStringLiteral("Kunde %1").arg(i), number(i)));
    // One of them has none.
    world.server().update("account", ids[7], {{text("phone"), QJsonValue()}});
    world.addLaptop(world.user(0));
    SyncLaptop &lin = world.laptop(1);
    world.pull(lin, 500, 2);
    QByteArray wire;
    for (;;) {
        std::optional<QJsonObject> request;
        lin.workspace->readNow([&](ReadSession &session) { request = *lin.client->membersRequest(session); });
        if (!request)
            break;
        SyncServer::MemberFrames frames;
        world.server().workspace->readNow([&](ReadSession &session) {
            frames = world.engine().memberFrames(session, lin.device, *request);
        });
        QVERIFY(!frames.problem);
        wire += frames.bytes;
        MemberChunkReader reader;
        QVERIFY(reader.feed(frames.bytes, lin.runner->configuration()->dictionary).ok());
        std::optional<MemberChunk> chunk = reader.take();
        QVERIFY(chunk);
        lin.write([&](WriteSession &session) {
            QVERIFY(lin.client->applyChunks(session, *request, {*chunk}).ok());
        });
    }
    QVERIFY(wire.contains("136****0299"));
    QVERIFY(!wire.contains("13698760"));
    for (int i = 0; i < ids.size(); ++i) {
        QVERIFY(lin.stored("account", ids[i]).value(u"phone").isNull());
        QCOMPARE(shown(lin, ids[i]), i == 7 ? QString() : text("136****") + number(i).right(4));
    }
    QCOMPARE(filesWith(lin, "13698760"), QStringList());
}

void ValueMaskTest::rightsComeAndGo()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    const Id id = customer(world, text("Neutral"), text("+8613700000000"));
    world.syncAll();
    CanaryScan scan(lin);
    world.server().update("account", id, {{text("phone"), phone()}});
    world.syncAll();
    scan.planted();
    QCOMPARE(shown(lin, id), phone());
    const QStringList canaries{phone(), text("13812345678")};
    QVERIFY(!scan.traces(canaries).isEmpty());

    // Withdrawn: the value leaves the file, words and pages, and the mask comes.
    setRight(world, "masked");
    world.pull(lin);
    lin.write([](WriteSession &) {});
    QVERIFY(lin.stored("account", id).value(u"phone").isNull());
    QCOMPARE(shown(lin, id), mask());
    QCOMPARE(scan.traces(canaries), QStringList());

    // Hidden: the mask goes, too.
    setRight(world, "hidden");
    world.pull(lin);
    lin.write([](WriteSession &) {});
    QCOMPARE(shown(lin, id), QString());
    QCOMPARE(masksOf(lin), 0);
    QCOMPARE(scan.traces({mask()}), QStringList());

    // Less hidden, in a pull whose line breaks again and again.
    setRight(world, "masked");
    for (int requests = 1; !world.pull(lin, 500, requests); ++requests)
        world.crash(lin);
    QCOMPARE(shown(lin, id), mask());
    QCOMPARE(scan.traces(canaries), QStringList());

    // Granted: the value takes the mask's place and is found; the file need not be written anew for it.
    setRight(world, "read");
    int requests = 1;
    for (; !world.pull(lin, 500, requests); ++requests)
        QCOMPARE(unscrubbed(lin), QByteArray());
    QVERIFY(requests > 1);
    QCOMPARE(lin.stored("account", id).value(u"phone").text(), phone());
    QCOMPARE(shown(lin, id), phone());
    QCOMPARE(masksOf(lin), 0);
    const auto found = read(
        lin, [&](const Reader &reader) { return reader.search(text("13812345678"), {text("account")}, 10); });
    QVERIFY(found.ok());
    QCOMPARE(found->size(), 1);
}

void ValueMaskTest::whatIsMaskedIsNotWritten()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    setRight(world, "masked");
    const Id id = customer(world);
    world.syncAll();
    for (const QString &typed : {mask(), text("+8613711112222")}) {
        const CommandResult refused = lin.update("account", id, {{text("phone"), typed}});
        QVERIFY(refused.status != CommandResult::Status::Applied);
        QCOMPARE(refused.error.key, text("access.field_forbidden"));
        QCOMPARE(refused.error.arguments, (QStringList{text("account"), text("phone")}));
    }
    QVERIFY(lin.outbox().isEmpty());
    // Whatever else is changed says nothing of it, nor does taking it back.
    const CommandResult named = lin.update("account", id, {{text("name"), text("Acme")}});
    QCOMPARE(named.status, CommandResult::Status::Applied);
    QVERIFY(!lin.outbox().isEmpty());
    for (const OutboxEntry &entry : lin.outbox()) {
        QVERIFY(!entry.body.contains("\"phone\""));
        QVERIFY(!entry.body.contains("****"));
    }
    QCOMPARE(shown(lin, id), mask());
    QCOMPARE(lin.run("change.undo", {{text("transaction"), named.transaction.toString()}}).status,
             CommandResult::Status::Applied);
    world.sync(lin);
    QCOMPARE(world.server().stored("account", id).value(u"phone").text(), phone());
    QCOMPARE(world.server().stored("account", id).value(u"name").text(), text("Neutral"));
    QCOMPARE(shown(lin, id), mask());
}

void ValueMaskTest::nothingIsComparedWithAMask()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    setRight(world, "masked");
    world.server().update("role", Id::named("role:sales_rep"), {{text("can_bulk_edit"), true}});
    customer(world);
    world.syncAll();
    const auto asked = [&](const QString &where) {
        return read(lin, [&](const Reader &reader) -> Result<qint64> {
            DW_ASSIGN(const Query query, reader.query(text("account"), where, {}));
            return reader.count(query);
        });
    };
    for (const QString &value : {phone(), mask()}) {
        const auto equal = asked(QStringLiteral("phone = \"%1\"").arg(value));
        QVERIFY(!equal.ok());
        QCOMPARE(equal.error().key, text("access.masked_at_server"));
        QCOMPARE(equal.error().arguments, (QStringList{text("account"), text("phone")}));
    }
    for (const char *where : {"phone > \"1\"", "STARTSWITH(phone, \"138\")", "ISBLANK(phone)"}) {
        const auto other = asked(text(where));
        QVERIFY(!other.ok());
        QCOMPARE(other.error().key, text("access.forbidden_field"));
    }
    const CommandResult bulk =
        lin.run("record.bulk_update", {{text("object"), text("account")},
                                       {text("where"), QStringLiteral("phone = \"%1\"").arg(phone())},
                                       {text("set"), QJsonObject{{text("name"), text("Acme")}}}});
    QVERIFY(bulk.status != CommandResult::Status::Applied);
    QCOMPARE(bulk.error.key, text("access.masked_at_server"));
    QVERIFY(lin.outbox().isEmpty());
    // No search, sort or group sees it either.
    const auto found =
        read(lin, [&](const Reader &reader) { return reader.search(text("5678"), {text("account")}, 10); });
    QCOMPARE(found.value().size(), 0);
    const auto sorted =
        read(lin, [&](const Reader &reader) { return reader.query(text("account"), {}, {text("phone")}); });
    const auto rows = read(lin, [&](const Reader &reader) {
        return sorted.ok() ? reader.rows(*sorted) : Result<std::vector<RowRef>>(sorted.error());
    });
    QVERIFY(!rows.ok());
    QCOMPARE(rows.error().key, text("access.forbidden_field"));
}

void ValueMaskTest::masksFollowTheirRecords()
{
    SyncWorld world(2, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    SyncLaptop &wei = world.laptop(1);
    setRight(world, "masked");
    const Id id = customer(world);
    world.syncAll();
    QCOMPARE(masksOf(lin), 1);
    QCOMPARE(masksOf(wei), 0);
    world.server().update("account", id, {{text("owner_id"), world.user(1).toString()}});
    world.syncAll();
    lin.write([](WriteSession &) {});
    QVERIFY(!lin.stored("account", id).isValid());
    QCOMPARE(masksOf(lin), 0);
    QCOMPARE(CanaryScan(lin).traces({mask()}), QStringList());
    QCOMPARE(shown(wei, id), mask());
}

// A server that sends more than it told, or what is no text.
void ValueMaskTest::whatNobodyToldToBeMaskedIsNotKept()
{
    SyncWorld world(1, SyncWorld::Access::Roles);
    SyncLaptop &lin = world.laptop(0);
    setRight(world, "masked");
    world.syncAll();
    world.setLens([](SyncAnswer answer) {
        QJsonArray rows = answer.body.value(QLatin1String("rows")).toArray();
        for (auto row = rows.begin(); row != rows.end(); ++row) {
            QJsonObject message = row->toObject();
            QJsonArray lines = message.value(QLatin1String("r")).toArray();
            for (auto line = lines.begin(); line != lines.end(); ++line) {
                QJsonObject changed = line->toObject();
                changed.insert(text("m"), QJsonObject{{text("name"), text("Zanzibar")},
                                                      {text("phone"), QJsonArray{1, 2}},
                                                      {text("nothing"), text("Zanzibar")}});
                *line = changed;
            }
            message.insert(text("r"), lines);
            *row = message;
        }
        answer.body.insert(text("rows"), rows);
        return answer;
    });
    const Id id = customer(world);
    world.sync(lin);
    QVERIFY(lin.stored("account", id).isValid());
    QCOMPARE(masksOf(lin), 0);
    QCOMPARE(shown(lin, id), QString());
    QCOMPARE(lin.stored("account", id).value(u"name").text(), text("Neutral"));
}

void ValueMaskTest::whatTheServerFoundIsACondition()
{
    SyncWorld world(1);
    SyncLaptop &lin = world.laptop(0);
    const Id acme = lin.create("account", {{text("name"), text("Acme")}});
    const Id other = lin.create("account", {{text("name"), text("Northwind")}});
    const auto count = [&](const WhereAtServer &found) {
        return read(lin, [&](const Reader &reader) -> Result<qint64> {
            DW_ASSIGN(const WhereAtServer told, WhereAtServer::fromJson(found.toJson()));
            DW_ASSIGN(const QString where, told.condition());
            DW_ASSIGN(const Query query, reader.query(text("account"), where, {}));
            return reader.count(query);
        });
    };
    QCOMPARE(count({{acme, other}, false}).value(), 2);
    QCOMPARE(count({{acme}, false}).value(), 1);
    QCOMPARE(count({{}, false}).value(), 0);
    const auto more = count({{acme}, true});
    QVERIFY(!more.ok());
    QCOMPARE(more.error().key, text("access.masked_too_many"));
    QJsonArray many;
    for (int i = 0; i <= WhereAtServer::Most; ++i)
        many.append(acme.toString());
    const QJsonValue wrong[] = {QJsonValue(),
                                text("all"),
                                QJsonArray{1},
                                QJsonArray{text("\") OR TRUE")},
                                QJsonArray{Id().toString()},
                                many};
    for (const QJsonValue &ids : wrong) {
        const auto bad = WhereAtServer::fromJson({{text("ids"), ids}});
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().key, text("sync.bad_answer"));
    }
}

DW_TEST(ValueMaskTest)

}  // namespace dw::test

#include "valuemasktest.moc"
