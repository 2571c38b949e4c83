// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exporter.h"

#include "core/base/digest.h"
#include "core/exchange/exportmanifest.h"
#include "core/exchange/jsonrows.h"
#include "core/exchange/recordcells.h"
#include "core/exchange/recordfile.h"
#include "core/exchange/tablefile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <cerrno>
#include <future>
#include <memory>
#include <span>

namespace dw
{

namespace
{

constexpr size_t PageRows = 1000;
constexpr qsizetype MaxTitles = 20000;

// What is to be exported, found in one read.
struct Selection
{
    ObjectTypePtr object;
    QList<int> fields;
    QList<int> read;  // `fields`, and what the format asks to write them
    std::vector<RowRef> rows;
    QString currencyTitle;  // of a column for it; empty: none
};

struct Page
{
    QList<Record> records;
    QHash<RecordRef, QString> titles;  // that were not known before
    bool anew = false;                 // those of the pages before are not known any more
};

// Reads the pages of a selection in turn, one ahead of whoever writes them: reading and writing take about
// the same time. The calls of reader.runNow() are made by one thread at a time, and all end with this object.
class PageReader
{
public:
    PageReader(AsyncReader &reader, const Selection &selection, const RecordCells &cells)
        : m_reader(reader), m_selection(selection), m_cells(cells)
    {
        readAhead();
    }

    bool atEnd() const { return !m_next.valid(); }
    Result<Page> next()
    {
        Result<Page> page = m_next.get();
        if (page.ok())
            readAhead();
        return page;
    }

private:
    void readAhead()
    {
        if (m_at >= m_selection.rows.size())
            return;
        const std::span<const RowRef> rows(m_selection.rows.data() + m_at,
                                           std::min(PageRows, m_selection.rows.size() - m_at));
        m_at += rows.size();
        m_next = std::async(std::launch::async, [this, rows] {
            return m_reader.runNow<Page>([&](const Reader &reader) { return read(reader, rows); });
        });
    }

    Result<Page> read(const Reader &reader, std::span<const RowRef> rows)
    {
        Page page;
        DW_ASSIGN(page.records, reader.page(m_selection.object, rows, m_selection.read));
        if (m_known.size() > MaxTitles) {
            m_known.clear();
            page.anew = true;
        }
        QList<RecordRef> refs, unknown;
        for (const Record &record : std::as_const(page.records)) {
            if (record.isValid())
                m_cells.collectReferences(record, refs);
        }
        for (const RecordRef &ref : std::as_const(refs)) {
            const qsizetype before = m_known.size();
            m_known.insert(ref);
            if (m_known.size() > before)
                unknown.append(ref);
        }
        DW_ASSIGN(page.titles, reader.titles(unknown));
        return page;
    }

    AsyncReader &m_reader;
    const Selection &m_selection;
    const RecordCells &m_cells;
    QSet<RecordRef> m_known;
    size_t m_at = 0;
    std::future<Result<Page>> m_next;  // the last member: its end waits for the job, which uses the others
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

// `least`: the least right that is no refusal.
Result<QList<int>> chosenFields(const ObjectType &object, const QStringList &keys, const FieldRights &rights,
                                FieldRight least)
{
    QList<int> fields;
    for (const QString &key : keys) {
        const int index = object.indexOf(key);
        if (index < 0)
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"), {object.key(), key});
        if (rights.of(key) < least)
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

bool endsIn(const QString &path, const char *ending)
{
    return QFileInfo(path).suffix().toLower() == QLatin1String(ending);
}

// Whether createTableFile() has a writer for it.
Result<void> canBeTable(const QString &path, bool withPrinter)
{
    const bool pdf = endsIn(path, "pdf");
    if (endsIn(path, "csv") || endsIn(path, "xlsx") || (pdf && withPrinter))
        return {};
    return Error(ErrorCode::Unsupported,
                 pdf ? QStringLiteral("exchange.no_pdf") : QStringLiteral("exchange.unknown_format"),
                 {QFileInfo(path).fileName()});
}

bool isMoney(const Cell &cell)
{
    return cell.kind == Cell::Kind::Money;
}

// Text has no number formats: an amount without its currency would be any. The column's name; empty where
// there is no amount, or the currency is told already or not for the actor.
QString currencyTitle(const QString &path, const ObjectType &object, const FieldRights &rights,
                      const QList<int> &fields, Language language)
{
    const int currency = object.currencyIndex();
    const bool money = std::any_of(fields.begin(), fields.end(), [&](int field) {
        return object.field(field).valueType() == FieldType::Money;
    });
    const bool wanted = endsIn(path, "csv") && money && currency >= 0 && !fields.contains(currency);
    return wanted && rights.mayRead(object.field(currency).key) ? object.field(currency).label.in(language)
                                                                : QString();
}

void appendCurrency(Row &row, qsizetype width)
{
    const auto money = std::find_if(row.begin(), row.end(), &isMoney);
    const Cell currency = money == row.end() ? Cell() : Cell::ofText(money->currency);
    row.resize(width);
    row.append(currency);
}

Result<void> writeObject(const QString &path, const QJsonObject &object, const AtomicFile::Seal &seal)
{
    DW_ASSIGN(AtomicFile target, AtomicFile::create(path));
    QFile file(target.temporaryPath());
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    errno = 0;
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(bytes) != bytes.size())
        return AtomicFile::errorOf(errno != 0 ? errno : EIO, path);
    file.close();
    return target.commit(seal);
}

ExportManifest manifestOf(const ReadContext &context, const QString &path)
{
    ExportManifest manifest;
    manifest.user = context.actor.name;
    manifest.login = context.actor.login;
    manifest.at = context.now;
    manifest.zone = context.settings.zone;
    manifest.file = QFileInfo(path).fileName();
    return manifest;
}

Result<Selection> select(const Reader &reader, const ReadContext &context, const Exporter::Request &request,
                         const QString &path)
{
    DW_ASSIGN(const Query query, reader.query(request.object, request.where, request.quick, request.sort));
    DW_TRY(mayExport(context, query.object, request.object));
    const FieldRights rights =
        FieldAccess(*context.policy, context.actor, context.dictionary, context.settings.currency)
            .of(*query.object);
    Selection selection;
    selection.object = query.object;
    const QStringList room = RecordFile::fieldsFor(path, query.object->key());
    // A table shows a mask as one; a card would call it a number to dial, a calendar a day.
    const FieldRight least = room.isEmpty() ? FieldRight::Masked : FieldRight::ReadOnly;
    if (request.fields.isEmpty() && !room.isEmpty()) {
        for (const QString &key : room) {
            const int index = query.object->indexOf(key);
            if (index >= 0 && rights.of(key) >= least)
                selection.fields.append(index);
        }
    } else if (request.fields.isEmpty()) {
        selection.fields = defaultFields(*query.object, rights);
    } else {
        DW_ASSIGN(selection.fields, chosenFields(*query.object, request.fields, rights, least));
        // The manifest tells what is in the file.
        if (!room.isEmpty())
            selection.fields.removeIf(
                [&](int field) { return !room.contains(query.object->field(field).key); });
    }
    selection.read = selection.fields;
    for (const QString &key : RecordFile::askedFor(path, query.object->key())) {
        const int index = query.object->indexOf(key);
        if (index >= 0 && rights.of(key) >= least && !selection.read.contains(index))
            selection.read.append(index);
    }
    selection.currencyTitle = currencyTitle(path, *query.object, rights, selection.fields, context.language);
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

// Any kind of file.
class Output
{
public:
    static Result<Output> create(const QString &path, const RecordCells &cells, const Selection &selection,
                                 const QString &sheetName, const ReadContext &context,
                                 const ExportManifest &manifest, const TablePrinter &printer)
    {
        Output output;
        output.m_object = selection.object;
        output.m_fields = selection.fields;
        if (endsIn(path, "json")) {
            DW_ASSIGN(output.m_json, JsonRows::create(path));
        } else if (!RecordFile::fieldsFor(path, selection.object->key()).isEmpty()) {
            DW_ASSIGN(output.m_file,
                      RecordFile::create(path, selection.object, selection.fields,
                                         {context.now, context.settings.zone, context.language}));
        } else {
            DW_TRY(canBeTable(path, bool(printer)));
            QList<TableColumn> columns = cells.columns();
            output.m_withCurrency = !selection.currencyTitle.isEmpty();
            if (output.m_withCurrency)
                columns.append({selection.currencyTitle});
            DW_ASSIGN(output.m_table,
                      createTableFile(path, columns, sheetName, context.language, &manifest, printer));
        }
        return output;
    }

    Result<void> write(const Record &record, const RecordCells &cells,
                       const QHash<RecordRef, QString> &titles)
    {
        if (m_table) {
            Row row = cells.row(record, titles);
            if (m_withCurrency)
                appendCurrency(row, m_fields.size());
            return m_table->write(row);
        }
        if (m_file)
            return m_file->write(record, titles);
        QJsonObject row;
        for (const int index : m_fields) {
            const Field &field = m_object->field(index);
            row.insert(field.key, jsonOf(record.value(index), field, titles));
        }
        return m_json->write(row);
    }

    Result<void> finish(qint64 expected, const AtomicFile::Seal &seal, ExportReport &report)
    {
        if (m_file)
            return m_file->finish(seal);
        if (!m_table)
            return m_json->finish(seal);
        m_table->setSeal(seal);
        DW_TRY(m_table->finish(expected));
        report.findings = m_table->takeFindings();
        return {};
    }

private:
    ObjectTypePtr m_object;
    QList<int> m_fields;
    bool m_withCurrency = false;
    std::unique_ptr<TableWriter> m_table;
    std::unique_ptr<JsonRows> m_json;
    std::unique_ptr<RecordFile> m_file;
};

}  // namespace

Result<ExportReport> Exporter::run(const Request &request, const QString &path, const Progress &progress,
                                   const Ticket &ticket)
{
    const ReadContext context = m_reader.contextNow();
    const Result<Selection> selected = m_reader.runNow<Selection>(
        [&](const Reader &reader) { return select(reader, context, request, path); });
    if (!selected.ok())
        return refused(selected.error());
    const Selection &selection = *selected;
    const RecordCells cells(selection.object, selection.fields, context.language, context.settings.zone);
    const QString sheet =
        request.sheetName.isEmpty() ? selection.object->plural().in(context.language) : request.sheetName;
    ExportManifest manifest = manifestOf(context, path);
    manifest.object = request.object;
    manifest.view = request.view;
    manifest.where = request.where;
    manifest.quick = request.quick;
    for (const int index : selection.fields)
        manifest.fields.append(selection.object->field(index).key);
    DW_ASSIGN(Output output, Output::create(path, cells, selection, sheet, context, manifest, m_printer));

    const qint64 total = qint64(selection.rows.size());
    qint64 expected = total;
    QHash<RecordRef, QString> titles;
    qint64 done = 0;
    PageReader pages(m_reader, selection, cells);
    while (!pages.atEnd()) {
        if (ticket.isCancelled())
            return Error(ErrorCode::Cancelled, QStringLiteral("export.cancelled"));
        DW_ASSIGN(const Page page, pages.next());
        if (page.anew)
            titles.clear();
        titles.insert(page.titles);
        for (const Record &record : page.records) {
            if (record.isValid())
                DW_TRY(output.write(record, cells, titles));
            else
                --expected;
        }
        done += page.records.size();
        if (progress)
            progress(done, total);
    }
    ExportReport report;
    report.file = path;
    report.rows = expected;
    manifest.rows = expected;
    std::optional<AtomicFile> beside;
    DW_TRY(output.finish(
        expected, [&](const QString &made) { return sealed(manifest, made, path, &beside); }, report));
    // An earlier file of this name is gone by now, and what stood beside it goes.
    if (beside)
        DW_TRY(beside->commit());
    return report;
}

Result<ExportReport> Exporter::writeTable(const QString &path, const Table &table)
{
    const ReadContext context = m_reader.contextNow();
    const ObjectTypePtr object = context.dictionary->find(table.object);
    if (const auto may = mayExport(context, object, table.object); !may.ok())
        return refused(may.error());
    ExportManifest manifest = manifestOf(context, path);
    manifest.object = table.object;
    manifest.report = table.report;
    manifest.where = table.where;
    manifest.rows = table.rows.size();
    for (const TableColumn &column : table.columns)
        manifest.fields.append(column.title);
    const auto seal = [&](const QString &made) { return sealed(manifest, made, path, nullptr); };
    if (endsIn(path, "json") && !table.json.isEmpty()) {
        QJsonObject json = table.json;
        json.insert(QStringLiteral("manifest"), manifest.toJson());
        DW_TRY(writeObject(path, json, seal));
        return ExportReport{path, table.rows.size(), {}};
    }
    DW_TRY(canBeTable(path, bool(m_printer)));
    QList<TableColumn> columns = table.columns;
    QList<Row> rows = table.rows;
    const bool money = std::any_of(columns.begin(), columns.end(), [](const TableColumn &column) {
        return column.kind == Cell::Kind::Money;
    });
    if (endsIn(path, "csv") && money && object->currencyIndex() >= 0) {
        columns.append({object->field(object->currencyIndex()).label.in(context.language)});
        for (Row &row : rows)
            appendCurrency(row, table.columns.size());
    }
    DW_ASSIGN(const auto writer,
              createTableFile(path, columns, table.sheetName, context.language, &manifest, m_printer));
    for (const Row &row : std::as_const(rows))
        DW_TRY(writer->write(row));
    QList<Row> notes = table.notes;
    if (endsIn(path, "csv")) {
        const QStringList lines = manifest.lines();
        for (const QString &line : lines)
            notes.append({Cell::ofText(line)});
    }
    for (const Row &row : std::as_const(notes))
        DW_TRY(writer->write(row));
    writer->setSeal(seal);
    DW_TRY(writer->finish(table.rows.size() + notes.size()));
    return ExportReport{path, table.rows.size(), writer->takeFindings()};
}

Exporter::Exporter(AsyncReader &reader, CommandRunner &commands)
    : m_reader(reader)
    , m_audit{
          [&commands](const QJsonObject &arguments, const Actor &actor) -> Result<void> {
              const CommandResult noted = commands.runNow({QStringLiteral("data.export"), arguments}, actor);
              if (noted.status != CommandResult::Status::Applied)
                  return noted.error;
              return {};
          },
          [&commands](const Error &error, const Actor &actor) {
              commands.workspace().writeNow([&](WriteSession &session) {
                  commands.noteRefused(session, QStringLiteral("data.export"), actor, error);
              });
          }}
{}

Error Exporter::refused(const Error &error)
{
    if (error.code == ErrorCode::Forbidden)
        m_audit.refused(error, m_reader.contextNow().actor);
    return error;
}

Result<void> Exporter::sealed(const ExportManifest &manifest, const QString &made, const QString &path,
                              std::optional<AtomicFile> *beside)
{
    DW_ASSIGN(const FileDigest digest, sha256OfFile(made));
    DW_TRY(m_audit.exported(manifest.arguments(digest.sha256), m_reader.contextNow().actor));
    // A workbook and a PDF say it themselves.
    if (!beside || endsIn(path, "xlsx") || endsIn(path, "pdf"))
        return {};
    DW_ASSIGN(*beside, manifest.writeBeside(path, digest.sha256));
    return {};
}

}  // namespace dw
