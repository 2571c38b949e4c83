// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/mappingcheck.h"

#include "core/base/text/textfold.h"
#include "core/base/wording.h"
#include "core/exchange/importplan.h"
#include "core/exchange/recordcells.h"
#include "core/rules/findingtext.h"
#include "ui/imports/fieldoptions.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace dw::ui
{

namespace
{

// The cells of a column: counted over the file, or those of the sample.
QList<FileTally::Value> valuesOf(const MappingSubject &subject, int column)
{
    if (column < subject.tally.columns.size())
        return subject.tally.columns[column].values;
    QList<FileTally::Value> values;
    QHash<QString, qsizetype> places;
    for (const Row &row : subject.preview.sample) {
        const Cell cell = row.value(column);
        if (cell.isEmpty())
            continue;
        if (const auto known = places.constFind(cell.text); known != places.cend()) {
            ++values[*known].count;
        } else {
            places.insert(cell.text, values.size());
            values.append({cell, 1});
        }
    }
    return values;
}

// Stages and pipelines are part of the configuration, so that a text without one can be told here.
bool namesConfigured(const Configuration &configuration, const ObjectType &object, const Field &field,
                     const QString &text)
{
    const auto same = [&](const QString &key, const LocalText &name) {
        const QString folded = foldForSearch(text);
        return foldForSearch(key) == folded || foldForSearch(name.en) == folded ||
               foldForSearch(name.zh) == folded;
    };
    const QList<Pipeline> &pipelines = configuration.rulebook->pipelines();
    return std::any_of(pipelines.begin(), pipelines.end(), [&](const Pipeline &pipeline) {
        if (field.target == QLatin1String("pipeline"))
            return same(pipeline.code, pipeline.name);
        return pipeline.object == object.key() &&
               std::any_of(pipeline.stages.begin(), pipeline.stages.end(),
                           [&](const Stage &stage) { return same(stage.key, stage.name); });
    });
}

bool isConfigured(const Field &field)
{
    return field.target == QLatin1String("stage_definition") || field.target == QLatin1String("pipeline");
}

// Why the converted row does not fit; empty when it does.
QString misfitReason(const ImportRow &row, const MappingSubject &subject, const ObjectType &object)
{
    for (const Finding &finding : row.problems) {
        if (finding.severity == Finding::Severity::Blocker && !finding.provisional)
            return findingText(finding, *subject.configuration->rulebook, subject.language);
    }
    for (const ImportReference &reference : row.references) {
        const Field &field = object.field(reference.field);
        if (!isConfigured(field) || reference.missing == MissingReference::Empty)
            continue;
        for (const QString &text : reference.texts) {
            if (!namesConfigured(*subject.configuration, object, field, text)) {
                return findingText({QStringLiteral("value.unknown_reference"),
                                    Finding::Severity::Blocker,
                                    {QStringLiteral("@field:%1.%2").arg(object.key(), field.key), text},
                                    {},
                                    field.key,
                                    {},
                                    false,
                                    false},
                                   *subject.configuration->rulebook, subject.language);
            }
        }
    }
    return {};
}

std::optional<DateOrder> orderFromName(const QString &name)
{
    if (name == QLatin1String("mdy"))
        return DateOrder::Mdy;
    if (name == QLatin1String("dmy"))
        return DateOrder::Dmy;
    return DateOrder::Ymd;
}

void checkColumn(const MappingSubject &subject, const ObjectType &object, int index,
                 MappingFindings::Column &found)
{
    const ImportMapping::Column &column = subject.mapping.columns[index];
    ImportMapping alone;
    alone.object = subject.mapping.object;
    alone.dates = subject.mapping.dates;
    alone.emptyTexts = subject.mapping.emptyTexts;
    alone.history = true;
    alone.columns.append(column);
    auto plan = ImportPlan::make(alone, subject.preview.header, subject.preview.sample, subject.configuration,
                                 subject.now);
    if (!plan.ok()) {
        found.error = describe(plan.error());
        return;
    }
    found.datesOpen = !plan->ambiguousDateColumns().isEmpty();
    for (const FileFinding &note : plan->notes()) {
        if (note.key == QLatin1String("import.dates_guessed") ||
            note.key == QLatin1String("import.dates_ambiguous"))
            found.dates = orderFromName(note.arguments.value(1));
        else
            found.notes.append(wording(note.key, note.arguments));
    }
    const QMap<QString, QString> &meanings = column.targets.first().values;
    for (const FileTally::Value &value : valuesOf(subject, index)) {
        Row row(index + 1);
        row[index] = value.cell;
        const QString reason = misfitReason(plan->convert(row, 1), subject, object);
        const bool settled = meanings.contains(value.cell.text);
        if (reason.isEmpty() && !settled)
            continue;
        found.misfits.append({value.cell.text, value.count, reason, reason.isEmpty()});
        if (!reason.isEmpty())
            found.badRows += value.count;
    }
}

QString valueText(const Value &value, const Field &field, const MappingSubject &subject)
{
    if (value.kind() == Value::Kind::Money)
        return subject.format.money(value.money(), Format::Decimals::Minor) + QChar(QChar::Nbsp) +
               value.money().currency.code();
    if (field.type == FieldType::Address) {
        const QJsonObject address = QJsonDocument::fromJson(value.text().toUtf8()).object();
        QStringList parts;
        for (const char *part : {"country", "province", "city", "district", "street", "postcode"})
            parts.append(address.value(QLatin1String(part)).toString());
        return Format::address(parts);
    }
    if (field.type == FieldType::Phone)
        return subject.format.phone(value.text());
    const Cell cell =
        RecordCells::cellOf(value, &field, subject.language, subject.configuration->settings.zone, {});
    if (cell.kind == Cell::Kind::Percent)
        return cell.text + QChar(QChar::Nbsp) + QLatin1Char('%');
    if (cell.kind == Cell::Kind::DateTime)
        return QString(cell.text.left(16)).replace(QLatin1Char('T'), QLatin1Char(' '));
    return cell.text;
}

}  // namespace

MappingFindings checkMapping(const MappingSubject &subject, const Ticket &ticket)
{
    MappingFindings findings;
    const ObjectTypePtr object = subject.configuration->dictionary->find(subject.mapping.object);
    findings.columns.resize(subject.mapping.columns.size());
    if (!object)
        return findings;
    QStringList mapped = subject.mapping.constants.keys();
    bool columnWrong = false;
    for (qsizetype i = 0; i < subject.mapping.columns.size() && !ticket.isCancelled(); ++i) {
        if (subject.mapping.columns[i].targets.isEmpty())
            continue;
        for (const ImportTarget &target : subject.mapping.columns[i].targets) {
            if (const Field *field = targetField(*object, target.field))
                mapped.append(field->key);
        }
        checkColumn(subject, *object, int(i), findings.columns[i]);
        columnWrong = columnWrong || !findings.columns[i].error.isEmpty();
    }
    const auto whole = ImportPlan::make(subject.mapping, subject.preview.header, subject.preview.sample,
                                        subject.configuration, subject.now);
    if (!whole.ok()) {
        if (!columnWrong)
            findings.error = describe(whole.error());
    } else {
        for (const QList<int> &way : whole->match()) {
            QStringList keys;
            for (const int field : way)
                keys.append(object->field(field).key);
            findings.matchBy.append(keys.join(QLatin1Char('+')));
        }
    }
    for (const Field &field : object->fields()) {
        if (field.required.kind == Requirement::Kind::Always && field.defaultValue.isNull() &&
            ImportPlan::takes(field) && !field.isReadOnly() && !field.system && !mapped.contains(field.key))
            findings.requiredMissing.append(field.label.in(subject.language));
    }
    return findings;
}

RecordSketch sketchRecord(const MappingSubject &subject, qsizetype index)
{
    RecordSketch sketch;
    const ObjectTypePtr object = subject.configuration->dictionary->find(subject.mapping.object);
    if (!object || index < 0 || index >= subject.preview.sample.size())
        return sketch;
    auto plan = ImportPlan::make(subject.mapping, subject.preview.header, subject.preview.sample,
                                 subject.configuration, subject.now);
    if (!plan.ok())
        return sketch;
    sketch.row = subject.preview.sampleNumbers.value(index);
    const ImportRow row = plan->convert(subject.preview.sample[index], sketch.row);
    const auto cellOf = [&](const QString &key) {
        const int column = plan->columnOf(key);
        return column < 0 ? QString() : subject.preview.sample[index].value(column).text.simplified();
    };
    for (const int fieldIndex : plan->fields()) {
        const Field &field = object->field(fieldIndex);
        RecordSketch::Line line;
        line.label = field.label.in(subject.language);
        for (const Finding &finding : row.problems) {
            if (finding.field == field.key && finding.severity == Finding::Severity::Blocker) {
                line.value = findingText(finding, *subject.configuration->rulebook, subject.language);
                line.wrong = true;
            }
        }
        if (!line.wrong) {
            for (const auto &[valueIndex, value] : row.values) {
                if (valueIndex == fieldIndex)
                    line.value = valueText(value, field, subject);
            }
            for (const ImportReference &reference : row.references) {
                if (reference.field == fieldIndex)
                    line.value = subject.format.list(reference.texts);
            }
            if (field.type == FieldType::Money || field.type == FieldType::Date ||
                field.type == FieldType::DateTime || field.type == FieldType::Phone) {
                if (const QString given = cellOf(field.key); given != line.value)
                    line.note = given;
            }
        }
        if (!line.value.isEmpty())
            sketch.lines.append(line);
    }
    return sketch;
}

}  // namespace dw::ui
