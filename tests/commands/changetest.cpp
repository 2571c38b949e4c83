// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/commandworld.h"
#include "tests/support/testrunner.h"

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

QJsonObject named(const QString &name)
{
    return {{text("name"), name}};
}

}  // namespace

// What every change keeps to: all or nothing, nobody overwritten unseen, back again.
class ChangeTest : public QObject
{
    Q_OBJECT

private:
    static QString nameOf(CommandWorld &world)
    {
        return world.stored("account", world.account).value(u"name").text();
    }

private Q_SLOTS:
    void undoGoesAHundredBack()
    {
        CommandWorld world;
        for (int i = 1; i <= 101; ++i)
            QCOMPARE(world.update("account", world.account, named(text("Acme %1").arg(i))).status,
                     Status::Applied);
        for (int i = 100; i >= 1; --i) {
            QCOMPARE(world.run("change.undo", {}).status, Status::Applied);
            QCOMPARE(nameOf(world), text("Acme %1").arg(i));
        }
        const CommandResult last = world.run("change.undo", {});
        QCOMPARE(last.status, Status::Failed);
        QCOMPARE(last.error.key, text("command.nothing_to_undo"));
        QCOMPARE(nameOf(world), text("Acme 1"));
    }

    void undoKeepsWhatWasChangedSince()
    {
        CommandWorld world;
        const CommandResult first = world.update(
            "account", world.account, {{text("name"), text("Acme one")}, {text("short_name"), text("One")}});
        QCOMPARE(world.update("account", world.account, named(text("Acme two"))).status, Status::Applied);
        const CommandResult undone =
            world.run("change.undo", {{text("transaction"), first.transaction.toString()}});
        QCOMPARE(undone.status, Status::Applied);
        QCOMPARE(nameOf(world), text("Acme two"));
        QVERIFY(world.stored("account", world.account).value(u"short_name").isNull());
        QCOMPARE(undone.findings.size(), 1);
        QCOMPARE(undone.findings.first().key, text("undo.kept"));
        QCOMPARE(undone.findings.first().field, text("name"));
        // Once is once.
        const CommandResult again =
            world.run("change.undo", {{text("transaction"), first.transaction.toString()}});
        QCOMPARE(again.error.key, text("command.undo_gone"));
    }

    // A formula belongs to what stands there afterwards, not to what stood there once.
    void undoLeavesFormulasRight()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const CommandResult amount = world.update("opportunity", deal, {{text("amount"), text("8000")}});
        QCOMPARE(amount.status, Status::Applied);
        QCOMPARE(world.update("opportunity", deal, {{text("probability"), 5000}}).status, Status::Applied);
        QCOMPARE(world.run("change.undo", {{text("transaction"), amount.transaction.toString()}}).status,
                 Status::Applied);
        const Record after = world.stored("opportunity", deal);
        QCOMPARE(after.value(u"amount").money().minor, 500000);
        QCOMPARE(after.value(u"weighted_amount").money().minor, 250000);
    }

    void undoOfACreationTakesItAway()
    {
        CommandWorld world;
        const Id made = world.create("account", named(text("Bolt")));
        QCOMPARE(world.run("change.undo", {}).status, Status::Applied);
        QVERIFY(world.stored("account", made).isDeleted());
        QCOMPARE(world.base().count(text("account")), 1);
    }

    void onlyOnesOwnIsUndone()
    {
        CommandWorld world;
        const Id other = world.create("user", {{text("name"), text("Other")},
                                               {text("login"), text("other")},
                                               {text("status"), text("active")},
                                               {text("email"), text("other@example.com")},
                                               {text("language"), text("en")},
                                               {text("time_zone"), text("Asia/Shanghai")},
                                               {text("team_id"), Id::named("team:first").toString()}});
        const CommandResult mine = world.update("account", world.account, named(text("Mine")));
        world.base().actor.user = other;
        const CommandResult refused =
            world.run("change.undo", {{text("transaction"), mine.transaction.toString()}});
        QCOMPARE(refused.status, Status::Refused);
        QCOMPARE(refused.error.key, text("command.undo_not_yours"));
        QCOMPARE(world.run("change.undo", {}).error.key, text("command.nothing_to_undo"));
        QCOMPARE(nameOf(world), text("Mine"));
    }

    void aRefusedCommandKeepsNothing()
    {
        CommandWorld world;
        const qint64 audited = world.auditLines();
        const Record before = world.stored("account", world.account);
        const CommandResult refused = world.update(
            "account", world.account, {{text("short_name"), text("A")}, {text("phone"), text("12")}});
        QCOMPARE(refused.status, Status::Refused);
        QVERIFY(refused.ids.isEmpty());
        QVERIFY(world.stored("account", world.account) == before);
        QCOMPARE(world.auditLines(), audited);
        // Of many, none: the second one does not fit.
        const Id deal = world.deal(text("A deal"));
        const CommandResult bulk = world.run(
            "record.bulk_update", {{text("object"), text("opportunity")},
                                   {text("ids"), QJsonArray{deal.toString(), Id::named("nobody").toString()}},
                                   {text("set"), QJsonObject{{text("next_step"), text("Other")}}}});
        QVERIFY(bulk.status != Status::Applied);
        QCOMPARE(world.stored("opportunity", deal).value(u"next_step").text(), text("Call"));
        // Nor is there anything to undo of it.
        QCOMPARE(world.run("change.undo", {}).data.value(text("undone")).toString(), text("record.create"));
    }

    // B6: other fields merge by themselves, the same one is asked about.
    void whatSomeoneElseChangedIsNotOverwritten()
    {
        CommandWorld world;
        const QJsonObject seen{{text("name"), text("Acme")}, {text("short_name"), QJsonValue()}};
        QCOMPARE(world.update("account", world.account, named(text("Acme of somebody else"))).status,
                 Status::Applied);
        const CommandResult other =
            world.update("account", world.account, {{text("short_name"), text("AC")}}, seen);
        QCOMPARE(other.status, Status::Applied);
        const CommandResult same = world.update("account", world.account, named(text("My Acme")), seen);
        QCOMPARE(same.status, Status::Refused);
        QCOMPARE(same.findings.first().key, text("record.changed_underneath"));
        QCOMPARE(same.findings.first().field, text("name"));
        QCOMPARE(nameOf(world), text("Acme of somebody else"));
        // To want what is there already is no conflict.
        QCOMPARE(world.update("account", world.account, named(text("Acme of somebody else")), seen).status,
                 Status::Applied);
    }

    // B6 on every path: what was seen of the deal and of each of many records.
    void movesAndBulkEditsGoByWhatWasSeen()
    {
        CommandWorld world;
        const Id deal = world.deal(text("Line 3"));
        const auto move = [&](const char *to, const char *seen) {
            const Pipeline *pipeline =
                world.base().runner->configuration()->rulebook->pipelineByCode(u"standard");
            return world.run(
                "opportunity.advance",
                {{text("id"), deal.toString()},
                 {text("to"), text(to)},
                 {text("base"), QJsonObject{{text("stage_id"), pipeline->find(text(seen))->id.toString()}}}});
        };
        // Somebody else has moved it: the person sees the first stage, it stands in another.
        const CommandResult late = move("proposal", "negotiation");
        QCOMPARE(late.status, Status::Refused);
        QVERIFY(late.findings.first().key == text("record.moved_underneath"));
        QCOMPARE(late.findings.first().field, text("stage_id"));
        // To want where it stands is no conflict.
        QCOMPARE(move("first_contact", "negotiation").status, Status::Applied);

        const Id other =
            world.create("account", {{text("name"), text("Bolt")}, {text("short_name"), text("B")}});
        const auto edit = [&](const char *seen) {
            return world.run("record.bulk_update",
                             {{text("object"), text("account")},
                              {text("ids"), QJsonArray{world.account.toString(), other.toString()}},
                              {text("set"), QJsonObject{{text("short_name"), text("Mine")}}},
                              {text("base"), QJsonObject{{other.toString(),
                                                          QJsonObject{{text("short_name"), text(seen)}}}}}});
        };
        const CommandResult refused = edit("Older");
        QCOMPARE(refused.status, Status::Refused);
        QCOMPARE(refused.findings.first().key, text("record.changed_underneath"));
        QCOMPARE(refused.findings.first().record.id, other);
        QVERIFY(world.stored("account", world.account).value(u"short_name").isNull());
        QCOMPARE(edit("B").status, Status::Applied);
    }

    // B1: the record that is gone is named, and what to do.
    void aDeletedReferenceIsNamed()
    {
        CommandWorld world;
        const Id gone = world.create("account", {{text("name"), text("Gone Ltd")}});
        const Id contact = world.create("contact", {{text("name"), text("Lin")},
                                                    {text("account_id"), world.account.toString()},
                                                    {text("mobile"), text("13800138000")}});
        world.done("record.delete",
                   {{text("object"), text("account")}, {text("ids"), QJsonArray{gone.toString()}}});
        const CommandResult refused =
            world.update("contact", contact, {{text("account_id"), gone.toString()}});
        QCOMPARE(refused.status, Status::Refused);
        QCOMPARE(refused.findings.first().key, text("value.reference_deleted"));
        QCOMPARE(refused.findings.first().arguments.value(1), text("Gone Ltd"));
        const Id never = Id::named("never");
        const CommandResult unknown =
            world.update("contact", contact, {{text("account_id"), never.toString()}});
        QCOMPARE(unknown.findings.first().key, text("value.reference_missing"));
        QCOMPARE(unknown.findings.first().arguments.value(1), never.toString());
    }

    // B11: the same request again is the same record.
    void theSameCreationTwiceIsOneRecord()
    {
        CommandWorld world;
        const QJsonObject request{{text("object"), text("account")},
                                  {text("id"), Id::named("given").toString()},
                                  {text("set"), named(text("Bolt"))}};
        QCOMPARE(world.run("record.create", request).status, Status::Applied);
        const qint64 audited = world.auditLines();
        QCOMPARE(world.run("record.create", request).status, Status::Applied);
        QCOMPARE(world.auditLines(), audited);
        QCOMPARE(world.base().count(text("account")), 2);
        QJsonObject different = request;
        different.insert(text("set"), named(text("Another")));
        QCOMPARE(world.run("record.create", different).error.key, text("command.id_taken"));
    }

    void aUniqueValueHasOneHolder()
    {
        CommandWorld world;
        QCOMPARE(world.update("account", world.account, {{text("uscc"), text("91350100M000100Y43")}}).status,
                 Status::Applied);
        const CommandResult taken = world.run(
            "record.create", {{text("object"), text("account")},
                              {text("set"), QJsonObject{{text("name"), text("Bolt")},
                                                        {text("uscc"), text("91350100m000100y43")}}}});
        QCOMPARE(taken.status, Status::Refused);
        QCOMPARE(taken.findings.first().key, text("value.not_unique"));
        QVERIFY(taken.findings.first().arguments.contains(text("Acme")));
    }

    // The bin gives back what went with it, and only that.
    void theBinRestoresWhatWentWithIt()
    {
        CommandWorld world;
        const Id deal = world.deal(text("A deal"));
        const auto note = [&](const char *subject) {
            return world.create("activity",
                                {{text("kind"), text("note")},
                                 {text("subject"), text(subject)},
                                 {text("outcome"), text("neutral")},
                                 {text("content"), text(subject)},
                                 {text("related"), QJsonObject{{text("object"), text("opportunity")},
                                                               {text("id"), deal.toString()}}}});
        };
        const Id early = note("Gone before"), with = note("Gone with it");
        const auto several = [&](const char *object, const Id &id) {
            return QJsonObject{{text("object"), text(object)}, {text("ids"), QJsonArray{id.toString()}}};
        };
        world.done("record.delete", several("activity", early));
        world.base().clock().advanceMs(1000);
        QCOMPARE(world.run("record.delete", several("account", world.account)).findings.first().key,
                 text("command.has_children"));
        world.done("record.delete", several("opportunity", deal));
        QVERIFY(world.stored("opportunity", deal).isDeleted());
        QVERIFY(world.stored("activity", with).isDeleted());
        world.done("record.restore", several("opportunity", deal));
        QVERIFY(!world.stored("opportunity", deal).isDeleted());
        QVERIFY(!world.stored("activity", with).isDeleted());
        QVERIFY(world.stored("activity", early).isDeleted());
    }
};

DW_TEST(ChangeTest)

}  // namespace dw::test

#include "changetest.moc"
