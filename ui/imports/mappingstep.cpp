// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/mappingstep.h"

#include "ui/common/banner.h"
#include "ui/common/combobox.h"
#include "ui/common/textlabel.h"
#include "ui/imports/columnpanel.h"
#include "ui/imports/fieldoptions.h"
#include "ui/imports/icontext.h"
#include "ui/imports/mappingrow.h"
#include "ui/imports/recordpanel.h"
#include "ui/imports/rulespanel.h"

#include <QBoxLayout>
#include <QFrame>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include <algorithm>

namespace dw::ui
{

namespace
{

QFrame *hairline(const Theme &theme)
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::NoFrame);
    line->setFixedHeight(theme.size(Theme::Size::Border));
    line->setAutoFillBackground(true);
    QPalette palette = line->palette();
    palette.setColor(QPalette::Window, theme.color(Theme::Role::Border));
    line->setPalette(palette);
    return line;
}

QScrollArea *scrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    // The plane behind shows: surface for the table, background for the panel.
    content->setAutoFillBackground(false);
    area->viewport()->setAutoFillBackground(false);
    return area;
}

}  // namespace

MappingStep::MappingStep(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_note(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::TextMuted))
    , m_saved(new ComboBox(context.theme))
    , m_banner(new Banner(context.theme, context.icons, Tone::Warning, {}))
    , m_fields(new QStandardItemModel(this))
    , m_file(new TextLabel(context.theme, {}, Theme::Scale::Body))
    , m_facts(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_column(new ColumnPanel(context))
    , m_record(new RecordPanel(context))
    , m_rules(new RulesPanel(context))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildTable(), 1);
    m_side = buildSide();
    row->addWidget(m_side);
    m_banner->hide();
    connect(m_saved, &QComboBox::activated, this, [this](int index) {
        if (index == m_saved->count() - 1) {
            Q_EMIT mappingFileWanted();
        } else {
            Q_EMIT savedChosen(m_saved->itemData(index).toString());
        }
    });
}

QWidget *MappingStep::buildTable()
{
    const Theme &theme = m_context.theme;
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto *head = new QWidget;
    head->setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    line->setSpacing(theme.space(2));
    m_title->setElides(false);
    line->addWidget(m_title);
    line->addWidget(m_note, 1);
    auto *label = new TextLabel(theme, tr("Mapping"), Theme::Scale::Small, Theme::Role::TextMuted);
    label->setElides(false);
    line->addWidget(label);
    m_saved->setAccessibleName(tr("Saved mapping"));
    m_saved->setFixedWidth(theme.size(Theme::Size::LabelColumn) * 2);
    line->addWidget(m_saved);
    column->addWidget(head);
    column->addWidget(m_banner);

    auto *titles = new QWidget;
    titles->setFixedHeight(theme.size(Theme::Size::TableHeader));
    titles->setAutoFillBackground(true);
    titles->setBackgroundRole(QPalette::Window);
    auto *row = new QHBoxLayout(titles);
    row->setContentsMargins(theme.space(4), 0, theme.space(3), 0);
    row->setSpacing(theme.space(3));
    const auto title = [&](const QString &text, int width) {
        auto *made = new TextLabel(theme, text, Theme::Scale::Small, Theme::Role::TextMuted);
        if (width > 0)
            made->setFixedWidth(width);
        row->addWidget(made, width > 0 ? 0 : 1);
        return made;
    };
    title(tr("Column in the file"), MappingColumns::Name);
    m_examplesHead = title(tr("First values"), MappingColumns::Examples);
    title({}, MappingColumns::Arrow);
    title(tr("Field in Dealwright"), 0);
    title(tr("Match"), MappingColumns::Match);
    column->addWidget(titles);
    column->addWidget(hairline(theme));

    auto *rows = new QWidget;
    m_list = new QVBoxLayout(rows);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(0);
    m_list->addStretch();
    column->addWidget(scrolling(rows), 1);
    return left;
}

void MappingStep::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void MappingStep::fitColumns()
{
    const int examples = MappingColumns::examplesIn(width() - m_side->width());
    m_examplesHead->setFixedWidth(examples);
    for (MappingRow *row : std::as_const(m_rows))
        row->setExamplesWidth(examples);
}

QWidget *MappingStep::buildSide()
{
    const Theme &theme = m_context.theme;
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *file = new QWidget;
    auto *row = new QHBoxLayout(file);
    row->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(2));
    row->setSpacing(theme.space(2));
    auto *icon = new IconText(m_context.icons);
    icon->set(QStringLiteral("file-spreadsheet"), {}, Theme::Role::TextMuted);
    row->addWidget(icon);
    auto *about = new QVBoxLayout;
    about->setSpacing(0);
    about->addWidget(m_file);
    about->addWidget(m_facts);
    row->addLayout(about, 1);
    column->addWidget(file);
    column->addWidget(hairline(theme));
    column->addWidget(m_column);
    column->addWidget(hairline(theme));
    column->addWidget(m_record);
    column->addWidget(hairline(theme));
    column->addWidget(m_rules);
    column->addStretch();
    auto *side = new QFrame;
    side->setProperty("plane", QStringLiteral("panel"));
    side->setFixedWidth(theme.size(Theme::Size::FactsPanel));
    auto *whole = new QVBoxLayout(side);
    whole->setContentsMargins(theme.size(Theme::Size::Border), 0, 0, 0);
    whole->addWidget(scrolling(content));
    return side;
}

void MappingStep::fillFields(const MappingState &state)
{
    const QString key = state.object()->key() + (state.history() ? QLatin1String("+") : QLatin1String("-"));
    if (key == m_fieldsFor)
        return;
    m_fieldsFor = key;
    std::vector<std::unique_ptr<QSignalBlocker>> quiet;
    for (MappingRow *row : std::as_const(m_rows))
        quiet.push_back(std::make_unique<QSignalBlocker>(row->fieldChoice()));
    m_fields->clear();
    const auto add = [this](const QString &label, const QString &field) {
        auto *item = new QStandardItem(label);
        item->setData(field, Qt::UserRole);
        m_fields->appendRow(item);
    };
    add(tr("Leave out"), QString());
    for (const FieldOption &field : fieldOptions(
             *m_context.configuration(), m_context.actor ? m_context.actor() : Actor(), *state.object(),
             m_context.language, state.history() ? HistoryFields::With : HistoryFields::Without))
        add(field.required ? field.label + QStringLiteral(" *") : field.label, field.key);
}

void MappingStep::begin(const MappingState &state, const QString &file, const QString &facts,
                        qsizetype records)
{
    for (MappingRow *row : std::as_const(m_rows)) {
        // Its choice follows the shared list of fields until it is gone, which is no choice of the person.
        row->disconnect(this);
        row->hide();
        row->deleteLater();
    }
    m_rows.clear();
    m_fieldsFor.clear();
    fillFields(state);
    const int count = int(std::min<qsizetype>(state.columns().size(), MaxColumns));
    for (int i = 0; i < count; ++i) {
        auto *row = new MappingRow(m_context.icons, i, m_fields);
        m_list->insertWidget(i, row);
        m_rows.append(row);
        connect(row, &MappingRow::fieldChosen, this, &MappingStep::fieldChosen);
        connect(row, &MappingRow::madeCurrent, this, &MappingStep::setCurrentColumn);
    }
    fitColumns();
    m_file->setText(file);
    setFacts(facts);
    m_record->setCount(records);
    m_current = 0;
    showNotice(
        state.columns().size() > MaxColumns
            ? tr("Only the first %1 columns can be mapped here.").arg(m_context.format.integer(MaxColumns))
            : QString());
    showState(state, {});
}

void MappingStep::setFacts(const QString &facts)
{
    m_facts->setText(facts);
}

void MappingStep::showState(const MappingState &state, const MappingFindings &findings)
{
    m_state = state;
    m_findings = findings;
    fillFields(state);
    int wrong = int(findings.requiredMissing.size());
    int doubtful = 0;
    for (qsizetype i = 0; i < state.columns().size(); ++i) {
        const MappingState::Column &column = state.columns()[i];
        const MappingFindings::Column found = findings.columns.value(i);
        const bool bad = !found.error.isEmpty() || found.badRows > 0;
        wrong += bad ? 1 : 0;
        doubtful += !bad && !column.targets.isEmpty() && column.origin == MappingState::Origin::Proposed &&
                            column.how == HeaderProposal::How::Values
                        ? 1
                        : 0;
        if (MappingRow *row = m_rows.value(i)) {
            row->show(column, found, m_context.format);
            row->setCurrent(i == m_current);
        }
    }
    m_title->setText(tr("%1 of %2 columns have a field")
                         .arg(m_context.format.integer(state.mappedCount()),
                              m_context.format.integer(state.columns().size())));
    QStringList notes;
    if (!findings.error.isEmpty())
        notes.append(findings.error);
    if (!findings.requiredMissing.isEmpty())
        notes.append(tr("no column for %1").arg(m_context.format.list(findings.requiredMissing)));
    if (wrong > 0)
        notes.append(tr("%1 to fix").arg(m_context.format.integer(wrong)));
    if (doubtful > 0)
        notes.append(tr("%1 to look at").arg(m_context.format.integer(doubtful)));
    m_note->setText(m_context.format.clauses(notes));
    m_note->setToolTip(m_note->text());
    m_note->setRole(findings.error.isEmpty() ? Theme::Role::TextMuted : Theme::Role::Danger);
    m_column->show(state, m_current, findings.columns.value(m_current));
    m_rules->show(state, findings);
}

QString MappingStep::summary() const
{
    return m_title->text() + QStringLiteral("  ") + m_note->text();
}

void MappingStep::showRecord(const RecordSketch &sketch)
{
    m_record->show(sketch);
}

void MappingStep::showNotice(const QString &text)
{
    m_banner->setText(text);
    m_banner->setVisible(!text.isEmpty());
}

void MappingStep::showSaved(const QStringList &names, const QString &current)
{
    m_saved->clear();
    m_saved->addItem(tr("As proposed"), QString());
    for (const QString &name : names)
        m_saved->addItem(name, name);
    m_saved->addItem(tr("From a mapping file …"), QString());
    m_saved->setCurrentIndex(std::max(0, m_saved->findData(current)));
}

void MappingStep::setCurrentColumn(int column)
{
    if (column == m_current || column < 0 || column >= m_rows.size())
        return;
    if (MappingRow *before = m_rows.value(m_current))
        before->setCurrent(false);
    m_current = column;
    m_rows[column]->setCurrent(true);
    m_column->show(m_state, m_current, m_findings.columns.value(m_current));
    Q_EMIT currentColumnChanged(column);
}

QWidget *MappingStep::focusTarget() const
{
    return m_rows.isEmpty() ? static_cast<QWidget *>(m_saved) : m_rows.value(m_current)->fieldChoice();
}

}  // namespace dw::ui
