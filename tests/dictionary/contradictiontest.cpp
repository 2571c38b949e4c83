// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dictionary/contradictiontest.h"

#include "core/dictionary/builtindictionary.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

const char Name[] = R"({"key": "name", "type": "text", "label_en": "Name", "label_zh": "名称"})";

// An object "thing" whose fields are the name and `fields`.
QByteArray thing(const QByteArray &fields, const QByteArray &more = {})
{
    QByteArray json = R"({"key": "thing", "label_en": "Thing", "label_zh": "东西", "plural_en": "Things",
        "plural_zh": "东西", "title_field": "name",
        "groups": [{"key": "main", "label_en": "Main", "label_zh": "主要"}])";
    json += more;
    json += R"(, "fields": [)";
    json += Name;
    if (!fields.isEmpty())
        json += ", " + fields;
    return json + "]}";
}

// A field "f" with labels and what `rest` says.
QByteArray field(const char *rest)
{
    return QByteArray(R"({"key": "f", "label_en": "F", "label_zh": "字段", )") + rest + '}';
}

void row(const char *name, const QByteArray &json, const char *reason, const char *where,
         const char *value = "")
{
    QTest::newRow(name) << json << QString::fromLatin1("dictionary.") + QString::fromLatin1(reason)
                        << QString::fromUtf8(where) << QString::fromUtf8(value);
}

}  // namespace

void ContradictionTest::refusedInOneFile_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("value");

    const QByteArray values = R"("values": [{"key": "a", "label_en": "A", "label_zh": "甲"}])";
    const auto with = [](const QByteArray &rest) { return thing(field(rest.constData())); };

    row("unknown property of an object", thing({}, R"(, "colour": "red")"), "property_unknown", "thing",
        "colour");
    row("unknown property of a field", with(R"("type": "text", "lenght": 5)"), "property_unknown", "thing.f",
        "lenght");
    row("unknown property of a value",
        with(R"("type": "enum", "values": [{"key": "a", "label_en": "A", "label_zh": "甲", "x": 1}])"),
        "property_unknown", "thing.f", "x");
    row("unknown property of a group",
        R"({"key": "t", "title_field": "n", "groups": [{"key": "g", "name": "x"}], "fields": []})",
        "property_unknown", "t", "name");
    row("unknown type", with(R"("type": "varchar")"), "type_unknown", "thing.f", "varchar");
    row("internal type name", with(R"("type": "anyref")"), "type_unknown", "thing.f", "anyref");
    row("type missing", with(R"("length": 5)"), "property_missing", "thing.f", "type");
    row("property of a wrong type", with(R"("type": "text", "length": "5")"), "property_type", "thing.f",
        "length");
    row("fraction where a count is meant", with(R"("type": "text", "length": 5.5)"), "property_type",
        "thing.f", "length");
    row("empty text", with(R"("type": "text", "unit": "")"), "property_type", "thing.f", "unit");
    row("fields are no list", R"({"key": "t", "title_field": "n", "fields": {}})", "property_type", "t",
        "fields");
    row("unknown merge class", with(R"("type": "text", "merge": "newest")"), "word_unknown", "thing.f",
        "newest");
    row("unknown sensitivity", with(R"("type": "text", "sensitive": "yes")"), "word_unknown", "thing.f",
        "yes");
    row("unknown uniqueness", with(R"("type": "text", "unique": "yes")"), "word_unknown", "thing.f", "yes");
    row("malformed requirement", with(R"("type": "text", "required": {"if": "x"})"), "property_type",
        "thing.f", "required");
    row("requirement of two kinds", with(R"("type": "text", "required": {"system": true, "when": "x"})"),
        "property_type", "thing.f", "required");

    row("object key malformed",
        R"({"key": "Thing", "label_en": "T", "label_zh": "T", "plural_en": "T", "plural_zh": "T",
                "title_field": "name", "fields": []})",
        "key_malformed", "Thing", "Thing");
    row("field key malformed",
        thing(R"({"key": "f-1", "type": "text", "label_en": "F", "label_zh": "字段"})"), "key_malformed",
        "thing.f-1", "f-1");
    row("doubled field key", thing(Name), "key_doubled", "thing.name", "name");
    row("reserved twin of money",
        thing(field(R"("type": "money")") +
              R"(, {"key": "f_base", "type": "int", "label_en": "B", "label_zh": "本"})" +
              R"(, {"key": "currency", "type": "text", "label_en": "C", "label_zh": "币种"})"),
        "key_reserved", "thing.f_base", "f_base");
    row("money without currency", with(R"("type": "money")"), "field_missing", "thing", "currency");
    row("title field missing",
        R"({"key": "t", "label_en": "T", "label_zh": "东", "plural_en": "T", "plural_zh": "东",
                "title_field": "name", "fields": []})",
        "title_missing", "t", "name");
    row("title's Chinese twin missing",
        R"({"key": "t", "label_en": "T", "label_zh": "东", "plural_en": "T", "plural_zh": "东",
                "title_field": "name_en",
                "fields": [{"key": "name_en", "type": "text", "label_en": "N", "label_zh": "名"}]})",
        "title_missing", "t", "name_zh");

    row("Chinese label missing", thing(R"({"key": "f", "type": "text", "label_en": "F"})"), "label_missing",
        "thing.f", "label_zh");
    row("English label missing", thing(R"({"key": "f", "type": "text", "label_zh": "字段"})"),
        "label_missing", "thing.f", "label_en");
    row("object's plural missing",
        R"({"key": "t", "label_en": "T", "label_zh": "东", "plural_en": "T", "title_field": "n", "fields": []})",
        "label_missing", "t", "plural_zh");
    row("value's label missing", with(R"("type": "enum", "values": [{"key": "a", "label_en": "A"}])"),
        "label_missing", "thing.f", "a");
    row("help in one language", with(R"("type": "text", "help_en": "Hm")"), "label_missing", "thing.f",
        "help_zh");
    row("validation without text", with(R"("type": "text", "validation": "f <> \"x\"")"), "label_missing",
        "thing.f", "validation_en");
    row("validation text without validation",
        with(R"("type": "text", "validation_en": "a", "validation_zh": "b")"), "property_unfit", "thing.f",
        "validation_en");
    row("group missing", with(R"("type": "text", "group": "side")"), "group_missing", "thing.f", "side");
    row("group doubled",
        thing({}, R"(, "collections": [])")
            .replace(R"("groups": [)",
                     R"("groups": [{"key": "main", "label_en": "Main", "label_zh": "主要"}, )"),
        "key_doubled", "thing", "main");

    row("picklist without values", with(R"("type": "enum")"), "values_missing", "thing.f");
    row("values on a text", with(R"("type": "text", )" + values), "property_unfit", "thing.f", "values");
    row("doubled value", with(R"("type": "enum", "values": [{"key": "a", "label_en": "A", "label_zh": "甲"},
                                               {"key": "a", "label_en": "B", "label_zh": "乙"}])"),
        "value_doubled", "thing.f", "a");
    row("default not in values", with(R"("type": "enum", "default": "b", )" + values), "default_not_a_value",
        "thing.f", "b");
    row("default not in multi values", with(R"("type": "multienum", "default": ["a", "b"], )" + values),
        "default_not_a_value", "thing.f", "b");
    row("default retired", with(R"("type": "enum", "default": "a",
                    "values": [{"key": "a", "label_en": "A", "label_zh": "甲", "retired": true}])"),
        "default_retired", "thing.f", "a");
    row("default not of the type", with(R"("type": "int", "required": true, "default": "five")"),
        "default_type", "thing.f", R"(["five"])");
    row("default bool as text", with(R"("type": "bool", "default": "true")"), "default_type", "thing.f",
        R"(["true"])");
    row("default date malformed", with(R"("type": "date", "default": "19.11.2026")"), "default_type",
        "thing.f", R"(["19.11.2026"])");
    row("default with more places than the scale",
        with(R"("type": "decimal", "scale": 1, "default": "1.25")"), "default_type", "thing.f",
        R"(["1.25"])");
    row("default of a reference", with(R"("type": "ref", "to": "thing", "default": "x")"), "default_type",
        "thing.f", "x");
    row("default below min", with(R"("type": "int", "min": 1, "default": 0)"), "default_out_of_range",
        "thing.f", "0");
    row("default above max", with(R"("type": "percent", "max": 10000, "default": 10001)"),
        "default_out_of_range", "thing.f", "10001");
    row("default longer than the text", with(R"("type": "text", "length": 3, "default": "long")"),
        "default_out_of_range", "thing.f", "4");

    row("min above max", with(R"("type": "int", "min": 5, "max": 4)"), "range_inverted", "thing.f", "5 > 4");
    row("min on text", with(R"("type": "text", "min": 5)"), "property_unfit", "thing.f", "min");
    row("reference without target", with(R"("type": "ref")"), "target_missing", "thing.f");
    row("reference list without target", with(R"("type": "reflist")"), "target_missing", "thing.f");
    row("target on text", with(R"("type": "text", "to": "thing")"), "property_unfit", "thing.f", "to");
    row("scale above precision", with(R"("type": "decimal", "precision": 3, "scale": 4)"),
        "scale_above_precision", "thing.f", "4 > 3");
    row("precision too large", with(R"("type": "decimal", "precision": 19)"), "out_of_range", "thing.f",
        "precision");
    row("scale on an integer", with(R"("type": "int", "scale": 2)"), "property_unfit", "thing.f", "scale");
    row("length on an integer", with(R"("type": "int", "length": 2)"), "property_unfit", "thing.f", "length");
    row("length beyond reason", with(R"("type": "text", "length": 4001)"), "out_of_range", "thing.f",
        "length");

    row("formula without expression", with(R"("type": "formula", "result": "int", "merge": "derived")"),
        "formula_missing", "thing.f");
    row("formula without result", with(R"("type": "formula", "formula": "1", "merge": "derived")"),
        "property_unfit", "thing.f", "result");
    row("formula on text", with(R"("type": "text", "formula": "1")"), "property_unfit", "thing.f", "formula");
    row("formula that merges", with(R"("type": "formula", "result": "int", "formula": "1")"), "merge_unfit",
        "thing.f", "three_way");
    row("computed from nothing",
        with(R"("type": "formula", "result": "text", "merge": "derived", "computed": "pinyin")"),
        "field_missing", "thing.f");
    row("computed and formula",
        with(R"("type": "formula", "result": "text", "merge": "derived", "computed": "pinyin",
                    "computed_from": "name", "formula": "1")"),
        "property_unfit", "thing.f", "formula");
    row("required but never writable", with(R"("type": "seq", "required": true)"), "required_read_only",
        "thing.f");
    row("condition empty", with(R"("type": "text", "required": {"when": " "})"), "requirement_empty",
        "thing.f");
    row("status unknown", with(R"("type": "text", "required": {"status": "done"})"), "status_missing",
        "thing.f", "done");
    row("set merge of a text", with(R"("type": "text", "merge": "set")"), "merge_unfit", "thing.f", "set");
    row("text merge of a number", with(R"("type": "int", "merge": "text3")"), "merge_unfit", "thing.f",
        "text3");
    row("strict part of nothing", with(R"("type": "text", "required": true, "merge": "strict")"),
        "merge_unfit", "thing.f", "strict");
    row("strict part of something or nothing", with(R"("type": "ref", "to": "account", "merge": "strict")"),
        "merge_unfit", "thing.f", "strict");
    row("unique long text", with(R"("type": "longtext", "unique": "hard")"), "property_unfit", "thing.f",
        "unique");
    row("index on a body", with(R"("type": "json", "indexed": true)"), "property_unfit", "thing.f",
        "indexed");
    row("search in a number", with(R"("type": "int", "searchable": true)"), "property_unfit", "thing.f",
        "searchable");
    row("secret in the search index", with(R"("type": "text", "sensitive": "secret", "searchable": true)"),
        "secret_shown", "thing.f");
    row("listed without a place", with(R"("type": "text", "listed": true)"), "property_unfit", "thing.f",
        "list_order");
    row("expression too long",
        with("\"type\": \"text\", \"required\": {\"when\": \"" + QByteArray(65537, 'x') + "\"}"),
        "expression_too_long", "thing.f", "65537");
    QByteArray many;
    for (int i = 0; i < 900; ++i)
        many += (i ? "," : "") +
                field("\"type\": \"bool\"").replace("\"f\"", "\"f" + QByteArray::number(i) + '"');
    row("more fields than a table has room for", thing(many), "too_many_fields", "thing", "901");
    row("collection called like a field",
        thing({}, R"(, "collections": [{"name": "name", "object": "thing", "by": "f", "label_en": "N",
                                            "label_zh": "名"}])"),
        "key_doubled", "thing.name", "name");
}
void ContradictionTest::refusedInOneFile()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, key);
    QFETCH(QString, where);
    QFETCH(QString, value);
    const auto parsed = BuiltinDictionary::parse(json, QStringLiteral("thing.json"), {});
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error().key, key);
    QCOMPARE(parsed.error().arguments, (QStringList{QStringLiteral("thing.json"), where, value}));
    QCOMPARE(parsed.error().code, ErrorCode::Invalid);
    QVERIFY(parsed.error().detail.contains(QLatin1String("thing.json")));
}

void ContradictionTest::notJsonSaysWhere()
{
    const QString file = QStringLiteral("thing.json");
    const auto parsed = BuiltinDictionary::parse("{\n  \"key\": ", file, {});
    QVERIFY(!parsed.ok());
    QCOMPARE(parsed.error().key, QStringLiteral("json.syntax"));
    QCOMPARE(parsed.error().arguments.mid(0, 2), (QStringList{file, QStringLiteral("2")}));
    const auto list = BuiltinDictionary::parse("[]", file, {});
    QCOMPARE(list.error().key, QStringLiteral("dictionary.not_an_object"));
    QCOMPARE(list.error().arguments, (QStringList{file, file, QString()}));
    const auto large = BuiltinDictionary::parse(QByteArray(5 * 1024 * 1024, ' '), file, {});
    QCOMPARE(large.error().key, QStringLiteral("json.too_large"));
}

void ContradictionTest::soundDefinitionsPass()
{
    const QByteArray sound = thing(
        R"({"key": "n", "type": "int", "label_en": "N", "label_zh": "数", "min": -5, "max": 5, "default": -5},
                     {"key": "d", "type": "decimal", "precision": 6, "scale": 2, "label_en": "D", "label_zh": "小数",
                      "default": "1.5", "note": "why"},
                     {"key": "big", "type": "int", "label_en": "B", "label_zh": "大",
                      "max": 9007199254740993, "default": 0},
                     {"key": "p", "type": "ref", "to": "thing", "label_en": "P", "label_zh": "上级"})",
        R"(, "collections": [{"name": "parts", "object": "thing", "by": "p", "label_en": "Parts",
                                        "label_zh": "部件"}])");
    const auto parsed = BuiltinDictionary::parse(sound, QStringLiteral("thing.json"), {});
    QVERIFY2(parsed.ok(), qPrintable(parsed.ok() ? QString() : parsed.error().detail));
    QCOMPARE(parsed->fields[2].defaultValue, Value(Decimal(150, 2)));
    // Beyond 2^53, where a double would round.
    QCOMPARE(parsed->fields[3].maximum, std::optional<qint64>(9007199254740993));
    QVERIFY(Dictionary::build({*parsed}).ok());
}

void ContradictionTest::refusedBetweenObjects_data()
{
    QTest::addColumn<QList<QByteArray>>("files");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("arguments");
    const auto add = [](const char *name, const QList<QByteArray> &files, const char *reason,
                        const QStringList &arguments) {
        QTest::newRow(name) << files << QString::fromLatin1("dictionary.") + QString::fromLatin1(reason)
                            << arguments;
    };
    const QString file = QStringLiteral("0.json"), second = QStringLiteral("1.json");
    add("target missing", {thing(field(R"("type": "ref", "to": "ghost")"))}, "target_missing",
        {file, QStringLiteral("thing.f"), QStringLiteral("ghost")});
    add("object twice", {thing({}), thing({})}, "key_doubled",
        {second, QStringLiteral("thing"), QStringLiteral("thing")});
    const char parts[] =
        R"(, "collections": [{"name": "parts", "object": "thing", "by": "f", "label_en": "P",
                                                   "label_zh": "部件"}])";
    add("collection's field missing", {thing({}, parts)}, "collection_not_back",
        {file, QStringLiteral("thing.parts"), QStringLiteral("thing.f")});
    add("collection's field is a text", {thing(field(R"("type": "text")"), parts)}, "collection_not_back",
        {file, QStringLiteral("thing.parts"), QStringLiteral("thing.f")});
    const QByteArray other = thing({}).replace("\"thing\"", "\"other\"");
    add("collection points elsewhere", {thing(field(R"("type": "ref", "to": "other")"), parts), other},
        "collection_not_back", {file, QStringLiteral("thing.parts"), QStringLiteral("thing.f")});
    add("collection of a missing object", {thing({}, QByteArray(parts).replace("\"thing\"", "\"ghost\""))},
        "target_missing", {file, QStringLiteral("thing.parts"), QStringLiteral("ghost")});
    add("roll-up without collection",
        {thing(
            field(R"("type": "rollup", "result": "int", "merge": "derived", "formula": "COUNT(name) + 0")"))},
        "rollup_without_collection", {file, QStringLiteral("thing.f"), QStringLiteral("COUNT(name) + 0")});
    add("formula needs itself",
        {thing(field(R"("type": "formula", "result": "int", "merge": "derived", "formula": "f + 1")"))},
        "formula_circle", {file, QStringLiteral("thing.f"), QStringLiteral("f + 1")});
    add("formulas need each other",
        {thing(field(R"("type": "formula", "result": "int", "merge": "derived", "formula": "g + 1")") +
               R"(,
                   {"key": "g", "type": "formula", "result": "int", "merge": "derived", "formula": "parent.f",
                    "label_en": "G", "label_zh": "庚"},
                   {"key": "parent_id", "type": "ref", "to": "thing", "label_en": "P", "label_zh": "上级"})")},
        "formula_circle", {file, QStringLiteral("thing.f"), QStringLiteral("g + 1")});
    add("index on what is not stored",
        {thing(field(
            R"("type": "formula", "result": "int", "merge": "derived", "formula": "YEAR(TODAY()) + 0",
                            "indexed": true)"))},
        "index_not_stored", {file, QStringLiteral("thing.f"), QString()});
}
void ContradictionTest::refusedBetweenObjects()
{
    QFETCH(QList<QByteArray>, files);
    QFETCH(QString, key);
    QFETCH(QStringList, arguments);
    QList<ObjectType::Definition> definitions;
    for (int i = 0; i < files.size(); ++i) {
        auto parsed = BuiltinDictionary::parse(files[i], QStringLiteral("%1.json").arg(i), {});
        QVERIFY2(parsed.ok(), qPrintable(parsed.ok() ? QString() : parsed.error().detail));
        definitions.append(std::move(parsed).value());
    }
    const auto built = Dictionary::build(definitions);
    QVERIFY(!built.ok());
    QCOMPARE(built.error().key, key);
    QCOMPARE(built.error().arguments, arguments);
}

void ContradictionTest::aFormulaOverAClockFormulaIsNotStored()
{
    const QByteArray json = thing(R"({"key": "since", "type": "date", "label_en": "S", "label_zh": "自"},
                     {"key": "age", "type": "formula", "result": "int", "merge": "derived", "label_en": "A",
                      "label_zh": "天数", "formula": "DAYS(TODAY(), since) + 0"},
                     {"key": "old", "type": "formula", "result": "bool", "merge": "derived", "label_en": "O",
                      "label_zh": "旧", "formula": "age > 30"},
                     {"key": "twice", "type": "formula", "result": "text", "merge": "derived", "label_en": "T",
                      "label_zh": "二", "formula": "CONCAT(name, \"TODAY()\") & name"})");
    const auto built =
        Dictionary::build({BuiltinDictionary::parse(json, QStringLiteral("thing.json"), {}).value()});
    QVERIFY(built.ok());
    const ObjectType &type = (*built)->object(u"thing");
    QVERIFY(!type.find(u"age")->isStored());
    QVERIFY(!type.find(u"old")->isStored());
    QVERIFY(type.find(u"twice")->isStored());
}

void ContradictionTest::systemFieldsMayBeNarrowedOnce()
{
    const auto system = BuiltinDictionary::parseSystemFields(
        R"({"fields": [{"key": "team_id", "type": "text", "label_en": "Team", "label_zh": "团队"},
                           {"key": "currency", "type": "text", "label_en": "Currency", "label_zh": "币种"}]})",
        QStringLiteral("system.json"));
    QVERIFY(system.ok());
    const auto narrowed = BuiltinDictionary::parse(
        thing(R"({"key": "team_id", "type": "int", "label_en": "Team", "label_zh": "团队"})"),
        QStringLiteral("thing.json"), *system);
    QVERIFY(narrowed.ok());
    QCOMPARE(narrowed->fields.size(), 2);
    QVERIFY(!narrowed->fields[1].system);
    const auto money =
        BuiltinDictionary::parse(thing(field(R"("type": "money")")), QStringLiteral("thing.json"), *system);
    QVERIFY(money.ok());
    QCOMPARE(money->fields.last().key, QStringLiteral("currency"));
    const auto doubled = BuiltinDictionary::parseSystemFields(
        R"({"fields": [{"key": "a", "type": "text", "label_en": "A", "label_zh": "甲"},
                           {"key": "a", "type": "text", "label_en": "A", "label_zh": "甲"}]})",
        QStringLiteral("system.json"));
    QCOMPARE(doubled.error().key, QStringLiteral("dictionary.key_doubled"));
}

DW_TEST(ContradictionTest)

}  // namespace dw::test
