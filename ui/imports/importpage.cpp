// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/importpage.h"

#include "core/base/wording.h"
#include "ui/common/filechoice.h"
#include "ui/common/iconbutton.h"
#include "ui/common/textlabel.h"
#include "ui/imports/filestep.h"
#include "ui/imports/mappingstep.h"
#include "ui/imports/outcomestep.h"
#include "ui/imports/stepbar.h"
#include "ui/shell/notices.h"

#include <QBoxLayout>
#include <QFile>
#include <QFrame>
#include <QPushButton>
#include <QStackedWidget>

namespace dw::ui
{

namespace
{

constexpr int WatchMs = 200;

// A table with what makes a mapping: clear names, a synonym, values to look at, values that do not fit.
const char SampleFile[] =
    "公司名称,英文名,行业,信用等级,手机,Email,年收入(万元),序号\n"
    "绍兴电力设备,Shaoxing Power,电力设备,A,13805712204,zhou.ming@sxdl.example,3800,1\n"
    "嘉兴石化,Jiaxing Petrochemical,五金,B,13905731188,he.yuqing@jxsh.example,12050,2\n"
    "湖州食品,Huzhou Foods,其它,优,13705722090,lin@hzfood.example,600,3\n";

}  // namespace

ImportPage::ImportPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_steps(new StepBar(context.icons))
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Title))
    , m_close(new IconButton(context.icons, QStringLiteral("x"), tr("Close the import")))
    , m_stack(new QStackedWidget)
    , m_file(new FileStep(context))
    , m_mapping(new MappingStep(context))
    , m_check(new OutcomeStep(context, OutcomeStep::Kind::Check))
    , m_import(new OutcomeStep(context, OutcomeStep::Kind::Import))
    , m_save(new QPushButton(tr("Save mapping")))
    , m_hint(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_back(new QPushButton(context.icons.icon(QStringLiteral("arrow-left")), tr("Back")))
    , m_next(new QPushButton)
    , m_object(m_file->object())
{
    buildFrame();
    connectSteps();
    connectMapping();
    addActions();
    m_watch.setInterval(WatchMs);
    connect(&m_worker, &Worker::idle, this, &ImportPage::tellSettled);
    setStep(File);
}

ImportPage::~ImportPage() = default;

void ImportPage::buildFrame()
{
    const Theme &theme = context().theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QFrame;
    head->setProperty("plane", QStringLiteral("surface"));
    head->setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(theme.space(4), 0, theme.space(3), 0);
    line->setSpacing(theme.space(6));
    m_title->setElides(false);
    line->addWidget(m_title);
    line->addWidget(m_steps, 1);
    line->addWidget(m_close);
    m_steps->setSteps({tr("File"), tr("Mapping"), tr("Check"), tr("Import")});
    column->addWidget(head);
    const auto addLine = [&] {
        auto *border = new QFrame;
        border->setFixedHeight(theme.size(Theme::Size::Border));
        border->setAutoFillBackground(true);
        QPalette palette = border->palette();
        palette.setColor(QPalette::Window, theme.color(Theme::Role::Border));
        border->setPalette(palette);
        column->addWidget(border);
    };
    addLine();
    auto *middle = new QFrame;
    middle->setProperty("plane", QStringLiteral("surface"));
    auto *whole = new QVBoxLayout(middle);
    whole->setContentsMargins(0, 0, 0, 0);
    for (QWidget *step : {static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_mapping),
                          static_cast<QWidget *>(m_check), static_cast<QWidget *>(m_import)})
        m_stack->addWidget(step);
    whole->addWidget(m_stack);
    column->addWidget(middle, 1);
    addLine();
    auto *foot = new QWidget;
    foot->setFixedHeight(theme.size(Theme::Size::PageHeader) + theme.space(1));
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    row->setSpacing(theme.space(2));
    m_next->setProperty("kind", QStringLiteral("primary"));
    m_next->setIcon(context().icons.icon(QStringLiteral("arrow-right"), Theme::Role::AccentText));
    row->addWidget(m_save);
    row->addWidget(m_hint, 1);
    row->addWidget(m_back);
    row->addWidget(m_next);
    column->addWidget(foot);
}

void ImportPage::connectSteps()
{
    connect(m_close, &QToolButton::clicked, this, [this] {
        if (context().navigator)
            context().navigator->back();
    });
    connect(m_next, &QPushButton::clicked, this, &ImportPage::next);
    connect(m_back, &QPushButton::clicked, this, &ImportPage::back);
    connect(m_save, &QPushButton::clicked, this, &ImportPage::askForName);
    connect(m_file, &FileStep::fileChosen, this, &ImportPage::openFile);
    connect(m_file, &FileStep::optionsChosen, this, &ImportPage::readFile);
    connect(m_file, &FileStep::objectChosen, this, [this](const QString &object) {
        m_object = object;
        m_savedName.clear();
        refreshFoot();
        Q_EMIT headChanged();
        if (m_preview)
            propose();
    });
    for (OutcomeStep *outcome : {m_check, m_import}) {
        connect(outcome, &OutcomeStep::cancelRequested, this, [this] {
            if (m_job)
                m_job->cancel();
        });
        connect(outcome, &OutcomeStep::saveRejectsRequested, this, [this] {
            FileChoice::save(this, tr("Save the rejected rows"), tr("rejected rows.xlsx"),
                             tr("Excel (*.xlsx)"), [this](const QString &path) {
                                 if (!path.isEmpty())
                                     saveRejects(path);
                             });
        });
    }
    connect(m_import, &OutcomeStep::undoRequested, this, &ImportPage::undoImport);
    connect(m_import, &OutcomeStep::showRequested, this, &ImportPage::showRecords);
}

void ImportPage::addActions()
{
    ActionRegistry::Spec forward;
    forward.id = QStringLiteral("import.next");
    forward.text = tr("Next step of the import");
    forward.icon = QStringLiteral("arrow-right");
    forward.shortcut = QKeySequence(Qt::ALT | Qt::Key_N);
    forward.group = tr("Import");
    forward.scope = ActionRegistry::Spec::Scope::Page;
    context().actions.add(forward, this, [this] { next(); });
    ActionRegistry::Spec backward = forward;
    backward.id = QStringLiteral("import.back");
    backward.text = tr("Previous step of the import");
    backward.icon = QStringLiteral("arrow-left");
    backward.shortcut = QKeySequence(Qt::ALT | Qt::Key_B);
    context().actions.add(backward, this, [this] { back(); });
}

void ImportPage::show(const Place &place)
{
    const bool busy = m_job && m_job->isRunning();
    if (!place.object.isEmpty() && place.object != m_object && !busy)
        m_file->setObject(place.object);
    // A finished import is over: a new visit begins a new one.
    if (m_step == Import && !busy) {
        clearFile();
        setStep(File);
    }
    refreshFoot();
    Q_EMIT headChanged();
    tellSettled();
}

QStringList ImportPage::breadcrumb() const
{
    const ObjectTypePtr object = context().configuration()->dictionary->find(m_object);
    return object ? QStringList{object->plural().in(context().language), tr("Import")}
                  : QStringList{tr("Import")};
}

QStringList ImportPage::statusTexts() const
{
    return {tr("Step %1 of %2").arg(m_step + 1).arg(4), tr("Alt+N next, Alt+B back")};
}

bool ImportPage::isSettled() const
{
    return !m_worker.isRunning() && !(m_job && m_job->isRunning());
}

void ImportPage::tellSettled()
{
    if (isSettled())
        Q_EMIT settled();
}

QWidget *ImportPage::focusTarget()
{
    switch (m_step) {
        case File:
            return m_preview ? static_cast<QWidget *>(m_next) : m_file->focusTarget();
        case Mapping:
            return m_mapping->focusTarget();
        case Check:
            return m_check->focusTarget();
        case Import:
            return m_import->focusTarget();
    }
    Q_UNREACHABLE();
}

QList<QWidget *> ImportPage::panes()
{
    if (m_step == Mapping)
        return {m_mapping->focusTarget(), m_mapping->sidePanel(), m_next};
    return {focusTarget(), m_next};
}

QStringList ImportPage::scenes() const
{
    return {QStringLiteral("mapping")};
}

void ImportPage::showScene(const QString &scene)
{
    if (scene != QLatin1String("mapping"))
        return;
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    QFile sample(m_folder->filePath(QStringLiteral("2026秋季展会名片.csv")));
    if (!sample.open(QIODevice::WriteOnly) || sample.write(SampleFile) < 0)
        return;
    sample.close();
    m_file->setObject(QStringLiteral("account"));
    openFile(sample.fileName());
    setStep(Mapping);
}

void ImportPage::setStep(Step step)
{
    m_step = step;
    m_stack->setCurrentIndex(step);
    m_steps->setCurrent(step);
    refreshFoot();
    Q_EMIT headChanged();
    if (isVisible())
        focusTarget()->setFocus(Qt::OtherFocusReason);
}

// Empty, or why the next step is not open.
QString ImportPage::canGoOn() const
{
    if (m_job && m_job->isRunning())
        return tr("Wait until this is done, or cancel it.");
    switch (m_step) {
        case File:
            return !m_path.isEmpty() && m_preview && !m_state.columns().isEmpty()
                       ? QString()
                       : tr("Choose a file first.");
        case Mapping:
            if (m_state.mappedCount() == 0)
                return tr("No column has a field yet.");
            for (const MappingFindings::Column &column : m_findings.columns) {
                if (!column.error.isEmpty())
                    return column.error;
            }
            return m_findings.error;
        case Check:
            if (!m_checked)
                return tr("The check did not come to its end.");
            return m_checked->counts.rejected < m_checked->counts.total ? QString()
                                                                        : tr("No row would come in.");
        case Import:
            return {};
    }
    Q_UNREACHABLE();
}

void ImportPage::refreshFoot()
{
    const ObjectTypePtr object = context().configuration()->dictionary->find(m_object);
    QString plural = object ? object->plural().in(context().language) : QString();
    if (context().language == Language::English)
        plural = plural.toLower();
    m_title->setText(tr("Import %1").arg(plural));
    m_save->setVisible(m_step == Mapping);
    m_back->setVisible(m_step != File);
    m_back->setEnabled(m_step != Import || !m_imported);
    m_hint->setText(m_step == Import
                        ? QString()
                        : tr("Nothing is written before step 4, and an import can be undone as a whole."));
    const Format &format = context().format;
    switch (m_step) {
        case File:
            m_next->setText(m_preview ? tr("Map %1 columns").arg(format.integer(m_preview->header.size()))
                                      : tr("Map the columns"));
            break;
        case Mapping:
            m_next->setText(m_tally ? tr("Check %1 rows").arg(format.integer(m_tally->rows))
                                    : tr("Check the rows"));
            break;
        case Check:
            m_next->setText(
                m_checked ? tr("Import %1 rows")
                                .arg(format.integer(m_checked->counts.total - m_checked->counts.rejected))
                          : tr("Import the rows"));
            break;
        case Import:
            m_next->setText(tr("Import another file"));
            break;
    }
    const QString why = canGoOn();
    m_next->setEnabled(why.isEmpty());
    m_next->setToolTip(why);
}

void ImportPage::next()
{
    if (!canGoOn().isEmpty())
        return;
    switch (m_step) {
        case File:
            setStep(Mapping);
            break;
        case Mapping:
            setStep(Check);
            runCheck();
            break;
        case Check:
            setStep(Import);
            runImport();
            break;
        case Import:
            clearFile();
            setStep(File);
            break;
    }
}

void ImportPage::back()
{
    if (m_step == File || !m_back->isEnabled())
        return;
    if (m_job && m_job->isRunning()) {
        // A running import is stopped by its own button, so that nobody undoes one by a stray key.
        if (m_step == Import)
            return;
        m_job.reset();
        m_watch.stop();
    }
    setStep(Step(m_step - 1));
}

void ImportPage::runCheck()
{
    m_checked.reset();
    startJob(m_check, true);
}

void ImportPage::runImport()
{
    m_imported.reset();
    startJob(m_import, false);
}

void ImportPage::startJob(OutcomeStep *outcome, bool dryRun)
{
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>();
    outcome->begin(m_preview->name);
    ImportEngine::Options options;
    options.dryRun = dryRun;
    options.table = statedOptions(*m_preview);
    options.rejectsFile = m_folder->filePath(QStringLiteral("rejected.xlsx"));
    m_job = std::make_unique<ImportJob>(context().commands, context().actor(), context().language);
    const Ticket ticket;
    const int number =
        dryRun ? -1 : context().notices.beginJob(tr("Importing %1").arg(m_preview->name), ticket);
    ImportJob *job = m_job.get();
    connect(job, &ImportJob::progress, this, [this, outcome, number](const ImportProgress &progress) {
        outcome->showProgress(progress);
        if (number >= 0)
            context().notices.jobProgress(number, progress.fraction,
                                          tr("%1 rows").arg(context().format.integer(progress.counts.total)));
    });
    connect(job, &ImportJob::finished, this, [this, outcome, number](const ImportReport &report) {
        m_watch.stop();
        if (number >= 0)
            context().notices.endJob(
                number, tr("Imported %1: %2 created, %3 updated, %4 rejected")
                            .arg(m_preview->name, context().format.integer(report.counts.created),
                                 context().format.integer(report.counts.updated),
                                 context().format.integer(report.counts.rejected)));
        finishJob(report, outcome);
    });
    connect(job, &ImportJob::failed, this, [this, outcome, number](const Error &error) {
        m_watch.stop();
        if (number >= 0)
            context().notices.endJob(number, describe(error));
        failJob(error, outcome);
    });
    // The list of jobs has its own Cancel.
    m_watch.disconnect();
    connect(&m_watch, &QTimer::timeout, this, [this, ticket] {
        if (ticket.isCancelled() && m_job)
            m_job->cancel();
    });
    if (number >= 0)
        m_watch.start();
    job->start(m_path, m_state.mapping(), options);
    refreshFoot();
    focusTarget()->setFocus(Qt::OtherFocusReason);
}

void ImportPage::finishJob(const ImportReport &report, OutcomeStep *outcome)
{
    if (report.dryRun)
        m_checked = report;
    else
        m_imported = report;
    outcome->showReport(report);
    refreshFoot();
    (m_next->isEnabled() ? static_cast<QWidget *>(m_next) : outcome->focusTarget())
        ->setFocus(Qt::OtherFocusReason);
    tellSettled();
}

void ImportPage::failJob(const Error &error, OutcomeStep *outcome)
{
    outcome->showFailure(describe(error));
    refreshFoot();
    tellSettled();
}

void ImportPage::saveRejects(const QString &path)
{
    const QString made = m_folder ? m_folder->filePath(QStringLiteral("rejected.xlsx")) : QString();
    m_worker.run<bool>(
        [made, path](const Ticket &) {
            if (QFile::exists(path) && !QFile::remove(path))
                return false;
            return QFile::copy(made, path);
        },
        [this, path](const bool &saved) {
            if (saved)
                context().notices.done(tr("Saved the rejected rows as %1").arg(QFileInfo(path).fileName()));
            else
                context().notices.failed(tr("%1 could not be written.").arg(path));
        });
}

void ImportPage::undoImport()
{
    if (!m_imported || (m_job && m_job->isRunning()))
        return;
    m_job = std::make_unique<ImportJob>(context().commands, context().actor(), context().language);
    m_import->undoButton()->setEnabled(false);
    connect(m_job.get(), &ImportJob::progress, m_import, &OutcomeStep::showProgress);
    connect(m_job.get(), &ImportJob::undone, this, [this](const ImportEngine::UndoReport &report) {
        m_import->showUndone(report);
        context().notices.done(m_import->message());
        refreshFoot();
        tellSettled();
    });
    connect(m_job.get(), &ImportJob::failed, this, [this](const Error &error) {
        m_import->undoButton()->setEnabled(true);
        failJob(error, m_import);
    });
    m_job->startUndo(m_imported->batch);
    refreshFoot();
}

void ImportPage::showRecords()
{
    if (!m_imported || !context().navigator)
        return;
    // Records that were only updated do not carry the batch.
    const bool created = m_imported->counts.created > 0;
    context().navigator->openList(
        m_object,
        created ? QStringLiteral("imported_batch_id = \"%1\"").arg(m_imported->batch.toString()) : QString(),
        created ? tr("Imported from %1").arg(m_preview->name) : QString());
}

}  // namespace dw::ui
