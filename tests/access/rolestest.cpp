// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/wording.h"
#include "tests/access/roleworld.h"
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

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList all;
    for (const char *one : texts)
        all.append(text(one));
    return all;
}

const QJsonObject ReadAll{{QStringLiteral("read"), QStringLiteral("all")}};

QJsonObject scope(const char *key)
{
    return {{text("read"), text(key)}, {text("edit"), text(key)}, {text("create"), true}};
}

}  // namespace

// Access by roles (RolePolicy): what a user sees and may change of a company of five.
class RolesTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RoleWorld> m_world;

private Q_SLOTS:
    void init() { m_world = std::make_unique<RoleWorld>(); }
    void cleanup() { m_world.reset(); }

    void withoutRolesEverybodyMayEverything()
    {
        QVERIFY(m_world->policy().isOpen());
        QCOMPARE(m_world->seen("rep", "account", "name").size(), 4);
        QVERIFY(isApplied(m_world->trySet(m_world->actor("rep"), "account", m_world->of("other").account,
                                          {{text("name"), text("Taken over")}})));
    }

    void whoHasNoRoleSeesWhatEverybodySees()
    {
        m_world->give("rep", list({"sales_rep"}));
        QVERIFY(!m_world->policy().isOpen());
        QCOMPARE(m_world->seen("other", "account", "name"), list({"access.action_forbidden"}));
        QCOMPARE(m_world->seen("other", "user", "name").size(), 5);
        QCOMPARE(m_world->seen("other", "user", "email").join(QString()), QString());
        QCOMPARE(m_world->seen("other", "permission", "object_type"), list({"access.action_forbidden"}));
        QCOMPARE(m_world->seen("owner", "account", "name").size(), 4);
    }

    void whoIsDisabledMayNothing()
    {
        m_world->give("rep", list({"sales_rep"}));
        m_world->set("user", m_world->of("rep").user, {{text("status"), text("disabled")}});
        QCOMPARE(m_world->seen("rep", "account", "name"), list({"access.action_forbidden"}));
        QCOMPARE(m_world->seen("rep", "user", "name"), list({"access.action_forbidden"}));
    }

    void scopes_data()
    {
        QTest::addColumn<QString>("who");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("own") << "rep"
                             << "own" << list({"rep works"});
        QTest::newRow("team") << "rep"
                              << "team" << list({"mate works", "rep works"});
        QTest::newRow("leader's team") << "boss"
                                       << "team" << list({"boss works"});
        QTest::newRow("below") << "boss"
                               << "team_and_below" << list({"boss works", "mate works", "rep works"});
        QTest::newRow("all") << "rep"
                             << "all" << list({"boss works", "mate works", "other works", "rep works"});
        QTest::newRow("territory") << "rep"
                                   << "territory" << list({"other works", "rep works"});
    }
    void scopes()
    {
        QFETCH(QString, who);
        QFETCH(QString, key);
        const QJsonObject north{{text("name"), text("North")}, {text("code"), text("N")}};
        const Id above =
            m_world->mine("record.create", {{text("object"), text("territory")}, {text("set"), north}});
        const QJsonObject harbor{
            {text("name"), text("Harbor")}, {text("code"), text("H")}, {text("parent_id"), above.toString()}};
        const Id below =
            m_world->mine("record.create", {{text("object"), text("territory")}, {text("set"), harbor}});
        m_world->set("account", m_world->of("other").account, {{text("region"), below.toString()}});
        m_world->set("user", m_world->of("rep").user,
                     {{text("territory_ids"), QJsonArray{above.toString()}}});
        const Id role = m_world->role("x");
        for (const char *object : {"account", "opportunity"})
            m_world->permission(role, object, scope(qPrintable(key)));
        m_world->give(qPrintable(who), list({"x"}));
        QTEST(m_world->seen(qPrintable(who), "account", "name"), "expected");
        QFETCH(QStringList, expected);
        QCOMPARE(m_world->seen(qPrintable(who), "opportunity", "name"),
                 expected.replaceInStrings(text("works"), text("deal")));
    }

    void childrenFollowTheirParents()
    {
        m_world->give("rep", list({"sales_rep"}));
        QCOMPARE(m_world->seen("rep", "opportunity_line", "free_text"), list({"rep line"}));
        QCOMPARE(m_world->seen("rep", "comment", "body"), list({"rep says"}));
        QCOMPARE(m_world->seen("rep", "stage_history", "id").size(), 1);
        // A contact, note and task of somebody else's about what is mine.
        const auto move = [&](const char *object, const Id &record, const QJsonObject &values) {
            m_world->set(object, record, values);
        };
        move("contact", m_world->of("other").contact,
             {{text("account_id"), m_world->of("rep").account.toString()}});
        QCOMPARE(m_world->seen("rep", "contact", "name"), list({"other person", "rep person"}));
        QCOMPARE(m_world->seen("rep", "activity", "subject"), list({"rep note"}));
        move("opportunity", m_world->of("other").deal,
             {{text("owner_id"), m_world->of("rep").user.toString()}});
        QCOMPARE(m_world->seen("rep", "activity", "subject"), list({"other note", "rep note"}));
        QCOMPARE(m_world->seen("rep", "task", "subject"), list({"other task", "rep task"}));
        QCOMPARE(m_world->seen("rep", "opportunity_line", "free_text"), list({"other line", "rep line"}));
        QVERIFY(isApplied(m_world->trySet(m_world->actor("rep"), "opportunity_line",
                                          m_world->of("other").line, {{text("qty"), text("3")}})));
        QVERIFY(!isApplied(m_world->trySet(m_world->actor("rep"), "activity", m_world->of("other").note,
                                           {{text("subject"), text("Mine now")}})));
    }

    void newFieldsAreNobodysUntilTheyAreGranted()
    {
        m_world->give("rep", list({"sales_rep"}));
        const QJsonObject definition{{text("object_name"), text("account")}, {text("name"), text("c_margin")},
                                     {text("label_en"), text("Margin")},     {text("label_zh"), text("毛利")},
                                     {text("type"), text("text")},           {text("status"), text("live")},
                                     {text("purpose"), text("To see")}};
        m_world->mine("record.create",
                      {{text("object"), text("field_definition")}, {text("set"), definition}});
        m_world->set("account", m_world->of("rep").account, {{text("c_margin"), text("zebra")}});
        QCOMPARE(m_world->seen("rep", "account", "c_margin"), QStringList{QString()});
        m_world->read(m_world->actor("rep"), [](const Reader &reader) {
            QCOMPARE(reader.query(text("account"), text("c_margin = \"zebra\""), {}).error().key,
                     text("access.forbidden_field"));
        });
        m_world->permission(Id::named("role:sales_rep"), "account",
                            {{text("field_name"), text("c_margin")},
                             {text("field_read"), text("read")},
                             {text("field_edit"), false}});
        QCOMPARE(m_world->seen("rep", "account", "c_margin"), list({"zebra"}));
        QVERIFY(!isApplied(m_world->trySet(m_world->actor("rep"), "account", m_world->of("rep").account,
                                           {{text("c_margin"), text("x")}})));
    }

    void severalRolesAreTheirUnion()
    {
        const Id near = m_world->role("near"), far = m_world->role("far");
        m_world->permission(near, "account", scope("own"));
        m_world->permission(near, "account",
                            {{text("field_name"), text("website")}, {text("field_read"), text("hidden")}});
        m_world->give("rep", list({"near"}));
        QCOMPARE(m_world->seen("rep", "account", "website"), QStringList{QString()});
        m_world->permission(far, "account", ReadAll);
        m_world->permission(far, "account",
                            {{text("field_name"), text("website")}, {text("field_read"), text("masked")}});
        m_world->give("rep", list({"near", "far"}));
        QCOMPARE(m_world->seen("rep", "account", "name").size(), 4);
        QVERIFY(!m_world->seen("rep", "account", "website").contains(text("https://rep-site.example")));
        QVERIFY(!m_world->seen("rep", "account", "website").contains(QString()));
        // To see more is not to change more.
        QVERIFY(!isApplied(m_world->trySet(m_world->actor("rep"), "account", m_world->of("mate").account,
                                           {{text("name"), text("Mine")}})));
    }

    void aRoleHasWhatItInherits()
    {
        const Id base = m_world->role("base"), over = m_world->role("over");
        m_world->permission(base, "account", scope("own"));
        m_world->permission(base, "account",
                            {{text("field_name"), text("website")}, {text("field_read"), text("hidden")}});
        m_world->permission(base, "contact", scope("own"));
        m_world->permission(over, "account", ReadAll);
        m_world->set("role", over, {{text("inherits_id"), base.toString()}});
        m_world->give("rep", list({"over"}));
        QCOMPARE(m_world->seen("rep", "account", "name").size(), 4);
        QCOMPARE(m_world->seen("rep", "account", "website").join(QString()), QString());
        QCOMPARE(m_world->seen("rep", "contact", "name"),
                 list({"boss person", "mate person", "other person", "rep person"}));
        m_world->permission(over, "account",
                            {{text("field_name"), text("website")},
                             {text("field_read"), text("read")},
                             {text("field_edit"), true}});
        QVERIFY(m_world->seen("rep", "account", "website").contains(text("https://rep-site.example")));
    }

    void aConditionNarrowsTheScope()
    {
        const Id role = m_world->role("x");
        QJsonObject values = scope("all");
        values.insert(text("record_filter"), text("CONTAINS(name, \"a\")"));
        m_world->permission(role, "account", values);
        m_world->permission(role, "contact", scope("own"));
        m_world->give("rep", list({"x"}));
        QCOMPARE(m_world->seen("rep", "account", "name"), list({"mate works"}));
        QCOMPARE(m_world->seen("rep", "contact", "name"), list({"mate person", "rep person"}));
    }

    void sharesAddARecordUntilTheyEnd()
    {
        m_world->give("rep", list({"sales_rep"}));
        const RecordRef rep{text("user"), m_world->of("rep").user};
        m_world->share("account", m_world->of("other").account, rep,
                       {{text("expires_at"), text("2026-11-20T00:00:00.000Z")}});
        QCOMPARE(m_world->seen("rep", "account", "name"), list({"other works", "rep works"}));
        QCOMPARE(m_world->seen("rep", "contact", "name"), list({"other person", "rep person"}));
        const auto rename = [&] {
            return m_world->trySet(m_world->actor("rep"), "account", m_world->of("other").account,
                                   {{text("short_name"), text("Ours")}});
        };
        QCOMPARE(keysOf(rename()), text("access.record_forbidden"));
        m_world->clock().set(*Instant::fromIso(u"2026-11-20T00:00:00Z", QTimeZone::utc()));
        QCOMPARE(m_world->seen("rep", "account", "name"), list({"rep works"}));
        m_world->share("account", m_world->of("other").account, {text("team"), m_world->actor("rep").team},
                       {{text("right"), text("edit")}});
        QVERIFY2(isApplied(rename()), qPrintable(keysOf(rename())));
        m_world->share("account", m_world->of("boss").account, {text("role"), Id::named("role:sales_rep")});
        QCOMPARE(m_world->seen("rep", "account", "name"), list({"boss works", "other works", "rep works"}));
        // Of an object that no role opens a share shows nothing.
        QCOMPARE(m_world->seen("mate", "account", "name"), list({"access.action_forbidden"}));
    }

    void nobodySharesMoreThanTheyHave()
    {
        m_world->give("rep", list({"sales_rep"}));
        const auto share = [&](const Id &record, const char *right) {
            return m_world->run(
                m_world->actor("rep"), "record.create",
                {{text("object"), text("record_share")},
                 {text("set"),
                  QJsonObject{
                      {text("record_ref"), Value(RecordRef{text("account"), record}).toJson()},
                      {text("grantee"), Value(RecordRef{text("user"), m_world->of("mate").user}).toJson()},
                      {text("right"), text(right)},
                      {text("reason"), text("They want it")}}}});
        };
        QVERIFY(!isApplied(share(m_world->of("other").account, "read")));
        m_world->share("account", m_world->of("other").account, {text("team"), m_world->actor("rep").team});
        QCOMPARE(keysOf(share(m_world->of("other").account, "edit")), text("access.record_forbidden"));
        QVERIFY(isApplied(share(m_world->of("rep").account, "edit")));
    }

    void theDelegateSeesWhatTheAbsentOneSees()
    {
        m_world->give("rep", list({"sales_rep"}));
        m_world->give("other", list({"sales_rep"}));
        m_world->set("user", m_world->of("other").user,
                     {{text("delegate_id"), m_world->of("rep").user.toString()},
                      {text("away_from"), text("2026-11-20T00:00:00.000Z")},
                      {text("away_to"), text("2026-11-22T00:00:00.000Z")}});
        const auto at = [&](const char16_t *time) {
            m_world->clock().set(*Instant::fromIso(time, QTimeZone::utc()));
            return m_world->seen("rep", "account", "name");
        };
        QCOMPARE(at(u"2026-11-19T23:59:59Z"), list({"rep works"}));
        QCOMPARE(at(u"2026-11-20T00:00:00Z"), list({"other works", "rep works"}));
        QCOMPARE(m_world->seen("rep", "opportunity_line", "free_text"), list({"other line", "rep line"}));
        const auto edit = [&] {
            return m_world->trySet(m_world->actor("rep"), "account", m_world->of("other").account,
                                   {{text("short_name"), text("For them")}});
        };
        QVERIFY(isApplied(edit()));
        QVERIFY(!isApplied(m_world->run(m_world->actor("rep"), "record.delete",
                                        {{text("object"), text("activity")},
                                         {text("ids"), QJsonArray{m_world->of("other").note.toString()}}})));
        QCOMPARE(at(u"2026-11-22T00:00:00Z"), list({"rep works"}));
        QVERIFY(!isApplied(edit()));
    }

    void nobodyGivesThemselvesRights()
    {
        m_world->give("rep", list({"sales_rep"}));
        const Id wide = m_world->role("wide");
        for (const char *object : {"user", "role", "permission", "team"})
            m_world->permission(wide, object, scope("all"));
        m_world->give("mate", list({"wide"}));
        for (const char *who : {"rep", "mate"}) {
            const Actor actor = m_world->actor(who);
            const QJsonArray admin{Id::named("role:administrator").toString()};
            QVERIFY(!isApplied(m_world->trySet(actor, "user", actor.user, {{text("role_ids"), admin}})));
            QVERIFY(!isApplied(m_world->trySet(actor, "role", wide, {{text("kind"), text("admin")}})));
            QVERIFY(!isApplied(
                m_world->trySet(actor, "team", actor.team, {{text("leader_id"), actor.user.toString()}})));
            QVERIFY(!isApplied(m_world->run(actor, "record.create",
                                            {{text("object"), text("role")},
                                             {text("set"), QJsonObject{{text("code"), text("me")},
                                                                       {text("name"), text("Me")},
                                                                       {text("kind"), text("admin")}}}})));
            QCOMPARE(m_world->seen(who, "permission", "object_type"), list({"access.action_forbidden"}));
        }
        // Their own affairs they see to.
        QVERIFY(isApplied(m_world->trySet(m_world->actor("rep"), "user", m_world->of("rep").user,
                                          {{text("language"), text("zh_cn")}})));
        QVERIFY(!isApplied(m_world->trySet(m_world->actor("rep"), "user", m_world->of("mate").user,
                                           {{text("language"), text("zh_cn")}})));
    }

    void whatIsOutOfReachCannotBeChanged()
    {
        m_world->give("rep", list({"read_only", "sales_rep"}));
        const Actor rep = m_world->actor("rep");
        const RoleWorld::Own &other = m_world->of("other");
        QCOMPARE(m_world->seen("rep", "opportunity", "name").size(), 4);
        QVERIFY(!isApplied(m_world->trySet(rep, "opportunity", other.deal, {{text("name"), text("x")}})));
        QVERIFY(!isApplied(m_world->trySet(rep, "opportunity_line", other.line, {{text("qty"), text("9")}})));
        QCOMPARE(
            keysOf(m_world->run(rep, "record.create",
                                {{text("object"), text("opportunity_line")},
                                 {text("set"), QJsonObject{{text("opportunity_id"), other.deal.toString()},
                                                           {text("line_no"), 7},
                                                           {text("free_text"), text("Slipped in")},
                                                           {text("qty"), text("1")}}}})),
            text("access.record_forbidden"));
        QVERIFY(!isApplied(m_world->run(rep, "opportunity.advance",
                                        {{text("id"), other.deal.toString()}, {text("to"), text("needs")}})));
        QVERIFY(!isApplied(m_world->run(
            rep, "record.delete",
            {{text("object"), text("task")}, {text("ids"), QJsonArray{other.task.toString()}}})));
        QVERIFY(!isApplied(m_world->trySet(rep, "account", m_world->of("rep").account,
                                           {{text("owner_id"), other.user.toString()}})));
    }

    void aSalesRepCanWork()
    {
        m_world->give("rep", list({"sales_rep"}));
        const Actor rep = m_world->actor("rep");
        const auto done = [&](const char *command, const QJsonObject &arguments) {
            const CommandResult result = m_world->run(rep, command, arguments);
            if (!isApplied(result))
                qFatal("%s: %s %s", command, qPrintable(keysOf(result)),
                       qPrintable(result.error.arguments.join(QLatin1Char('|'))));
            return result.ids.value(0);
        };
        const auto make = [&](const char *object, const QJsonObject &set) {
            return done("record.create", {{text("object"), text(object)}, {text("set"), set}});
        };
        const Id account = make("account", {{text("name"), text("New works")}});
        make("contact", {{text("name"), text("New person")},
                         {text("account_id"), account.toString()},
                         {text("consent_state"), text("unknown")}});
        const Id deal = make("opportunity", {{text("name"), text("New deal")},
                                             {text("account_id"), account.toString()},
                                             {text("amount"), text("500")},
                                             {text("expected_close"), text("2027-01-15")},
                                             {text("next_step"), text("Call")},
                                             {text("next_step_at"), text("2026-11-25T02:00:00.000Z")}});
        make("opportunity_line", {{text("opportunity_id"), deal.toString()},
                                  {text("line_no"), 1},
                                  {text("free_text"), text("New line")},
                                  {text("qty"), text("2")},
                                  {text("unit_price"), text("250")}});
        const QJsonObject about = Value(RecordRef{text("opportunity"), deal}).toJson().toObject();
        const Id task = make("task", {{text("subject"), text("New task")},
                                      {text("related"), about},
                                      {text("due_at"), text("2026-11-20T02:00:00.000Z")}});
        done("task.complete", {{text("ids"), QJsonArray{task.toString()}}});
        done("change.undo", {});
        make("comment", {{text("body"), text("New comment")}, {text("related"), about}});
        make("saved_view", {{text("name"), text("Mine")},
                            {text("object_type"), text("account")},
                            {text("kind"), text("list")},
                            {text("columns"), text("[\"name\"]")},
                            {text("shared"), text("private")}});
        QVERIFY(isApplied(m_world->trySet(rep, "opportunity", deal, {{text("name"), text("Newer deal")}})));
        QCOMPARE(m_world->seen("rep", "opportunity_line", "free_text"), list({"New line", "rep line"}));
        QVERIFY(m_world->seen("rep", "stage_history", "id").size() == 2);
        QCOMPARE(m_world->seen("boss", "opportunity", "name"), list({"access.action_forbidden"}));
        m_world->give("boss", list({"manager"}));
        QCOMPARE(m_world->seen("boss", "opportunity", "name"),
                 list({"Newer deal", "boss deal", "mate deal", "rep deal"}));
        QVERIFY(isApplied(m_world->trySet(m_world->actor("boss"), "opportunity", deal,
                                          {{text("owner_id"), m_world->of("mate").user.toString()}})));
        QCOMPARE(m_world->seen("rep", "opportunity", "name"), list({"rep deal"}));
    }

    void contradictionsAreRefusedByName()
    {
        const Id role = m_world->role("x"), above = m_world->role("y");
        const Actor owner = m_world->actor("owner");
        m_world->set("role", role, {{text("inherits_id"), above.toString()}});
        QCOMPARE(keysOf(m_world->trySet(owner, "role", above, {{text("inherits_id"), role.toString()}})),
                 text("access.role_cycle"));
        const auto permit = [&](const char *object, QJsonObject values) {
            values.insert(text("role_id"), role.toString());
            values.insert(text("object_type"), text(object));
            return keysOf(m_world->run(owner, "record.create",
                                       {{text("object"), text("permission")}, {text("set"), values}}));
        };
        QCOMPARE(permit("nothing", ReadAll), text("access.unknown_object"));
        QCOMPARE(permit("account", {{text("field_name"), text("nothing")},
                                    {text("field_read"), text("read")},
                                    {text("field_edit"), false}}),
                 text("access.unknown_field"));
        QCOMPARE(permit("account", {{text("field_name"), text("website")},
                                    {text("field_read"), text("masked")},
                                    {text("field_edit"), true}}),
                 text("access.edit_without_read"));
        QCOMPARE(permit("account", {{text("read"), text("all")}, {text("record_filter"), text("name +")}}),
                 text("access.bad_filter"));
        QCOMPARE(permit("account", {{text("read"), text("all")}, {text("record_filter"), text("name")}}),
                 text("access.bad_filter"));
        QCOMPARE(permit("account", ReadAll), QString());
        QCOMPARE(permit("account", scope("own")), text("value.not_unique"));
        const auto share = [&](const QJsonObject &more) {
            QJsonObject values{
                {text("record_ref"), Value(RecordRef{text("account"), m_world->of("rep").account}).toJson()},
                {text("grantee"), Value(RecordRef{text("user"), m_world->of("mate").user}).toJson()},
                {text("reason"), text("Together")}};
            for (auto value = more.begin(); value != more.end(); ++value)
                values.insert(value.key(), *value);
            return m_world->run(owner, "record.create",
                                {{text("object"), text("record_share")}, {text("set"), values}});
        };
        QCOMPARE(keysOf(share({{text("reason"), QString()}})), text("value.required"));
        QCOMPARE(keysOf(share({{text("grantee"),
                                Value(RecordRef{text("account"), m_world->of("rep").account}).toJson()}})),
                 text("access.bad_grantee"));
        const CommandResult ended = share({{text("expires_at"), text("2026-11-01T00:00:00.000Z")}});
        QVERIFY(isApplied(ended));
        QCOMPARE(keysOf(ended), text("access.share_ended"));
    }

    // A workspace from before there were roles.
    void shippedRolesAreAddedOnce()
    {
        const auto codes = [&] {
            QStringList all;
            for (const Record &role : m_world->storedAll(text("role")))
                all.append(role.value(u"code").text());
            all.sort();
            return all;
        };
        const QStringList shipped = codes();
        QCOMPARE(shipped, list({"administrator", "manager", "read_only", "sales_rep"}));
        const auto forget = [&](bool marked) {
            ChangeSet changes;
            for (const char *object : {"permission", "role"}) {
                for (const Record &record : m_world->storedAll(text(object)))
                    changes.changes.append({RecordChange::Kind::Purge, record, {}});
            }
            m_world->base().workspace->writeNow([&](WriteSession &session) {
                if (!session.begin(Durability::Saved).ok() || !session.apply(changes).ok() ||
                    (!marked &&
                     !session.setLocalValue(text("configuration"), text("roles_shipped"), {}).ok()) ||
                    !session.commit().ok())
                    qFatal("cannot forget the roles");
            });
        };
        forget(false);
        QVERIFY(codes().isEmpty());
        m_world->base().reopenByRoles();
        QTRY_COMPARE(codes(), shipped);
        QCOMPARE(m_world->storedAll(text("permission")).size(), 53);
        m_world->set("user", m_world->of("rep").user,
                     {{text("role_ids"), QJsonArray{Id::named("role:sales_rep").toString()}}});
        QCOMPARE(m_world->seen("rep", "account", "name"), list({"rep works"}));
        // Whoever removes them is rid of them.
        forget(true);
        m_world->base().reopenByRoles();
        m_world->base().workspace->writeNow([](WriteSession &) {});
        QVERIFY(codes().isEmpty());
    }

    void theLastAdministratorStays()
    {
        m_world->give("rep", list({"administrator"}));
        QCOMPARE(m_world->seen("rep", "permission", "object_type").isEmpty(), false);
        m_world->give("mate", list({"administrator"}));
        m_world->give("rep", {});
        const Actor owner = m_world->actor("owner");
        const auto none = [&] {
            return m_world->trySet(owner, "user", m_world->of("mate").user,
                                   {{text("role_ids"), QJsonArray()}});
        };
        QCOMPARE(keysOf(none()), text("access.last_admin"));
        QCOMPARE(keysOf(m_world->trySet(owner, "user", m_world->of("mate").user,
                                        {{text("status"), text("disabled")}})),
                 text("access.last_admin"));
        QCOMPARE(keysOf(m_world->trySet(owner, "role", Id::named("role:administrator"),
                                        {{text("kind"), text("custom")}})),
                 text("access.last_admin"));
        QVERIFY(m_world->policy().model().hasAdministrator());
        m_world->give("rep", list({"administrator"}));
        QVERIFY(isApplied(none()));
    }

    void largeAndTellingExportsNeedTheirRight()
    {
        m_world->give("boss", list({"manager"}));
        const auto exported = [&](const QStringList &fields, qint64 rows) {
            return keysOf(m_world->run(m_world->actor("boss"), "data.export",
                                       {{text("object"), text("contact")},
                                        {text("fields"), QJsonArray::fromStringList(fields)},
                                        {text("rows"), rows},
                                        {text("file"), text("contacts.csv")}}));
        };
        QCOMPARE(exported(list({"name", "account_id"}), 10000), QString());
        QCOMPARE(exported(list({"name", "account_id"}), 10001), text("access.export_large"));
        QCOMPARE(exported(list({"name", "mobile"}), 1), text("access.export_large"));
        m_world->permission(Id::named("role:manager"), "contact",
                            {{text("field_name"), text("mobile")},
                             {text("field_read"), text("masked")},
                             {text("field_edit"), false}});
        QCOMPARE(exported(list({"name", "mobile"}), 1), QString());
        m_world->set("role", Id::named("role:manager"), {{text("can_export_large"), true}});
        QCOMPARE(exported(list({"name", "email"}), 20000), QString());
        m_world->set("role", Id::named("role:manager"), {{text("can_export"), false}});
        QCOMPARE(exported(list({"name"}), 1), text("access.action_forbidden"));
    }

    void whySomebodySeesARecord()
    {
        m_world->give("rep", list({"sales_rep"}));
        const auto why = [&](const char *login, const char *object, const Id &record, const char *field = "",
                             Action action = Action::Read) {
            QStringList keys;
            m_world->base().workspace->readNow([&](ReadSession &session) {
                const ConfigurationPtr configuration = m_world->base().runner->configuration();
                const ObjectTypePtr type = configuration->dictionary->find(text(object));
                const Explanation explanation(
                    m_world->policy(), m_world->actor(login).user, session,
                    configuration->settings.context(m_world->clock().now(), {}, {}));
                const auto reasons = explanation.why(*session.find(type, record), text(field), action);
                for (const AccessReason &reason : *reasons) {
                    QVERIFY2(hasWording(reason.key), qPrintable(reason.key));
                    keys.append(reason.key.mid(11));
                }
            });
            return keys.join(QLatin1Char(' '));
        };
        QCOMPARE(why("owner", "account", m_world->of("rep").account), text("everything sees"));
        QCOMPARE(why("mate", "account", m_world->of("rep").account), text("no_role sees_not"));
        QCOMPARE(why("rep", "account", m_world->of("rep").account), text("role sees"));
        QCOMPARE(why("rep", "account", m_world->of("mate").account), text("not_role sees_not"));
        QCOMPARE(why("rep", "opportunity_line", m_world->of("rep").line), text("parent sees"));
        QCOMPARE(why("rep", "permission", m_world->storedAll(text("permission")).first().id()),
                 text("role_silent sees_not"));
        m_world->share("account", m_world->of("mate").account, {text("user"), m_world->of("rep").user});
        QCOMPARE(why("rep", "account", m_world->of("mate").account, "website"),
                 text("not_role share field_edit sees field_edit"));
        // And why they may do something with it: by a scope, by a right of the object as a whole, or not.
        const Id own = m_world->of("rep").account;
        const Id lent = m_world->of("mate").account;
        QCOMPARE(why("rep", "account", own, "", Action::Edit), text("may_role may"));
        QCOMPARE(why("rep", "account", own, "", Action::Delete), text("flag_not may_not"));
        QCOMPARE(why("rep", "account", own, "", Action::Export), text("role not_share flag_not may_not"));
        QCOMPARE(why("rep", "account", lent, "", Action::Edit), text("may_not_role may_not"));
        QCOMPARE(why("owner", "account", own, "", Action::Transfer), text("everything may"));
        m_world->give("rep", list({"manager"}));
        QCOMPARE(why("rep", "account", own, "", Action::Transfer), text("may_role may_role flag may"));
    }
};

DW_TEST(RolesTest)

}  // namespace dw::test

#include "rolestest.moc"
