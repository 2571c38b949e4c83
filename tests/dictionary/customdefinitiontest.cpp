// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/builtindictionary.h"
#include "core/dictionary/customdefinition.h"
#include "tests/support/testrunner.h"

#include <QHash>
#include <QTest>

namespace dw::test
{

namespace
{

using Row = QHash<QString, Value>;

Value text(const char *utf8)
{
    return Value(QString::fromUtf8(utf8));
}

Row fieldRow()
{
    return {
        {QStringLiteral("object_name"), text("opportunity")},
        {QStringLiteral("name"), text("c_tender")},
        {QStringLiteral("label_en"), text("Tender")},
        {QStringLiteral("label_zh"), text("招标方式")},
        {QStringLiteral("type"), text("enum")},
        {QStringLiteral("options"),
         text("[{\"key\": \"open\", \"label_en\": \"Open\", \"label_zh\": \"公开\", \"colour\": \"blue\"},"
              " {\"key\": \"old\", \"label_en\": \"Old\", \"label_zh\": \"旧\", \"retired\": true}]")},
        {QStringLiteral("default_value"), text("\"open\"")},
        {QStringLiteral("required"), text("by_condition")},
        {QStringLiteral("required_when"), text("amount > 100000")},
        {QStringLiteral("sensitivity"), text("commercial")},
        {QStringLiteral("indexed"), Value::boolean(true)},
        {QStringLiteral("status"), text("live")}};
}

DefinitionRow reading(const Row &row)
{
    return [row](QStringView key) { return row.value(key.toString()); };
}

}  // namespace

// Records of field_definition and object_definition become definitions.
class CustomDefinitionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowBecomesAField()
    {
        const auto custom = customFieldOf(reading(fieldRow()));
        QVERIFY2(custom.ok(), qPrintable(custom.ok() ? QString() : custom.error().detail));
        QVERIFY(custom->live);
        QCOMPARE(custom->object, QStringLiteral("opportunity"));
        const Field &field = custom->field;
        QCOMPARE(field.type, FieldType::Picklist);
        QCOMPARE(field.values.size(), 2);
        QVERIFY(field.values[1].retired);
        QCOMPARE(field.defaultValue, text("open"));
        QCOMPARE(field.required.kind, Requirement::Kind::When);
        QCOMPARE(field.required.argument, QStringLiteral("amount > 100000"));
        QCOMPARE(field.sensitivity, Sensitivity::Commercial);
        QVERIFY(field.indexed && field.custom);

        const auto merged = mergeCustom(BuiltinDictionary::definitions().value(), {}, {*custom});
        QVERIFY(merged.ok());
        QVERIFY(Dictionary::build(*merged).value()->object(u"opportunity").find(u"c_tender"));
    }

    void everyTypeHasADefault_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("literal");
        QTest::addColumn<QString>("expected");
        const auto add = [](const char *type, const char *literal, const Value &expected) {
            QTest::newRow(type) << QString::fromLatin1(type) << QString::fromLatin1(literal)
                                << expected.toDebugString();
        };
        add("text", "\"a \"\"b\"\"\"", text("a \"b\""));
        add("int", "42", Value(qint64(42)));
        add("bool", "true", Value::boolean(true));
        add("percent", "2500", Value(Percent{2500}));
        add("decimal", "1.50", Value(Decimal(150, 2)));
        add("date", "\"2026-11-19\"", Value(Date::fromYmd(2026, 11, 19)));
    }
    void everyTypeHasADefault()
    {
        QFETCH(QString, type);
        QFETCH(QString, literal);
        QFETCH(QString, expected);
        Row row = fieldRow();
        row.remove(QStringLiteral("options"));
        row[QStringLiteral("type")] = Value(type);
        row[QStringLiteral("default_value")] = Value(literal);
        if (type == QLatin1String("decimal"))
            row[QStringLiteral("scale")] = Value(qint64(2));
        const auto custom = customFieldOf(reading(row));
        QVERIFY2(custom.ok(), qPrintable(custom.ok() ? QString() : custom.error().detail));
        QCOMPARE(custom->field.defaultValue.toDebugString(), expected);
        QVERIFY(mergeCustom(BuiltinDictionary::definitions().value(), {}, {*custom}).ok());
    }

    void formulasAndReferences()
    {
        Row row = fieldRow();
        for (const char *key : {"options", "default_value", "required", "indexed"})
            row.remove(QString::fromLatin1(key));
        row[QStringLiteral("type")] = text("formula");
        row[QStringLiteral("formula")] = text("amount / 2");
        row[QStringLiteral("result_type")] = text("money");
        const auto formula = customFieldOf(reading(row));
        QVERIFY(formula.ok());
        QCOMPARE(formula->field.merge, MergeClass::Derived);
        QCOMPARE(formula->field.valueType(), FieldType::Money);
        row.remove(QStringLiteral("formula"));
        row[QStringLiteral("type")] = text("ref");
        row[QStringLiteral("target")] = text("account");
        const auto reference = customFieldOf(reading(row));
        QVERIFY2(reference.ok(), qPrintable(reference.ok() ? QString() : reference.error().detail));
        QCOMPARE(reference->field.target, QStringLiteral("account"));
    }

    void badRowsAreRefused_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("key");
        QTest::newRow("type") << "type"
                              << "varchar"
                              << "dictionary.type_unknown";
        QTest::newRow("options") << "options"
                                 << "["
                                 << "json.syntax";
        QTest::newRow("options are no list") << "options"
                                             << "{}"
                                             << "dictionary.property_type";
        QTest::newRow("option") << "options"
                                << "[{\"kye\": \"a\"}]"
                                << "dictionary.property_missing";
        QTest::newRow("option is a number") << "options"
                                            << "[5]"
                                            << "dictionary.property_missing";
        QTest::newRow("sensitivity") << "sensitivity"
                                     << "very"
                                     << "dictionary.word_unknown";
        QTest::newRow("name") << "name"
                              << ""
                              << "dictionary.property_missing";
    }
    void badRowsAreRefused()
    {
        QFETCH(QString, column);
        QFETCH(QString, content);
        QFETCH(QString, key);
        Row row = fieldRow();
        row[column] = Value(content);
        const auto custom = customFieldOf(reading(row));
        QVERIFY(!custom.ok());
        QCOMPARE(custom.error().key, key);
    }

    void anObjectWithItsFields()
    {
        const auto object = customObjectOf(reading({{QStringLiteral("name"), text("c_visit_plan")},
                                                    {QStringLiteral("label_en"), text("Visit plan")},
                                                    {QStringLiteral("label_zh"), text("拜访计划")},
                                                    {QStringLiteral("title_field"), text("c_subject")}}));
        QVERIFY(object.ok());
        Row row = fieldRow();
        row[QStringLiteral("object_name")] = text("c_visit_plan");
        row[QStringLiteral("name")] = text("c_subject");
        row[QStringLiteral("type")] = text("text");
        row.remove(QStringLiteral("options"));
        row.remove(QStringLiteral("required"));
        const CustomField subject = customFieldOf(reading(row)).value();
        const QList<ObjectType::Definition> builtin = BuiltinDictionary::definitions().value();
        const auto merged = mergeCustom(builtin, {*object}, {subject});
        QVERIFY2(merged.ok(), qPrintable(merged.ok() ? QString() : merged.error().detail));
        const DictionaryPtr dictionary = Dictionary::build(*merged).value();
        const ObjectType &plan = dictionary->object(u"c_visit_plan");
        QCOMPARE(plan.field(plan.titleIndex(Language::Chinese)).key, QStringLiteral("c_subject"));
        QVERIFY(plan.find(u"name") && plan.find(u"owner_id"));
        // Without its title field the object contradicts itself.
        QCOMPARE(mergeCustom(builtin, {*object}, {}).error().key, QStringLiteral("dictionary.title_missing"));
        QCOMPARE(customObjectOf(reading({})).error().key, QStringLiteral("dictionary.key_malformed"));
    }
};

DW_TEST(CustomDefinitionTest)

}  // namespace dw::test

#include "customdefinitiontest.moc"
