// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/binnedrecords.h"
#include "tests/access/accessworld.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QRegularExpression>
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

QList<int> allFields(const ObjectType &type)
{
    QList<int> fields;
    for (int i = 0; i < type.fieldCount(); ++i)
        fields.append(i);
    return fields;
}

QString textOf(const QList<Record> &records)
{
    QString all;
    for (const Record &record : records)
        all += AccessWorld::textOf(record) + QLatin1Char('\n');
    return all;
}

template <typename T>
bool isForbiddenField(const Result<T> &result)
{
    return !result.ok() && result.error().code == ErrorCode::Forbidden &&
           result.error().key == QLatin1String("access.forbidden_field");
}

template <typename T>
bool isForbidden(const Result<T> &result)
{
    return !result.ok() && result.error().code == ErrorCode::Forbidden;
}

template <typename T>
bool isMissing(const Result<T> &result)
{
    return !result.ok() && result.error().code == ErrorCode::NotFound;
}

Query byHand(const Reader &reader, const char *object, const char *where = nullptr)
{
    const ReadContext &context = reader.context();
    Query query;
    query.object = context.dictionary->find(text(object));
    if (where) {
        const CheckScope scope{context.dictionary, query.object, context.settings.currency};
        query.where = *CheckedExpression::condition(text(where), scope);
    }
    return query;
}

}  // namespace

// Every public read of Reader under a policy that denies an object, rows and fields (DESIGN 7).
class ReaderAccessTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<AccessWorld> m_world;

    void read(const std::function<void(const Reader &)> &work) { m_world->read(work); }

private Q_SLOTS:
    void init() { m_world = std::make_unique<AccessWorld>(); }
    void cleanup() { m_world.reset(); }

    // A new read of Reader needs a case here.
    void everyReadHasACase()
    {
        QFile header(text(DEALWRIGHT_SOURCE_DIR "/core/reading/reader.h"));
        QVERIFY(header.open(QIODevice::ReadOnly));
        const QString all = QString::fromUtf8(header.readAll());
        const qsizetype from = all.indexOf(QLatin1String("class Reader")),
                        to = all.indexOf(QLatin1String("private:"), from);
        static const QRegularExpression read(text("Result<.*> (\\w+)\\("));
        QStringList reads;
        auto found = read.globalMatch(all.mid(from, to - from));
        while (found.hasNext())
            reads.append(found.next().captured(1));
        QVERIFY(reads.size() > 10);
        for (const QString &name : std::as_const(reads)) {
            const QByteArray slot = name.toLatin1() + "()";
            QVERIFY2(metaObject()->indexOfSlot(slot.constData()) >= 0, slot.constData());
        }
    }

    void object()
    {
        read([&](const Reader &reader) {
            QVERIFY(isForbidden(reader.object(text("task"))));
            QVERIFY(reader.object(text("account")).ok());
        });
    }

    void query()
    {
        read([&](const Reader &reader) {
            QVERIFY(isForbidden(reader.query(text("task"), {}, {})));
            const auto filtered = [&](const char *object, const char *where) {
                return reader.query(text(object), text(where), {});
            };
            QVERIFY(isForbiddenField(filtered("account", "website = \"x\"")));
            QVERIFY(isForbiddenField(filtered("account", "CONTAINS(website, \"zebra\")")));
            // A masked field: equality alone.
            QVERIFY(filtered("contact", "mobile = \"+8613912345678\"").ok());
            for (const char *told :
                 {"mobile > \"+86139\"", "CONTAINS(mobile, \"5678\")", "mobile = phone",
                  "LEFT(mobile, 6) = \"+86139\"", "STARTSWITH(mobile, \"+86\")", "ISBLANK(mobile)",
                  "\"x\" IN (mobile)", "LENGTH(mobile) = 14", "AND(mobile = \"x\", mobile < \"y\")"})
                QVERIFY2(isForbiddenField(filtered("contact", told)), told);
            QVERIFY(isForbiddenField(filtered("contact", "account.website = \"x\"")));
            QVERIFY(filtered("account", "industry = \"other\"").ok());
            // Through what the actor may not see: rows of others, a denied object.
            QVERIFY(filtered("opportunity", "account.name = \"Zebra Works\"").ok());
            QVERIFY(isForbiddenField(filtered("opportunity", "account.website = \"x\"")));
            QVERIFY(isForbiddenField(filtered("account", "COUNT(opportunities) > 1")));
            QVERIFY(isForbiddenField(filtered("account", "ANY(opportunities, amount > 5000)")));
            QVERIFY(isForbiddenField(filtered("opportunity", "COUNT(tasks) > 0")));
            // A roll-up over them is as secret as they are.
            QVERIFY(isForbiddenField(filtered("account", "total_won > 0")));
            const auto sorted = [&](const char *object, const char *key) {
                return reader.query(text(object), {}, {text(key)});
            };
            QVERIFY(isForbiddenField(sorted("account", "website")));
            QVERIFY(isForbiddenField(sorted("contact", "-mobile")));
            QVERIFY(isForbiddenField(sorted("account", "total_won")));
            QVERIFY(sorted("opportunity", "account_id").ok());
            QVERIFY(sorted("account", "name").ok());
        });
    }

    void rows()
    {
        read([&](const Reader &reader) {
            const auto asked = reader.query(text("account"), {}, {text("name")});
            QCOMPARE(reader.rows(*asked)->size(), size_t(2));
            // What a caller puts together itself is no way round.
            QCOMPARE(reader.rows(byHand(reader, "account"))->size(), size_t(2));
            QVERIFY(isForbidden(reader.rows(byHand(reader, "task"))));
            QVERIFY(isForbiddenField(reader.rows(byHand(reader, "account", "website = \"x\""))));
            Query sorted = byHand(reader, "account");
            sorted.sort.append({text("website"), SortKey::Order::Ascending});
            QVERIFY(isForbiddenField(reader.rows(sorted)));
            Query gone = byHand(reader, "opportunity");
            gone.deleted = Query::Deleted::Only;
            QVERIFY(reader.rows(gone)->empty());
        });
    }

    void maskedFieldIsFoundByEquality()
    {
        read([&](const Reader &reader) {
            const auto names = [&](const char *where) {
                QStringList all;
                const auto query = reader.query(text("contact"), text(where), {});
                const auto rows = reader.rows(*query);
                const auto page = reader.page(query->object, *rows, allFields(*query->object));
                for (const Record &record : *page)
                    all.append(record.value(u"name").text() + record.value(u"mobile").text());
                return all;
            };
            QCOMPARE(names("mobile = \"+8613912345678\""), QStringList{text("Alice Wang139****5678")});
            QCOMPARE(names("mobile IN (\"x\", \"+8613912345678\")").size(), 1);
            QCOMPARE(names("mobile <> \"+8613912345678\"").size(), 0);
            QCOMPARE(names("mobile = \"139****5678\"").size(), 0);
        });
    }

    // Whatever is asked: what a record out of sight holds does not show in the answer.
    void hiddenRecordsDoNotInfluenceAnswers()
    {
        // Deals of a customer out of sight, of one in sight and of none.
        const auto deal = [&](int number, const Id &account) {
            m_world->openly(
                "record.create",
                {{text("object"), text("opportunity")},
                 {text("set"), QJsonObject{{text("name"), text("D%1").arg(number)},
                                           {text("account_id"), account.toString()},
                                           {text("amount"), QString::number(number)},
                                           {text("expected_close"), text("2027-01-15")},
                                           {text("next_step"), text("Call")},
                                           {text("next_step_at"), text("2026-11-25T02:00:00.000Z")}}}});
        };
        for (int i = 0; i < 6; ++i)
            deal(i + 1, i % 2 == 0   ? m_world->hiddenAccount
                        : i % 3 == 0 ? m_world->spareAccount
                                     : m_world->account);
        const QStringList canaries{text("Aardvark"), text("Harbor Logistics"), text("Spare"), text("zzz"),
                                   text("Zebra Works")};
        const auto answers = [&](const QString &where, const QString &sort, const QString &group) {
            QString all;
            read([&](const Reader &reader) {
                const auto query = reader.query(text("opportunity"), where,
                                                sort.isEmpty() ? QStringList() : QStringList{sort});
                if (!query.ok())
                    qFatal("%s: %s", qPrintable(where), qPrintable(errorText(query.error())));
                const auto rows = reader.rows(*query);
                const auto first = reader.rows(*query, 3);
                const auto count = reader.count(*query);
                const auto cursor = reader.open(*query, {query->object->indexOf(u"name")});
                if (!rows.ok() || !first.ok() || !count.ok() || !cursor.ok())
                    qFatal("%s: not answered", qPrintable(where));
                for (const RowRef row : *rows)
                    all += QString::number(row.row) + QLatin1Char(' ');
                for (const RowRef row : *first)
                    all += QString::number(row.row) + QLatin1Char('/');
                all += QString::number(*count);
                QList<Record> page;
                do {
                    if (!(*cursor)->next(page, 2).ok())
                        qFatal("no page");
                    for (const Record &record : std::as_const(page))
                        all += record.value(u"name").text() + QLatin1Char(',');
                } while (!page.isEmpty());
                const auto grouped = reader.groupQuery(text("opportunity"), where, {group},
                                                       {text("count()"), text("sum(amount)")},
                                                       GroupQuery::MoneyMode::PerCurrency);
                if (!grouped.ok())
                    qFatal("%s", qPrintable(errorText(grouped.error())));
                const auto groups = reader.group(*grouped);
                if (!groups.ok())
                    qFatal("%s", qPrintable(errorText(groups.error())));
                for (const GroupRow &row : *groups)
                    all += row.keys.first().toDebugString() + row.measures.first().toDebugString();
            });
            return all;
        };
        const auto rename = [&](const QString &name) {
            m_world->openly("record.update",
                            {{text("object"), text("account")},
                             {text("id"), m_world->hiddenAccount.toString()},
                             {text("waive"), QJsonObject{{text("duplicate"), text("Another")}}},
                             {text("set"), QJsonObject{{text("name"), name}, {text("short_name"), name}}}});
        };
        QStringList conditions;
        for (const char *pattern :
             {"account.name = \"%1\"", "account.name <> \"%1\"", "account.name < \"%1\"",
              "NOT(account.name = \"%1\")", "OR(CONTAINS(account.name, \"%1\"), amount > 3)",
              "ISBLANK(account.short_name)", "LENGTH(account.name) > 5", "account.name & name > \"%1\"",
              "IF(account.name > \"%1\", amount > 2, amount <= 2)", "account.name IN (\"%1\", \"x\")",
              "IFBLANK(account.name, name) < \"%1\"", ""})
            conditions.append(text(pattern));
        DW_PROPERTY([&] {
            const QString value = canaries[*rc::gen::inRange<int>(0, int(canaries.size()))];
            const QString pattern = conditions[*rc::gen::inRange<int>(0, int(conditions.size()))];
            const QString where = pattern.contains(QLatin1String("%1")) ? pattern.arg(value) : pattern;
            const QString sort = QStringList{text("account_id"), text("-account_id"), text("name"),
                                             QString()}[*rc::gen::inRange(0, 4)];
            const QString group = QStringList{text("account.name"), text("account.name = \"%1\"").arg(value),
                                              text("LENGTH(account.short_name)")}[*rc::gen::inRange(0, 3)];
            rename(canaries[*rc::gen::inRange<int>(0, int(canaries.size()))]);
            const QString before = answers(where, sort, group);
            rename(canaries[*rc::gen::inRange<int>(0, int(canaries.size()))]);
            const QString after = answers(where, sort, group);
            RC_ASSERT(before == after);
        });
        // And what is in sight is still answered.
        read([&](const Reader &reader) {
            QVERIFY(*reader.count(*reader.query(text("opportunity"),
                                                text("account.name = \"Harbor Logistics\""), {})) > 0);
            const auto query = reader.query(text("opportunity"), {}, {text("account_id")});
            const auto rows = reader.rows(*query);
            const auto page = reader.page(query->object, *rows, {query->object->indexOf(u"account_id")});
            QCOMPARE(page->first().value(u"account_id").id(), m_world->account);
            QCOMPARE(page->last().value(u"account_id").id(), m_world->hiddenAccount);
            // Behind another key it would show.
            QVERIFY(isForbiddenField(
                reader.rows(*reader.query(text("opportunity"), {}, {text("amount"), text("account_id")}))));
        });
    }

    void page()
    {
        std::vector<RowRef> accounts, contacts, tasks;
        m_world->policy().open = true;
        read([&](const Reader &reader) {
            accounts = *reader.rows(byHand(reader, "account"));
            contacts = *reader.rows(byHand(reader, "contact"));
            tasks = *reader.rows(byHand(reader, "task"));
        });
        m_world->policy().open = false;
        QCOMPARE(accounts.size(), size_t(3));
        read([&](const Reader &reader) {
            const ObjectTypePtr type = *reader.object(text("account"));
            const auto shown = reader.page(type, accounts, allFields(*type));
            QVERIFY(shown.ok());
            QCOMPARE(shown->size(), 3);
            QVERIFY2(!AccessWorld::tells(textOf(*shown)), qPrintable(textOf(*shown)));
            QVERIFY(textOf(*shown).contains(QLatin1String("Harbor Logistics")));
            for (const Record &record : *shown) {
                if (record.isValid())
                    QVERIFY(record.value(u"total_won").isNull());
            }
            const ObjectTypePtr person = *reader.object(text("contact"));
            const auto people = reader.page(person, contacts, allFields(*person));
            QVERIFY(!AccessWorld::tells(textOf(*people)));
            QVERIFY(!textOf(*people).contains(QLatin1String("13912345678")));
            QVERIFY(textOf(*people).contains(QLatin1String("139****5678")));
            const ObjectTypePtr task = reader.context().dictionary->find(u"task");
            QVERIFY(isForbidden(reader.page(task, tasks, allFields(*task))));
        });
    }

    void count()
    {
        read([&](const Reader &reader) {
            QCOMPARE(*reader.count(*reader.query(text("opportunity"), {}, {})), 2);
            QCOMPARE(*reader.count(byHand(reader, "opportunity")), 2);
            QCOMPARE(*reader.count(byHand(reader, "activity")), 1);
            QVERIFY(isForbidden(reader.count(byHand(reader, "task"))));
            QVERIFY(isForbiddenField(reader.count(byHand(reader, "account", "website <> \"x\""))));
        });
    }

    void open()
    {
        read([&](const Reader &reader) {
            const Query query = byHand(reader, "account");
            const auto cursor = reader.open(query, allFields(*query.object));
            QVERIFY(cursor.ok());
            QList<Record> page;
            QVERIFY((*cursor)->next(page, 100).ok());
            QCOMPARE(page.size(), 2);
            QVERIFY(!AccessWorld::tells(textOf(page)));
            QVERIFY(isForbidden(reader.open(byHand(reader, "task"), {})));
        });
    }

    void group()
    {
        read([&](const Reader &reader) {
            GroupQuery query;
            query.object = *reader.object(text("opportunity"));
            const CheckScope scope{reader.context().dictionary, query.object,
                                   reader.context().settings.currency};
            query.measures.append({GroupQuery::Measure::Function::Sum,
                                   *CheckedExpression::compile(text("amount"), scope), nullptr});
            query.measures.append({GroupQuery::Measure::Function::Count, nullptr, nullptr});
            const auto rows = reader.group(query);
            QVERIFY(rows.ok());
            QCOMPARE(rows->size(), 1);
            QCOMPARE(rows->first().measures[0].money().minor, 102000);
            QCOMPARE(rows->first().measures[1].integer(), 2);
            query.object = reader.context().dictionary->find(u"task");
            query.measures.removeFirst();
            QVERIFY(isForbidden(reader.group(query)));
            query.object = *reader.object(text("account"));
            const CheckScope accounts{reader.context().dictionary, query.object, {}};
            query.groupBy.append(*CheckedExpression::compile(text("website"), accounts));
            QVERIFY(isForbiddenField(reader.group(query)));
            query.groupBy.clear();
            query.measures.append({GroupQuery::Measure::Function::Max,
                                   *CheckedExpression::compile(text("total_won"), accounts), nullptr});
            QVERIFY(isForbiddenField(reader.group(query)));
        });
    }

    void groupQuery()
    {
        read([&](const Reader &reader) {
            const auto grouped = [&](const char *object, const char *key, const char *measure) {
                return reader.groupQuery(text(object), {}, {text(key)}, {text(measure)},
                                         GroupQuery::MoneyMode::PerCurrency);
            };
            QVERIFY(isForbiddenField(grouped("account", "website", "count()")));
            QVERIFY(isForbiddenField(grouped("account", "kind", "count_distinct(website)")));
            QVERIFY(isForbiddenField(grouped("contact", "mobile", "count()")));
            QVERIFY(isForbiddenField(grouped("opportunity", "account.website", "count()")));
            QVERIFY(isForbiddenField(grouped("account", "kind", "sum(total_won)")));
            QVERIFY(isForbidden(grouped("task", "kind", "count()")));
            const auto query = grouped("account", "kind", "count()");
            QCOMPARE(reader.group(*query)->first().measures.first().integer(), 2);
        });
    }

    void record()
    {
        read([&](const Reader &reader) {
            QVERIFY(isMissing(reader.record({text("account"), m_world->hiddenAccount})));
            QVERIFY(isMissing(reader.record({text("opportunity"), m_world->goneDeal})));
            QVERIFY(isForbidden(reader.record({text("task"), m_world->task})));
            const auto shown = reader.record({text("account"), m_world->account});
            QVERIFY(shown.ok());
            QVERIFY(!AccessWorld::tells(AccessWorld::textOf(*shown)));
            QVERIFY(shown->value(u"website").isNull());
            QVERIFY(shown->value(u"order_count").isNull());
            const auto person = reader.record({text("contact"), m_world->contact});
            QCOMPARE(person->value(u"mobile").text(), text("139****5678"));
        });
    }

    void children()
    {
        read([&](const Reader &reader) {
            const RecordRef customer{text("account"), m_world->account};
            const auto deals = reader.children(customer, text("opportunities"));
            QCOMPARE(deals->size(), 1);
            QVERIFY(!AccessWorld::tells(textOf(*deals)));
            QVERIFY(isForbidden(reader.children({text("opportunity"), m_world->deal}, text("tasks"))));
            QVERIFY(
                isMissing(reader.children({text("account"), m_world->hiddenAccount}, text("opportunities"))));
            // Hidden ones take no place in the limit.
            const auto people = reader.children(customer, text("contacts"), 1);
            QCOMPARE(people->size(), 1);
            QCOMPARE(people->first().id(), m_world->contact);
        });
        // A link that may not be read is not followed backwards.
        m_world->policy().rights[text("contact")].insert(text("account_id"), FieldRight::Hidden);
        read([&](const Reader &reader) {
            QVERIFY(isForbiddenField(reader.children({text("account"), m_world->account}, text("contacts"))));
        });
    }

    void hiddenChildrenTakeNoPlaceInTheLimit()
    {
        m_world->policy().rows[text("contact")] = text("id <> \"%1\"").arg(m_world->contact.toString());
        read([&](const Reader &reader) {
            const auto people = reader.children({text("account"), m_world->account}, text("contacts"), 1);
            QCOMPARE(people->size(), 1);
            QCOMPARE(people->first().id(), m_world->hiddenContact);
        });
    }

    void titles()
    {
        read([&](const Reader &reader) {
            const RecordRef hidden{text("account"), m_world->hiddenAccount},
                shown{text("account"), m_world->account}, task{text("task"), m_world->task};
            const auto found = reader.titles({hidden, shown, task});
            QCOMPARE(found->size(), 1);
            QCOMPARE(found->value(shown), text("Harbor Logistics"));
        });
        m_world->policy().rights[text("account")].insert(text("name"), FieldRight::Hidden);
        read([&](const Reader &reader) {
            QVERIFY(reader.titles({{text("account"), m_world->account}})->isEmpty());
        });
    }

    void titlesOf()
    {
        // The reference itself is masked: no title of what it points at.
        m_world->policy().rights[text("opportunity")].insert(text("owner_id"), FieldRight::Masked);
        read([&](const Reader &reader) {
            const auto deal = reader.record({text("opportunity"), m_world->dealOfHidden});
            QVERIFY(deal.ok());
            const auto found = reader.titlesOf({*deal});
            QVERIFY(found.ok());
            QVERIFY(!AccessWorld::tells(QStringList(found->values()).join(QLatin1Char('|'))));
        });
    }

    void search()
    {
        const auto found = [&](const char *words) {
            QString all;
            read([&](const Reader &reader) {
                const auto hits = reader.search(text(words), {}, 20);
                QVERIFY(hits.ok());
                for (const SearchHit &hit : *hits)
                    all += hit.title + QLatin1Char('|') + hit.field + QLatin1Char('|') + hit.excerpt +
                           QLatin1Char('\n');
            });
            return all;
        };
        QCOMPARE(found("zebra"), QString());
        QCOMPARE(found("zebra-site"), QString());
        // A masked number as a whole finds its record, a part of it does not; neither is told.
        QCOMPARE(found("13912345678"), text("Alice Wang|mobile|\n"));
        QCOMPARE(found("+86 139 1234 5678"), text("Alice Wang|mobile|\n"));
        for (const char *part : {"5678", "1391234567", "+8613912345", "139"})
            QVERIFY2(!found(part).contains(QLatin1String("Alice")), part);
        QVERIFY(found("harbor").contains(QLatin1String("Harbor Logistics")));
        QVERIFY(!AccessWorld::tells(found("harbor")));
        m_world->policy().rights[text("account")].insert(text("name"), FieldRight::Hidden);
        QVERIFY(!found("harbor").contains(QLatin1String("Harbor Logistics")));
        QVERIFY(!found("13800138000").contains(QLatin1String("Harbor Logistics")));
    }

    void history()
    {
        m_world->openly("record.update",
                        {{text("object"), text("account")},
                         {text("id"), m_world->account.toString()},
                         {text("set"), QJsonObject{{text("website"), text("https://zebra.example")}}}});
        read([&](const Reader &reader) {
            const auto lines = reader.history({text("account"), m_world->account}, 100);
            QVERIFY(lines.ok());
            // The change of the hidden field alone is no line at all.
            QCOMPARE(lines->size(), 1);
            for (const AuditRecord &line : *lines) {
                const QString values = QString::fromUtf8(QJsonDocument(line.entry.values).toJson());
                QVERIFY2(!AccessWorld::tells(values), qPrintable(values));
                QVERIFY(!line.fields.contains(text("website")));
                QVERIFY(!line.entry.values.contains(text("website")));
            }
            QVERIFY(isMissing(reader.history({text("opportunity"), m_world->hiddenDeal}, 10)));
            QVERIFY(isForbidden(reader.history({text("task"), m_world->task}, 10)));
            // A page that the hidden lines would fill goes on to the ones that may be seen.
            const auto one = reader.history({text("account"), m_world->account}, 1);
            QCOMPARE(one->size(), 1);
        });
    }

    void auditTrail()
    {
        read([&](const Reader &reader) {
            const auto lines = reader.auditTrail(500);
            QVERIFY(lines.ok());
            QVERIFY(!lines->isEmpty());
            for (const AuditRecord &line : *lines) {
                const QString values = QString::fromUtf8(QJsonDocument(line.entry.values).toJson());
                QVERIFY2(!AccessWorld::tells(values), qPrintable(values));
                QVERIFY(line.entry.record.object != QLatin1String("task"));
                QVERIFY(line.entry.record.id != m_world->hiddenDeal);
            }
            // The newest lines are about hidden records; a short page still finds others.
            QCOMPARE(reader.auditTrail(1)->size(), 1);
        });
    }

    void timeline()
    {
        read([&](const Reader &reader) {
            for (const RecordRef &ref : {RecordRef{text("account"), m_world->account},
                                         RecordRef{text("opportunity"), m_world->deal}}) {
                const auto entries = reader.timeline(ref, 100);
                QVERIFY(entries.ok());
                QString all;
                for (const TimelineEntry &entry : *entries) {
                    all += entry.title + QLatin1Char('|') + entry.text + QLatin1Char('|') + entry.who;
                    for (const TimelineEntry::FieldChange &change : entry.changes)
                        all += change.field + change.before.toDebugString() + change.after.toDebugString();
                    all += QStringList(entry.titles.values()).join(QLatin1Char('|'));
                }
                QVERIFY(!all.contains(QLatin1String("website")));
                QVERIFY2(!AccessWorld::tells(all), qPrintable(all));
                QVERIFY(all.contains(QLatin1String("About the dock")));
            }
            QVERIFY(isMissing(reader.timeline({text("account"), m_world->hiddenAccount}, 10)));
        });
        // What may not be read at all is left out, the rest is shown.
        m_world->policy().deniedObjects.insert(text("activity"));
        read([&](const Reader &reader) {
            const auto entries = reader.timeline({text("opportunity"), m_world->deal}, 100);
            QVERIFY(entries.ok());
            QVERIFY(std::any_of(entries->begin(), entries->end(), [](const TimelineEntry &entry) {
                return entry.kind == TimelineEntry::Kind::StageMove;
            }));
            for (const TimelineEntry &entry : *entries)
                QVERIFY(entry.kind != TimelineEntry::Kind::Activity);
        });
    }

    void recycleBin()
    {
        const QJsonArray one{m_world->activity.toString()};
        m_world->openly("record.delete", {{text("object"), text("activity")}, {text("ids"), one}});
        read([&](const Reader &reader) {
            const auto binned = binnedRecords(reader, Instant{0});
            QVERIFY(binned.ok() && binned->records.size() == 1);
            QCOMPARE(binned->records.first().record.id, m_world->activity);
        });
    }

    // The journals of undo hold values of every record; they are no reader's business.
    void localValues()
    {
        read([&](const Reader &reader) {
            QVERIFY(isForbidden(reader.localValues(text("undo"))));
            QVERIFY(isForbidden(reader.localValues(text("import_undo:x"))));
            QVERIFY(reader.localValues(text("settings")).ok());
        });
    }
};

DW_TEST(ReaderAccessTest)

}  // namespace dw::test

#include "readertest.moc"
