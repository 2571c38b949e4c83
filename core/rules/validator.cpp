// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/validator.h"

#include "core/base/normalise.h"
#include "core/base/text/textfold.h"
#include "core/records/recordsource.h"
#include "core/rules/computedfields.h"
#include "core/rules/recordrules.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype LongTextLimit = 100000;

QString fieldArgument(const ObjectType &object, const Field &field)
{
    return QLatin1String("@field:") + object.key() + QLatin1Char('.') + field.key;
}

Finding problem(const ObjectType &object, const Field &field, const QString &key, QStringList arguments = {})
{
    Finding finding;
    finding.key = key;
    finding.field = field.key;
    arguments.prepend(fieldArgument(object, field));
    finding.arguments = std::move(arguments);
    return finding;
}

// Spaces, joiners and marks of direction, and the letters that are drawn as nothing.
bool isInvisible(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](const QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Format || c.category() == QChar::Other_Control ||
               c == QChar(0x115F) || c == QChar(0x1160) || c == QChar(0x2800) || c == QChar(0x3164);
    });
}

class FieldCheck
{
public:
    FieldCheck(const ObjectType &object, const Field &field) : m_object(object), m_field(field) {}

    Findings check(Value &value)
    {
        if (value.isNull())
            return {};
        // Nothing stores or finds a text with a NUL in it as a whole.
        if (value.kind() == Value::Kind::Text && refusesControl(value.text(), true))
            return m_findings;
        switch (m_field.type) {
            case FieldType::Text:
            case FieldType::LongText:
            case FieldType::RichText:
            case FieldType::Address:
            case FieldType::Geo:
                text(value);
                break;
            case FieldType::Phone:
                normalised(value, normalisePhone(value.text()));
                break;
            case FieldType::Email:
                normalised(value, normaliseEmail(value.text()));
                break;
            case FieldType::Url:
                normalised(value, normaliseUrl(value.text()));
                break;
            case FieldType::Picklist:
                picklist(value.text());
                break;
            case FieldType::MultiPicklist: {
                const QStringList keys = value.keys();
                for (const QString &key : keys)
                    picklist(key);
                break;
            }
            default:
                range(value);
                break;
        }
        if (m_field.key == QLatin1String("uscc"))
            normalised(value, normaliseUscc(value.text()));
        return m_findings;
    }

private:
    void report(const QString &key, const QStringList &arguments = {})
    {
        m_findings.append(problem(m_object, m_field, key, arguments));
    }

    void text(Value &value)
    {
        const bool single = m_field.type == FieldType::Text;
        QString clean = nfc(value.text());
        if (single) {
            // A pasted line break is a space; what only a machine can see is no text.
            for (QChar &c : clean) {
                if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t'))
                    c = QLatin1Char(' ');
            }
            clean = clean.trimmed();
            if (refusesControl(clean, false))
                return;
        }
        if (isInvisible(clean)) {
            value = Value();
            return;
        }
        const qsizetype limit = single ? (m_field.length > 0 ? m_field.length : 200) : LongTextLimit;
        // Length counts characters as a person does: a surrogate pair is one.
        qsizetype characters = 0;
        for (const QChar c : std::as_const(clean))
            characters += c.isLowSurrogate() ? 0 : 1;
        if (characters > limit)
            report(QStringLiteral("value.too_long"), {QString::number(characters), QString::number(limit)});
        value = Value(clean);
    }

    bool refusesControl(const QString &text, bool onlyNul)
    {
        for (const QChar c : text) {
            if (c.category() != QChar::Other_Control || (onlyNul && !c.isNull()))
                continue;
            report(QStringLiteral("value.control_character"),
                   {QString::number(c.unicode(), 16).toUpper().rightJustified(4, QLatin1Char('0'))});
            return true;
        }
        return false;
    }

    void normalised(Value &value, const Result<QString> &result)
    {
        if (result.ok())
            value = Value(*result);
        else
            m_findings.append(problem(m_object, m_field, QStringLiteral("value.") + result.error().key,
                                      result.error().arguments));
    }

    void picklist(const QString &key)
    {
        if (!m_field.picklistValue(key) && !namesDictionary())
            report(QStringLiteral("value.not_in_list"), {key});
    }

    // An open list is one that the company may lengthen, not one that takes any text; only those that name
    // objects and fields follow the dictionary, custom ones included, and are checked where they are read.
    bool namesDictionary() const
    {
        static const QStringList keys{QStringLiteral("object_type"), QStringLiteral("required_fields"),
                                      QStringLiteral("dimensions")};
        return m_field.openValues && keys.contains(m_field.key);
    }

    void range(const Value &value)
    {
        const auto number = value.storedNumber();
        if (!number)
            return;
        const bool below = m_field.minimum && *number < *m_field.minimum;
        const bool above = m_field.maximum && *number > *m_field.maximum;
        if (!below && !above)
            return;
        if (!m_field.maximum)
            report(QStringLiteral("value.too_small"), {bound(*m_field.minimum)});
        else if (!m_field.minimum)
            report(QStringLiteral("value.too_large"), {bound(*m_field.maximum)});
        else
            report(QStringLiteral("value.out_of_range"), {bound(*m_field.minimum), bound(*m_field.maximum)});
    }

    // The bound as people read it: in the field's unit.
    QString bound(qint64 stored) const
    {
        switch (m_field.type) {
            case FieldType::Money:
            case FieldType::Percent:
                return Decimal(stored, 2).toString();
            case FieldType::Decimal:
                return Decimal(stored, m_field.scale).toString();
            case FieldType::Date:
                return Date{qint32(stored)}.toIso();
            default:
                return QString::number(stored);
        }
    }

    const ObjectType &m_object;
    const Field &m_field;
    Findings m_findings;
};

Result<Findings> checkReferences(const Record &before, const Record &after, const RelatedValues &related)
{
    Findings findings;
    const ObjectType &object = after.type();
    for (int i = 0; i < object.fieldCount(); ++i) {
        const Field &field = object.field(i);
        const Value &value = after.value(i);
        if (value.isNull() || (before.isValid() && before.value(i) == value))
            continue;
        QList<RecordRef> refs;
        if (field.type == FieldType::Reference)
            refs.append({field.target, value.id()});
        else if (field.type == FieldType::AnyReference)
            refs.append(value.recordRef());
        else if (field.type == FieldType::ReferenceList)
            for (const Id &id : value.ids())
                refs.append({field.target, id});
        for (const RecordRef &ref : std::as_const(refs)) {
            if (field.key == QLatin1String("created_by") || field.key == QLatin1String("updated_by"))
                continue;
            if (ref == after.ref()) {
                findings.append(problem(object, field, QStringLiteral("value.refers_to_itself")));
                continue;
            }
            DW_ASSIGN(const Record target, related.record(ref));
            if (!target.isValid())
                findings.append(
                    problem(object, field, QStringLiteral("value.reference_missing"), {ref.id.toString()}));
        }
    }
    return findings;
}

}  // namespace

Validator::Validator(RulebookPtr rulebook) : m_rulebook(std::move(rulebook)) {}

Findings Validator::checkField(const ObjectType &object, int field, Value &value) const
{
    return FieldCheck(object, object.field(field)).check(value);
}

Result<Findings> Validator::check(const Record &before, Record &after, const RelatedValues &related,
                                  const EvaluationContext &context, const Options &options) const
{
    Findings findings;
    const ObjectType &object = after.type();
    const bool creating = !before.isValid();
    for (int i = 0; i < object.fieldCount(); ++i) {
        const Value &given = after.value(i);
        if (creating ? given.isNull() : before.value(i) == given)
            continue;
        const bool passed = options.passed &&
                            std::any_of(options.passed->begin(), options.passed->end(), [&](const auto &one) {
                                return one.first == i && one.second == given;
                            });
        if (passed)
            continue;
        Value value = given;
        findings += checkField(object, i, value);
        if (value != given)
            after.set(i, std::move(value));
    }
    DW_TRY(recompute(*m_rulebook, after, related, context));

    Findings missing;
    bool excused = false;
    const auto lacks = [&](const Field &field) {
        if (options.excused && options.excused->value(object.key()).contains(field.key))
            excused = true;
        else
            missing.append(problem(object, field, QStringLiteral("value.required")));
    };
    const auto &rules = m_rulebook->rulesOf(object);
    for (int i = 0; i < object.fieldCount(); ++i) {
        const Field &field = object.field(i);
        if (field.required.kind == Requirement::Kind::Always && after.value(i).isNull())
            lacks(field);
    }
    for (const auto &[index, condition] : rules.requiredWhen) {
        if (!after.value(index).isNull())
            continue;
        DW_ASSIGN(const Value needed, evaluate(*condition, RecordSource(after, related), context));
        if (needed.boolean())
            lacks(object.field(index));
    }
    if (options.acceptIncomplete) {
        after.set(u"incomplete", missing.isEmpty() && !excused ? Value() : Value::boolean(true));
    } else {
        // An incomplete record is asked for what it lacks at its next edit (issue: import).
        findings += missing;
        if (missing.isEmpty())
            after.set(u"incomplete", excused ? Value::boolean(true) : Value());
    }
    for (const auto &[index, condition] : rules.validations) {
        DW_ASSIGN(const Value holds, evaluate(*condition, RecordSource(after, related), context));
        if (holds.isNull() || holds.boolean())
            continue;
        const Field &field = object.field(index);
        findings.append(problem(object, field, QStringLiteral("value.rule_broken"),
                                {field.validationText.en, field.validationText.zh}));
    }
    DW_ASSIGN(const Findings broken, checkRecordRules(before, after, related, context));
    findings += broken;
    if (!options.systemFields || creating) {
        DW_ASSIGN(const Findings dangling, checkReferences(before, after, related));
        findings += dangling;
    }
    for (Finding &finding : findings)
        finding.record = after.ref();
    return findings;
}

}  // namespace dw
