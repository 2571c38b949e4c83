// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/groupedrows.h"
#include "tests/support/salesworld.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QString errorOf(const Result<GroupedRows> &answer)
{
    return answer.ok() ? QString() : answer.error().key;
}

}  // namespace

// A list group after group (A20): which rows stand under which head, in what order.
class GroupedRowsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SalesWorld> m_world;
    Id m_ann, m_zhang, m_kestrel, m_huawei;

    void read(Language language, const std::function<void(const Reader &)> &work)
    {
        m_world->workspace().readNow([&](ReadSession &session) {
            QVERIFY(session.beginRead().ok());
            ReadContext context = m_world->context();
            context.language = language;
            work(Reader(session, context));
            session.endRead();
        });
    }

    // 1,600 deals: more than are looked at one by one.
    void addMany()
    {
        const char *const stages[] = {"needs", "first_contact", "won", "negotiation", "lost"};
        for (int i = 0; i < 1600; ++i) {
            SalesWorld::Deal deal;
            deal.name = text("Deal %1").arg(i * 7919 % 1600, 4, 10, QLatin1Char('0'));
            deal.stage = stages[(i * 3 + i / 5) % 5];
            deal.owner = i % 3 == 0 ? m_ann : i % 7 == 0 ? m_zhang : Id();
            deal.account = i % 11 == 0 ? Id() : i % 2 == 0 ? m_kestrel : m_huawei;
            deal.amount = i % 13 == 0 ? -1 : i * 100;
            deal.created = QDate(2025, 1, 1).addDays(i % 600).toString(Qt::ISODate);
            deal.closed = QDate(2026, 1, 1).addDays(i % 400).toString(Qt::ISODate);
            m_world->addDeal(deal);
        }
        m_world->flush();
    }

    static QStringList titlesOf(const GroupedRows &list)
    {
        QStringList titles;
        for (const GroupedRows::Group &group : list.groups)
            titles.append(group.key.isEmpty() ? text("-") : group.title);
        return titles;
    }
    static QStringList keysOf(const GroupedRows &list)
    {
        QStringList keys;
        for (const GroupedRows::Group &group : list.groups)
            keys.append(group.key);
        return keys;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<SalesWorld>();
        m_ann = m_world->addUser(text("Ann Lee"));
        m_zhang = m_world->addUser(text("张伟"));
        m_kestrel = m_world->addAccount(text("Kestrel"));
        m_huawei = m_world->addAccount(text("华为"));
        m_world->flush();
    }
    void cleanup() { m_world.reset(); }

    // Whatever the field, the order and the filter: every row of the list once, under the head of its value,
    // in the order of the list, and as many as the head says.
    void everyRowStandsOnceUnderItsHead()
    {
        addMany();
        const QStringList groupings{text("stage_id"),
                                    text("owner_id"),
                                    text("account_id"),
                                    text("result"),
                                    text("forecast_category"),
                                    text("YEARMONTH(created_at)"),
                                    text("YEARQUARTER(won_at)"),
                                    text("YEAR(stage_entered_at)"),
                                    text("YEARMONTH(expected_close)")};
        const QList<QStringList> sorts{
            {}, {text("name")}, {text("-amount")}, {text("-created_at")}, {text("account_id")}};
        read(Language::English, [&](const Reader &reader) {
            for (const QString &by : groupings) {
                const Grouping grouping = *Grouping::fromText(by);
                QCOMPARE(grouping.text(), by);
                for (const QStringList &sort : sorts) {
                    for (const QString &where : {QString(), text("amount > 20000")}) {
                        const auto query = reader.query(text("opportunity"), where, sort);
                        QVERIFY(query.ok());
                        const auto list = GroupedRows::read(reader, *query, grouping);
                        QVERIFY2(list.ok(), qPrintable(errorOf(list)));
                        const std::vector<RowRef> plain = *reader.rows(*query);
                        QCOMPARE(list->rows.size(), plain.size());
                        QHash<qint64, size_t> place;
                        for (size_t i = 0; i < plain.size(); ++i)
                            place.insert(plain[i].row, i);
                        const EvaluationContext context =
                            reader.context().settings.context(reader.context().now, {}, {});
                        const int field = query->object->indexOf(grouping.field);
                        const auto records = reader.page(query->object, list->rows, {field});
                        size_t row = 0;
                        for (const GroupedRows::Group &group : list->groups) {
                            QVERIFY(group.count > 0);
                            for (int i = 0; i < group.count; ++i, ++row) {
                                QCOMPARE(grouping.keyOf(records->at(qsizetype(row)).value(field), context),
                                         group.key);
                                QVERIFY(place.contains(list->rows[row].row));
                                if (i > 0)
                                    QVERIFY(place.value(list->rows[row - 1].row) <
                                            place.value(list->rows[row].row));
                            }
                        }
                        QCOMPARE(row, list->rows.size());
                        const QStringList keys = keysOf(*list);
                        QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
                        QVERIFY(!keys.mid(0, keys.size() - 1).contains(QString()));
                    }
                }
            }
        });
    }

    // The same groups as a grouped measure makes: sums stand under the right heads.
    void keysAreThoseOfGroupedMeasures()
    {
        addMany();
        read(Language::English, [&](const Reader &reader) {
            for (const char *by : {"stage_id", "result", "YEARMONTH(created_at)", "YEARQUARTER(won_at)",
                                   "YEAR(stage_entered_at)"}) {
                const Grouping grouping = *Grouping::fromText(text(by));
                const auto query = reader.query(text("opportunity"), {}, {});
                const auto list = GroupedRows::read(reader, *query, grouping);
                QVERIFY(list.ok());
                const auto measured = reader.groupQuery(text("opportunity"), {}, {grouping.text()},
                                                        {text("count()")}, GroupQuery::MoneyMode::Base);
                QVERIFY(measured.ok());
                const auto counted = reader.group(*measured);
                QCOMPARE(counted->size(), list->groups.size());
                for (const GroupRow &row : *counted) {
                    const QString key = grouping.keyOf(row.keys.first(), {});
                    const auto group =
                        std::find_if(list->groups.begin(), list->groups.end(),
                                     [&](const GroupedRows::Group &one) { return one.key == key; });
                    QVERIFY2(group != list->groups.end(), qPrintable(key));
                    QCOMPARE(qint64(group->count), row.measures.first().integer());
                }
            }
        });
    }

    void groupsFollowTheOrderOfTheirField()
    {
        addMany();
        for (const Language language : {Language::English, Language::Chinese}) {
            read(language, [&](const Reader &reader) {
                const auto list = [&](const char *by, const char *sort = "name") {
                    const auto query = reader.query(text("opportunity"), {}, {text(sort)});
                    return *GroupedRows::read(reader, *query, *Grouping::fromText(text(by)));
                };
                const bool english = language == Language::English;
                // As a deal goes through them, whatever they are called.
                QStringList stages;
                for (const char *key : {"first_contact", "needs", "negotiation", "won", "lost"})
                    stages.append(SalesWorld::stage(key).toString());
                QCOMPARE(keysOf(list("stage_id")), stages);
                QVERIFY(titlesOf(list("stage_id")).first() ==
                        (english ? text("First contact") : text("初识")));
                // The picklist's own order.
                QStringList results;
                const Field &result = *reader.context().dictionary->find(u"opportunity")->find(u"result");
                for (const PicklistValue &value : result.values) {
                    if (keysOf(list("result")).contains(value.key))
                        results.append(value.key);
                }
                QCOMPARE(results.size(), 3);
                QCOMPARE(keysOf(list("result")), results);
                // Names as lists have them: Han by pinyin, before Latin; those without a customer last.
                QCOMPARE(titlesOf(list("account_id")),
                         QStringList({text("华为"), text("Kestrel"), text("-")}));
                QCOMPARE(titlesOf(list("owner_id")).size(), 3);
                QCOMPARE(titlesOf(list("owner_id")).first(), text("张伟"));
                // Dates by time, turned round with the list's own order; empty stays last.
                QCOMPARE(keysOf(list("YEARQUARTER(won_at)")).mid(0, 2),
                         QStringList({text("2026-Q1"), text("2026-Q2")}));
                QCOMPARE(keysOf(list("YEARQUARTER(won_at)")).last(), QString());
                const QStringList down = keysOf(list("YEAR(won_at)", "-won_at"));
                QCOMPARE(down, QStringList({text("2027"), text("2026"), QString()}));
                QCOMPARE(titlesOf(list("account_id", "-account_id")),
                         QStringList({text("Kestrel"), text("华为"), text("-")}));
            });
        }
    }

    // The first look at a long list has its first rows, put together as far as they go.
    void aBeginningIsGroupedToo()
    {
        addMany();
        read(Language::English, [&](const Reader &reader) {
            const auto query = reader.query(text("opportunity"), {}, {text("name")});
            const auto list = GroupedRows::read(reader, *query, *Grouping::fromText(text("stage_id")), 50);
            QCOMPARE(list->rows.size(), size_t(50));
            std::vector<RowRef> first = *reader.rows(*query, 50), shown = list->rows;
            std::sort(first.begin(), first.end());
            std::sort(shown.begin(), shown.end());
            QVERIFY(first == shown);
            QCOMPARE(list->groups.first().key, SalesWorld::stage("first_contact").toString());
            const auto none = reader.query(text("opportunity"), text("ISBLANK(id)"), {});
            for (const int limit : {-1, 50}) {
                const auto empty =
                    GroupedRows::read(reader, *none, *Grouping::fromText(text("stage_id")), limit);
                QVERIFY(empty.ok() && empty->rows.empty() && empty->groups.isEmpty());
            }
        });
    }

    void whatCannotBeGroupedIsRefused()
    {
        QVERIFY(!Grouping::fromText(QString()).has_value());
        QVERIFY(!Grouping::fromText(text("UPPER(name)")).has_value());
        QVERIFY(!Grouping::fromText(text("YEAR(")).has_value());
        read(Language::English, [&](const Reader &reader) {
            const auto query = reader.query(text("opportunity"), {}, {});
            for (const char *by : {"name", "amount", "nonsense", "YEAR(stage_id)", "created_at", "tags"}) {
                const auto list = GroupedRows::read(reader, *query, *Grouping::fromText(text(by)));
                QCOMPARE(errorOf(list), text("reading.group_by"));
                QCOMPARE(list.error().code, ErrorCode::Invalid);
            }
        });
    }

    // More heads than anybody reads are an answer, too: which field, how many, and what to do.
    void tooManyGroupsAreRefused()
    {
        for (int i = 0; i <= GroupedRows::MaxGroups + 1; ++i) {
            SalesWorld::Deal deal;
            deal.name = text("Deal %1").arg(i);
            deal.account = m_world->addAccount(text("Customer %1").arg(i));
            m_world->addDeal(deal);
        }
        m_world->flush();
        read(Language::English, [&](const Reader &reader) {
            const auto query = reader.query(text("opportunity"), {}, {});
            const auto list = GroupedRows::read(reader, *query, *Grouping::fromText(text("account_id")));
            QCOMPARE(errorOf(list), text("reading.too_many_groups"));
            QCOMPARE(list.error().code, ErrorCode::Limit);
            QCOMPARE(list.error().arguments.first(), text("Customer"));
            const auto fewer = reader.query(text("opportunity"), text("name = \"Deal 7\""), {});
            QCOMPARE(
                GroupedRows::read(reader, *fewer, *Grouping::fromText(text("account_id")))->groups.size(), 1);
        });
    }
};

DW_TEST(GroupedRowsTest)

}  // namespace dw::test

#include "groupedrowstest.moc"
