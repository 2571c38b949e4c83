// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "tests/support/testrunner.h"

#include <QSet>
#include <QTest>

namespace dw::test
{

// The shipped objects.
class BuiltinDictionaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        auto definitions = BuiltinDictionary::definitions();
        QVERIFY2(definitions.ok(), qPrintable(definitions.ok() ? QString() : definitions.error().detail));
        auto built = Dictionary::build(std::move(definitions).value());
        QVERIFY2(built.ok(), qPrintable(built.ok() ? QString() : built.error().detail));
        m_dictionary = std::move(built).value();
    }

    void everyObjectOfTheDesignIsThere()
    {
        const QStringList expected{QStringLiteral("account"),
                                   QStringLiteral("activity"),
                                   QStringLiteral("attachment"),
                                   QStringLiteral("business_calendar"),
                                   QStringLiteral("campaign"),
                                   QStringLiteral("comment"),
                                   QStringLiteral("competitor"),
                                   QStringLiteral("contact"),
                                   QStringLiteral("exchange_rate"),
                                   QStringLiteral("field_definition"),
                                   QStringLiteral("import_batch"),
                                   QStringLiteral("lead"),
                                   QStringLiteral("metric_definition"),
                                   QStringLiteral("notification"),
                                   QStringLiteral("object_definition"),
                                   QStringLiteral("opportunity"),
                                   QStringLiteral("opportunity_contact"),
                                   QStringLiteral("opportunity_line"),
                                   QStringLiteral("permission"),
                                   QStringLiteral("pipeline"),
                                   QStringLiteral("price_list"),
                                   QStringLiteral("price_list_entry"),
                                   QStringLiteral("product"),
                                   QStringLiteral("product_category"),
                                   QStringLiteral("record_share"),
                                   QStringLiteral("role"),
                                   QStringLiteral("saved_report"),
                                   QStringLiteral("saved_view"),
                                   QStringLiteral("stage_definition"),
                                   QStringLiteral("stage_history"),
                                   QStringLiteral("task"),
                                   QStringLiteral("team"),
                                   QStringLiteral("territory"),
                                   QStringLiteral("user")};
        QStringList found;
        for (const ObjectTypePtr &type : m_dictionary->objects())
            found.append(type->key());
        QCOMPARE(found, expected);
        QVERIFY(!m_dictionary->find(u"quote"));
    }

    void labelsAreCompleteAndKeysUnique()
    {
        for (const ObjectTypePtr &type : m_dictionary->objects()) {
            QVERIFY2(type->label().isComplete() && type->plural().isComplete(), qPrintable(type->key()));
            QVERIFY2(!type->icon().isEmpty(), qPrintable(type->key()));
            QVERIFY2(type->titleIndex(Language::English) >= 0, qPrintable(type->key()));
            QSet<QString> keys;
            for (const Field &field : type->fields()) {
                const QString where = type->key() + QLatin1Char('.') + field.key;
                QVERIFY2(!keys.contains(field.key), qPrintable(where));
                keys.insert(field.key);
                QVERIFY2(field.label.isComplete(), qPrintable(where));
                // A Chinese label is Chinese: at least one Han character, or a name that is the same in both.
                for (const PicklistValue &value : field.values)
                    QVERIFY2(value.label.isComplete(), qPrintable(where + QLatin1Char('/') + value.key));
            }
            for (const Collection &collection : type->collections())
                QVERIFY2(collection.label.isComplete(), qPrintable(type->key() + collection.name));
        }
    }

    void systemFieldsAreOnEveryObject()
    {
        for (const ObjectTypePtr &type : m_dictionary->objects()) {
            for (const char *key :
                 {"id", "owner_id", "team_id", "created_at", "created_by", "updated_at", "updated_by", "rev",
                  "deleted_at", "source_key", "tags", "incomplete", "imported_batch_id", "is_demo"})
                QVERIFY2(type->find(QString::fromLatin1(key)),
                         qPrintable(type->key() + QLatin1Char(' ') + QLatin1String(key)));
            QVERIFY(type->find(u"incomplete")->isReadOnly());
            QVERIFY(type->find(u"is_demo")->isReadOnly());
            QCOMPARE(type->find(u"imported_batch_id")->target, QStringLiteral("import_batch"));
        }
        QVERIFY(m_dictionary->object(u"account").find(u"rev")->system);
    }

    void currencyStandsWhereMoneyIs()
    {
        QVERIFY(m_dictionary->object(u"opportunity").hasMoney());
        QCOMPARE(m_dictionary->object(u"opportunity")
                     .field(m_dictionary->object(u"opportunity").currencyIndex())
                     .key,
                 QStringLiteral("currency"));
        QVERIFY(!m_dictionary->object(u"contact").hasMoney());
        QVERIFY(!m_dictionary->object(u"contact").find(u"currency"));
        // A price list has a currency of its own although it has no money field.
        QVERIFY(m_dictionary->object(u"price_list").find(u"currency"));
        QVERIFY(!m_dictionary->object(u"price_list").find(u"currency")->system);
    }

    void objectsNarrowSystemFields()
    {
        const Field *team = m_dictionary->object(u"user").find(u"team_id");
        QVERIFY(team && !team->system && !team->isReadOnly());
        QCOMPARE(team->required.kind, Requirement::Kind::Always);
        QVERIFY(m_dictionary->object(u"account").find(u"team_id")->isReadOnly());
    }

    void titlesFollowTheLanguage()
    {
        const ObjectType &stage = m_dictionary->object(u"stage_definition");
        QCOMPARE(stage.field(stage.titleIndex(Language::English)).key, QStringLiteral("name_en"));
        QCOMPARE(stage.field(stage.titleIndex(Language::Chinese)).key, QStringLiteral("name_zh"));
        const ObjectType &account = m_dictionary->object(u"account");
        QCOMPARE(account.titleIndex(Language::Chinese), account.indexOf(u"name"));
    }

    void keysNameRecordsOfConfiguration_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QString>("key");
        QTest::newRow("stage") << "stage_definition"
                               << "key";
        QTest::newRow("pipeline") << "pipeline"
                                  << "code";
        QTest::newRow("user") << "user"
                              << "login";
        QTest::newRow("account") << "account" << QString();
    }
    void keysNameRecordsOfConfiguration()
    {
        QFETCH(QString, object);
        QFETCH(QString, key);
        const ObjectType &type = m_dictionary->object(object);
        QCOMPARE(type.keyIndex() < 0 ? QString() : type.field(type.keyIndex()).key, key);
    }

    void formulasKnowWhetherTheyAreStored()
    {
        const Field *weighted = m_dictionary->object(u"opportunity").find(u"weighted_amount");
        QVERIFY(weighted->isStored() && weighted->isReadOnly());
        QCOMPARE(weighted->valueType(), FieldType::Money);
        QCOMPARE(weighted->formula, QStringLiteral("amount * probability"));
        QVERIFY(m_dictionary->object(u"account").find(u"total_won")->isStored());
        QVERIFY(m_dictionary->object(u"account").find(u"name_key")->isStored());
        QVERIFY(!m_dictionary->object(u"opportunity").find(u"stage_dwell_s")->isStored());
        QVERIFY(!m_dictionary->object(u"opportunity").find(u"dwell_state")->isStored());
    }

    void valuesKeepTheirTypes()
    {
        const ObjectType &stage = m_dictionary->object(u"stage_definition");
        QCOMPARE(stage.find(u"warn_at_ratio")->defaultValue, Value(Percent{8000}));
        QCOMPARE(stage.find(u"max_dwell_days")->defaultValue, Value(Decimal(70, 1)));
        QCOMPARE(stage.find(u"allow_back")->defaultValue, Value::boolean(true));
        const ObjectType &lead = m_dictionary->object(u"lead");
        QCOMPARE(lead.find(u"status")->defaultValue, Value(QStringLiteral("new")));
        QCOMPARE(lead.find(u"mobile")->required.kind, Requirement::Kind::When);
        QCOMPARE(lead.find(u"mobile")->required.argument, QStringLiteral("ISBLANK(email)"));
        QCOMPARE(lead.find(u"company_name")->required.kind, Requirement::Kind::Status);
        const ObjectType &deal = m_dictionary->object(u"opportunity");
        QCOMPARE(deal.find(u"review_note")->required.argument, QStringLiteral("won,lost"));
        QCOMPARE(deal.find(u"next_step")->required.argument, QStringLiteral("*"));
        QCOMPARE(deal.find(u"currency")->picklistValue(u"cny")->code, QStringLiteral("CNY"));
        QCOMPARE(deal.find(u"probability")->maximum, std::optional<qint64>(10000));
        QCOMPARE(m_dictionary->object(u"task").find(u"related")->type, FieldType::AnyReference);
        QCOMPARE(m_dictionary->object(u"contact").find(u"id_number")->sensitivity, Sensitivity::Secret);
        QCOMPARE(m_dictionary->object(u"activity").find(u"subject")->merge, MergeClass::Append);
    }

    void collectionsAreNamedOnTheParent()
    {
        const ObjectType &deal = m_dictionary->object(u"opportunity");
        for (const char *name : {"lines", "contacts", "tasks", "activities", "stage_history", "attachments"})
            QVERIFY2(deal.collection(QString::fromLatin1(name)), name);
        QCOMPARE(deal.collection(u"lines")->by, QStringLiteral("opportunity_id"));
        QCOMPARE(m_dictionary->object(u"account").collection(u"opportunities")->object,
                 QStringLiteral("opportunity"));
        QVERIFY(!deal.collection(u"quotes"));
    }

    void referencesToFindsWhatPointsAtAnObject()
    {
        QStringList found;
        for (const Dictionary::Backlink &link : m_dictionary->referencesTo(u"opportunity"))
            found.append(link.object->key() + QLatin1Char('.') + link.object->field(link.field).key);
        QVERIFY(found.contains(QLatin1String("opportunity_line.opportunity_id")));
        QVERIFY(found.contains(QLatin1String("task.related")));
        QVERIFY(found.contains(QLatin1String("lead.converted_opportunity_id")));
        QVERIFY(!found.contains(QLatin1String("contact.account_id")));
    }

    void formsAreOrderedInGroups()
    {
        const ObjectType &deal = m_dictionary->object(u"opportunity");
        QCOMPARE(deal.groups().first().key, QStringLiteral("main"));
        QCOMPARE(deal.groups().last().key, QStringLiteral("system"));
        QCOMPARE(deal.field(0).key, QStringLiteral("name"));
        QCOMPARE(deal.field(1).key, QStringLiteral("account_id"));
        // What a person must fill stands on a form.
        for (const ObjectTypePtr &type : m_dictionary->objects()) {
            for (const Field &field : type->fields()) {
                const bool asked = field.required.kind != Requirement::Kind::Never && !field.isReadOnly();
                QVERIFY2(!asked || !field.group.isEmpty(),
                         qPrintable(type->key() + QLatin1Char('.') + field.key));
            }
        }
    }

    void aSecondLoadIsIndependent()
    {
        auto again = Dictionary::build(BuiltinDictionary::definitions().value());
        QVERIFY(again.ok());
        QVERIFY(again.value()->find(u"account") != m_dictionary->find(u"account"));
        QCOMPARE(again.value()->object(u"account").fieldCount(),
                 m_dictionary->object(u"account").fieldCount());
        // A snapshot outlives the dictionary it came from.
        const ObjectTypePtr kept = again.value()->find(u"account");
        again = Dictionary::build({});
        QCOMPARE(kept->key(), QStringLiteral("account"));
    }

private:
    DictionaryPtr m_dictionary;
};

DW_TEST(BuiltinDictionaryTest)

}  // namespace dw::test

#include "builtindictionarytest.moc"
