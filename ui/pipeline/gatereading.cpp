// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/gatereading.h"

#include "core/expression/syntaxnode.h"

namespace dw::ui
{

namespace
{

constexpr int MostChoices = 500;

Result<QList<GateDeal::Choice>> choices(const Reader &reader, const QString &object, const QString &where)
{
    DW_ASSIGN(const ObjectTypePtr type, reader.object(object));
    const int title = type->titleIndex(reader.context().language);
    QStringList sort;
    if (title >= 0 && type->field(title).isStored())
        sort.append(type->field(title).key);
    DW_ASSIGN(const Query query, reader.query(object, where, sort));
    DW_ASSIGN(const std::vector<RowRef> rows, reader.rows(query, MostChoices));
    DW_ASSIGN(const QList<Record> records, reader.page(type, rows, {title}));
    QList<GateDeal::Choice> found;
    for (const Record &record : records) {
        if (record.isValid())
            found.append({record.id(), record.title(reader.context().language)});
    }
    return found;
}

}  // namespace

Result<GateDeal> readGateDeal(const Reader &reader, const Id &id)
{
    DW_ASSIGN(const Record record, reader.record({QStringLiteral("opportunity"), id}));
    GateDeal deal;
    deal.ref = record.ref();
    deal.name = record.value(u"name").text();
    deal.account = record.value(u"account_id").id();
    deal.stage = record.value(u"stage_id").id();
    deal.currency = record.currency();
    const RecordRef account{QStringLiteral("account"), deal.account};
    DW_ASSIGN(const auto titles, reader.titles({account}));
    deal.accountName = titles.value(account);

    const QString ofAccount = QStringLiteral("account_id = ") + quotedText(deal.account.toString());
    DW_ASSIGN(const QList<GateDeal::Choice> contacts, choices(reader, QStringLiteral("contact"), ofAccount));
    DW_ASSIGN(const QList<GateDeal::Choice> competitors, choices(reader, QStringLiteral("competitor"), {}));
    for (const Field &field : record.type().fields()) {
        if (!field.isReadOnly() && field.isStored())
            deal.values.insert(field.key, record.value(field.key).toJson());
        if (field.isReadOnly() ||
            (field.type != FieldType::Reference && field.type != FieldType::ReferenceList))
            continue;
        if (field.target == QLatin1String("contact"))
            deal.choices.insert(field.key, contacts);
        else if (field.target == QLatin1String("competitor"))
            deal.choices.insert(field.key, competitors);
    }
    return deal;
}

QStringList metLabels(const Rulebook &rulebook, const Id &from, const Id &to, const QStringList &missing,
                      Language language)
{
    const Pipeline *pipeline = rulebook.pipelineOfStage(to);
    const Stage *source = rulebook.stage(from);
    const Stage *target = rulebook.stage(to);
    const ObjectTypePtr opportunity = rulebook.dictionary()->find(u"opportunity");
    if (!pipeline || !target || !source || !opportunity)
        return {};
    if (target->outcome == dw::StageOutcome::Open && target->sequence < source->sequence)
        return {};
    QStringList labels;
    const auto valueLabel = [&](const QString &object, QStringView field, const QString &value) {
        const ObjectTypePtr type = rulebook.dictionary()->find(object);
        const Field *found = type ? type->find(field) : nullptr;
        const PicklistValue *entry = found ? found->picklistValue(value) : nullptr;
        return entry ? entry->label.in(language) : value;
    };
    const auto add = [&](const QString &item, const QString &label) {
        if (!missing.contains(item) && !labels.contains(label))
            labels.append(label);
    };
    const bool ending =
        target->outcome == dw::StageOutcome::Lost || target->outcome == dw::StageOutcome::Void;
    for (const Stage &stage : pipeline->stages) {
        const bool passed = stage.sequence > source->sequence && stage.sequence < target->sequence &&
                            stage.outcome == dw::StageOutcome::Open && !ending;
        if (!passed && stage.id != target->id)
            continue;
        for (const QString &key : stage.requiredFields) {
            const Field *field = opportunity->find(key);
            if (field)
                add(QLatin1String("field:") + key, field->label.in(language));
        }
        if (ending)
            continue;
        for (const QString &kind : stage.requiredActivities)
            add(QLatin1String("activity:") + kind, valueLabel(QStringLiteral("activity"), u"kind", kind));
        for (const QString &kind : stage.requiredDocuments)
            add(QLatin1String("doc:") + kind, valueLabel(QStringLiteral("attachment"), u"doc_kind", kind));
    }
    if (target->outcome == dw::StageOutcome::Open && target->sequence > source->sequence) {
        for (const QString &key : {QStringLiteral("next_step"), QStringLiteral("next_step_at")}) {
            if (const Field *field = opportunity->find(key))
                add(QLatin1String("field:") + key, field->label.in(language));
        }
    }
    return labels;
}

}  // namespace dw::ui
