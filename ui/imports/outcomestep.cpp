// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/outcomestep.h"

#include "core/base/wording.h"
#include "ui/common/banner.h"
#include "ui/common/progressline.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/sectionhead.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/imports/texttablemodel.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace dw::ui
{

namespace
{

constexpr int MaxNotes = 8;
constexpr int RowColumn = 80;
constexpr int NameColumn = 200;

}  // namespace

OutcomeStep::OutcomeStep(UiContext &context, Kind kind, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_kind(kind)
    , m_head(new SectionHead(context.theme, {}))
    , m_banner(new Banner(context.theme, context.icons, Tone::Info, {}))
    , m_progress(new ProgressLine(context.theme))
    , m_doing(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_notes(new QLabel)
    , m_rejectsHead(new SectionHead(context.theme, tr("Rows that do not come in")))
    , m_table(new RecordTable(context.theme, context.icons))
    , m_model(new TextTableModel(this))
    , m_save(new QPushButton(context.icons.icon(QStringLiteral("download")), tr("Save error workbook")))
    , m_undo(new QPushButton(context.icons.icon(QStringLiteral("rotate-ccw")), tr("Undo the import")))
    , m_show(new QPushButton(context.icons.icon(QStringLiteral("list")), tr("Show the records")))
{
    const Theme &theme = context.theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), 0);
    column->setSpacing(theme.space(3));
    column->addWidget(m_head);
    column->addWidget(m_banner);
    auto *running = new QHBoxLayout;
    running->setSpacing(theme.space(3));
    m_progress->setFixedWidth(theme.size(Theme::Size::SideList));
    m_progress->setAccessibleName(tr("Progress"));
    running->addWidget(m_progress);
    running->addWidget(m_doing, 1);
    running->addWidget(m_cancel);
    column->addLayout(running);

    auto *figures = new QHBoxLayout;
    figures->setSpacing(theme.space(8));
    const bool check = kind == Kind::Check;
    addFigure(figures, QStringLiteral("created"), check ? tr("would be created") : tr("created"));
    addFigure(figures, QStringLiteral("updated"), check ? tr("would be updated") : tr("updated"));
    addFigure(figures, QStringLiteral("unchanged"), tr("unchanged"));
    addFigure(figures, QStringLiteral("incomplete"), tr("of these incomplete"));
    addFigure(figures, QStringLiteral("rejected"), tr("rejected"));
    figures->addStretch();
    column->addLayout(figures);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    buttons->addWidget(m_show);
    buttons->addWidget(m_undo);
    buttons->addStretch();
    column->addLayout(buttons);
    m_notes->setWordWrap(true);
    m_notes->setFont(theme.font(Theme::Scale::Small));
    m_notes->setTextFormat(Qt::PlainText);
    column->addWidget(m_notes);
    m_rejectsHead->addAction(m_save);
    column->addWidget(m_rejectsHead);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Rows that do not come in"));
    m_table->tableHeader()->setStretchLastSection(true);
    // As in the file: there is nothing that a click would do.
    m_table->tableHeader()->setSectionsClickable(false);
    column->addWidget(m_table, 1);
    column->addStretch();

    connect(m_cancel, &QPushButton::clicked, this, &OutcomeStep::cancelRequested);
    connect(m_save, &QPushButton::clicked, this, &OutcomeStep::saveRejectsRequested);
    connect(m_undo, &QPushButton::clicked, this, &OutcomeStep::undoRequested);
    connect(m_show, &QPushButton::clicked, this, &OutcomeStep::showRequested);
    begin({});
}

void OutcomeStep::addFigure(QHBoxLayout *row, const QString &key, const QString &label)
{
    const Theme &theme = m_context.theme;
    auto *cell = new QVBoxLayout;
    cell->setSpacing(0);
    auto *number = new TextLabel(theme, {}, Theme::Scale::Figure);
    auto *name = new TextLabel(theme, label, Theme::Scale::Small, Theme::Role::TextMuted);
    number->setElides(false);
    name->setElides(false);
    cell->addWidget(number);
    cell->addWidget(name);
    row->addLayout(cell);
    m_figures.append({key, number, name});
}

void OutcomeStep::setBusy(bool busy)
{
    m_progress->setVisible(busy);
    m_doing->setVisible(busy);
    m_cancel->setVisible(busy);
}

void OutcomeStep::begin(const QString &file)
{
    m_hasReport = false;
    m_message.clear();
    m_head->setTitle(m_kind == Kind::Check ? tr("Checking %1").arg(file) : tr("Importing %1").arg(file));
    m_head->setNote(m_kind == Kind::Check ? tr("Nothing is written.") : QString());
    m_banner->hide();
    m_progress->setRatio(0);
    m_doing->setText(tr("Reading the file"));
    setBusy(true);
    setCounts({});
    m_notes->hide();
    m_rejectsHead->hide();
    m_table->hide();
    m_undo->hide();
    m_show->hide();
    m_model->set({}, {});
}

void OutcomeStep::setCounts(const ImportCounts &counts)
{
    m_counts = counts;
    for (const Figure &figure : std::as_const(m_figures)) {
        const qint64 value = figure.key == QLatin1String("created")      ? counts.created
                             : figure.key == QLatin1String("updated")    ? counts.updated
                             : figure.key == QLatin1String("unchanged")  ? counts.unchanged
                             : figure.key == QLatin1String("incomplete") ? counts.incomplete
                                                                         : counts.rejected;
        figure.number->setText(m_context.format.integer(value));
        figure.number->setAccessibleName(figure.label->text() + QStringLiteral(": ") + figure.number->text());
        figure.number->setRole(figure.key == QLatin1String("rejected") && value > 0 ? Theme::Role::Danger
                                                                                    : Theme::Role::Text);
    }
}

qint64 OutcomeStep::count(const QString &key) const
{
    if (!m_hasReport)
        return -1;
    return key == QLatin1String("created")      ? m_counts.created
           : key == QLatin1String("updated")    ? m_counts.updated
           : key == QLatin1String("unchanged")  ? m_counts.unchanged
           : key == QLatin1String("incomplete") ? m_counts.incomplete
           : key == QLatin1String("rejected")   ? m_counts.rejected
                                                : m_counts.total;
}

QString OutcomeStep::message() const
{
    return m_message;
}

QWidget *OutcomeStep::focusTarget() const
{
    if (m_cancel->isVisibleTo(this))
        return m_cancel;
    return m_table->isVisibleTo(this) ? static_cast<QWidget *>(m_table) : m_show;
}

void OutcomeStep::showProgress(const ImportProgress &progress)
{
    if (m_hasReport && progress.stage != ImportProgress::Stage::Undoing)
        return;
    setBusy(true);
    m_progress->setRatio(progress.fraction);
    const QString rows = m_context.format.integer(progress.counts.total);
    switch (progress.stage) {
        case ImportProgress::Stage::Reading:
            m_doing->setText(tr("Reading the file"));
            break;
        case ImportProgress::Stage::Writing:
            m_doing->setText(m_kind == Kind::Check ? tr("%1 rows checked").arg(rows)
                                                   : tr("%1 rows done").arg(rows));
            setCounts(progress.counts);
            break;
        case ImportProgress::Stage::Finishing:
            m_doing->setText(tr("Adding up"));
            break;
        case ImportProgress::Stage::Undoing:
            m_doing->setText(tr("Undoing the import"));
            break;
    }
}

void OutcomeStep::showReport(const ImportReport &report)
{
    m_hasReport = true;
    setBusy(false);
    setCounts(report.counts);
    const QString total = m_context.format.integer(report.counts.total);
    m_message = m_kind == Kind::Check ? tr("%1 rows checked").arg(total) : tr("%1 rows imported").arg(total);
    m_head->setTitle(m_message);
    m_head->setNote(m_kind == Kind::Check ? tr("Nothing has been written yet.") : QString());
    QStringList notes;
    qsizetype left = 0;
    for (const FileFinding &note : report.notes) {
        QString text = wording(note.key, note.arguments);
        if (note.row > 0)
            text = tr("Row %1: %2").arg(m_context.format.integer(note.row), text);
        if (notes.size() < MaxNotes)
            notes.append(text);
        else
            ++left;
    }
    if (left > 0)
        notes.append(tr("and %1 more notes").arg(m_context.format.integer(left)));
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());

    QList<QStringList> rows;
    for (const ImportReject &reject : report.rejects)
        rows.append({m_context.format.integer(reject.row), reject.column, reject.reason});
    m_model->set({tr("Row"), tr("Column"), tr("Reason")}, rows, {0});
    const bool rejects = report.counts.rejected > 0;
    m_rejectsHead->setVisible(rejects);
    m_table->setVisible(rejects);
    if (rejects) {
        m_rejectsHead->setNote(report.counts.rejected > report.rejects.size()
                                   ? tr("the first %1 of %2")
                                         .arg(m_context.format.integer(report.rejects.size()),
                                              m_context.format.integer(report.counts.rejected))
                                   : m_context.format.integer(report.counts.rejected));
        m_table->setColumnWidth(0, RowColumn);
        m_table->setColumnWidth(1, NameColumn);
    }
    const bool wrote = m_kind == Kind::Import && !report.batch.isNull();
    m_undo->setVisible(wrote && report.counts.created + report.counts.updated > 0);
    m_undo->setEnabled(true);
    m_show->setVisible(m_kind == Kind::Import);
}

void OutcomeStep::showFailure(const QString &text)
{
    m_message = text;
    setBusy(false);
    m_head->setTitle(m_kind == Kind::Check ? tr("Not checked") : tr("Not imported"));
    m_head->setNote({});
    m_banner->setTone(Tone::Danger);
    m_banner->setText(text);
    m_banner->show();
}

void OutcomeStep::showUndone(const ImportEngine::UndoReport &report)
{
    setBusy(false);
    m_undo->hide();
    m_show->hide();
    m_message =
        report.kept > 0
            ? tr("The import is undone: %1 records removed, %2 restored. %3 stay, because they have been "
                 "changed "
                 "since.")
                  .arg(m_context.format.integer(report.removed), m_context.format.integer(report.restored),
                       m_context.format.integer(report.kept))
            : tr("The import is undone: %1 records removed, %2 restored.")
                  .arg(m_context.format.integer(report.removed), m_context.format.integer(report.restored));
    m_head->setTitle(tr("Import undone"));
    m_banner->setTone(report.kept > 0 ? Tone::Warning : Tone::Success);
    m_banner->setText(m_message);
    m_banner->show();
}

}  // namespace dw::ui
