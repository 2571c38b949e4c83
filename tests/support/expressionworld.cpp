// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/expressionworld.h"

#include "core/dictionary/builtindictionary.h"

#include <QFile>

namespace dw::test
{

namespace
{

struct ObjectText
{
    const char *key;
    const char *title;
    const char *fields;       // key:type[:more JSON], separated by ;
    const char *collections;  // name:object:by
};

constexpr ObjectText Objects[] = {
    {"deal", "name",
     R"(name|text|"length":200;note|longtext|;amount|money|;cost|money|;probability|percent|;quantity|int|)"
     R"(;rate|decimal|"precision":18,"scale":4;closes|date|;opens|date|;won_at|datetime|;active|bool|)"
     R"(;stage|enum|"values":[{"key":"open","label_en":"Open","label_zh":"进行中"},)"
     R"({"key":"won","label_en":"Won","label_zh":"赢单"},{"key":"lost","label_en":"Lost","label_zh":"输单"}])"
     R"(;interests|multienum|"values":[{"key":"crm","label_en":"CRM","label_zh":"客户"},)"
     R"({"key":"erp","label_en":"ERP","label_zh":"企业"}];company_id|ref|"to":"company";phase_id|ref|"to":"phase")"
     R"(;friends|reflist|"to":"user")",
     "lines:deal_line:deal_id"},
    {"deal_line", "name",
     R"(name|text|;deal_id|ref|"to":"deal";price|money|;quantity|int|;discount|percent|;weight|decimal|"precision":18,"scale":3)"
     R"(;ships|date|)",
     ""},
    {"company", "name", R"(name|text|;industry|text|;size|int|;revenue|money|)", "deals:deal:company_id"},
    {"phase", "name", R"(key|text|;name|text|)", ""},
    {"user", "login", R"(login|text|;name|text|)", ""},
    {"team", "key", R"(key|text|)", ""},
    {"territory", "key", R"(key|text|)", ""},
};

QByteArray json(const ObjectText &object)
{
    const QString key = QString::fromUtf8(object.key);
    QStringList fields, collections;
    for (const QString &field : QString::fromUtf8(object.fields).split(QLatin1Char(';'))) {
        const QStringList parts = field.split(QLatin1Char('|'));
        fields.append(
            QStringLiteral(R"({"key":"%1","type":"%2","label_en":"The %1","label_zh":"字段%1"%3})")
                .arg(parts[0], parts[1], parts[2].isEmpty() ? QString() : QLatin1Char(',') + parts[2]));
    }
    for (const QString &one :
         QString::fromUtf8(object.collections).split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        const QStringList parts = one.split(QLatin1Char(':'));
        collections.append(
            QStringLiteral(R"({"name":"%1","object":"%2","by":"%3","label_en":"%1","label_zh":"%1"})")
                .arg(parts[0], parts[1], parts[2]));
    }
    return QStringLiteral(
               R"({"key":"%1","label_en":"%1","label_zh":"%1","plural_en":"%1","plural_zh":"%1",)"
               R"("title_field":"%2","group":"core","icon":"box","fields":[%3],"collections":[%4]})")
        .arg(key, QString::fromUtf8(object.title), fields.join(QLatin1Char(',')),
             collections.join(QLatin1Char(',')))
        .toUtf8();
}

class WorldSource final : public ValueSource
{
public:
    WorldSource(const ExpressionWorld &world, const WorldRecord &record)
        : m_world(world), m_record(record), m_type(ExpressionWorld::dictionary()->find(record.object))
    {}

    Value field(int index) const override
    {
        const QString &key = m_type->field(index).key;
        return key == QLatin1String("id") ? Value(m_record.id) : m_record.values.value(key);
    }
    Result<std::shared_ptr<const ValueSource>> follow(int referenceField) const override
    {
        return m_world.source(field(referenceField).id());
    }
    Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &collection) const override
    {
        const Collection *described = m_type->collection(collection);
        QList<std::shared_ptr<const ValueSource>> found;
        for (const auto &[id, record] : m_world.records) {
            if (record.object == described->object && record.values.value(described->by).id() == m_record.id)
                found.append(m_world.source(id));
        }
        return found;
    }
    Currency currency() const override
    {
        const QString key = m_record.values.value(QStringLiteral("currency")).text();
        return Currency::fromCode(key).value_or(Currency());
    }
    Result<QString> referenceKey(int referenceField) const override
    {
        const auto found = m_world.records.find(field(referenceField).id());
        if (found == m_world.records.end())
            return QString();
        const ObjectTypePtr type = ExpressionWorld::dictionary()->find(found->second.object);
        return found->second.values.value(type->field(type->keyIndex()).key).text();
    }

private:
    const ExpressionWorld &m_world;
    const WorldRecord &m_record;
    ObjectTypePtr m_type;
};

DictionaryPtr build()
{
    QFile file(QStringLiteral(":/dictionary/system.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no system fields");
    auto system = BuiltinDictionary::parseSystemFields(file.readAll(), file.fileName());
    if (!system.ok())
        qFatal("system fields: %s", qPrintable(system.error().arguments.join(QLatin1Char(' '))));
    system.value().removeIf([](const Field &field) { return field.target == QLatin1String("import_batch"); });
    for (Field &field : *system)
        field.group.clear();
    QList<ObjectType::Definition> definitions;
    for (const ObjectText &object : Objects) {
        auto definition = BuiltinDictionary::parse(json(object), QString::fromUtf8(object.key), *system);
        if (!definition.ok())
            qFatal("%s: %s", object.key, qPrintable(definition.error().arguments.join(QLatin1Char(' '))));
        definitions.append(*definition);
    }
    auto dictionary = Dictionary::build(definitions);
    if (!dictionary.ok())
        qFatal("dictionary: %s", qPrintable(dictionary.error().arguments.join(QLatin1Char(' '))));
    return *dictionary;
}

}  // namespace

DictionaryPtr ExpressionWorld::dictionary()
{
    static const DictionaryPtr shared = build();
    return shared;
}

CheckScope ExpressionWorld::scope(CheckScope::Aggregates aggregates)
{
    return {dictionary(), dictionary()->find(u"deal"), *Currency::fromCode(u"CNY"), aggregates};
}

const WorldRecord &ExpressionWorld::add(const QString &object, const QString &name,
                                        const QHash<QString, Value> &values)
{
    const Id id = Id::named((object + QLatin1Char('/') + name).toUtf8());
    return records[id] = WorldRecord{object, id, values};
}

std::shared_ptr<const ValueSource> ExpressionWorld::source(const Id &id) const
{
    const auto found = records.find(id);
    return found == records.end() ? nullptr : std::make_shared<const WorldSource>(*this, found->second);
}

EvaluationContext ExpressionWorld::context()
{
    EvaluationContext context;
    context.now = *Instant::fromIso(u"2026-11-18T23:40:00Z", QTimeZone::utc());
    context.zone = *BusinessZone::named("Asia/Shanghai");
    context.workspaceCurrency = *Currency::fromCode(u"CNY");
    context.currentUser = Id::named("user/lin");
    context.currentTeam = Id::named("team/north");
    context.businessDays.holidays = {Date::fromIso(u"2026-10-01")->days};
    context.businessDays.workDays = {Date::fromIso(u"2026-10-10")->days};
    return context;
}

}  // namespace dw::test
