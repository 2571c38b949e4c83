// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/columnpanel.h"

#include "ui/common/combobox.h"
#include "ui/common/fieldrow.h"
#include "ui/common/iconbutton.h"
#include "ui/common/pilllabel.h"
#include "ui/common/segments.h"
#include "ui/common/textlabel.h"
#include "ui/imports/fieldoptions.h"
#include "ui/imports/icontext.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

namespace dw::ui
{

namespace
{

// Currencies of files in daily work; any other can stand in a column of its own.
constexpr const char *Currencies[] = {"CNY", "USD", "EUR", "GBP", "JPY", "HKD",
                                      "TWD", "SGD", "KRW", "AUD", "CAD", "CHF"};

constexpr int ValueText = 86;

void fillFields(ComboBox *choice, const QList<FieldOption> &fields)
{
    for (const FieldOption &field : fields)
        choice->addItem(field.label, field.key);
}

}  // namespace

ColumnPanel::ColumnPanel(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_column(new QVBoxLayout(this))
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_pill(new PillLabel(context.theme, context.icons, {}, Tone::Danger, QStringLiteral("circle-alert")))
{
    const Theme &theme = context.theme;
    m_column->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(3));
    m_column->setSpacing(theme.space(2));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.space(2));
    head->addWidget(m_title, 1);
    head->addWidget(m_pill);
    m_column->addLayout(head);
}

QString ColumnPanel::shapeOf(const MappingState &state, const MappingFindings::Column &findings) const
{
    const MappingState::Column &column = state.columns()[m_index];
    QStringList parts{QString::number(m_index),
                      QString::number(state.history()),
                      findings.error,
                      findings.notes.join(QLatin1Char('\n')),
                      QString::number(findings.datesOpen),
                      QString::number(findings.dates ? int(*findings.dates) : -1)};
    for (const ImportTarget &target : column.targets)
        parts.append(target.field);
    for (const MappingFindings::Misfit &misfit : findings.misfits)
        parts.append(misfit.text + QLatin1Char('=') + column.targets.value(0).values.value(misfit.text));
    return parts.join(QLatin1Char('\x1f'));
}

void ColumnPanel::refreshHead(const MappingState &state, const MappingFindings::Column &findings)
{
    const MappingState::Column &column = state.columns()[m_index];
    m_title->setText(
        column.targets.isEmpty()
            ? column.header
            : tr("%1 → %2").arg(column.header, targetLabel(*state.object(), column.targets.first().field,
                                                           m_context.language)));
    m_pill->setVisible(findings.badRows > 0);
    m_pill->setState(
        findings.badRows == 1 ? tr("1 row") : tr("%1 rows").arg(m_context.format.integer(findings.badRows)),
        Tone::Danger, QStringLiteral("circle-alert"));
}

void ColumnPanel::show(const MappingState &state, int column, const MappingFindings::Column &findings)
{
    if (column < 0 || column >= state.columns().size())
        return;
    m_index = column;
    refreshHead(state, findings);
    const QString shape = shapeOf(state, findings);
    if (shape == m_shape && m_body)
        return;
    m_shape = shape;
    QString focused;  // the value whose meaning is being chosen keeps the keyboard
    for (auto value = m_values.constBegin(); value != m_values.constEnd(); ++value) {
        if (value.value()->hasFocus() || (value.value()->lineEdit() && value.value()->lineEdit()->hasFocus()))
            focused = value.key();
    }
    rebuild(state, findings);
    if (ComboBox *again = m_values.value(focused); again && !focused.isEmpty())
        again->setFocus();
}

void ColumnPanel::rebuild(const MappingState &state, const MappingFindings::Column &findings)
{
    if (m_body) {
        m_body->hide();
        m_body->deleteLater();
    }
    m_body = new QWidget;
    m_list = new QVBoxLayout(m_body);
    m_list->setContentsMargins(0, 0, 0, 0);
    m_list->setSpacing(m_context.theme.space(2));
    m_column->addWidget(m_body);
    m_values.clear();
    m_order.clear();
    m_dates = m_missing = nullptr;
    m_naming = m_currency = m_also = nullptr;

    const MappingState::Column &column = state.columns()[m_index];
    if (column.targets.isEmpty()) {
        addNote(tr("This column is left out. Choose a field for it to bring it in."));
        return;
    }
    const ImportTarget &target = column.targets.first();
    if (!findings.error.isEmpty())
        addNote(findings.error, Theme::Role::Danger);
    for (const QString &note : findings.notes)
        addNote(note);
    addValues(state, findings);
    if (const Field *field = targetField(*state.object(), target.field)) {
        if (field->type == FieldType::Date || field->type == FieldType::DateTime)
            addDates(findings, target);
        if (field->type == FieldType::Money)
            addCurrency(target);
        if (!field->target.isEmpty() &&
            valueOptions(*m_context.configuration(), *state.object(), target.field, m_context.language)
                .isEmpty())
            addReference(state, target);
    }
    addFurther(state);
    m_body->show();
}

void ColumnPanel::addNote(const QString &text, Theme::Role role)
{
    auto *note = new QLabel(text);
    note->setFont(m_context.theme.font(Theme::Scale::Small));
    QPalette palette = note->palette();
    palette.setColor(QPalette::WindowText, m_context.theme.color(role));
    note->setPalette(palette);
    note->setWordWrap(true);
    m_list->addWidget(note);
}

void ColumnPanel::addValues(const MappingState &state, const MappingFindings::Column &findings)
{
    if (findings.misfits.isEmpty())
        return;
    const ImportTarget &target = state.columns()[m_index].targets.first();
    const QList<ValueOption> options =
        valueOptions(*m_context.configuration(), *state.object(), target.field, m_context.language);
    qsizetype open = 0;
    for (const MappingFindings::Misfit &misfit : findings.misfits)
        open += misfit.fits ? 0 : 1;
    if (!options.isEmpty()) {
        addNote(
            open == 0 ? tr("What these values mean is kept with the mapping.")
            : open == 1
                ? tr("1 value is not in the list. Say what it means; the choice is kept with the mapping.")
                : tr("%1 values are not in the list. Say what they mean; the choice is kept with the "
                     "mapping.")
                      .arg(m_context.format.integer(open)));
    } else {
        addNote(tr("These rows will be rejected unless the file is mended or the column left out."));
    }
    int shown = 0;
    for (const MappingFindings::Misfit &misfit : findings.misfits) {
        if (++shown > MaxValues) {
            addNote(
                tr("and %1 more values").arg(m_context.format.integer(findings.misfits.size() - MaxValues)));
            break;
        }
        m_order.append(misfit.text);
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(m_context.theme.space(2));
        auto *text = new TextLabel(m_context.theme, misfit.text.simplified(), Theme::Scale::Body);
        auto *count = new TextLabel(m_context.theme, m_context.format.integer(misfit.rows),
                                    Theme::Scale::Small, Theme::Role::TextMuted);
        count->setElides(false);
        row->addWidget(text, options.isEmpty() ? 1 : 0);
        if (options.isEmpty()) {
            text->setToolTip(misfit.reason);
            row->addWidget(count);
            m_list->addWidget(line);
            continue;
        }
        text->setFixedWidth(ValueText);
        row->addWidget(count);
        auto *arrow = new IconText(m_context.icons);
        arrow->set(QStringLiteral("arrow-right"), {}, Theme::Role::TextMuted);
        row->addWidget(arrow);
        auto *choice = new ComboBox(m_context.theme);
        choice->setPlaceholder(tr("Choose"));
        for (const ValueOption &option : options)
            choice->addItem(option.label, option.key);
        choice->setCurrentIndex(choice->findData(target.values.value(misfit.text)));
        choice->setAccessibleName(tr("Meaning of %1").arg(misfit.text.simplified()));
        row->addWidget(choice, 1);
        m_list->addWidget(line);
        m_values.insert(misfit.text, choice);
        connect(choice, &QComboBox::currentIndexChanged, this,
                [this, choice, value = misfit.text](int index) {
                    Q_EMIT valueChosen(m_index, value, choice->itemData(index).toString());
                });
    }
}

void ColumnPanel::addDates(const MappingFindings::Column &findings, const ImportTarget &target)
{
    m_dates = new Segments(m_context.theme, m_context.icons);
    m_dates->addSegment(tr("Guess"));
    m_dates->addSegment(tr("Year first"));
    m_dates->addSegment(tr("Month first"));
    m_dates->addSegment(tr("Day first"));
    m_dates->setCurrent(target.dates ? int(*target.dates) + 1 : 0);
    m_dates->setAccessibleName(tr("Order of dates"));
    if (!target.dates) {
        const QString order = !findings.dates                     ? QString()
                              : *findings.dates == DateOrder::Mdy ? tr("month first")
                              : *findings.dates == DateOrder::Dmy ? tr("day first")
                                                                  : tr("year first");
        if (findings.datesOpen)
            addNote(tr("The dates fit several orders. Guessed: %1. Say which is right.").arg(order),
                    Theme::Role::Warning);
        else
            addNote(order.isEmpty() ? tr("The dates can be read in one way only.")
                                    : tr("The dates show their order: %1.").arg(order));
    }
    m_list->addWidget(m_dates, 0, Qt::AlignLeft);
    connect(m_dates, &Segments::chosen, this, [this](int index) { Q_EMIT datesChosen(m_index, index - 1); });
}

void ColumnPanel::addCurrency(const ImportTarget &target)
{
    m_currency = new ComboBox(m_context.theme);
    const QString own = m_context.configuration()->settings.currency.code();
    m_currency->addItem(tr("As the cell or head says, else %1").arg(own), QString());
    for (const char *code : Currencies)
        m_currency->addItem(QLatin1String(code), QLatin1String(code));
    if (target.currency && m_currency->findData(target.currency->code()) < 0)
        m_currency->addItem(target.currency->code(), target.currency->code());
    m_currency->setCurrentIndex(target.currency ? m_currency->findData(target.currency->code()) : 0);
    m_list->addWidget(
        new FieldRow(m_context.theme, m_context.icons, tr("Currency of the amounts"), m_currency));
    connect(m_currency, &QComboBox::currentIndexChanged, this,
            [this](int index) { Q_EMIT currencyChosen(m_index, m_currency->itemData(index).toString()); });
}

void ColumnPanel::addReference(const MappingState &state, const ImportTarget &target)
{
    m_naming = new ComboBox(m_context.theme);
    m_naming->addItem(tr("Number, key or name"), QString());
    fillFields(m_naming,
               namingFields(*m_context.configuration(), *state.object(), target.field, m_context.language));
    m_naming->setCurrentIndex(std::max(0, m_naming->findData(target.by)));
    m_list->addWidget(
        new FieldRow(m_context.theme, m_context.icons, tr("The texts name a record by"), m_naming));
    connect(m_naming, &QComboBox::currentIndexChanged, this,
            [this](int index) { Q_EMIT namingChosen(m_index, m_naming->itemData(index).toString()); });
    m_missing = new Segments(m_context.theme, m_context.icons);
    m_missing->addSegment(tr("Create it"));
    m_missing->addSegment(tr("Leave empty"));
    m_missing->addSegment(tr("Reject the row"));
    m_missing->setCurrent(int(target.missing));
    auto *row =
        new FieldRow(m_context.theme, m_context.icons, tr("Where there is no such record"), m_missing);
    row->setHelp(tr("A record made so is marked incomplete."));
    m_list->addWidget(row);
    connect(m_missing, &Segments::chosen, this,
            [this](int index) { Q_EMIT missingChosen(m_index, MissingReference(index)); });
}

void ColumnPanel::addFurther(const MappingState &state)
{
    const MappingState::Column &column = state.columns()[m_index];
    for (qsizetype i = 1; i < column.targets.size(); ++i) {
        const QString field = column.targets[i].field;
        const QString label = targetLabel(*state.object(), field, m_context.language);
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(new TextLabel(m_context.theme, tr("also fills %1").arg(label), Theme::Scale::Body), 1);
        auto *drop = new IconButton(m_context.icons, QStringLiteral("x"), tr("Do not fill %1").arg(label),
                                    IconButton::Extent::Bar);
        row->addWidget(drop);
        m_list->addWidget(line);
        connect(drop, &QToolButton::clicked, this, [this, field] { Q_EMIT targetRemoved(m_index, field); });
    }
    m_also = new ComboBox(m_context.theme);
    m_also->setPlaceholder(tr("Fill another field too"));
    m_also->setAccessibleName(tr("Another field that this column fills"));
    for (const FieldOption &field : fieldOptions(
             *m_context.configuration(), m_context.actor ? m_context.actor() : Actor(), *state.object(),
             m_context.language, state.history() ? HistoryFields::With : HistoryFields::Without)) {
        if (state.columnOf(field.key) < 0)
            m_also->addItem(field.label, field.key);
    }
    m_also->setCurrentIndex(-1);
    m_list->addWidget(m_also);
    connect(m_also, &QComboBox::activated, this,
            [this](int index) { Q_EMIT targetAdded(m_index, m_also->itemData(index).toString()); });
}

}  // namespace dw::ui
