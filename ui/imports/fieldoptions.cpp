// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/fieldoptions.h"

#include "core/exchange/importplan.h"

#include <QCoreApplication>

namespace dw::ui
{

namespace
{

QString tr(const char *text)
{
    return QCoreApplication::translate("dw::ui::FieldOptions", text);
}

// The parts of an address that a column can go to.
struct Part
{
    const char *key;
    const char *label;
};
constexpr Part AddressParts[] = {
    {"country", QT_TRANSLATE_NOOP("dw::ui::FieldOptions", "Country")},
    {"province", QT_TRANSLATE_NOOP("dw::ui::FieldOptions", "Province")},
    {"city", QT_TRANSLATE_NOOP("dw::ui::FieldOptions", "City")},
    {"district", QT_TRANSLATE_NOOP("dw::ui::FieldOptions", "District")},
    {"street", QT_TRANSLATE_NOOP("dw::ui::FieldOptions", "Street")},
    {"postcode", QT_TRANSLATE_NOOP("dw::ui::FieldOptions", "Postcode")},
};

QString partLabel(const QString &field, const Part &part)
{
    return tr(QT_TRANSLATE_NOOP("dw::ui::FieldOptions", "%1: %2")).arg(field, tr(part.label));
}

bool namesRecords(const Field &field)
{
    switch (field.type) {
        case FieldType::Text:
        case FieldType::Phone:
        case FieldType::Email:
        case FieldType::AutoNumber:
            return field.computed == Computation::None && field.isStored();
        default:
            return false;
    }
}

}  // namespace

const Field *targetField(const ObjectType &object, const QString &target)
{
    return object.find(QStringView(target).left(
        target.contains(QLatin1Char('.')) ? target.indexOf(QLatin1Char('.')) : target.size()));
}

bool isHistoryField(const ObjectType &object, const QString &target)
{
    const Field *field = targetField(object, target);
    return field && field->isReadOnly() && object.indexOf(field->key) != object.currencyIndex();
}

QList<ObjectTypePtr> importableObjects(const Configuration &configuration, const Actor &actor)
{
    static const QStringList groups{QStringLiteral("core"), QStringLiteral("activity"),
                                    QStringLiteral("marketing"), QStringLiteral("org")};
    QList<ObjectTypePtr> objects;
    for (const ObjectTypePtr &object : configuration.dictionary->objects()) {
        // The moves of deals before they came here: history and nothing else.
        const bool moves = object->key() == QLatin1String("stage_history");
        const bool content = object->isCustom() || groups.contains(object->group());
        if ((content || moves) &&
            configuration.policy->may(actor, Action::Import, *object, nullptr).allowed &&
            (!moves || configuration.policy->may(actor, Action::ImportHistory, *object, nullptr).allowed))
            objects.append(object);
    }
    return objects;
}

QList<FieldOption> fieldOptions(const Configuration &configuration, const Actor &actor,
                                const ObjectType &object, Language language, HistoryFields history)
{
    const FieldRights rights = configuration.policy->fields(actor, object);
    QList<FieldOption> options;
    for (const Field &field : object.fields()) {
        if (!ImportPlan::takes(field) || !rights.mayEdit(field.key))
            continue;
        if (history == HistoryFields::Without && isHistoryField(object, field.key))
            continue;
        const QString label = field.label.in(language);
        if (field.type == FieldType::Address) {
            for (const Part &part : AddressParts) {
                options.append(
                    {field.key + QLatin1Char('.') + QLatin1String(part.key), partLabel(label, part), false});
            }
            continue;
        }
        options.append({field.key, label, field.required.kind == Requirement::Kind::Always});
    }
    return options;
}

QString targetLabel(const ObjectType &object, const QString &target, Language language)
{
    const Field *field = targetField(object, target);
    if (!field)
        return target;
    const QString label = field->label.in(language);
    const qsizetype dot = target.indexOf(QLatin1Char('.'));
    for (const Part &part : AddressParts) {
        if (dot > 0 && QStringView(target).mid(dot + 1) == QLatin1String(part.key))
            return partLabel(label, part);
    }
    return label;
}

QList<ValueOption> valueOptions(const Configuration &configuration, const ObjectType &object,
                                const QString &target, Language language)
{
    QList<ValueOption> options;
    const Field *field = targetField(object, target);
    if (!field)
        return options;
    if (field->type == FieldType::Picklist || field->type == FieldType::MultiPicklist) {
        for (const PicklistValue &value : field->values) {
            if (!value.retired)
                options.append({value.key, value.label.in(language)});
        }
    } else if (field->target == QLatin1String("stage_definition")) {
        // A key may stand in several pipelines; which one a row means its pipeline says.
        QStringList known;
        for (const Pipeline &pipeline : configuration.rulebook->pipelines()) {
            if (pipeline.object != object.key())
                continue;
            for (const Stage &stage : pipeline.stages) {
                if (known.contains(stage.key))
                    continue;
                known.append(stage.key);
                options.append({stage.key, stage.name.in(language)});
            }
        }
    } else if (field->target == QLatin1String("pipeline")) {
        for (const Pipeline &pipeline : configuration.rulebook->pipelines())
            options.append({pipeline.code, pipeline.name.in(language)});
    }
    return options;
}

QList<FieldOption> namingFields(const Configuration &configuration, const ObjectType &object,
                                const QString &target, Language language)
{
    QList<FieldOption> options;
    const Field *field = targetField(object, target);
    const ObjectTypePtr to = field ? configuration.dictionary->find(field->target) : nullptr;
    if (!to)
        return options;
    for (const Field &naming : to->fields()) {
        if (namesRecords(naming))
            options.append({naming.key, naming.label.in(language), false});
    }
    return options;
}

}  // namespace dw::ui
