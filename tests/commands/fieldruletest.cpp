// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/dealworld.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
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

QString found(const CommandResult &result, Finding::Severity severity)
{
    QStringList all;
    for (const Finding &finding : result.findings) {
        if (finding.severity == severity)
            all.append(finding.field + QLatin1Char(' ') + finding.key);
    }
    all.sort();
    return all.join(QLatin1String(", "));
}

QString blockers(const CommandResult &result)
{
    return found(result, Finding::Severity::Blocker);
}

QString warnings(const CommandResult &result)
{
    return found(result, Finding::Severity::Warning);
}

CommandResult create(DealWorld &world, const char *object, const QJsonObject &set)
{
    return world.attempt("record.create", {{text("object"), text(object)}, {text("set"), set}});
}

CommandResult update(DealWorld &world, const char *object, const Id &id, const QJsonObject &set)
{
    return world.attempt("record.update",
                         {{text("object"), text(object)}, {text("id"), id.toString()}, {text("set"), set}});
}

CommandResult remove(DealWorld &world, const char *command, const char *object, const Id &id)
{
    return world.attempt(command, {{text("object"), text(object)}, {text("ids"), QJsonArray{id.toString()}}});
}

Id line(DealWorld &world, const Id &deal, const char *price)
{
    return world.create("opportunity_line", {{text("opportunity_id"), deal.toString()},
                                             {text("free_text"), text("Pump")},
                                             {text("qty"), text("1")},
                                             {text("unit_price"), text(price)}});
}

Id user(DealWorld &world, const char *login, const Id &team)
{
    return world.create("user", {{text("name"), text(login)},
                                 {text("login"), text(login)},
                                 {text("email"), text(login) + text("@example.com")},
                                 {text("team_id"), team.toString()},
                                 {text("language"), text("en")},
                                 {text("time_zone"), text("Asia/Shanghai")}});
}

}  // namespace

// Rules of single fields, whichever command meets them.
class FieldRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAmountIsThatOfTheLines()
    {
        DealWorld world;
        const Id deal = world.deal(text("A deal"), world.account(text("Acme")));
        const QJsonObject typed{{text("amount"), text("5")}};
        QCOMPARE(update(world, "opportunity", deal, typed).status, Status::Applied);
        const Id first = line(world, deal, "200");
        const Id second = line(world, deal, "50");
        QCOMPARE(blockers(update(world, "opportunity", deal, typed)), text("amount deal.amount_of_lines"));
        QCOMPARE(world.value("opportunity", deal, u"amount").money().minor, 25000);
        QCOMPARE(world.value("opportunity_line", second, u"line_no").integer(), 2);
        world.remove("opportunity_line", first);
        QCOMPARE(world.value("opportunity", deal, u"amount").money().minor, 5000);
        world.run("record.restore",
                  {{text("object"), text("opportunity_line")}, {text("ids"), QJsonArray{first.toString()}}});
        QCOMPARE(world.value("opportunity", deal, u"amount").money().minor, 25000);
        world.remove("opportunity_line", first);
        world.remove("opportunity_line", second);
        QCOMPARE(update(world, "opportunity", deal, typed).status, Status::Applied);
    }

    void whoIsNeededIsNotDeleted()
    {
        DealWorld world;
        QCOMPARE(blockers(remove(world, "record.delete", "user", world.actor.user)),
                 text(" command.own_user"));
        QVERIFY(blockers(remove(world, "record.delete", "team", world.actor.team))
                    .contains(text("command.in_use")));
        const Id team = world.create(
            "team", {{text("name"), text("East")}, {text("leader_id"), world.actor.user.toString()}});
        const Id colleague = user(world, "li", team);
        QCOMPARE(blockers(remove(world, "record.delete", "team", team)), text(" command.in_use"));
        world.account(text("Acme"), {{text("owner_id"), colleague.toString()}});
        QCOMPARE(blockers(remove(world, "record.delete", "user", colleague)), text(" command.in_use"));
        const Id unused = user(world, "zhou", world.actor.team);
        QCOMPARE(remove(world, "record.delete", "user", unused).status, Status::Applied);
    }

    void whatHappenedStays()
    {
        DealWorld world;
        const Id deal = world.deal(text("A deal"), world.account(text("Acme")));
        Id step;
        world.read([&](const Reader &reader) {
            const auto query = reader.query(text("stage_history"), {}, {});
            const auto rows = reader.rows(*query, 1);
            const auto page = reader.page(query->object, *rows, {query->object->indexOf(u"at")});
            step = page->first().id();
        });
        QCOMPARE(remove(world, "record.delete", "stage_history", step).error.key,
                 text("command.not_deletable"));
        world.remove("opportunity", deal);
        QVERIFY(world.stored("stage_history", step).isDeleted());
    }

    void nothingIsRestoredWithoutItsParent()
    {
        DealWorld world;
        const Id account = world.account(text("Acme"));
        const Id deal = world.deal(text("A deal"), account);
        world.remove("opportunity", deal);
        world.remove("account", account);
        QCOMPARE(blockers(remove(world, "record.restore", "opportunity", deal)),
                 text("account_id command.restore_first"));
        QVERIFY(world.stored("opportunity", deal).isDeleted());
        QCOMPARE(remove(world, "record.restore", "account", account).status, Status::Applied);
        QCOMPARE(remove(world, "record.restore", "opportunity", deal).status, Status::Applied);
    }

    // One per customer: who becomes it takes it over, in the same change.
    void thePrimaryContactGivesWay()
    {
        DealWorld world;
        const Id acme = world.account(text("Acme")), beta = world.account(text("Beta"));
        const auto contact = [&](const char *name, const Id &account, bool primary) {
            return create(world, "contact",
                          {{text("name"), text(name)},
                           {text("account_id"), account.toString()},
                           {text("is_primary"), primary}})
                .ids.first();
        };
        const auto primary = [&](const Id &id) {
            return world.value("contact", id, u"is_primary").boolean();
        };
        const Id wang = contact("Wang", acme, true), zhou = contact("Zhou", beta, true);
        const Id zhao = contact("Zhao", acme, true);
        QVERIFY(primary(zhao) && !primary(wang) && primary(zhou));
        const CommandResult back = update(world, "contact", wang, {{text("is_primary"), true}});
        QCOMPARE(back.status, Status::Applied);
        QCOMPARE(back.ids.first(), wang);
        QCOMPARE(back.notice.entries.size(), 2);
        QVERIFY(primary(wang) && !primary(zhao));
        // Undone together.
        QCOMPARE(world.attempt("change.undo", {}).status, Status::Applied);
        QVERIFY(primary(zhao) && !primary(wang));
        // By a move from another customer, and by coming back from the bin.
        QCOMPARE(update(world, "contact", zhou, {{text("account_id"), acme.toString()}}).status,
                 Status::Applied);
        QVERIFY(primary(zhou) && !primary(zhao));
        QCOMPARE(remove(world, "record.delete", "contact", zhou).status, Status::Applied);
        QCOMPARE(update(world, "contact", wang, {{text("is_primary"), true}}).status, Status::Applied);
        QCOMPARE(remove(world, "record.restore", "contact", zhou).status, Status::Applied);
        QVERIFY(primary(zhou) && !primary(wang));
    }

    void siblingsDiffer()
    {
        DealWorld world;
        const Id acme = world.account(text("Acme")), beta = world.account(text("Beta"));
        const auto contact = [&](const char *name, const Id &account, bool primary) {
            return create(world, "contact",
                          {{text("name"), text(name)},
                           {text("account_id"), account.toString()},
                           {text("is_primary"), primary}});
        };
        QCOMPARE(contact("Wang", acme, true).status, Status::Applied);
        const CommandResult other = contact("Zhou", beta, true);
        QCOMPARE(other.status, Status::Applied);

        const Id deal = world.deal(text("A deal"), beta);
        const QJsonObject role{{text("opportunity_id"), deal.toString()},
                               {text("contact_id"), other.ids.first().toString()},
                               {text("role"), text("user")}};
        const Id first = world.create("opportunity_contact", role);
        QVERIFY(blockers(create(world, "opportunity_contact", role)).startsWith(text("contact_id ")));
        world.remove("opportunity_contact", first);
        world.create("opportunity_contact", role);
        QVERIFY(blockers(remove(world, "record.restore", "opportunity_contact", first))
                    .startsWith(text("contact_id ")));

        const Id one = line(world, deal, "1");
        const Id two = line(world, deal, "1");
        QVERIFY(world.value("opportunity_line", one, u"line_no") !=
                world.value("opportunity_line", two, u"line_no"));
        QVERIFY(blockers(update(world, "opportunity_line", two, {{text("line_no"), 1}}))
                    .startsWith(text("line_no ")));
    }

    void brokenConfigurationIsRefused_data()
    {
        QTest::addColumn<QString>("stage");
        QTest::addColumn<QJsonObject>("set");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *stage, const char *field, const QJsonValue &value) {
            QTest::addRow("%s %s %s", stage, field,
                          QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).constData())
                << text(stage) << QJsonObject{{text(field), value}} << text(field);
        };
        row("signing", "required_actions", text("{bad"));
        row("signing", "required_actions", text("[\"visit\"]"));
        row("signing", "required_actions", text("{\"activities\": [\"dance\"]}"));
        row("signing", "required_actions", text("{\"activities\": \"visit\"}"));
        row("signing", "required_actions", text("{\"visits\": [\"visit\"]}"));
        row("signing", "required_docs", QJsonArray{text("bogus")});
        row("won", "default_probability", 0);
        row("lost", "default_probability", 100);
        row("signing", "key", text("needs"));
        row("signing", "name_en", text("Needs"));
        QTest::newRow("won in the middle")
            << text("needs")
            << QJsonObject{{text("outcome"), text("won")}, {text("default_probability"), 10000}}
            << text("outcome");
    }

    void brokenConfigurationIsRefused()
    {
        QFETCH(const QString, stage);
        QFETCH(const QJsonObject, set);
        QFETCH(const QString, field);
        DealWorld world;
        const Record before = world.stored("stage_definition", world.stage(stage));
        const CommandResult refused = update(world, "stage_definition", before.id(), set);
        QVERIFY2(blockers(refused).startsWith(field + QLatin1Char(' ')),
                 qPrintable(DealWorld::said(refused)));
        QCOMPARE(world.stored("stage_definition", before.id()), before);
    }

    // Nothing makes a task that fulfils such a key, so that the stage would hold every deal.
    void stagesAskForNoTasks()
    {
        DealWorld world;
        const Record before = world.stored("stage_definition", world.stage(u"signing"));
        const CommandResult refused =
            update(world, "stage_definition", before.id(),
                   {{text("required_actions"), text("{\"activities\": [], \"tasks\": [\"call_back\"]}")}});
        QCOMPARE(blockers(refused), text("required_actions rules.stage_tasks"));
        QCOMPARE(world.stored("stage_definition", before.id()), before);
        QCOMPARE(update(world, "stage_definition", before.id(),
                        {{text("required_actions"), text("{\"activities\": [\"visit\"], \"tasks\": []}")}})
                     .status,
                 Status::Applied);
    }

    void calendarsAndViewsAreChecked()
    {
        DealWorld world;
        const auto calendar = [&](const char *holidays) {
            return blockers(create(world, "business_calendar",
                                   {{text("name"), text(holidays)},
                                    {text("time_zone"), text("Asia/Shanghai")},
                                    {text("hours"), text("{}")},
                                    {text("holidays"), text(holidays)}}));
        };
        QCOMPARE(calendar("{bad"), text("holidays rules.bad_configuration"));
        QCOMPARE(calendar("{\"off\": [\"2026-13-01\"]}"), text("holidays rules.bad_configuration"));
        QCOMPARE(calendar("{\"off\": [\"2026-10-01\"], \"work\": []}"), QString());
        const auto view = [&](const char *name, const char *object, const char *filter, const char *columns) {
            return blockers(create(world, "saved_view",
                                   {{text("name"), text(name)},
                                    {text("object_type"), text(object)},
                                    {text("filter"), text(filter)},
                                    {text("columns"), text(columns)}}));
        };
        QCOMPARE(view("a", "opportunity", "amont > 5", "[\"name\"]"),
                 text("filter configuration.formula_wrong"));
        QCOMPARE(view("b", "opportunity", "", "[\"nome\"]"), text("columns rules.bad_configuration"));
        QCOMPARE(view("c", "nothing", "", "[\"name\"]"), text("object_type rules.bad_configuration"));
        QCOMPARE(view("d", "opportunity", "amount > 5", "[\"name\"]"), QString());
        QVERIFY(view("d", "opportunity", "", "[\"name\"]").startsWith(text("name ")));
        QCOMPARE(view("d", "account", "", "[\"name\", \"next_due\"]"), QString());
    }

    void nothingStandsAboveItself()
    {
        DealWorld world;
        const auto round = [&](const char *object, const char *field, const Id &a, const Id &b, const Id &c) {
            world.update(object, b, {{text(field), a.toString()}});
            world.update(object, c, {{text(field), b.toString()}});
            return blockers(update(world, object, a, {{text(field), c.toString()}}));
        };
        const auto team = [&](const char *name) {
            return world.create(
                "team", {{text("name"), text(name)}, {text("leader_id"), world.actor.user.toString()}});
        };
        const Id own = world.actor.team;
        QCOMPARE(round("account", "parent_account_id", world.account(text("A")), world.account(text("B")),
                       world.account(text("C"))),
                 text("parent_account_id value.stands_above_itself"));
        QCOMPARE(round("team", "parent_id", team("A"), team("B"), team("C")),
                 text("parent_id value.stands_above_itself"));
        QCOMPARE(
            round("user", "manager_id", user(world, "a", own), user(world, "b", own), user(world, "c", own)),
            text("manager_id value.stands_above_itself"));
    }

    void nothingStandsTooDeep()
    {
        DealWorld world;
        const QString tooDeep = text("parent_account_id value.too_deep");
        QList<Id> chain{world.account(text("Group"))};
        const auto under = [&](const char *name, const Id &parent) {
            return create(world, "account",
                          {{text("name"), text(name)}, {text("parent_account_id"), parent.toString()}});
        };
        for (const char *name :
             {"Acme", "Borealis", "Cobalt", "Dynamo", "Esker", "Fjord", "Granit", "Helix", "Iris"})
            chain.append(under(name, chain.last()).ids.value(0));
        QVERIFY(!chain.last().isNull());
        QCOMPARE(blockers(under("Jetty", chain.last())), tooDeep);
        // What hangs below a moved one counts as well.
        const Id head = world.account(text("Kestrel"));
        const Id other = under("Lumen", head).ids.value(0);
        QCOMPARE(blockers(update(world, "account", head, {{text("parent_account_id"), chain[8].toString()}})),
                 tooDeep);
        QCOMPARE(update(world, "account", head, {{text("parent_account_id"), chain[7].toString()}}).status,
                 Status::Applied);
        QCOMPARE(blockers(under("Maple", other)), tooDeep);

        const auto reply = [&](const char *body, const Id &to) {
            QJsonObject set{{text("body"), text(body)},
                            {text("related"), Value(RecordRef{text("account"), head}).toJson()}};
            if (!to.isNull())
                set.insert(text("parent_id"), to.toString());
            return create(world, "comment", set);
        };
        const CommandResult one = reply("Shall we?", Id());
        QCOMPARE(one.status, Status::Applied);
        const CommandResult two = reply("Yes", one.ids.first());
        const CommandResult three = reply("Good", two.ids.first());
        QCOMPARE(three.status, Status::Applied);
        QCOMPARE(blockers(reply("And then?", three.ids.first())), text("parent_id value.too_deep"));
    }

    void anOpenDealIsAskedForItsNextStep()
    {
        DealWorld world;
        const Id deal = world.deal(text("A deal"), world.account(text("Acme")));
        const auto warned = [&](const char *field, const QJsonValue &value) {
            const CommandResult result = update(world, "opportunity", deal, {{text(field), value}});
            return result.status == Status::Applied ? warnings(result) : DealWorld::said(result);
        };
        QCOMPARE(warned("next_step", QJsonValue()), text("next_step deal.next_step_missing"));
        QCOMPARE(warned("next_step", text("Write")), QString());
        QCOMPARE(warned("next_step_at", text("2026-11-19T01:59:00.000Z")),
                 text("next_step_at deal.date_past"));
        QCOMPARE(warned("next_step_at", QJsonValue()), text("next_step_at deal.next_step_missing"));
        QCOMPARE(warned("next_step_at", text("2026-11-20T01:59:00.000Z")), QString());
        QCOMPARE(warned("expected_close", text("2026-11-18")), text("expected_close deal.date_past"));
        QCOMPARE(warned("expected_close", text("2026-11-19")), QString());
        QCOMPARE(warned("name", text("Another name")), QString());
    }

    void aFileNameIsNoPath()
    {
        DealWorld world;
        const Id account = world.account(text("Acme"));
        const auto named = [&](const QString &name) {
            return blockers(create(world, "attachment",
                                   {{text("file_name"), name},
                                    {text("related"), QJsonObject{{text("object"), text("account")},
                                                                  {text("id"), account.toString()}}}}));
        };
        for (const QString &bad : {text("../../x.pdf"), text("a\\b.pdf"), text(".."), text("x/y.pdf")})
            QCOMPARE(named(bad), text("file_name value.not_a_file_name"));
        QVERIFY(!named(text("x\x01.pdf")).isEmpty());
        QCOMPARE(named(text("报价 v1.2.pdf")), QString());
    }

    // What cannot be undone any more holds up nothing before it.
    void undoGoesOnPastWhatCannotBeUndone()
    {
        DealWorld world;
        const Id account = world.account(text("Acme"));
        const Id deal = world.deal(text("A deal"), account);
        world.update("account", account, {{text("name"), text("Acme Ltd")}});
        const CommandResult moved = world.advance(deal, text("needs"));
        const Actor self = world.actor;
        world.actor.user = user(world, "li", self.team);
        world.update("opportunity", deal, {{text("probability"), 3000}});
        const Actor colleague = world.actor;
        world.actor = self;
        // The colleague was made by this user too: that goes first.
        const CommandResult first = world.run("change.undo", {});
        QCOMPARE(first.data.value(text("undone")).toString(), text("record.create"));
        const CommandResult undone = world.run("change.undo", {});
        QCOMPARE(undone.data.value(text("undone")).toString(), text("record.update"));
        QCOMPARE(found(undone, Finding::Severity::Hint), text(" undo.passed_over"));
        QCOMPARE(world.value("account", account, u"name").text(), text("Acme"));
        QCOMPARE(world.value("opportunity", deal, u"stage_id").id(), world.stage(u"needs"));
        QCOMPARE(
            world.attempt("change.undo", {{text("transaction"), moved.transaction.toString()}}).error.key,
            text("command.undo_built_on"));
    }
};

DW_TEST(FieldRuleTest)

}  // namespace dw::test

#include "fieldruletest.moc"
