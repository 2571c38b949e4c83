// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/placementreads.h"
#include "core/access/placer.h"
#include "core/access/scopereach.h"
#include "core/access/visibility.h"
#include "core/base/wording.h"
#include "core/dictionary/builtindictionary.h"
#include "tests/access/roleworld.h"
#include "tests/access/scopeworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

// The names of tags, sorted.
QStringList named(const ScopeTags &tags, const char *object, quint64 mask)
{
    const QStringList names = tags.names().value(text(object));
    QStringList found;
    for (int number = 0; number < names.size(); ++number) {
        if (mask >> number & 1)
            found.append(names[number]);
    }
    found.sort();
    return found;
}

QStringList ways(const QList<Dependants> &dependants)
{
    QStringList all;
    for (const Dependants &one : dependants) {
        QStringList steps;
        for (const Node::Step &step : one.way)
            steps.append(step.object->key() + QLatin1Char('.') + step.object->field(step.field).key);
        all.append(steps.join(QLatin1Char(' ')));
    }
    all.sort();
    return all;
}

}  // namespace

// Scope keys by examples; that they agree with RolePolicy in all cases is ScopeKeysPropertyTest's.
class ScopeKeysTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ScopeWorld> m_world;

    Id user(const char *name, const Id &role = {}, const Id &team = {}, const Id &territory = {})
    {
        return m_world
            ->made("user", {{"name", Value(text(name))},
                            {"status", Value(text("active"))},
                            {"role_ids", role.isNull() ? Value() : Value(QList<Id>{role})},
                            {"team_id", Value(team)},
                            {"territory_ids", territory.isNull() ? Value() : Value(QList<Id>{territory})}})
            .id();
    }
    Id role(const char *kind = "custom") { return m_world->made("role", {{"kind", Value(text(kind))}}).id(); }
    Id permission(const Id &role, const char *object, const char *scope, const QString &condition = {})
    {
        return m_world
            ->made("permission", {{"role_id", Value(role)},
                                  {"object_type", Value(text(object))},
                                  {"read", Value(text(scope))},
                                  {"record_filter", Value(condition)}})
            .id();
    }
    ScopeReach reachOf(const Id &user, const ScopeTagsPtr &tags)
    {
        return ScopeReach(m_world->model(), tags, user, m_world->clock().now());
    }
    Placement placementOf(const Record &record, const ScopeTagsPtr &tags)
    {
        const AccessModelPtr model = m_world->model();
        return *Placer(*model, tags, *m_world, m_world->context()).of(record);
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<ScopeWorld>(1); }
    void cleanup() { m_world.reset(); }

    void keysAreWrittenAndRead()
    {
        const Id id = Id::named("one");
        for (const ScopeKey &key : {ScopeKey::all(), ScopeKey::own(id), ScopeKey::territory(id),
                                    ScopeKey::record(id), ScopeKey::team(id)})
            QCOMPARE(ScopeKey::fromText(key.text()), std::optional(key));
        QCOMPARE(ScopeKey::all().text(), text("all"));
        QCOMPARE(ScopeKey::own(id).text(), text("own:") + id.toString());
        QCOMPARE(ScopeKey::territory(id).text(), text("ter:") + id.toString());
        QCOMPARE(ScopeKey::record(id).text(), text("rec:") + id.toString());
        QCOMPARE(ScopeKey::team(id).text(), text("team:") + id.toString());
        for (const char *wrong :
             {"", "own", "own:", "own:x", "all:", "teams:0199e2c1-7b7a-7d3e-9c0e-5b1f0c9a4d11",
              "own:00000000-0000-0000-0000-000000000000"})
            QVERIFY(!ScopeKey::fromText(text(wrong)));
    }

    void whatBelongsToWhom()
    {
        const Id north = m_world->made("territory").id();
        const Id seller = user("seller"), helper = user("helper");
        const Record account =
            m_world->made("account", {{"owner_id", Value(seller)}, {"region", Value(north)}});
        const Record contact =
            m_world->made("contact", {{"owner_id", Value(helper)}, {"account_id", Value(account.id())}});
        const Record comment =
            m_world->made("comment", {{"owner_id", Value(helper)}, {"related", Value(contact.ref())}});
        m_world->made("record_share", {{"record_ref", Value(account.ref())},
                                       {"grantee", Value(RecordRef{text("user"), helper})}});
        const ScopeTagsPtr tags = *ScopeTags::of(*m_world->model());
        const auto of = [&](const Record &record, const ScopeKey &key) {
            return named(*tags, record.type().key().toUtf8().constData(),
                         placementOf(record, tags).tags(key));
        };
        QCOMPARE(placementOf(account, tags).size(), 4);
        for (const ScopeKey &key : {ScopeKey::all(), ScopeKey::own(seller), ScopeKey::territory(north),
                                    ScopeKey::record(account.id())})
            QCOMPARE(of(account, key), QStringList{text("account")});

        QCOMPARE(placementOf(contact, tags).size(), 5);
        QCOMPARE(of(contact, ScopeKey::own(helper)), QStringList{text("contact")});
        QCOMPARE(of(contact, ScopeKey::own(seller)), QStringList{text("contact<account")});
        QCOMPARE(of(contact, ScopeKey::record(account.id())), QStringList{text("contact<account")});
        // It lies where the customer lies.
        QCOMPARE(of(contact, ScopeKey::territory(north)),
                 (QStringList{text("contact"), text("contact<account")}));

        // Nobody's of itself.
        QCOMPARE(of(comment, ScopeKey::own(helper)), QStringList{text("comment<contact")});
        QCOMPARE(of(comment, ScopeKey::own(seller)), QStringList{text("comment<contact<account")});

        m_world->purge(account.ref());
        QCOMPARE(placementOf(contact, tags).size(), 2);
        QCOMPARE(of(comment, ScopeKey::own(seller)), QStringList());
    }

    void whoReachesWhat()
    {
        const Id rule = role(), admin = role("admin");
        permission(rule, "account", "own");
        permission(rule, "contact", "territory");
        const Id lands = m_world->made("territory").id();
        const Id north = m_world->made("territory", {{"parent_id", Value(lands)}}).id();
        const Id seller = user("seller", rule, {}, lands), chief = user("chief", admin), idle = user("idle");
        Record leaver = m_world->find({text("user"), user("leaver", rule)});
        leaver.set(u"status", Value(text("disabled")));
        m_world->put(leaver);
        const ScopeTagsPtr tags = *ScopeTags::of(*m_world->model());

        const ScopeReach mine = reachOf(seller, tags);
        QCOMPARE(mine.keys(), (QList<ScopeKey>{ScopeKey::all(), ScopeKey::own(seller),
                                               ScopeKey::territory(std::min(lands, north)),
                                               ScopeKey::territory(std::max(lands, north))}));
        QCOMPARE(named(*tags, "account", mine.tags(text("account"), ScopeKey::own(seller))),
                 QStringList{text("account")});
        QCOMPARE(named(*tags, "contact", mine.tags(text("contact"), ScopeKey::own(seller))),
                 (QStringList{text("contact"), text("contact<account")}));
        QCOMPARE(named(*tags, "contact", mine.tags(text("contact"), ScopeKey::territory(north))),
                 QStringList{text("contact")});
        // Nothing of what no permission opens, even with a parent in sight; what everybody sees of all.
        QCOMPARE(mine.tags(text("task"), ScopeKey::own(seller)), quint64(0));
        QCOMPARE(mine.tags(text("account"), ScopeKey::all()), quint64(0));
        QVERIFY(mine.tags(text("user"), ScopeKey::all()) != 0);
        QVERIFY(mine.tags(text("saved_view"), ScopeKey::own(seller)) != 0);

        const QList<ScopeReach::Part> parts = mine.parts();
        QVERIFY(std::any_of(parts.begin(), parts.end(), [&](const ScopeReach::Part &part) {
            return part.object == text("contact") && part.key == ScopeKey::own(seller) &&
                   part.tags == mine.tags(part.object, part.key);
        }));
        QVERIFY(std::all_of(parts.begin(), parts.end(),
                            [](const ScopeReach::Part &part) { return part.tags != 0; }));

        for (const Id &all : {chief, Id(), Id::named("user:owner")}) {
            QCOMPARE(reachOf(all, tags).keys(), QList<ScopeKey>{ScopeKey::all()});
            QVERIFY(reachOf(all, tags).tags(text("permission"), ScopeKey::all()) != 0);
        }
        QCOMPARE(reachOf(idle, tags).tags(text("account"), ScopeKey::own(idle)), quint64(0));
        QVERIFY(reachOf(idle, tags).tags(text("user"), ScopeKey::all()) != 0);
        QVERIFY(reachOf(leaver.id(), tags).keys().isEmpty());
        QVERIFY(reachOf(Id::named("stranger"), tags).keys().isEmpty());
    }

    void viewsAreShownToATeam()
    {
        const Id east = m_world->made("team").id(), west = m_world->made("team").id();
        const Id rule = role(), maker = user("maker", rule, east), mate = user("mate", rule, east),
                 other = user("other", rule, west);
        m_world->made("team", {{"leader_id", Value(other)}});
        Record view =
            m_world->made("saved_view", {{"owner_id", Value(maker)}, {"shared", Value(text("team"))}});
        const ScopeTagsPtr tags = *ScopeTags::of(*m_world->model());
        const auto seen = [&](const Id &who) {
            return reachOf(who, tags).sees(text("saved_view"), placementOf(view, tags));
        };
        QVERIFY(seen(maker) && seen(mate) && !seen(other));
        // Nobody reaches what is their colleagues' for it.
        QCOMPARE(reachOf(mate, tags).keys(),
                 (QList<ScopeKey>{ScopeKey::all(), ScopeKey::own(mate), ScopeKey::team(east)}));
        const PlacementReads reads(*tags);
        const Record before = m_world->find({text("user"), maker});
        Record after = before;
        after.set(u"team_id", Value(west));
        QCOMPARE(ways(reads.dependants(before, after)), QStringList{text("saved_view.owner_id")});
        m_world->put(after);
        QVERIFY(seen(maker) && !seen(mate) && seen(other));
        view.set(u"shared", Value(text("all")));
        QVERIFY(seen(maker) && seen(mate) && seen(other));
        view.set(u"shared", Value(text("none")));
        QVERIFY(seen(maker) && !seen(mate) && !seen(other));
    }

    void aShareEndsAtItsTime()
    {
        const Id rule = role();
        permission(rule, "account", "own");
        const Id seller = user("seller", rule);
        const Record account = m_world->made("account", {{"owner_id", Value(user("other"))}});
        const Instant end{m_world->clock().now().ms + 1000};
        m_world->made("record_share", {{"record_ref", Value(account.ref())},
                                       {"grantee", Value(RecordRef{text("user"), seller})},
                                       {"expires_at", Value(end)}});
        const ScopeTagsPtr tags = *ScopeTags::of(*m_world->model());
        const Placement placement = placementOf(account, tags);
        QVERIFY(reachOf(seller, tags).sees(text("account"), placement));
        QCOMPARE(reachOf(seller, tags).changesAt(), std::optional(end));
        m_world->clock().set(end);
        QCOMPARE(placementOf(account, tags), placement);
        QVERIFY(!reachOf(seller, tags).sees(text("account"), placement));
        QCOMPARE(reachOf(seller, tags).changesAt(), std::optional<Instant>());
    }

    void conditionsThatCannotBeToldAreNamed_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("key");
        const auto row = [](const char *condition, const char *key) {
            QTest::newRow(condition) << text(condition) << text(key);
        };
        row("created_at < NOW()", "access.scope_gap_time");
        row("INPERIOD(expected_close, \"THIS_MONTH\")", "access.scope_gap_time");
        row("presales_owner_id = CURRENTUSER()", "access.scope_gap_actor");
        row("team_id = CURRENTTEAM()", "access.scope_gap_actor");
        row("COUNT(lines) > 1", "access.scope_gap_children");
        row("COUNT(account.contacts) > 1", "access.scope_gap_children");
        row("stage_dwell_s > 5", "access.scope_gap_unstored");
    }

    void conditionsThatCannotBeToldAreNamed()
    {
        QFETCH(QString, condition);
        QFETCH(QString, key);
        const Id rule = role();
        const Id row = permission(rule, "opportunity", "all", condition);
        permission(rule, "opportunity_line", "all");
        const Id seller = user("seller", rule);
        const ScopeTagsPtr tags = *ScopeTags::of(*m_world->model());
        QCOMPARE(tags->gaps().size(), 1);
        const ScopeGap gap = tags->gaps().first();
        QCOMPARE(gap.permission, row);
        QCOMPARE(gap.role, rule);
        QCOMPARE(gap.object, text("opportunity"));
        QCOMPARE(gap.key(), key);
        QVERIFY(hasWording(gap.key()));
        const ScopeReach reach = reachOf(seller, tags);
        for (const char *object : {"opportunity", "opportunity_line"})
            QCOMPARE(reach.tags(text(object), ScopeKey::all()), quint64(0));
    }

    void numbersStayWithTheirTags()
    {
        const Id rule = role();
        const Id gone = permission(rule, "account", "all", text("name = \"a\""));
        permission(rule, "account", "all", text("name = \"b\""));
        permission(rule, "account", "team", text("name =   \"b\""));  // the same once more
        const ScopeTagsPtr first = *ScopeTags::of(*m_world->model());
        QCOMPARE(first->names().value(text("account")).size(), 3);
        QVERIFY(first->newSince(first->names()).isEmpty());
        QVERIFY(first->conditioned().contains(text("contact")));

        m_world->purge({text("permission"), gone});
        const ScopeTagsPtr fewer = *ScopeTags::of(*m_world->model(), first->names());
        QVERIFY(fewer->newSince(first->names()).isEmpty());
        permission(rule, "account", "all", text("name = \"c\""));
        const ScopeTagsPtr other = *ScopeTags::of(*m_world->model(), fewer->names());
        QStringList stale = other->newSince(fewer->names());
        stale.sort();
        QCOMPARE(stale, (QStringList{text("account"), text("activity"), text("attachment"), text("comment"),
                                     text("contact"), text("task")}));
        // The one that is gone left its number to the new one, the others kept theirs.
        for (const auto &[object, names] : first->names().asKeyValueRange()) {
            for (int number = 0; number < names.size(); ++number) {
                const int now = int(other->names().value(object).indexOf(names[number]));
                QVERIFY(now == number || now < 0);
            }
        }
    }

    void whatHasNoNumberIsNotReached()
    {
        const Id rule = role();
        for (int i = 0; i < 70; ++i)
            permission(rule, "account", "all", QStringLiteral("payment_terms_days = %1").arg(i));
        permission(rule, "contact", "own");
        const Id seller = user("seller", rule);
        const AccessModelPtr model = m_world->model();
        const ScopeTagsPtr tags = *ScopeTags::of(*model);
        int left = 0;
        for (const ScopeGap &gap : tags->gaps()) {
            QCOMPARE(gap.why, ScopeGap::Why::TooMany);
            QCOMPARE(gap.object, text("account"));
            left += gap.at == text("account") ? 1 : 0;
            QVERIFY(hasWording(gap.key()));
        }
        QCOMPARE(left, 70 - 63);
        const ScopeReach reach = reachOf(seller, tags);
        int seen = 0;
        for (int i = 0; i < 70; ++i) {
            const Record account = m_world->made("account", {{"payment_terms_days", Value(qint64(i))}});
            seen += reach.sees(text("account"), placementOf(account, tags)) ? 1 : 0;
        }
        QCOMPARE(seen, 63);
        // More of them take nothing from those that came first.
        for (int i = 70; i < 80; ++i)
            permission(rule, "account", "all", QStringLiteral("payment_terms_days = %1").arg(i));
        const ScopeTagsPtr more = *ScopeTags::of(*m_world->model(), tags->names());
        QCOMPARE(more->names(), tags->names());
        QVERIFY(more->gaps().size() > tags->gaps().size());
    }

    void tooManyWaysAreRefused()
    {
        QList<ObjectType::Definition> definitions = *BuiltinDictionary::definitions();
        const auto competitor =
            std::find_if(definitions.begin(), definitions.end(),
                         [](const ObjectType::Definition &one) { return one.key == text("competitor"); });
        ObjectType::Definition definition = *competitor;
        definition.collections.removeIf([](const Collection &one) { return one.by != text("related"); });
        for (int i = 0; i < 64; ++i) {
            definition.key = QStringLiteral("c_%1").arg(i);
            definitions.append(definition);
        }
        const auto dictionary = Dictionary::build(definitions);
        QVERIFY(dictionary.ok());
        const AccessModel model({}, *dictionary, *Currency::fromCode(text("CNY")));
        const auto tags = ScopeTags::of(model);
        QVERIFY(!tags.ok());
        QCOMPARE(tags.error().key, text("access.too_many_ways"));
    }

    void onlyWhatMattersIsConcerned()
    {
        const Record account =
            m_world->made("account", {{"name", Value(text("a"))}, {"owner_id", Value(user("seller"))}});
        const auto changed = [&](const char *key, const Value &value) {
            Record after = account;
            after.set(text(key), value);
            return after;
        };
        const PlacementReads plain(**ScopeTags::of(*m_world->model()));
        const Record renamed = changed("name", Value(text("b")));
        QVERIFY(!plain.isConcerned(account, renamed));
        QCOMPARE(ways(plain.dependants(account, renamed)), QStringList());

        const Record given = changed("owner_id", Value(user("other")));
        QVERIFY(plain.isConcerned(account, given));
        const QStringList below{text("activity.account_id"),
                                text("attachment.related"),
                                text("attachment.related activity.account_id"),
                                text("attachment.related contact.account_id"),
                                text("attachment.related task.related"),
                                text("attachment.related task.related contact.account_id"),
                                text("comment.related"),
                                text("comment.related activity.account_id"),
                                text("comment.related contact.account_id"),
                                text("comment.related task.related"),
                                text("comment.related task.related contact.account_id"),
                                text("contact.account_id"),
                                text("task.related"),
                                text("task.related contact.account_id")};
        QCOMPARE(ways(plain.dependants(account, given)), below);
        QCOMPARE(ways(plain.ofShare(text("account"))), below);

        // Deals are not seen with their customer, they lie where it lies.
        const Record moved = changed("region", Value(m_world->made("territory").id()));
        QVERIFY(ways(plain.dependants(account, moved)).contains(text("opportunity.account_id")));
        QVERIFY(ways(plain.dependants(account, Record())).contains(text("opportunity.account_id")));
        QVERIFY(plain.isConcerned(account, Record()));

        // With a condition on the name it does matter.
        permission(role(), "opportunity", "all", text("account.parent_account.name = \"b\""));
        const PlacementReads conditioned(**ScopeTags::of(*m_world->model()));
        QVERIFY(!conditioned.isConcerned(account, renamed));
        QVERIFY(ways(conditioned.dependants(account, renamed))
                    .contains(text("opportunity.account_id account.parent_account_id")));
        QVERIFY(ways(conditioned.dependants(account, renamed))
                    .contains(text("opportunity_line.opportunity_id opportunity.account_id "
                                   "account.parent_account_id")));
    }

    void anAmountCountsInTheCurrencyOfItsRecord()
    {
        permission(role(), "opportunity", "all", text("IFBLANK(amount, 600) > 500"));
        const PlacementReads reads(**ScopeTags::of(*m_world->model()));
        const Record deal = m_world->made("opportunity", {{"currency", Value(text("cny"))}});
        Record after = deal;
        after.set(u"currency", Value(text("usd")));
        QVERIFY(reads.isConcerned(deal, after));
        QVERIFY(ways(reads.dependants(deal, after)).contains(text("task.related")));
        after = deal;
        after.set(u"health", Value(qint64(3)));
        QVERIFY(!reads.isConcerned(deal, after));
        QVERIFY(reads.dependants(deal, after).isEmpty());
    }

    // From the store, with the roles that come with a workspace.
    void storedRecordsShowWhatThePolicyShows()
    {
        RoleWorld world;
        world.give("rep", {text("sales_rep")});
        world.give("mate", {text("sales_rep")});
        world.give("boss", {text("sales_manager")});
        world.share("opportunity", world.of("other").deal, {text("user"), world.of("rep").user});
        world.set("user", world.of("mate").user,
                  {{text("delegate_id"), world.of("other").user.toString()},
                   {text("away_from"), text("2026-11-01T00:00:00.000Z")}});
        const RolePolicy &policy = world.policy();
        const auto model = std::make_shared<const AccessModel>(policy.model());
        const ScopeTagsPtr tags = *ScopeTags::of(*model);
        int seen = 0, hidden = 0;
        for (const ObjectTypePtr &object : model->dictionary()->objects()) {
            for (const Record &record : world.storedAll(object->key())) {
                world.base().workspace->readNow([&](ReadSession &session) {
                    const auto &settings = world.base().runner->configuration()->settings;
                    Placer placer(*model, tags, session, settings.context({}, {}, {}));
                    const auto placement = placer.of(record);
                    QVERIFY(placement.ok());
                    for (const char *login : {"owner", "rep", "mate", "boss", "other"}) {
                        const Actor actor = world.actor(login);
                        const bool shown =
                            *isVisible(record, policy, actor, session,
                                       settings.context(world.clock().now(), actor.user, actor.team));
                        const ScopeReach reach(model, tags, actor.user, world.clock().now());
                        QVERIFY2(reach.sees(object->key(), *placement) == shown,
                                 qPrintable(object->key() + QLatin1Char(' ') + text(login)));
                        ++(shown ? seen : hidden);
                    }
                });
            }
        }
        QVERIFY(seen > 100 && hidden > 50);
    }
};

DW_TEST(ScopeKeysTest)

}  // namespace dw::test

#include "scopekeystest.moc"
