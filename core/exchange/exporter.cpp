// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exporter.h"

#include "core/exchange/jsonrows.h"
#include "core/exchange/recordcells.h"
#include "core/exchange/tablefile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <memory>
#include <span>

namespace dw
{

namespace
{

constexpr size_t PageRows = 1000;
constexpr qsizetype MaxTitles = 200000;

// What is to be exported, found in one read.
struct Selection
{
    ObjectTypePtr object;
    QList<int> fields;
    std::vector<RowRef> rows;
};

struct Page
{
    QList<Record> records;
    QHash<RecordRef, QString> titles;  // that were not known before
};

QList<int> defaultFields(const ObjectType &object, const FieldRights &rights)
{
    QList<int> fields;
    for (int i = 0; i < object.fieldCount(); ++i) {
        if (object.field(i).listed && rights.of(object.field(i).key) != FieldRight::Hidden)
            fields.append(i);
    }
    std::stable_sort(fields.begin(), fields.end(),
                     [&](int a, int b) { return object.field(a).listOrder < object.field(b).listOrder; });
    return fields;
}

Result<QList<int>> chosenFields(const ObjectType &object, const QStringList &keys, const FieldRights &rights)
{
    QList<int> fields;
    for (const QString &key : keys) {
        const int index = object.indexOf(key);
        if (index < 0)
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"), {object.key(), key});
        if (rights.of(key) == FieldRight::Hidden)
            return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"), {object.key(), key});
        fields.append(index);
    }
    return fields;
}

Result<void> mayExport(const ReadContext &context, const ObjectTypePtr &object, const QString &key)
{
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {key});
    const Decision decision = context.policy->may(context.actor, Action::Export, *object, nullptr);
    if (decision.allowed)
        return {};
    return Error(ErrorCode::Forbidden, QStringLiteral("access.action_forbidden"), {key, decision.reasonKey});
}

Result<Selection> select(const Reader &reader, const ReadContext &context, const Exporter::Request &request)
{
    DW_ASSIGN(const Query query, reader.query(request.object, request.where, request.quick, request.sort));
    DW_TRY(mayExport(context, query.object, request.object));
    const FieldRights rights =
        FieldAccess(*context.policy, context.actor, context.dictionary, context.settings.currency)
            .of(*query.object);
    Selection selection;
    selection.object = query.object;
    if (request.fields.isEmpty()) {
        selection.fields = defaultFields(*query.object, rights);
    } else {
        DW_ASSIGN(selection.fields, chosenFields(*query.object, request.fields, rights));
    }
    DW_ASSIGN(selection.rows, reader.rows(query));
    return selection;
}

QJsonValue jsonOf(const Value &value, const Field &field, const QHash<RecordRef, QString> &titles)
{
    const auto reference = [&](const RecordRef &ref) {
        QJsonObject object{{QStringLiteral("id"), ref.id.toString()},
                           {QStringLiteral("title"), titles.value(ref)}};
        if (field.type == FieldType::AnyReference)
            object.insert(QStringLiteral("object"), ref.object);
        return object;
    };
    switch (value.kind()) {
        case Value::Kind::Id:
            return field.type == FieldType::Reference ? QJsonValue(reference({field.target, value.id()}))
                                                      : value.toJson();
        case Value::Kind::RecordRef:
            return reference(value.recordRef());
        case Value::Kind::Ids: {
            QJsonArray list;
            for (const Id &id : value.ids())
                list.append(reference({field.target, id}));
            return list;
        }
        default:
            return value.toJson();
    }
}

// Either kind of file.
class Output
{
public:
    static Result<Output> create(const QString &path, const RecordCells &cells, const Selection &selection,
                                 const QString &sheetName, Language language)
    {
        Output output;
        output.m_object = selection.object;
        output.m_fields = selection.fields;
        if (QFileInfo(path).suffix().toLower() == QLatin1String("json")) {
            DW_ASSIGN(output.m_json, JsonRows::create(path));
        } else {
            DW_ASSIGN(output.m_table, createTableFile(path, cells.columns(), sheetName, language));
        }
        return output;
    }

    Result<void> write(const Record &record, const RecordCells &cells,
                       const QHash<RecordRef, QString> &titles)
    {
        if (m_table)
            return m_table->write(cells.row(record, titles));
        QJsonObject row;
        for (const int index : m_fields) {
            const Field &field = m_object->field(index);
            row.insert(field.key, jsonOf(record.value(index), field, titles));
        }
        return m_json->write(row);
    }

    Result<void> finish(qint64 expected, ExportReport &report)
    {
        if (!m_table)
            return m_json->finish();
        DW_TRY(m_table->finish(expected));
        report.findings = m_table->takeFindings();
        return {};
    }

private:
    ObjectTypePtr m_object;
    QList<int> m_fields;
    std::unique_ptr<TableWriter> m_table;
    std::unique_ptr<JsonRows> m_json;
};

}  // namespace

Result<ExportReport> Exporter::run(const Request &request, const QString &path, const Progress &progress,
                                   const Ticket &ticket)
{
    const ReadContext context = m_reader.contextNow();
    DW_ASSIGN(const Selection selection, m_reader.runNow<Selection>([&](const Reader &reader) {
        return select(reader, context, request);
    }));
    const RecordCells cells(selection.object, selection.fields, context.language, context.settings.zone);
    const QString sheet =
        request.sheetName.isEmpty() ? selection.object->plural().in(context.language) : request.sheetName;
    DW_ASSIGN(Output output, Output::create(path, cells, selection, sheet, context.language));

    const qint64 total = qint64(selection.rows.size());
    qint64 expected = total;
    QHash<RecordRef, QString> titles;
    for (size_t at = 0; at < selection.rows.size(); at += PageRows) {
        if (ticket.isCancelled())
            return Error(ErrorCode::Cancelled, QStringLiteral("export.cancelled"));
        if (titles.size() > MaxTitles)
            titles.clear();
        const std::span<const RowRef> rows(selection.rows.data() + at,
                                           std::min(PageRows, selection.rows.size() - at));
        DW_ASSIGN(const Page page, m_reader.runNow<Page>([&](const Reader &reader) -> Result<Page> {
            Page made;
            DW_ASSIGN(made.records, reader.page(selection.object, rows, selection.fields));
            QList<RecordRef> refs;
            for (const Record &record : std::as_const(made.records)) {
                if (record.isValid())
                    cells.collectReferences(record, refs);
            }
            QSet<RecordRef> unknown;
            for (const RecordRef &ref : std::as_const(refs)) {
                if (!titles.contains(ref))
                    unknown.insert(ref);
            }
            DW_ASSIGN(made.titles, reader.titles(unknown.values()));
            return made;
        }));
        titles.insert(page.titles);
        for (const Record &record : page.records) {
            if (record.isValid())
                DW_TRY(output.write(record, cells, titles));
            else
                --expected;
        }
        if (progress)
            progress(qint64(at) + page.records.size(), total);
    }
    ExportReport report;
    report.file = path;
    report.rows = expected;
    QJsonArray fields;
    for (const int index : selection.fields)
        fields.append(selection.object->field(index).key);
    DW_TRY(audit({{QStringLiteral("object"), request.object},
                  {QStringLiteral("view"), request.view},
                  {QStringLiteral("where"), request.where},
                  {QStringLiteral("quick"), request.quick},
                  {QStringLiteral("fields"), fields},
                  {QStringLiteral("rows"), expected},
                  {QStringLiteral("file"), QFileInfo(path).fileName()}}));
    DW_TRY(output.finish(expected, report));
    return report;
}

Result<ExportReport> Exporter::writeTable(const QString &path, const Table &table)
{
    const ReadContext context = m_reader.contextNow();
    DW_TRY(mayExport(context, context.dictionary->find(table.object), table.object));
    DW_ASSIGN(const auto writer, createTableFile(path, table.columns, table.sheetName, context.language));
    for (const Row &row : table.rows)
        DW_TRY(writer->write(row));
    QJsonArray fields;
    for (const TableColumn &column : table.columns)
        fields.append(column.title);
    DW_TRY(audit({{QStringLiteral("object"), table.object},
                  {QStringLiteral("report"), table.report},
                  {QStringLiteral("fields"), fields},
                  {QStringLiteral("rows"), table.rows.size()},
                  {QStringLiteral("file"), QFileInfo(path).fileName()}}));
    DW_TRY(writer->finish(table.rows.size()));
    return ExportReport{path, table.rows.size(), writer->takeFindings()};
}

Result<void> Exporter::audit(const QJsonObject &arguments)
{
    const CommandResult noted =
        m_commands.runNow({QStringLiteral("data.export"), arguments}, m_reader.contextNow().actor);
    if (noted.status != CommandResult::Status::Applied)
        return noted.error;
    return {};
}

}  // namespace dw
