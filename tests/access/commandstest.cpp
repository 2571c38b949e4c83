// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/refusedattempt.h"
#include "tests/access/accessworld.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QRegularExpression>
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

QJsonObject related(const char *object, const Id &id)
{
    return {{text("object"), text(object)}, {text("id"), id.toString()}};
}

QJsonArray idsOf(const Id &id)
{
    return {id.toString()};
}

}  // namespace

// Every registered command under a policy that denies an object, rows and fields: refused, nothing written,
// nothing told (DESIGN 7).
class CommandAccessTest : public QObject
{
    Q_OBJECT

private:
    // What a command is tried with, and by which key it must end.
    struct Case
    {
        const char *command;
        const char *what;
        std::function<QJsonObject(AccessWorld &)> arguments;
        const char *key;  // of the error or of a finding
    };

    static QList<Case> cases()
    {
        const auto set = [](const char *field, const QJsonValue &value) {
            return QJsonObject{{text(field), value}};
        };
        const auto one = [](const char *object, const Id &id, const QJsonObject &more = {}) {
            QJsonObject all{{text("object"), text(object)}, {text("id"), id.toString()}};
            for (auto part = more.begin(); part != more.end(); ++part)
                all.insert(part.key(), part.value());
            return all;
        };
        const auto several = [](const char *object, const Id &id) {
            return QJsonObject{{text("object"), text(object)}, {text("ids"), idsOf(id)}};
        };
        const auto file = [](const char *object, const Id &id) {
            return QJsonObject{{text("file_name"), text("a.txt")},
                               {text("sha256"), QString(64, QLatin1Char('a'))},
                               {text("size"), 3},
                               {text("related"), related(object, id)}};
        };
        const auto call = [](const char *object, const Id &id) {
            return QJsonObject{{text("set"), QJsonObject{{text("kind"), text("note")},
                                                         {text("subject"), text("A call")},
                                                         {text("outcome"), text("neutral")},
                                                         {text("content"), text("A call")},
                                                         {text("related"), related(object, id)}}}};
        };
        const char *action = "access.action_forbidden", *missing = "command.record_missing",
                   *readOnly = "access.field_forbidden", *unreadable = "access.forbidden_field",
                   *noReference = "value.reference_missing";
        return {
            {"attachment.add", "object", [=](AccessWorld &w) { return file("task", w.task); }, action},
            {"attachment.add", "row", [=](AccessWorld &w) { return file("opportunity", w.hiddenDeal); },
             missing},
            {"attachment.add", "field",
             [=](AccessWorld &w) {
                 w.policy().rights[text("attachment")].insert(text("doc_kind"), FieldRight::ReadOnly);
                 QJsonObject all = file("opportunity", w.deal);
                 all.insert(text("doc_kind"), text("contract"));
                 return all;
             },
             readOnly},
            {"attachment.arrived", "object",
             [=](AccessWorld &w) {
                 w.policy().deniedObjects.insert(text("attachment"));
                 return QJsonObject{{text("sha256"), QString(64, QLatin1Char('a'))},
                                    {text("size"), 3},
                                    {text("user"), w.actor().user.toString()}};
             },
             action},
            {"opportunity.advance", "object",
             [=](AccessWorld &w) {
                 w.policy().deniedObjects.insert(text("opportunity"));
                 return QJsonObject{{text("id"), w.deal.toString()}, {text("to"), text("needs")}};
             },
             action},
            {"opportunity.advance", "row",
             [=](AccessWorld &w) {
                 return QJsonObject{{text("id"), w.hiddenDeal.toString()}, {text("to"), text("needs")}};
             },
             missing},
            {"opportunity.advance", "field",
             [=](AccessWorld &w) {
                 return QJsonObject{{text("id"), w.deal.toString()}, {text("to"), text("needs")}};
             },
             readOnly},
            {"record.bulk_update", "object",
             [=](AccessWorld &) {
                 return QJsonObject{{text("object"), text("task")},
                                    {text("where"), text("subject = \"Zebra task\"")},
                                    {text("set"), set("priority", text("high"))}};
             },
             action},
            {"record.bulk_update", "row",
             [=](AccessWorld &w) {
                 QJsonObject all = several("opportunity", w.hiddenDeal);
                 all.insert(text("set"), set("next_step", text("Mine")));
                 return all;
             },
             missing},
            {"record.bulk_update", "field",
             [=](AccessWorld &w) {
                 QJsonObject all = several("account", w.account);
                 all.insert(text("set"), set("industry", text("other")));
                 return all;
             },
             readOnly},
            // The count of an answer tells as much as its rows.
            {"record.bulk_update", "filter by a hidden field",
             [=](AccessWorld &) {
                 return QJsonObject{{text("object"), text("account")},
                                    {text("where"), text("CONTAINS(website, \"zebra\")")},
                                    {text("set"), set("short_name", text("Z"))}};
             },
             unreadable},
            {"record.bulk_update", "filter by a part of a masked field",
             [=](AccessWorld &) {
                 return QJsonObject{{text("object"), text("contact")},
                                    {text("where"), text("CONTAINS(mobile, \"5678\")")},
                                    {text("set"), set("title", text("Z"))}};
             },
             unreadable},
            {"record.bulk_update", "filter by rows of others",
             [=](AccessWorld &) {
                 return QJsonObject{{text("object"), text("account")},
                                    {text("where"), text("ANY(opportunities, amount > 5000)")},
                                    {text("set"), set("short_name", text("Z"))}};
             },
             unreadable},
            {"task.complete", "object",
             [=](AccessWorld &w) {
                 return QJsonObject{{text("ids"), idsOf(w.task)}};
             },
             action},
            {"task.complete", "row",
             [=](AccessWorld &w) {
                 w.policy().deniedObjects.clear();
                 w.policy().rows.insert(text("task"), text("subject <> \"Zebra task\""));
                 return QJsonObject{{text("ids"), idsOf(w.task)}};
             },
             missing},
            {"task.complete", "field",
             [=](AccessWorld &w) {
                 w.policy().deniedObjects.clear();
                 w.policy().rights[text("task")].insert(text("status"), FieldRight::ReadOnly);
                 return QJsonObject{{text("ids"), idsOf(w.task)}};
             },
             readOnly},
            {"task.snooze", "object",
             [=](AccessWorld &w) {
                 return QJsonObject{{text("ids"), idsOf(w.task)},
                                    {text("due_at"), text("2026-12-01T02:00:00.000Z")}};
             },
             action},
            {"task.snooze", "row",
             [=](AccessWorld &w) {
                 w.policy().deniedObjects.clear();
                 w.policy().rows.insert(text("task"), text("subject <> \"Zebra task\""));
                 return QJsonObject{{text("ids"), idsOf(w.task)},
                                    {text("due_at"), text("2026-12-01T02:00:00.000Z")}};
             },
             missing},
            {"task.snooze", "field",
             [=](AccessWorld &w) {
                 w.policy().deniedObjects.clear();
                 w.policy().rights[text("task")].insert(text("due_at"), FieldRight::ReadOnly);
                 return QJsonObject{{text("ids"), idsOf(w.task)},
                                    {text("due_at"), text("2026-12-01T02:00:00.000Z")}};
             },
             readOnly},
            {"record.create", "object",
             [=](AccessWorld &w) {
                 return QJsonObject{
                     {text("object"), text("task")},
                     {text("set"), QJsonObject{{text("subject"), text("New")},
                                               {text("related"), related("opportunity", w.deal)},
                                               {text("due_at"), text("2026-12-01T02:00:00.000Z")}}}};
             },
             action},
            // The same values under the same id would be answered as a repetition.
            {"record.create", "row",
             [=](AccessWorld &w) {
                 return one("account", w.hiddenAccount, {{text("set"), set("name", text("Zebra Works"))}});
             },
             "command.id_taken"},
            {"record.create", "row by reference",
             [=](AccessWorld &w) {
                 return QJsonObject{
                     {text("object"), text("contact")},
                     {text("set"), QJsonObject{{text("name"), text("New")},
                                               {text("account_id"), w.hiddenAccount.toString()}}}};
             },
             noReference},
            {"record.create", "field",
             [=](AccessWorld &) {
                 return QJsonObject{{text("object"), text("account")},
                                    {text("set"), QJsonObject{{text("name"), text("New")},
                                                              {text("website"), text("https://a.example")}}}};
             },
             readOnly},
            {"record.update", "object",
             [=](AccessWorld &w) {
                 return one("task", w.task, {{text("set"), set("subject", text("X"))}});
             },
             action},
            {"record.update", "row",
             [=](AccessWorld &w) {
                 return one("account", w.hiddenAccount, {{text("set"), set("name", text("X"))}});
             },
             missing},
            {"record.update", "row by reference",
             [=](AccessWorld &w) {
                 return one("opportunity", w.deal,
                            {{text("set"), set("account_id", w.hiddenAccount.toString())}});
             },
             noReference},
            {"record.update", "hidden field",
             [=](AccessWorld &w) {
                 return one("account", w.account, {{text("set"), set("website", text("https://a.example"))}});
             },
             readOnly},
            {"record.update", "masked field",
             [=](AccessWorld &w) {
                 return one("contact", w.contact, {{text("set"), set("mobile", text("139****5678"))}});
             },
             readOnly},
            {"record.update", "read-only field",
             [=](AccessWorld &w) {
                 return one("account", w.account, {{text("set"), set("industry", text("other"))}});
             },
             readOnly},
            {"record.delete", "object", [=](AccessWorld &w) { return several("task", w.task); }, action},
            {"record.delete", "row", [=](AccessWorld &w) { return several("opportunity", w.hiddenDeal); },
             missing},
            {"record.restore", "object", [=](AccessWorld &w) { return several("task", w.goneTask); }, action},
            {"record.restore", "row", [=](AccessWorld &w) { return several("opportunity", w.goneDeal); },
             missing},
            {"record.purge", "object", [=](AccessWorld &w) { return several("task", w.goneTask); }, action},
            {"record.purge", "row", [=](AccessWorld &w) { return several("opportunity", w.goneDeal); },
             missing},
            {"activity.log", "object",
             [=](AccessWorld &w) {
                 QJsonObject all = call("opportunity", w.deal);
                 all.insert(text("complete_task"), w.task.toString());
                 return all;
             },
             action},
            {"activity.log", "row", [=](AccessWorld &w) { return call("opportunity", w.hiddenDeal); },
             noReference},
            {"activity.log", "field",
             [=](AccessWorld &w) {
                 w.policy().rights[text("activity")].insert(text("content"), FieldRight::Hidden);
                 return call("opportunity", w.deal);
             },
             readOnly},
            {"change.undo", "object",
             [=](AccessWorld &w) {
                 w.openly("record.update",
                          one("task", w.task, {{text("set"), set("priority", text("high"))}}));
                 return QJsonObject{};
             },
             action},
            {"change.undo", "row",
             [=](AccessWorld &w) {
                 w.openly("record.update", one("opportunity", w.hiddenDeal,
                                               {{text("set"), set("name", text("Zebra three"))}}));
                 return QJsonObject{};
             },
             missing},
            {"change.undo", "row that was deleted",
             [=](AccessWorld &w) {
                 w.openly("record.delete", several("activity", w.hiddenActivity));
                 return QJsonObject{};
             },
             missing},
            {"change.undo", "field",
             [=](AccessWorld &w) {
                 w.openly("record.update",
                          one("account", w.account, {{text("set"), set("industry", text("other"))}}));
                 return QJsonObject{};
             },
             readOnly},
            {"demo.remove", "object",
             [=](AccessWorld &w) {
                 w.markDemo(text("task"), w.task);
                 return QJsonObject{};
             },
             action},
            {"demo.remove", "row",
             [=](AccessWorld &w) {
                 w.markDemo(text("opportunity"), w.hiddenDeal);
                 return QJsonObject{};
             },
             action},
            {"picklist.add_value", "object",
             [=](AccessWorld &w) {
                 w.policy().deniedObjects.insert(text("account"));
                 return QJsonObject{{text("object"), text("account")},
                                    {text("field"), text("industry")},
                                    {text("label"), text("Shipyards")}};
             },
             action},
            {"picklist.add_value", "field",
             [=](AccessWorld &w) {
                 w.policy().rights[text("field_definition")].insert(text("options"), FieldRight::ReadOnly);
                 return QJsonObject{{text("object"), text("account")},
                                    {text("field"), text("industry")},
                                    {text("label"), text("Shipyards")}};
             },
             readOnly},
            {"data.export", "object",
             [=](AccessWorld &) {
                 return QJsonObject{{text("object"), text("task")}, {text("file"), text("a.csv")}};
             },
             action},
            {"import.undo", "object",
             [=](AccessWorld &w) {
                 const Id batch = w.importAccounts("Name,Phone\nImported one,13900001111\n");
                 w.policy().deniedObjects.insert(text("account"));
                 return QJsonObject{{text("batch"), batch.toString()}};
             },
             action},
        };
    }

private Q_SLOTS:
    void everyCommandHasCases()
    {
        AccessWorld world;
        const QList<Case> all = cases();
        // These write no field that anyone names; of an import's rows and fields see
        // undoOfAnImportKeepsWhatIsDenied().
        const QStringList withoutFields{
            text("record.delete"), text("record.restore"), text("record.purge"), text("demo.remove"),
            text("import.undo"),   text("data.export"),    text("bin.purge"),    text("attachment.arrived")};
        // A list of values has no rows. Notes an export that Exporter has made from what a reader gave;
        // purgeLeavesWhatIsDenied().
        const QStringList withoutRows{text("import.undo"), text("data.export"), text("bin.purge"),
                                      text("picklist.add_value"), text("attachment.arrived")};
        for (const QString &name : world.runner().commandNames()) {
            static const QRegularExpression elsewhere(text("^(inbox|lead|bin)\\.|^import\\.[rn]|\\.read_"));
            if (elsewhere.match(name).hasMatch())
                continue;
            for (const char *what : {"object", "row", "field"}) {
                const bool has = std::any_of(all.begin(), all.end(), [&](const Case &one) {
                    return name == QLatin1String(one.command) &&
                           QLatin1String(one.what).contains(QLatin1String(what));
                });
                if (withoutFields.contains(name) && qstrcmp(what, "field") == 0)
                    continue;
                if (withoutRows.contains(name) && qstrcmp(what, "row") == 0)
                    continue;
                QVERIFY2(has, qPrintable(name + QLatin1String(" has no case of a denied ") + text(what)));
            }
        }
    }

    void deniedIsRefused_data()
    {
        QTest::addColumn<int>("number");
        const QList<Case> all = cases();
        for (int i = 0; i < all.size(); ++i)
            QTest::addRow("%s: %s", all[i].command, all[i].what) << i;
    }

    void deniedIsRefused()
    {
        QFETCH(const int, number);
        const Case tried = cases()[number];
        AccessWorld world;
        const QJsonObject arguments = tried.arguments(world);
        const QByteArray before = world.digest();
        const qsizetype lines = world.audit().size();
        const CommandResult result = world.run(tried.command, arguments);
        const QString told = AccessWorld::textOf(result);
        QVERIFY2(result.status != Status::Applied, qPrintable(told));
        QVERIFY2(told.contains(text(tried.key)), qPrintable(told));
        QVERIFY2(!AccessWorld::tells(told), qPrintable(told));
        QVERIFY(world.digest() == before);

        // One line says that it was tried (B5): who, when, what, on which record, and no value.
        const QList<AuditRecord> audit = world.audit();
        if (qstrcmp(tried.key, "command.id_taken") == 0) {
            QCOMPARE(audit.size(), lines);
            return;
        }
        QCOMPARE(audit.size(), lines + 1);
        const AuditRecord &line = audit.first();
        QCOMPARE(line.entry.command, text(tried.command));
        QCOMPARE(line.entry.user, world.actor().user);
        QCOMPARE(line.entry.at, world.base().clock().now());
        QVERIFY(!line.entry.record.object.isEmpty());
        const auto refused = RefusedAttempt::of(line);
        QVERIFY(refused);
        const bool unseen = qstrcmp(tried.key, "command.record_missing") == 0 ||
                            qstrcmp(tried.key, "value.reference_missing") == 0;
        QCOMPARE(refused->code, unseen ? text("access.record_hidden") : text(tried.key));
        QCOMPARE(refused->count, 1);
        QCOMPARE(refused->field.isEmpty(), !refused->code.contains(text("field")));
        const QString values = QString::fromUtf8(QJsonDocument(line.entry.values).toJson());
        QVERIFY2(!AccessWorld::tells(values + line.entry.note), qPrintable(values + line.entry.note));
        QCOMPARE(world.chainFault(), QString());
    }

    // What is allowed still works, so that the refusals above are the policy's.
    void allowedIsApplied()
    {
        AccessWorld world;
        const auto applied = [&](const char *command, const QJsonObject &arguments) {
            const CommandResult result = world.run(command, arguments);
            if (result.status != Status::Applied)
                qWarning("%s", qPrintable(AccessWorld::textOf(result)));
            return result.status == Status::Applied;
        };
        QVERIFY(applied("record.update", {{text("object"), text("account")},
                                          {text("id"), world.account.toString()},
                                          {text("set"), QJsonObject{{text("short_name"), text("HL")}}}}));
        QCOMPARE(world.stored(text("account"), world.account).value(u"website").text(),
                 text("https://zebra-site.example"));
        QVERIFY(applied("change.undo", {}));
        // The reference that it has already may stay, though its target is out of sight.
        QVERIFY(applied("record.update", {{text("object"), text("opportunity")},
                                          {text("id"), world.dealOfHidden.toString()},
                                          {text("set"), QJsonObject{{text("next_step"), text("Again")}}}}));
        QVERIFY(applied("activity.log",
                        {{text("set"), QJsonObject{{text("kind"), text("note")},
                                                   {text("subject"), text("Hello")},
                                                   {text("outcome"), text("neutral")},
                                                   {text("content"), text("Hello")},
                                                   {text("related"), related("opportunity", world.deal)}}}}));
        QVERIFY(applied("record.delete",
                        {{text("object"), text("activity")}, {text("ids"), idsOf(world.activity)}}));
        QVERIFY(applied("record.restore",
                        {{text("object"), text("activity")}, {text("ids"), idsOf(world.activity)}}));
    }

    void bulkUpdateByFilterTouchesOnlyWhatIsVisible()
    {
        AccessWorld world;
        const CommandResult result =
            world.run("record.bulk_update", {{text("object"), text("opportunity")},
                                             {text("where"), text("amount > 1")},
                                             {text("set"), QJsonObject{{text("next_step"), text("All")}}}});
        QCOMPARE(result.status, Status::Applied);
        QCOMPARE(result.data.value(text("changed")).toInt(), 2);
        QCOMPARE(world.stored(text("opportunity"), world.hiddenDeal).value(u"next_step").text(),
                 text("Call"));
    }

    void bulkUpdateThroughWhatIsOutOfSightFindsNothing()
    {
        AccessWorld world;
        const CommandResult result =
            world.run("record.bulk_update", {{text("object"), text("opportunity")},
                                             {text("where"), text("account.name = \"Zebra Works\"")},
                                             {text("set"), QJsonObject{{text("next_step"), text("Z")}}}});
        QVERIFY2(result.status == Status::Applied, qPrintable(AccessWorld::textOf(result)));
        QCOMPARE(result.data.value(text("changed")).toInt(), 0);
        QCOMPARE(world.stored(text("opportunity"), world.dealOfHidden).value(u"next_step").text(),
                 text("Call"));
    }

    // Who holds a unique value is not said when they are out of sight.
    void takenValueDoesNotNameItsHolder()
    {
        AccessWorld world;
        world.openly("record.update",
                     {{text("object"), text("account")},
                      {text("id"), world.hiddenAccount.toString()},
                      {text("set"), QJsonObject{{text("uscc"), text("91310000MA1FL5E751")}}}});
        const CommandResult result = world.run(
            "record.update", {{text("object"), text("account")},
                              {text("id"), world.account.toString()},
                              {text("set"), QJsonObject{{text("uscc"), text("91310000MA1FL5E751")}}}});
        QCOMPARE(result.status, Status::Refused);
        const QString told = AccessWorld::textOf(result);
        QVERIFY2(!AccessWorld::tells(told), qPrintable(told));
        QVERIFY2(!told.contains(world.hiddenAccount.toString()), qPrintable(told));
        QVERIFY2(told.contains(text("value.not_unique_unseen")), qPrintable(told));
    }

    // How many children hold a record back is counted among those that may be seen.
    void childrenOutOfSightHoldBackUncounted()
    {
        AccessWorld world;
        const CommandResult result = world.run(
            "record.delete", {{text("object"), text("account")}, {text("ids"), idsOf(world.account)}});
        QCOMPARE(result.status, Status::Refused);
        for (const Finding &finding : result.findings) {
            if (finding.key == QLatin1String("command.has_children") &&
                finding.arguments.contains(text("@object:opportunity")))
                QCOMPARE(finding.arguments.first(), text("1"));
        }
        QVERIFY(!AccessWorld::tells(AccessWorld::textOf(result)));
    }

    // The engine touches what hangs together; ids out of sight are not told.
    void touchedRecordsOutOfSightAreNotListed()
    {
        AccessWorld world;
        const CommandResult result = world.run(
            "activity.log",
            {{text("set"), QJsonObject{{text("kind"), text("note")},
                                       {text("subject"), text("Hello")},
                                       {text("outcome"), text("neutral")},
                                       {text("content"), text("Hello")},
                                       {text("related"), related("opportunity", world.dealOfHidden)}}}});
        QCOMPARE(result.status, Status::Applied);
        QVERIFY(!world.stored(text("account"), world.hiddenAccount).value(u"last_activity_at").isNull());
        QVERIFY(!result.ids.contains(world.hiddenAccount));
    }

    // An undo restores what the engine had set besides, whatever the right of those fields.
    void undoRestoresWhatTheEngineSet()
    {
        AccessWorld world;
        world.policy().rights[text("opportunity")] = {{text("probability"), FieldRight::ReadOnly},
                                                      {text("forecast_category"), FieldRight::ReadOnly}};
        const Record before = world.stored(text("opportunity"), world.deal);
        const CommandResult moved =
            world.run("opportunity.advance",
                      {{text("id"), world.deal.toString()},
                       {text("to"), text("needs")},
                       {text("set"), QJsonObject{{text("primary_contact_id"), world.contact.toString()}}}});
        QVERIFY2(moved.status == Status::Applied, qPrintable(AccessWorld::textOf(moved)));
        QVERIFY(world.stored(text("opportunity"), world.deal).value(u"probability") !=
                before.value(u"probability"));
        const CommandResult undone = world.run("change.undo", {});
        QVERIFY2(undone.status == Status::Applied, qPrintable(AccessWorld::textOf(undone)));
        const Record after = world.stored(text("opportunity"), world.deal);
        QCOMPARE(after.value(u"stage_id"), before.value(u"stage_id"));
        QCOMPARE(after.value(u"probability"), before.value(u"probability"));
    }

    void purgeLeavesWhatIsDenied()
    {
        AccessWorld world;
        const QJsonObject mine{{text("object"), text("activity")}, {text("ids"), idsOf(world.activity)}};
        world.openly("record.delete", mine);
        world.base().clock().set(Instant{world.base().clock().now().ms + 200 * qint64(86400000)});
        const CommandResult result = world.run("bin.purge", {});
        QVERIFY2(result.status == Status::Applied, qPrintable(AccessWorld::textOf(result)));
        QCOMPARE(result.data.value(text("purged")).toInt(), 1);
        QVERIFY(!world.stored(text("activity"), world.activity).isValid());
        QVERIFY(world.stored(text("opportunity"), world.goneDeal).isValid());
        QVERIFY(world.stored(text("task"), world.goneTask).isValid());
    }

    void undoOfAnImportKeepsWhatIsDenied()
    {
        AccessWorld world;
        const Id batch = world.importAccounts(
            "Name,Phone\nImported one,13900001111\nZebra two,13900002222\n"
            "Harbor Logistics,13900003333\n");
        world.policy().rows[text("account")] = text("NOT(CONTAINS(name, \"Zebra\"))");
        world.policy().rights[text("account")].insert(text("phone"), FieldRight::Hidden);
        const CommandResult result = world.run("import.undo", {{text("batch"), batch.toString()}});
        const QString told = AccessWorld::textOf(result);
        QVERIFY2(result.status == Status::Applied, qPrintable(told));
        QVERIFY2(!AccessWorld::tells(told), qPrintable(told));
        QCOMPARE(result.data.value(text("removed")).toInt(), 1);
        QCOMPARE(world.stored(text("account"), world.account).value(u"phone").text(), text("+8613900003333"));
    }
};

DW_TEST(CommandAccessTest)

}  // namespace dw::test

#include "commandstest.moc"
