// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/groupedrows.h"
#include "core/records/viewgrouping.h"
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

const QJsonObject ReadAll{{QStringLiteral("read"), QStringLiteral("all")}};
const QJsonObject ReadOwn{{QStringLiteral("read"), QStringLiteral("own")}};

}  // namespace

// To group by a field is to read it (A20, A25).
class GroupingAccessTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RoleWorld> m_world;

    void restrict(const char *field, const char *read)
    {
        const Id role = m_world->role("viewer");
        m_world->permission(role, "account", ReadAll);
        m_world->permission(role, "opportunity", ReadAll);
        m_world->permission(
            role, "saved_view",
            {{text("read"), text("own")}, {text("edit"), text("own")}, {text("create"), true}});
        if (field != nullptr)
            m_world->permission(role, "account",
                                {{text("field_name"), text(field)}, {text("field_read"), text(read)}});
        m_world->give("rep", {text("viewer")});
    }

    QString groupedBy(const char *object, const char *by, int limit)
    {
        QString answer;
        m_world->read(m_world->actor("rep"), [&](const Reader &reader) {
            const auto query = reader.query(text(object), {}, {});
            QVERIFY(query.ok());
            const auto list = GroupedRows::read(reader, *query, *Grouping::fromText(text(by)), limit);
            if (!list.ok()) {
                answer = list.error().key + QLatin1Char(' ') + list.error().arguments.join(QLatin1Char('|'));
                return;
            }
            for (const GroupedRows::Group &group : list->groups)
                answer += text("%1:%2 ").arg(group.key.isEmpty() ? text("-") : group.title).arg(group.count);
        });
        return answer;
    }

    CommandResult save(const char *grouping)
    {
        return m_world->run(m_world->actor("rep"), "record.create",
                            {{text("object"), text("saved_view")},
                             {text("set"), QJsonObject{{text("name"), text("By it")},
                                                       {text("object_type"), text("account")},
                                                       {text("kind"), text("list")},
                                                       {text("columns"), text("[\"name\"]")},
                                                       {text("grouping"), text(grouping)}}}});
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<RoleWorld>(); }
    void cleanup() { m_world.reset(); }

    void whatMayNotBeReadIsForbidden()
    {
        for (const char *read : {"hidden", "masked"}) {
            m_world = std::make_unique<RoleWorld>();
            restrict("industry", read);
            for (const int limit : {-1, 10})
                QCOMPARE(groupedBy("account", "industry", limit),
                         text("access.forbidden_field account|industry"));
            QVERIFY(groupedBy("account", "grade", -1).endsWith(text(":4 ")));
            const CommandResult refused = save("{\"by\":\"industry\"}");
            QCOMPARE(keysOf(refused), text("access.forbidden_field"));
            QCOMPARE(refused.findings.first().field, text("grouping"));
            QVERIFY(isApplied(save("{\"by\":\"grade\"}")));
        }
    }

    // Customers out of sight have no head: their deals stand with those that have none.
    void whatIsOutOfSightHasNoHead()
    {
        const Id role = m_world->role("viewer");
        m_world->permission(role, "account", ReadOwn);
        m_world->permission(role, "opportunity", ReadAll);
        m_world->give("rep", {text("viewer")});
        const QString own =
            m_world->stored(text("account"), m_world->of("rep").account).title(Language::English);
        for (const int limit : {-1, 10})
            QCOMPARE(groupedBy("opportunity", "account_id", limit), text("%1:1 -:3 ").arg(own));
    }

    void aViewSaysWhatItCannotBeGroupedBy()
    {
        restrict(nullptr, nullptr);
        for (const char *wrong : {"[]", "nonsense", "{\"by\":\"UPPER(name)\"}", "{\"by\":\"\"}",
                                  "{\"by\":\"industry\",\"collapsed\":[1]}"}) {
            const CommandResult refused = save(wrong);
            QCOMPARE(keysOf(refused), text("rules.bad_configuration"));
            QCOMPARE(refused.findings.first().field, text("grouping"));
        }
        for (const char *wrong : {"{\"by\":\"name\"}", "{\"by\":\"no_such\"}", "{\"by\":\"YEAR(industry)\"}"})
            QCOMPARE(keysOf(save(wrong)), text("reading.group_by"));
        const CommandResult kept =
            save("{\"by\":\"YEARMONTH(last_order_at)\",\"collapsed\":[\"2026-10\",\"\"]}");
        QVERIFY(isApplied(kept));
        const auto read = ViewGrouping::fromJson(
            m_world->stored(text("saved_view"), kept.ids.first()).value(u"grouping").text());
        QVERIFY(read.ok());
        QCOMPARE(read->by.text(), text("YEARMONTH(last_order_at)"));
        QCOMPARE(read->collapsed, QStringList({text("2026-10"), QString()}));
    }
};

DW_TEST(GroupingAccessTest)

}  // namespace dw::test

#include "groupingtest.moc"
