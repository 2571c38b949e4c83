// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "core/commands/publicationtrial.h"
#include "core/expression/conditions.h"
#include "tests/commands/dealworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <atomic>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QJsonObject field(const char *object, const char *name, const char *type, const QJsonObject &more = {})
{
    QJsonObject set{{text("object_name"), text(object)}, {text("name"), text(name)},
                    {text("type"), text(type)},          {text("label_en"), text(name)},
                    {text("label_zh"), text(name)},      {text("purpose"), text("A test asks for it")},
                    {text("status"), text("live")}};
    for (auto it = more.begin(); it != more.end(); ++it)
        set.insert(it.key(), it.value());
    return set;
}

QJsonObject formula(const char *result, const char *expression)
{
    return {{text("result_type"), text(result)}, {text("formula"), text(expression)}};
}

QJsonObject rule(const char *expression)
{
    return {{text("validation"), text(expression)},
            {text("validation_en"), text("Not so")},
            {text("validation_zh"), text("不行")}};
}

CommandResult publish(DealWorld &world, const QJsonObject &set)
{
    return world.attempt("record.create", {{text("object"), text("field_definition")}, {text("set"), set}});
}

CommandResult change(DealWorld &world, const char *object, const Id &id, const QJsonObject &set)
{
    return world.attempt("record.update",
                         {{text("object"), text(object)}, {text("id"), id.toString()}, {text("set"), set}});
}

QJsonObject yuan(qint64 minor)
{
    return {{text("minor"), double(minor)}, {text("currency"), text("CNY")}};
}

const Field *live(const DealWorld &world, const char16_t *object, const char16_t *key)
{
    return world.runner->configuration()->dictionary->find(object)->find(key);
}

// Sees no deal but those named "Seen", and no amounts, once it is closed.
class NarrowPolicy final : public Policy
{
public:
    std::atomic<bool> closed = false;

    Decision may(const Actor &, Action, const ObjectType &, const Record *) const override { return {}; }
    Condition readable(const Actor &, const ObjectTypePtr &object) const override
    {
        if (!closed || object->key() != QLatin1String("opportunity"))
            return nullptr;
        return conditions::isText(object, object->indexOf(u"name"), text("Seen"));
    }
    FieldRights fields(const Actor &, const ObjectType &object) const override
    {
        FieldRights rights;
        if (closed && object.key() == QLatin1String("opportunity"))
            rights.byField.insert(text("amount"), FieldRight::Hidden);
        return rights;
    }
};

}  // namespace

// B10: what is published is tried before; a refusal shows a failing case, and what ran before goes on.
class PublicationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailingCaseIsShownAndTheOldFormulaStays()
    {
        DealWorld world;
        const Id account = world.account(text("Alpha"));
        world.create("field_definition", field("opportunity", "c_n", "int"));
        const Id made = world.create(
            "field_definition", field("opportunity", "c_made", "formula", formula("money", "amount * 2")));
        const Id deal = world.deal(text("Deal"), account, {{text("amount"), yuan(1000)}});
        const char *bad = "amount * c_n * c_n * c_n";
        const CommandResult refused = change(world, "field_definition", made, {{text("formula"), text(bad)}});
        QCOMPARE(refused.status, CommandResult::Status::Refused);
        QCOMPARE(refused.error.key, text("configuration.case_fails"));
        QCOMPARE(refused.error.arguments.value(0), text("opportunity.c_made"));
        const QString values = refused.error.arguments.value(1);
        QVERIFY2(values.contains(text("amount = ")) && values.contains(text("c_n = ")), qPrintable(values));
        QCOMPARE(refused.error.arguments.value(2), wording(text("expression.overflow")));
        // The case is true: in a record it fails just so. What was published before works on.
        QCOMPARE(live(world, u"opportunity", u"c_made")->formula, text("amount * 2"));
        world.update("opportunity", deal, {{text("amount"), yuan(3000)}});
        QCOMPARE(world.value("opportunity", deal, u"c_made"),
                 Value(Money{6000, *Currency::fromCode(u"CNY")}));
        world.reopen();
        QCOMPARE(live(world, u"opportunity", u"c_made")->formula, text("amount * 2"));
        // The way out that the refusal names.
        world.create("field_definition",
                     field("opportunity", "c_few", "int", rule("AND(c_few >= 0, c_few <= 9)")));
        world.update("field_definition", made, {{text("formula"), text("amount * c_few * c_few * c_few")}});
    }

    void aRuleThatNobodyCanFulfilIsRefused()
    {
        DealWorld world;
        const CommandResult refused =
            publish(world, field("account", "c_size", "int", rule("AND(c_size > 9, c_size < 5)")));
        QCOMPARE(refused.status, CommandResult::Status::Refused);
        QCOMPARE(refused.error.key, text("configuration.contradiction"));
        QVERIFY2(refused.error.arguments.value(2).contains(text("c_size = ")),
                 qPrintable(refused.error.arguments.join(QLatin1Char('|'))));
        QVERIFY(!live(world, u"account", u"c_size"));
        // The same of a stage's condition, which stays what it was.
        const Id stage = world.stage(u"quotation");
        const CommandResult gate =
            change(world, "stage_definition", stage,
                   {{text("entry_condition"), text("AND(amount > 100, amount < 50)")}});
        QCOMPARE(gate.error.key, text("configuration.contradiction"));
        QCOMPARE(gate.error.arguments.value(0), text("quotation.entry_condition"));
        QVERIFY(world.stored("stage_definition", stage).value(u"entry_condition").isNull());
        world.update("stage_definition", stage, {{text("entry_condition"), text("amount > 100")}});
    }

    void aWrongPlaceIsNamedByLineAndCharacter()
    {
        DealWorld world;
        const CommandResult gate =
            change(world, "stage_definition", world.stage(u"quotation"),
                   {{text("exit_condition"), text("AND(\n  amount > 1,\n  amont > 5)")}});
        QCOMPARE(gate.status, CommandResult::Status::Refused);
        QCOMPARE(gate.error.key, text("configuration.formula_wrong"));
        QCOMPARE(gate.error.arguments.mid(0, 3),
                 QStringList({text("quotation.exit_condition"), text("3"), text("3")}));
        const CommandResult view = world.attempt(
            "record.create", {{text("object"), text("saved_view")},
                              {text("set"), QJsonObject{{text("name"), text("v")},
                                                        {text("object_type"), text("opportunity")},
                                                        {text("filter"), text("amount >\n  \"x\"")},
                                                        {text("columns"), text("[\"name\"]")}}}});
        QCOMPARE(view.status, CommandResult::Status::Refused);
        QCOMPARE(view.findings.first().key, text("configuration.formula_wrong"));
        QCOMPARE(view.findings.first().field, text("filter"));
    }

    void recordsThatAreThereAreTried()
    {
        DealWorld world;
        const Id account = world.account(text("Alpha"));
        // More than is believable, but a record has it.
        world.deal(text("Huge"), account, {{text("amount"), yuan(9'000'000'000'000'000)}});
        world.deal(text("Small"), account, {{text("amount"), yuan(100)}});
        const CommandResult refused =
            publish(world, field("opportunity", "c_made", "formula", formula("money", "amount * 10000")));
        QCOMPARE(refused.status, CommandResult::Status::Refused);
        QCOMPARE(refused.error.key, text("configuration.record_fails"));
        QCOMPARE(refused.error.arguments.value(1), text("Huge"));
        QVERIFY(refused.error.arguments.value(2).contains(text("amount = 90000000000000.00")));
        QVERIFY(!live(world, u"opportunity", u"c_made"));
    }

    void whoWouldBeInvalidIsCounted()
    {
        DealWorld world;
        for (const char *name : {"One", "Two", "Three"})
            world.account(text(name), {{text("payment_terms_days"), 5}});
        const CommandResult none =
            publish(world, field("account", "c_rule", "text", rule("payment_terms_days > 10")));
        QCOMPARE(none.error.key, text("configuration.none_valid"));
        QCOMPARE(none.error.arguments.mid(0, 3),
                 QStringList({text("account.c_rule"), text("3"), text("Three")}));
        QCOMPARE(none.error.arguments.value(3), text("payment_terms_days = 5"));

        world.account(text("Four"), {{text("payment_terms_days"), 50}});
        const CommandResult some =
            publish(world, field("account", "c_rule", "text", rule("payment_terms_days > 10")));
        QVERIFY2(some.status == CommandResult::Status::Applied, qPrintable(DealWorld::said(some)));
        QCOMPARE(some.findings.size(), 1);
        const Finding &warning = some.findings.first();
        QCOMPARE(warning.key, text("configuration.some_invalid"));
        QCOMPARE(warning.severity, Finding::Severity::Warning);
        QCOMPARE(warning.arguments, QStringList({text("account.c_rule"), text("3"), text("4"), text("Three"),
                                                 text("payment_terms_days = 5")}));

        const CommandResult needed =
            publish(world, field("account", "c_needed", "text",
                                 {{text("required"), text("by_condition")},
                                  {text("required_when"), text("payment_terms_days < 10")}}));
        QVERIFY2(needed.status == CommandResult::Status::Applied, qPrintable(DealWorld::said(needed)));
        QCOMPARE(needed.findings.value(0).key, text("configuration.some_lacking"));
        QCOMPARE(needed.findings.value(0).arguments.value(1), text("3"));
    }

    // Whoever publishes is told of nothing that they may not see.
    void whatIsOutOfSightIsNotNamed()
    {
        const auto policy = std::make_shared<NarrowPolicy>();
        DealWorld world(policy);
        const Id account = world.account(text("Alpha"));
        world.deal(text("Hidden"), account, {{text("amount"), yuan(9'000'000'000'000'000)}});
        world.deal(text("Seen"), account, {{text("amount"), yuan(8'999'999'999'999'999)}});
        policy->closed = true;
        const CommandResult refused =
            publish(world, field("opportunity", "c_made", "formula", formula("money", "amount * 10000")));
        QCOMPARE(refused.error.key, text("configuration.record_fails"));
        QCOMPARE(refused.error.arguments.value(1), text("Seen"));
        QCOMPARE(refused.error.arguments.value(2), QString());
    }

    void bothSidesAgreeOnWhatIsThere()
    {
        DealWorld world;
        const Id account = world.account(text("Alpha"));
        for (const qint64 minor : {qint64(0), qint64(1), qint64(333), qint64(100001)})
            world.deal(text("Deal"), account,
                       {{text("amount"), yuan(minor)}, {text("expected_close"), text("2026-11-30")}});
        int n = 0;
        const auto fits = [&](const char *kind, const char *expression) {
            const QByteArray name = "c_f" + QByteArray::number(++n);
            const CommandResult made =
                publish(world, field("opportunity", name.constData(), "formula", formula(kind, expression)));
            QVERIFY2(made.status == CommandResult::Status::Applied, qPrintable(DealWorld::said(made)));
        };
        fits("money", "amount / 3");
        fits("text", "account.name & \" \" & TEXT(amount)");
        fits("date", "ADDMONTHS(expected_close, 3)");
        fits("int", "DAYS(expected_close, TODAY())");
        fits("bool", "amount > 1");
        fits("percent", "IF(amount > 1, 10%, 20%)");

        const Id one = world.ids.next(), two = world.ids.next();
        const auto row = [](const Id &id, const Value &value) {
            return GroupRow{{Value(id), value}, {}, {}};
        };
        const QHash<Id, Value> here{{one, Value(Decimal(15, 1))}, {two, Value(text("a"))}};
        QVERIFY(!PublicationTrial::firstDifference(
            here, {row(one, Value(Decimal(150, 2))), row(two, Value(text("a")))}));
        const auto other =
            PublicationTrial::firstDifference(here, {row(one, Value(Decimal(15, 1))), row(two, Value())});
        QVERIFY(other);
        QCOMPARE(other->keys.first().id(), two);
    }

    // Everything that ships passes its own trial.
    void whatShipsIsPublishable()
    {
        DealWorld world;
        const ConfigurationPtr now = world.runner->configuration();
        auto nothing = std::make_shared<Configuration>(*now);
        nothing->dictionary = *Dictionary::build({});
        nothing->rulebook = *Rulebook::compile(nothing->dictionary, now->settings, {}, {});
        const auto tried = PublicationTrial(*nothing, *now, world.actor,
                                            now->settings.context(world.clock.now(), world.actor.user, {}))
                               .onMadeUpRecords();
        QVERIFY2(tried.ok(), qPrintable(tried.ok() ? QString() : describe(tried.error())));
    }
};

DW_TEST(PublicationTest)

}  // namespace dw::test

#include "publicationtest.moc"
