// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

Field parsed(const char *json)
{
    return BuiltinDictionary::parseField(json, QStringLiteral("custom"), QStringLiteral("opportunity"))
        .value();
}

Field tenderNumber()
{
    return parsed(R"({"key": "c_tender_no", "type": "text", "length": 40, "label_en": "Tender number",
                      "label_zh": "招标编号", "group": "main"})");
}

CustomObject visitPlan()
{
    CustomObject object;
    object.definition.key = QStringLiteral("c_visit_plan");
    object.definition.label = {QStringLiteral("Visit plan"), QStringLiteral("拜访计划")};
    object.definition.plural = {QStringLiteral("Visit plans"), QStringLiteral("拜访计划")};
    object.definition.titleField = QStringLiteral("name");
    object.definition.fields = {
        parsed(R"({"key": "name", "type": "text", "label_en": "Name", "label_zh": "名称"})"),
        parsed(
            R"({"key": "account_id", "type": "ref", "to": "account", "label_en": "Customer", "label_zh": "客户"})"),
        parsed(
            R"({"key": "host_id", "type": "ref", "to": "account", "label_en": "Host", "label_zh": "接待方"})"),
        parsed(R"({"key": "cost", "type": "money", "label_en": "Cost", "label_zh": "费用"})")};
    return object;
}

}  // namespace

// The customer's own fields and objects over the built-in ones.
class MergeCustomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_builtin = BuiltinDictionary::definitions().value(); }

    void aShippedOpenListIsLengthenedAndNothingElse()
    {
        Field more = parsed(R"({"key": "industry", "type": "enum", "label_en": "Other", "label_zh": "其他",
            "values": [{"key": "c_ships", "label_en": "Ships", "label_zh": "船舶"}], "group": "main"})");
        const auto merged = mergeCustom(m_builtin, {}, {{QStringLiteral("account"), more, true}});
        QVERIFY(merged.ok());
        const DictionaryPtr after = Dictionary::build(*merged).value();
        const Field *industry = after->object(u"account").find(u"industry");
        QVERIFY(industry->picklistValue(u"c_ships") && industry->picklistValue(u"energy_power"));
        QCOMPARE(industry->label.en, QStringLiteral("Industry"));
        QVERIFY(!industry->custom);
        // One that is a draft or out of use lengthens nothing.
        const auto draft = mergeCustom(m_builtin, {}, {{QStringLiteral("account"), more, false}});
        QVERIFY(draft.ok());
        QVERIFY(!Dictionary::build(*draft)
                     .value()
                     ->object(u"account")
                     .find(u"industry")
                     ->picklistValue(u"c_ships"));
        more.values.first().key = QStringLiteral("energy_power");
        QCOMPARE(mergeCustom(m_builtin, {}, {{QStringLiteral("account"), more, true}}).error().key,
                 QStringLiteral("dictionary.value_doubled"));
        more.type = FieldType::MultiPicklist;
        QCOMPARE(mergeCustom(m_builtin, {}, {{QStringLiteral("account"), more, true}}).error().key,
                 QStringLiteral("dictionary.type_changed"));
        // A list that is not open, and any other shipped field, keep their keys for themselves.
        more.key = QStringLiteral("grade");
        QVERIFY(!mergeCustom(m_builtin, {}, {{QStringLiteral("account"), more, true}}).ok());
    }

    void aFieldIsEffectiveInANewDictionaryOnly()
    {
        const DictionaryPtr before = Dictionary::build(m_builtin).value();
        const int count = before->object(u"opportunity").fieldCount();
        const auto merged =
            mergeCustom(m_builtin, {}, {{QStringLiteral("opportunity"), tenderNumber(), true}});
        QVERIFY(merged.ok());
        const DictionaryPtr after = Dictionary::build(*merged).value();

        const Field *field = after->object(u"opportunity").find(u"c_tender_no");
        QVERIFY(field && field->custom && !field->system);
        QCOMPARE(field->label.zh, QStringLiteral("招标编号"));
        QCOMPARE(after->object(u"opportunity").fieldCount(), count + 1);
        // Own fields stay before the system fields.
        const int at = after->object(u"opportunity").indexOf(u"c_tender_no");
        QVERIFY(at < after->object(u"opportunity").indexOf(u"rev"));
        QVERIFY(!before->object(u"opportunity").find(u"c_tender_no"));
        QCOMPARE(before->object(u"opportunity").fieldCount(), count);
    }

    void aDraftIsLeftOutButKeepsItsKey()
    {
        const CustomField draft{QStringLiteral("opportunity"), tenderNumber(), false};
        const auto merged = mergeCustom(m_builtin, {}, {draft});
        QVERIFY(merged.ok());
        QVERIFY(!Dictionary::build(*merged).value()->object(u"opportunity").find(u"c_tender_no"));
        const auto reused =
            mergeCustom(m_builtin, {}, {draft, {QStringLiteral("opportunity"), tenderNumber(), true}});
        QCOMPARE(reused.error().key, QStringLiteral("dictionary.key_reused"));
    }

    void moneyBringsItsCurrency()
    {
        const Field cost =
            parsed(R"({"key": "c_cost", "type": "money", "label_en": "Cost", "label_zh": "费用"})");
        const auto merged = mergeCustom(m_builtin, {}, {{QStringLiteral("contact"), cost, true}});
        QVERIFY(merged.ok());
        QVERIFY(Dictionary::build(*merged).value()->object(u"contact").hasMoney());
    }

    void anObjectHasSystemFieldsAndCollections()
    {
        const auto merged = mergeCustom(m_builtin, {visitPlan()}, {});
        QVERIFY2(merged.ok(), qPrintable(merged.ok() ? QString() : merged.error().detail));
        const auto built = Dictionary::build(*merged);
        QVERIFY2(built.ok(), qPrintable(built.ok() ? QString() : built.error().detail));
        const ObjectType &plan = (*built)->object(u"c_visit_plan");
        QVERIFY(plan.isCustom() && plan.hasMoney());
        QVERIFY(plan.find(u"owner_id") && plan.find(u"rev")->system && plan.find(u"name")->custom);
        QCOMPARE(plan.groups().last().key, QStringLiteral("system"));
        const ObjectType &account = (*built)->object(u"account");
        QCOMPARE(account.collection(u"c_visit_plan")->by, QStringLiteral("account_id"));
        QCOMPARE(account.collection(u"c_visit_plan_host_id")->by, QStringLiteral("host_id"));
        QVERIFY(account.collection(u"c_visit_plan_host_id")->label.isComplete());
    }

    void aFieldOfACustomObject()
    {
        const auto merged = mergeCustom(m_builtin, {visitPlan()},
                                        {{QStringLiteral("c_visit_plan"), parsed(R"({"key": "c_note",
                        "type": "longtext", "label_en": "Note", "label_zh": "备注"})"),
                                          true}});
        QVERIFY(merged.ok());
        QVERIFY(Dictionary::build(*merged).value()->object(u"c_visit_plan").find(u"c_note"));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("object");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        const auto add = [](const char *name, const char *object, const char *field, const char *reason,
                            const char *value) {
            QTest::newRow(name) << QString::fromLatin1(object) << QByteArray(field)
                                << QString::fromLatin1("dictionary.") + QString::fromLatin1(reason)
                                << QString::fromLatin1(value);
        };
        add("no prefix", "opportunity",
            R"({"key": "tender", "type": "text", "label_en": "X", "label_zh": "某"})", "custom_prefix",
            "tender");
        add("over a built-in", "opportunity",
            R"({"key": "amount", "type": "text", "label_en": "X", "label_zh": "某"})", "custom_prefix",
            "amount");
        add("malformed", "opportunity",
            R"({"key": "c_Tender", "type": "text", "label_en": "X", "label_zh": "某"})", "key_malformed",
            "c_Tender");
        add("reserved", "opportunity",
            R"({"key": "c_cost_base", "type": "int", "label_en": "X", "label_zh": "某"})", "key_reserved",
            "c_cost_base");
        add("no such object", "quote", R"({"key": "c_x", "type": "text", "label_en": "X", "label_zh": "某"})",
            "object_missing", "quote");
        add("label missing", "opportunity", R"({"key": "c_x", "type": "text", "label_en": "X"})",
            "label_missing", "label_zh");
        add("contradiction", "opportunity",
            R"({"key": "c_x", "type": "int", "label_en": "X", "label_zh": "某", "min": 2, "max": 1})",
            "range_inverted", "2 > 1");
        add("group missing", "opportunity",
            R"({"key": "c_x", "type": "int", "label_en": "X", "label_zh": "某", "group": "side"})",
            "group_missing", "side");
    }
    void refused()
    {
        QFETCH(QString, object);
        QFETCH(QByteArray, field);
        QFETCH(QString, key);
        QFETCH(QString, value);
        const auto merged = mergeCustom(m_builtin, {}, {{object, parsed(field.constData()), true}});
        QVERIFY(!merged.ok());
        QCOMPARE(merged.error().key, key);
        QCOMPARE(merged.error().arguments.at(0), QStringLiteral("custom"));
        QVERIFY(merged.error().arguments.at(1).startsWith(object + QLatin1Char('.')));
        QCOMPARE(merged.error().arguments.at(2), value);
    }

    void aTargetThatDoesNotExistIsCustomToo()
    {
        const Field field =
            parsed(R"({"key": "c_x", "type": "ref", "to": "c_ghost", "label_en": "X", "label_zh": "某"})");
        const auto merged = mergeCustom(m_builtin, {}, {{QStringLiteral("opportunity"), field, true}});
        QVERIFY(merged.ok());
        const auto built = Dictionary::build(*merged);
        QCOMPARE(built.error().key, QStringLiteral("dictionary.target_missing"));
        QCOMPARE(built.error().arguments,
                 (QStringList{QStringLiteral("custom"), QStringLiteral("opportunity.c_x"),
                              QStringLiteral("c_ghost")}));
    }

    void aTypeStaysWhatItWas()
    {
        const CustomField before{QStringLiteral("opportunity"), tenderNumber(), true};
        CustomField after = before;
        after.field.length = 80;
        QVERIFY(mergeCustom(m_builtin, {}, {after}, {before}).ok());
        after.field.type = after.field.resultType = FieldType::LongText;
        after.field.length = 0;
        const auto merged = mergeCustom(m_builtin, {}, {after}, {before});
        QCOMPARE(merged.error().key, QStringLiteral("dictionary.type_changed"));
        QCOMPARE(merged.error().arguments.at(2), QStringLiteral("text -> longtext"));
    }

    void objectsAreRefusedToo()
    {
        CustomObject object = visitPlan();
        object.definition.key = QStringLiteral("visit_plan");
        QCOMPARE(mergeCustom(m_builtin, {object}, {}).error().key,
                 QStringLiteral("dictionary.custom_prefix"));
        QCOMPARE(mergeCustom(m_builtin, {visitPlan(), visitPlan()}, {}).error().key,
                 QStringLiteral("dictionary.key_reused"));
        object = visitPlan();
        object.definition.fields.append(
            parsed(R"({"key": "deleted_at", "type": "text", "label_en": "X", "label_zh": "某"})"));
        QCOMPARE(mergeCustom(m_builtin, {object}, {}).error().key, QStringLiteral("dictionary.key_reserved"));
        object = visitPlan();
        object.definition.fields.append(object.definition.fields.first());
        QCOMPARE(mergeCustom(m_builtin, {object}, {}).error().key, QStringLiteral("dictionary.key_doubled"));
        object = visitPlan();
        object.definition.plural.zh.clear();
        QCOMPARE(mergeCustom(m_builtin, {object}, {}).error().key,
                 QStringLiteral("dictionary.label_missing"));
    }

private:
    QList<ObjectType::Definition> m_builtin;
};

DW_TEST(MergeCustomTest)

}  // namespace dw::test

#include "mergecustomtest.moc"
