// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/exportdialog.h"

#include "core/base/wording.h"
#include "core/exchange/exporter.h"
#include "core/exchange/recordfile.h"
#include "ui/common/fieldrow.h"
#include "ui/common/filechoice.h"
#include "ui/common/lineedit.h"
#include "ui/common/segments.h"
#include "ui/common/textlabel.h"
#include "ui/imports/worker.h"
#include "ui/shell/notices.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimer>

#include <atomic>

namespace dw::ui
{

namespace
{

constexpr int TellMs = 100;

QString fileNameFor(const QString &title)
{
    static const QRegularExpression forbidden(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f]"));
    QString name = title;
    return name.replace(forbidden, QStringLiteral(" ")).simplified();
}

// Lives until its job ends; goes with the notices, so that closing the program cancels and waits.
class ExportRun : public QObject
{
public:
    ExportRun(UiContext &context, const QString &name)
        : QObject(&context.notices), m_context(context), m_worker(this)
    {
        m_job = context.notices.beginJob(ExportDialog::tr("Exporting %1").arg(name), m_ticket);
        m_timer.setInterval(TellMs);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 total = m_shared->total;
            const qint64 done = m_shared->done;
            if (total > 0)
                m_context.notices.jobProgress(
                    m_job, double(done) / double(total),
                    ExportDialog::tr("%1 of %2 rows")
                        .arg(m_context.format.integer(done), m_context.format.integer(total)));
        });
        m_timer.start();
    }

    void start(const ExportSource &source, ExportDialog::Columns columns, const QString &path)
    {
        Exporter::Request request;
        request.object = source.object;
        request.view = source.view;
        request.where = source.where;
        request.quick = source.quick;
        request.sort = source.sort;
        request.sheetName = source.title;
        // What cards and calendars have a place for is in them.
        if (RecordFile::fieldsFor(path, source.object).isEmpty())
            request.fields =
                columns == ExportDialog::Columns::Shown ? source.shownFields : allFields(source.object);
        // The person's stop and the program's end are two tickets; the first is asked at every page.
        m_worker.run<Result<ExportReport>>(
            [source, request, path, &reader = m_context.reader, &commands = m_context.commands,
             shared = m_shared, ticket = m_ticket](const Ticket &end) -> Result<ExportReport> {
                Exporter exporter(reader, commands);
                if (source.object.isEmpty())
                    return exporter.writeTable(path, {source.tableObject,
                                                      source.report,
                                                      source.title,
                                                      source.columns,
                                                      source.rows,
                                                      source.notes,
                                                      {},
                                                      source.scope});
                return exporter.run(
                    request, path,
                    [shared, end, ticket](qint64 done, qint64 total) {
                        shared->done = done;
                        shared->total = total;
                        if (end.isCancelled())
                            ticket.cancel();
                    },
                    ticket);
            },
            [this, path](const Result<ExportReport> &report) { finish(report, path); });
    }

private:
    struct Shared
    {
        std::atomic<qint64> done{0};
        std::atomic<qint64> total{0};
    };

    // Everything that can be read, in the order of the form.
    QStringList allFields(const QString &object) const
    {
        QStringList fields;
        const ConfigurationPtr configuration = m_context.configuration();
        const ObjectTypePtr type = configuration->dictionary->find(object);
        if (!type)
            return fields;
        const FieldRights rights = configuration->policy->fields(m_context.actor(), *type);
        for (const Field &field : type->fields()) {
            const bool readable = field.type != FieldType::Blob && field.type != FieldType::Uuid &&
                                  field.type != FieldType::Attachments && field.type != FieldType::Json;
            if (readable && field.isStored() && field.computed == Computation::None &&
                rights.mayRead(field.key))
                fields.append(field.key);
        }
        return fields;
    }

    void finish(const Result<ExportReport> &report, const QString &path)
    {
        m_timer.stop();
        if (report.ok()) {
            m_context.notices.endJob(
                m_job,
                ExportDialog::tr("Exported %1 rows to %2; the count was checked")
                    .arg(m_context.format.integer(report->rows), QFileInfo(path).fileName()),
                path);
        } else {
            m_context.notices.endJob(m_job, describe(report.error()));
            if (report.error().code != ErrorCode::Cancelled)
                m_context.notices.failed(describe(report.error()));
        }
        deleteLater();
    }

    UiContext &m_context;
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
    Ticket m_ticket;
    QTimer m_timer;
    int m_job = 0;
    Worker m_worker;  // last: it waits for what uses the rest
};

}  // namespace

void runExport(UiContext &context, const ExportSource &source, ExportDialog::Columns columns,
               const QString &path)
{
    (new ExportRun(context, QFileInfo(path).fileName()))->start(source, columns, path);
}

ExportDialog::ExportDialog(UiContext &context, ExportSource source, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_source(std::move(source))
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
    , m_format(new Segments(context.theme, context.icons))
    , m_name(new LineEdit(context.theme, context.icons))
    , m_export(new QPushButton)
{
    const Theme &theme = context.theme;
    setContentWidth(theme.size(Theme::Size::DialogSmall));
    setAccessibleName(tr("Export %1").arg(m_source.title));
    body()->addWidget(new TextLabel(theme, accessibleName(), Theme::Scale::Title));
    addFormat(tr("Excel (.xlsx)"), QStringLiteral(".xlsx"));
    addFormat(tr("Text (.csv)"), QStringLiteral(".csv"));
    for (const auto &[title, ending] : {std::pair(tr("Contact cards (.vcf)"), QStringLiteral(".vcf")),
                                        std::pair(tr("Calendar (.ics)"), QStringLiteral(".ics"))}) {
        if (!RecordFile::fieldsFor(ending, m_source.object).isEmpty())
            addFormat(title, ending);
    }
    body()->addWidget(new FieldRow(theme, context.icons, tr("Format"), m_format));
    if (!m_source.object.isEmpty()) {
        m_columns = new Segments(theme, context.icons);
        m_columns->addSegment(tr("Columns shown"));
        m_columns->addSegment(tr("All columns"));
        body()->addWidget(new FieldRow(theme, context.icons, tr("Columns"), m_columns));
    }
    m_name->setText(fileNameFor(m_source.title));
    m_nameRow = new FieldRow(theme, context.icons, tr("File name"), m_name, FieldRow::Need::Required);
    body()->addWidget(m_nameRow);
    auto *row = new QHBoxLayout;
    auto *folder = new QPushButton(tr("Choose a folder"));
    const qint64 count = m_source.object.isEmpty() ? m_source.rows.size() : m_source.count;
    m_export->setText(count >= 0 ? tr("Export %1 rows").arg(context.format.integer(count)) : tr("Export"));
    m_export->setProperty("kind", QStringLiteral("primary"));
    setPrimary(m_export);
    row->addWidget(folder);
    row->addStretch();
    row->addWidget(m_export);
    body()->addLayout(row);
    connect(m_format, &Segments::chosen, this, &ExportDialog::formatChanged);
    connect(m_name, &QLineEdit::textChanged, this, &ExportDialog::formatChanged);
    connect(folder, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportNow);
    connect(this, &Popover::closed, this, &QObject::deleteLater);
    formatChanged();
}

void ExportDialog::addFormat(const QString &title, const QString &ending)
{
    m_format->addSegment(title);
    m_endings.append(ending);
}

QString ExportDialog::path() const
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return {};
    const QString &ending = m_endings[m_format->current()];
    const QString whole = name.endsWith(ending, Qt::CaseInsensitive) ? name : name + ending;
    return QDir::isAbsolutePath(whole) ? whole : QDir(m_folder).filePath(whole);
}

void ExportDialog::formatChanged()
{
    const QString target = path();
    if (m_columns) {
        const bool chosen = RecordFile::fieldsFor(m_endings[m_format->current()], m_source.object).isEmpty();
        m_columns->setEnabled(chosen);
        m_columns->setToolTip(chosen ? QString() : tr("The format decides what is written."));
    }
    m_nameRow->setError({});
    m_nameRow->setHelp(
        target.isEmpty() ? tr("Give the file a name.")
        : QFileInfo::exists(target)
            ? tr("%1 is there already and will be replaced.").arg(QDir::toNativeSeparators(target))
            : QDir::toNativeSeparators(target));
    m_export->setEnabled(!target.isEmpty());
    m_export->setToolTip(target.isEmpty() ? tr("Give the file a name.") : QString());
}

void ExportDialog::chooseFolder()
{
    FileChoice::folder(this, tr("Choose a folder"), m_folder, [this](const QString &folder) {
        if (!folder.isEmpty())
            m_folder = folder;
        formatChanged();
    });
}

void ExportDialog::exportNow()
{
    const QString target = path();
    if (target.isEmpty())
        return;
    if (!QFileInfo(QFileInfo(target).path()).isDir()) {
        m_nameRow->setError(tr("There is no such folder. Choose another one."));
        return;
    }
    runExport(m_context, m_source, m_columns && m_columns->current() == 1 ? Columns::All : Columns::Shown,
              target);
    closePopover();
}

}  // namespace dw::ui
