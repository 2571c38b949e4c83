// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/exchange/import_support.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

QList<int> fieldsOf(const ObjectType &type, const QStringList &keys)
{
    QList<int> fields;
    for (const QString &key : keys)
        fields.append(type.indexOf(key));
    return fields;
}

QString errorOf(const Result<Query> &query)
{
    return query.ok() ? QString()
                      : query.error().key + QLatin1Char(' ') + query.error().arguments.join(QLatin1Char('|'));
}

}  // namespace

// Lists, pages, cursors, groups and related records as every program reads them.
class ReaderTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ImportWorld> m_world;

    Id create(const char *object, const QJsonObject &set)
    {
        const CommandResult result = m_world->runner->runNow(
            {text("record.create"), {{text("object"), text(object)}, {text("set"), set}}}, m_world->actor);
        if (result.status != CommandResult::Status::Applied)
            qFatal("cannot create %s: %s %s", object, qPrintable(errorText(result.error)),
                   result.findings.isEmpty() ? "" : qPrintable(result.findings.first().key));
        return result.ids.value(0);
    }

private Q_SLOTS:
    // 25 customers, revenue 0, 1, 2 (twice without), Chinese names among them.
    void init()
    {
        m_world = std::make_unique<ImportWorld>();
        QByteArray csv = "Name,Phone,Revenue\n";
        for (int i = 0; i < 25; ++i) {
            csv += "Company " + QByteArray::number(i).rightJustified(2, '0') + ",," +
                   (i < 23 ? QByteArray::number(i % 3) : QByteArray()) + '\n';
        }
        m_world->import(m_world->file(text("a.csv"), csv), AccountMap);
    }
    void cleanup() { m_world.reset(); }

    void pagesFollowTheListAndHoldOnlyTheirFields()
    {
        m_world->read([&](const Reader &reader) {
            const auto query = reader.query(text("account"), {}, {text("-name")});
            QVERIFY(query.ok());
            const auto rows = reader.rows(*query);
            QCOMPARE(rows->size(), size_t(25));
            QCOMPARE(*reader.count(*query), 25);
            const std::span<const RowRef> part(rows->data() + 10, 5);
            const auto page = reader.page(query->object, part, fieldsOf(*query->object, {text("name")}));
            QCOMPARE(page->size(), 5);
            for (int i = 0; i < 5; ++i)
                QCOMPARE(page->at(i).value(u"name").text(), text("Company %1").arg(14 - i));
            QVERIFY(page->first().value(u"kind").isNull());
            QVERIFY(!page->first().id().isNull());
            QCOMPARE(reader.rows(*query, 7)->size(), size_t(7));
            QVERIFY(reader.rows(*query, 0)->empty());
        });
    }

    // Equal keys are ordered by the record's id, so that a list is the same list each time; nothing comes
    // last.
    void orderIsTotalWithNothingLast()
    {
        m_world->read([&](const Reader &reader) {
            for (const char *key : {"annual_revenue", "-annual_revenue"}) {
                const auto query = reader.query(text("account"), {}, {text(key)});
                const auto rows = reader.rows(*query);
                const auto page =
                    reader.page(query->object, *rows,
                                fieldsOf(*query->object, {text("annual_revenue"), text("currency")}));
                QVERIFY(page->at(23).value(u"annual_revenue").isNull());
                QVERIFY(page->at(24).value(u"annual_revenue").isNull());
                for (int i = 1; i < page->size(); ++i) {
                    const Record &a = page->at(i - 1), &b = page->at(i);
                    if (a.value(u"annual_revenue").isNull() ||
                        a.value(u"annual_revenue") != b.value(u"annual_revenue"))
                        continue;
                    QVERIFY(*key == '-' ? b.id() < a.id() : a.id() < b.id());
                }
                QVERIFY(*reader.rows(*query) == *rows);
            }
        });
    }

    // A cursor goes by the key of its last record: in portions of any size the same records in the same
    // order, each once.
    void cursorsGiveTheListInPortions()
    {
        m_world->read([&](const Reader &reader) {
            for (const QStringList &sort : {QStringList(), QStringList{text("name")},
                                            QStringList{text("-annual_revenue"), text("name")}}) {
                const auto query = reader.query(text("account"), text("name <> \"Company 03\""), sort);
                QVERIFY(query.ok());
                const auto rows = reader.rows(*query);
                const auto whole =
                    reader.page(query->object, *rows, fieldsOf(*query->object, {text("name")}));
                QCOMPARE(whole->size(), 24);
                for (const int size : {1, 7, 24, 100}) {
                    const auto cursor = reader.open(*query, fieldsOf(*query->object, {text("name")}));
                    QVERIFY(cursor.ok());
                    QStringList names;
                    QList<Record> portion;
                    do {
                        QVERIFY((*cursor)->next(portion, size).ok());
                        QVERIFY(portion.size() <= size);
                        for (const Record &record : std::as_const(portion))
                            names.append(record.value(u"name").text());
                    } while (!portion.isEmpty());
                    QCOMPARE(names.size(), 24);
                    if (!sort.isEmpty()) {
                        for (int i = 0; i < 24; ++i)
                            QCOMPARE(names[i], whole->at(i).value(u"name").text());
                    }
                    names.removeDuplicates();
                    QCOMPARE(names.size(), 24);
                }
            }
        });
    }

    void conditionsNarrowAndBadOnesSayWhy()
    {
        m_world->read([&](const Reader &reader) {
            const auto count = [&](const char *where) {
                const auto query = reader.query(text("account"), text(where), {});
                return query.ok() ? *reader.count(*query) : qint64(-1);
            };
            QCOMPARE(count("annual_revenue = 1"), 8);
            QCOMPARE(count("ISBLANK(annual_revenue)"), 2);
            QCOMPARE(count("AND(annual_revenue > 0, name < \"Company 05\")"), 3);
            QCOMPARE(count("name = \"x\"\" OR 1=1 --\""), 0);
            QCOMPARE(count("   "), 25);
            const auto refused = [&](const char *object, const char *where, const QStringList &sort = {}) {
                return errorOf(reader.query(text(object), text(where), sort));
            };
            QCOMPARE(refused("nothing", ""), text("command.unknown_object nothing"));
            QCOMPARE(refused("account", "", {text("nothing")}),
                     text("command.unknown_field account|nothing"));
            QVERIFY(refused("account", "nothing = 1").startsWith(text("expression.")));
            QVERIFY(refused("account", "name =").startsWith(text("expression.")));
            QVERIFY(refused("account", "name").startsWith(text("expression.")));
            QVERIFY(refused("account", "annual_revenue = \"much\"").startsWith(text("expression.")));
            QVERIFY(refused("account", "COUNT(nothing) > 1").startsWith(text("expression.")));
            QVERIFY(!errorOf(reader.query(text("account"), QString(100000, QLatin1Char('(')), {})).isEmpty());
        });
    }

    void groupsAddUpToTheWhole()
    {
        m_world->read([&](const Reader &reader) {
            const auto query = reader.groupQuery(text("account"), {}, {text("annual_revenue")},
                                                 {text("count()"), text("sum(annual_revenue)")},
                                                 GroupQuery::MoneyMode::PerCurrency);
            QVERIFY(query.ok());
            const auto rows = reader.group(*query);
            QVERIFY(rows.ok());
            qint64 records = 0;
            for (const GroupRow &row : *rows)
                records += row.measures[0].integer();
            QCOMPARE(records, 25);
            const auto bad = [&](const char *measure) {
                const auto made =
                    reader.groupQuery(text("account"), {}, {}, {text(measure)}, GroupQuery::MoneyMode::Base);
                return made.ok() ? QString() : made.error().key;
            };
            QCOMPARE(bad("total(annual_revenue)"), text("reading.bad_measure"));
            QCOMPARE(bad("sum()"), text("reading.bad_measure"));
            QCOMPARE(bad("sum annual_revenue"), text("reading.bad_measure"));
            QCOMPARE(bad("sum(annual_revenue"), text("reading.bad_measure"));
            QVERIFY(bad("sum(nothing)").startsWith(text("expression.")));
        });
    }

    void relatedRecordsHangOnTheirParent()
    {
        const Id acme = create("account", {{text("name"), text("Acme")}});
        const Id other = create("account", {{text("name"), text("Other")}});
        const auto person = [&](const char *name, const Id &account) {
            return create("contact", {{text("name"), text(name)}, {text("account_id"), account.toString()}});
        };
        const Id first = person("First", acme), second = person("Second", acme);
        person("Elsewhere", other);
        m_world->read([&](const Reader &reader) {
            const RecordRef parent{text("account"), acme};
            const auto people = reader.children(parent, text("contacts"));
            QCOMPARE(people->size(), 2);
            QCOMPARE(people->at(0).id(), qMin(first, second));
            QCOMPARE(reader.children(parent, text("contacts"), 1)->size(), 1);
            QCOMPARE(reader.children(parent, text("nothing")).error().key,
                     text("records.unknown_collection"));
            const auto titles = reader.titlesOf(*people);
            QCOMPARE(titles->value(parent), text("Acme"));
            QCOMPARE(titles->value({text("user"), m_world->actor.user}), text("Chen"));
            QVERIFY(reader.titles({})->isEmpty());
            QCOMPARE(reader.record({text("account"), Id::named("nobody")}).error().key,
                     text("command.record_missing"));
        });
        const CommandResult gone = m_world->runner->runNow(
            {text("record.delete"),
             {{text("object"), text("contact")}, {text("ids"), QJsonArray{first.toString()}}}},
            m_world->actor);
        QCOMPARE(gone.status, CommandResult::Status::Applied);
        m_world->read([&](const Reader &reader) {
            QCOMPARE(reader.children({text("account"), acme}, text("contacts"))->size(), 1);
            QVERIFY(!reader.record({text("contact"), first}).ok());
        });
    }

    // History in pages: the next one begins where the last one ended.
    void historyIsReadInPages()
    {
        const Id acme = create("account", {{text("name"), text("Acme 0")}});
        for (int i = 1; i <= 9; ++i) {
            m_world->runner->runNow({text("record.update"),
                                     {{text("object"), text("account")},
                                      {text("id"), acme.toString()},
                                      {text("set"), QJsonObject{{text("name"), text("Acme %1").arg(i)}}}}},
                                    m_world->actor);
        }
        m_world->read([&](const Reader &reader) {
            QStringList names;
            qint64 before = 0;
            for (;;) {
                const auto lines = reader.history({text("account"), acme}, 4, before);
                QVERIFY(lines.ok());
                for (const AuditRecord &line : *lines)
                    names.append(line.entry.values.value(text("name")).toArray().at(1).toString());
                if (lines->size() < 4)
                    break;
                before = lines->last().sequence;
            }
            QCOMPARE(names.size(), 10);
            for (int i = 0; i < 10; ++i)
                QCOMPARE(names[i], text("Acme %1").arg(9 - i));
            QCOMPARE(reader.auditTrail(3)->size(), 3);
        });
    }
};

DW_TEST(ReaderTest)

}  // namespace dw::test

#include "readertest.moc"
