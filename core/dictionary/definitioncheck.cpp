// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dictionary/definitioncheck.h"

#include <QSet>

#include <algorithm>

namespace dw
{

namespace
{

// A table has room for 2 000 columns (SQLite's default), and some fields take two.
constexpr qsizetype MaxFields = 900;
// The expression language takes no longer text.
constexpr qsizetype MaxExpression = 64 * 1024;

bool isNumber(FieldType type)
{
    switch (type) {
        case FieldType::Integer:
        case FieldType::Decimal:
        case FieldType::Money:
        case FieldType::Percent:
        case FieldType::Duration:
        case FieldType::Date:
            return true;
        default:
            return false;
    }
}

bool isPicklist(FieldType type)
{
    return type == FieldType::Picklist || type == FieldType::MultiPicklist;
}

bool isSet(FieldType type)
{
    return type == FieldType::MultiPicklist || type == FieldType::ReferenceList || type == FieldType::Tags ||
           type == FieldType::Attachments;
}

bool isLongText(FieldType type)
{
    return type == FieldType::LongText || type == FieldType::RichText;
}

// One value in one column that compares as a whole.
bool isComparable(FieldType type)
{
    return !isSet(type) && !isLongText(type) && type != FieldType::Json && type != FieldType::Address &&
           type != FieldType::Expression && type != FieldType::Blob;
}

bool isTextual(FieldType type)
{
    return type == FieldType::Text || isLongText(type) || type == FieldType::Phone ||
           type == FieldType::Email || type == FieldType::Url || type == FieldType::AutoNumber;
}

bool defaultFits(const Field &field)
{
    switch (field.type) {
        case FieldType::Text:
        case FieldType::LongText:
        case FieldType::RichText:
        case FieldType::Url:
        case FieldType::Email:
        case FieldType::Phone:
        case FieldType::Expression:
        case FieldType::Json:
        case FieldType::Address:
            return field.defaultValue.kind() == Value::Kind::Text;
        case FieldType::Picklist:
            return field.defaultValue.kind() == Value::Kind::Text;
        case FieldType::MultiPicklist:
        case FieldType::Tags:
            return field.defaultValue.kind() == Value::Kind::Keys;
        case FieldType::Integer:
        case FieldType::Duration:
            return field.defaultValue.kind() == Value::Kind::Integer;
        case FieldType::Decimal:
            return field.defaultValue.kind() == Value::Kind::Decimal &&
                   field.defaultValue.decimal().scale() == field.scale;
        case FieldType::Money:
            return field.defaultValue.kind() == Value::Kind::Money;
        case FieldType::Percent:
            return field.defaultValue.kind() == Value::Kind::Percent;
        case FieldType::Boolean:
            return field.defaultValue.kind() == Value::Kind::Boolean;
        case FieldType::Date:
            return field.defaultValue.kind() == Value::Kind::Date;
        case FieldType::DateTime:
            return field.defaultValue.kind() == Value::Kind::Instant;
        default:
            return false;
    }
}

// Checks one field of one object; reports as origin, "object.field", value.
class FieldCheck
{
public:
    FieldCheck(const ObjectType::Definition &definition, const Field &field)
        : m_definition(definition)
        , m_field(field)
        , m_origin(field.custom ? QStringLiteral("custom") : definition.origin)
        , m_where(definition.key + QLatin1Char('.') + field.key)
    {}

    Result<void> run() const
    {
        for (const QString &expression : {m_field.formula, m_field.validation, m_field.required.argument}) {
            if (expression.size() > MaxExpression)
                return error("expression_too_long", QString::number(expression.size()));
        }
        DW_TRY(naming());
        DW_TRY(picklist());
        DW_TRY(shape());
        DW_TRY(range());
        DW_TRY(defaultValue());
        DW_TRY(formula());
        DW_TRY(requirement());
        return classes();
    }

private:
    Error error(const char *reason, const QString &value = {}) const
    {
        return dictionaryError(reason, m_origin, m_where, value);
    }

    Result<void> naming() const
    {
        if (!isDictionaryKey(m_field.key))
            return error("key_malformed", m_field.key);
        if (!m_field.label.isComplete())
            return error("label_missing", m_field.label.en.isEmpty() ? QStringLiteral("label_en")
                                                                     : QStringLiteral("label_zh"));
        if (m_field.help.en.isEmpty() != m_field.help.zh.isEmpty())
            return error("label_missing",
                         m_field.help.en.isEmpty() ? QStringLiteral("help_en") : QStringLiteral("help_zh"));
        if (!m_field.validation.isEmpty() && !m_field.validationText.isComplete())
            return error("label_missing", m_field.validationText.en.isEmpty()
                                              ? QStringLiteral("validation_en")
                                              : QStringLiteral("validation_zh"));
        if (m_field.validation.isEmpty() && !m_field.validationText.en.isEmpty())
            return error("property_unfit", QStringLiteral("validation_en"));
        for (const LayoutGroup &group : m_definition.groups) {
            if (group.key == m_field.group)
                return {};
        }
        return m_field.group.isEmpty() ? Result<void>() : error("group_missing", m_field.group);
    }

    Result<void> picklist() const
    {
        const bool lists = isPicklist(m_field.type) || isPicklist(m_field.valueType());
        if (!lists && (!m_field.values.isEmpty() || m_field.openValues))
            return error("property_unfit", QStringLiteral("values"));
        if (lists && m_field.values.isEmpty() && !m_field.openValues)
            return error("values_missing");
        QSet<QString> keys;
        for (const PicklistValue &value : m_field.values) {
            if (!isDictionaryKey(value.key))
                return error("key_malformed", value.key);
            if (!value.label.isComplete())
                return error("label_missing", value.key);
            if (keys.contains(value.key))
                return error("value_doubled", value.key);
            keys.insert(value.key);
        }
        return {};
    }

    Result<void> shape() const
    {
        const bool refers = m_field.type == FieldType::Reference || m_field.type == FieldType::ReferenceList;
        if (refers && m_field.target.isEmpty())
            return error("target_missing");
        if (!refers && m_field.type != FieldType::AnyReference && !m_field.target.isEmpty())
            return error("property_unfit", QStringLiteral("to"));
        if (m_field.length < 0 || m_field.length > 4000)
            return error("out_of_range", QStringLiteral("length"));
        if (m_field.length > 0 && m_field.valueType() != FieldType::Text)
            return error("property_unfit", QStringLiteral("length"));
        if (m_field.valueType() == FieldType::Decimal) {
            if (m_field.precision < 1 || m_field.precision > 18)
                return error("out_of_range", QStringLiteral("precision"));
            if (m_field.scale < 0 || m_field.scale > Decimal::MaxScale)
                return error("out_of_range", QStringLiteral("scale"));
            if (m_field.scale > m_field.precision)
                return error("scale_above_precision",
                             QStringLiteral("%1 > %2").arg(m_field.scale).arg(m_field.precision));
        } else if (m_field.scale != 0) {
            return error("property_unfit", QStringLiteral("scale"));
        }
        return {};
    }

    Result<void> range() const
    {
        if ((m_field.minimum || m_field.maximum) && !isNumber(m_field.valueType()))
            return error("property_unfit", m_field.minimum ? QStringLiteral("min") : QStringLiteral("max"));
        if (m_field.minimum && m_field.maximum && *m_field.minimum > *m_field.maximum)
            return error("range_inverted",
                         QStringLiteral("%1 > %2").arg(*m_field.minimum).arg(*m_field.maximum));
        return {};
    }

    Result<void> defaultValue() const
    {
        if (m_field.defaultValue.isNull())
            return {};
        if (!defaultFits(m_field))
            return error("default_type", m_field.defaultValue.toDebugString());
        const QStringList keys = m_field.type == FieldType::Picklist
                                     ? QStringList{m_field.defaultValue.text()}
                                 : m_field.type == FieldType::MultiPicklist ? m_field.defaultValue.keys()
                                                                            : QStringList();
        for (const QString &key : keys) {
            const PicklistValue *value = m_field.picklistValue(key);
            if (!value)
                return error("default_not_a_value", key);
            if (value->retired)
                return error("default_retired", key);
        }
        const int limit = m_field.length > 0 ? m_field.length : 200;
        if (m_field.type == FieldType::Text && m_field.defaultValue.text().size() > limit)
            return error("default_out_of_range", QString::number(m_field.defaultValue.text().size()));
        const std::optional<qint64> number = m_field.defaultValue.storedNumber();
        if (number && ((m_field.minimum && *number < *m_field.minimum) ||
                       (m_field.maximum && *number > *m_field.maximum)))
            return error("default_out_of_range", QString::number(*number));
        return {};
    }

    Result<void> formula() const
    {
        if (m_field.computed != Computation::None) {
            if (!m_field.formula.isEmpty())
                return error("property_unfit", QStringLiteral("formula"));
            if (m_field.type == FieldType::RollUp)
                return error("property_unfit", QStringLiteral("computed"));
            if (!hasField(m_field.computedFrom))
                return error("field_missing", m_field.computedFrom);
        } else if (!m_field.computedFrom.isEmpty()) {
            return error("property_unfit", QStringLiteral("computed_from"));
        }
        if (!m_field.isFormula())
            return m_field.formula.isEmpty() ? Result<void>()
                                             : error("property_unfit", QStringLiteral("formula"));
        if (m_field.formula.trimmed().isEmpty() && m_field.computed == Computation::None)
            return error("formula_missing");
        switch (m_field.resultType) {
            case FieldType::Formula:
            case FieldType::RollUp:
            case FieldType::AutoNumber:
            case FieldType::Attachments:
            case FieldType::Blob:
            case FieldType::Uuid:
                return error("property_unfit", QStringLiteral("result"));
            default:
                return {};
        }
    }

    Result<void> requirement() const
    {
        const Requirement &required = m_field.required;
        switch (required.kind) {
            case Requirement::Kind::Never:
            case Requirement::Kind::System:
                return {};
            case Requirement::Kind::Always:
                // Nobody could ever fill it.
                return m_field.isReadOnly() ? error("required_read_only") : Result<void>();
            case Requirement::Kind::When:
                return required.argument.trimmed().isEmpty() ? error("requirement_empty") : Result<void>();
            case Requirement::Kind::Gate:
                if (required.argument == QLatin1String("*"))
                    return {};
                for (const QString &stage : required.argument.split(QLatin1Char(','))) {
                    if (!isDictionaryKey(stage))
                        return error("requirement_empty", stage);
                }
                return {};
            case Requirement::Kind::Status:
                for (const Field &field : m_definition.fields) {
                    const bool states =
                        field.key == QLatin1String("status") || field.key == QLatin1String("lifecycle");
                    if (states && field.picklistValue(required.argument))
                        return {};
                }
                return error("status_missing", required.argument);
        }
        return {};
    }

    Result<void> classes() const
    {
        if (m_field.isFormula() && m_field.merge != MergeClass::Derived)
            return error("merge_unfit", mergeClassKey(m_field.merge));
        if (m_field.merge == MergeClass::Set && !isSet(m_field.type))
            return error("merge_unfit", mergeClassKey(m_field.merge));
        if (m_field.merge == MergeClass::Text3 && !isLongText(m_field.type))
            return error("merge_unfit", mergeClassKey(m_field.merge));
        if (m_field.merge == MergeClass::Counter && m_field.type != FieldType::Integer &&
            m_field.type != FieldType::Decimal && m_field.type != FieldType::Money)
            return error("merge_unfit", mergeClassKey(m_field.merge));
        if (m_field.merge == MergeClass::Strict && !isOnlyStrictLink())
            return error("merge_unfit", mergeClassKey(m_field.merge));
        const FieldType type = m_field.valueType();
        if (m_field.unique != Uniqueness::None && !isComparable(type) && type != FieldType::Address)
            return error("property_unfit", QStringLiteral("unique"));
        if (m_field.indexed && !isComparable(type))
            return error("property_unfit", QStringLiteral("indexed"));
        if (m_field.searchable && !isTextual(type))
            return error("property_unfit", QStringLiteral("searchable"));
        if (m_field.numbers != NumberMode::Server && m_field.type != FieldType::AutoNumber)
            return error("property_unfit", QStringLiteral("numbers"));
        // A secret stays out of the search index and of every list (fields.md 1).
        if (m_field.sensitivity == Sensitivity::Secret && (m_field.searchable || m_field.listed))
            return error("secret_shown");
        if (m_field.listed != (m_field.listOrder > 0))
            return error("property_unfit", QStringLiteral("list_order"));
        return {};
    }

    // A part is always of one record, and of one only.
    bool isOnlyStrictLink() const
    {
        const auto strict =
            std::count_if(m_definition.fields.begin(), m_definition.fields.end(),
                          [](const Field &field) { return field.merge == MergeClass::Strict; });
        return m_field.type == FieldType::Reference && m_field.required.kind == Requirement::Kind::Always &&
               strict <= 1;
    }

    bool hasField(const QString &key) const
    {
        for (const Field &field : m_definition.fields) {
            if (field.key == key)
                return true;
        }
        return false;
    }

    const ObjectType::Definition &m_definition;
    const Field &m_field;
    QString m_origin;
    QString m_where;
};

Result<void> checkCollections(const ObjectType::Definition &definition, QSet<QString> names)
{
    for (const Collection &collection : definition.collections) {
        const QString where = definition.key + QLatin1Char('.') + collection.name;
        if (!isDictionaryKey(collection.name))
            return dictionaryError("key_malformed", definition.origin, where, collection.name);
        // A formula names fields and collections alike, so they share one name space.
        if (names.contains(collection.name))
            return dictionaryError("key_doubled", definition.origin, where, collection.name);
        names.insert(collection.name);
        if (!collection.label.isComplete())
            return dictionaryError(
                "label_missing", definition.origin, where,
                collection.label.en.isEmpty() ? QStringLiteral("label_en") : QStringLiteral("label_zh"));
    }
    return {};
}

}  // namespace

Error dictionaryError(const char *reason, const QString &origin, const QString &where, const QString &value)
{
    const QString key = QLatin1String("dictionary.") + QLatin1String(reason);
    return Error(ErrorCode::Invalid, key, {origin, where, value},
                 QStringLiteral("%1: %2: %3 %4").arg(origin, where, QLatin1String(reason), value).trimmed());
}

bool isDictionaryKey(QStringView key)
{
    if (key.isEmpty() || key.size() > 59 || key[0] < u'a' || key[0] > u'z' || key.back() == u'_')
        return false;
    for (qsizetype i = 1; i < key.size(); ++i) {
        const char16_t c = key[i].unicode();
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (!letter && (c != u'_' || key[i - 1] == u'_'))
            return false;
    }
    return true;
}

Result<void> checkDefinition(const ObjectType::Definition &definition)
{
    const auto fail = [&definition](const char *reason, const QString &value) {
        return dictionaryError(reason, definition.origin, definition.key, value);
    };
    if (!isDictionaryKey(definition.key))
        return fail("key_malformed", definition.key);
    if (!definition.label.isComplete())
        return fail("label_missing",
                    definition.label.en.isEmpty() ? QStringLiteral("label_en") : QStringLiteral("label_zh"));
    if (!definition.plural.isComplete())
        return fail("label_missing", definition.plural.en.isEmpty() ? QStringLiteral("plural_en")
                                                                    : QStringLiteral("plural_zh"));

    QSet<QString> groups;
    for (const LayoutGroup &group : definition.groups) {
        if (!isDictionaryKey(group.key))
            return fail("key_malformed", group.key);
        if (!group.label.isComplete())
            return fail("label_missing", group.key);
        if (groups.contains(group.key))
            return fail("key_doubled", group.key);
        groups.insert(group.key);
    }

    if (definition.fields.size() > MaxFields)
        return fail("too_many_fields", QString::number(definition.fields.size()));
    QSet<QString> keys;
    bool money = false;
    for (const Field &field : definition.fields) {
        if (keys.contains(field.key))
            return dictionaryError("key_doubled", field.custom ? QStringLiteral("custom") : definition.origin,
                                   definition.key + QLatin1Char('.') + field.key, field.key);
        keys.insert(field.key);
        DW_TRY(FieldCheck(definition, field).run());
        money = money || field.valueType() == FieldType::Money;
    }
    for (const Field &field : definition.fields) {
        // The store's own column beside a money field (DESIGN 4).
        if (field.type == FieldType::Money && keys.contains(field.key + QLatin1String("_base")))
            return dictionaryError("key_reserved", definition.origin,
                                   definition.key + QLatin1Char('.') + field.key + QLatin1String("_base"),
                                   field.key + QLatin1String("_base"));
    }
    if (money && !keys.contains(QStringLiteral("currency")))
        return fail("field_missing", QStringLiteral("currency"));
    if (!keys.contains(definition.titleField))
        return fail("title_missing", definition.titleField);
    if (definition.titleField.endsWith(QLatin1String("_en"))) {
        const QString twin = definition.titleField.chopped(3) + QLatin1String("_zh");
        if (!keys.contains(twin))
            return fail("title_missing", twin);
    }
    return checkCollections(definition, keys);
}

}  // namespace dw
