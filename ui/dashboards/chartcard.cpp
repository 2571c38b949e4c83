// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/chartcard.h"

#include "ui/common/iconbutton.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/chartwidget.h"
#include "ui/dashboards/choicechip.h"
#include "ui/dashboards/resulttablemodel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

namespace
{

constexpr int MeasuredRows = 100;
constexpr int NameLeast = 96;
constexpr int HeadLeast = 44;  // so that a cut head still says a word

}  // namespace

ChartCard::ChartCard(const Theme &theme, const Icons &icons, const Format &format, ChartWidget *chart,
                     const QString &title, const QString &subtitle, QWidget *parent)
    : Card(theme, parent)
    , m_theme(theme)
    , m_chart(chart)
    , m_stack(new QStackedWidget)
    , m_table(new RecordTable(theme, icons))
    , m_model(new ResultTableModel(format, this))
    , m_subtitle(new TextLabel(theme, subtitle, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_failure(new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::Danger))
    , m_definition(new IconButton(icons, QStringLiteral("info"), tr("Definition of this figure"),
                                  IconButton::Extent::Bar))
    , m_toggle(new IconButton(icons, QStringLiteral("table-2"), tr("Show as table"), IconButton::Extent::Bar))
    , m_copy(new IconButton(icons, QStringLiteral("copy"), tr("Copy the table"), IconButton::Extent::Bar))
{
    setAccessibleName(title);
    m_head = new QHBoxLayout;
    QHBoxLayout *head = m_head;
    head->setContentsMargins(12, 6, 8, 6);
    head->setSpacing(theme.space(2));
    auto *name = new TextLabel(theme, title, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong);
    name->setElides(false);
    head->addWidget(name);
    head->addWidget(m_subtitle, 1);
    head->addWidget(m_copy);
    head->addWidget(m_definition);
    head->addWidget(m_toggle);
    body()->addLayout(head);
    m_failure->setWordWrap(true);
    m_failure->setAlignment(Qt::AlignCenter);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("%1, as a table").arg(title));
    m_table->tableHeader()->setSectionsClickable(false);
    m_table->installEventFilter(this);
    m_stack->addWidget(chart);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_failure);
    body()->addWidget(m_stack, 1);
    chart->setAccessibleName(title);
    m_toggle->setName(tr("Show as table"), QStringLiteral("V"));
    m_copy->hide();
    connect(m_toggle, &QToolButton::clicked, this, &ChartCard::toggleTable);
    connect(m_copy, &QToolButton::clicked, this, &ChartCard::copyTable);
    connect(m_definition, &QToolButton::clicked, this, &ChartCard::definitionAsked);
}

void ChartCard::setTable(const ResultTable &table)
{
    const bool asTable = showsTable();
    m_model->setTable(table);
    m_chart->setTable(table);
    for (int column = 0; column < table.columns.size(); ++column) {
        const ResultColumn::Type type = table.columns[column].type;
        const bool text = type == ResultColumn::Type::Text || type == ResultColumn::Type::Key ||
                          type == ResultColumn::Type::Reference;
        CellSpec spec;
        spec.kind = text ? CellSpec::Kind::Text : CellSpec::Kind::Number;
        m_table->records()->setColumn(column, spec);
    }
    fitColumns();
    m_stack->setCurrentIndex(asTable ? 1 : 0);
}

// Every column as wide as its head and cells; the first text takes what is left. Where all is too wide,
// amounts and heads take their short form, a column of keys that its row says anyway goes, the first text
// gives, and then heads are cut; never a figure.
void ChartCard::fitColumns()
{
    const int columns = m_model->columnCount();
    if (columns == 0)
        return;
    const int room = m_stack->width();
    const auto wanted = [this](int column) { return std::max(headWidth(column), cellWidth(column)); };
    m_model->setShort(false);
    int sum = 0;
    for (int column = 0; column < columns; ++column)
        sum += wanted(column);
    const bool isTight = sum > room;
    m_model->setShort(isTight);

    QList<int> shown;
    int first = -1;
    for (int column = 0; column < columns; ++column) {
        const bool isDropped = isTight && m_model->table().columns[column].type == ResultColumn::Type::Key;
        m_table->setColumnHidden(column, isDropped);
        if (!isDropped)
            shown.append(column);
        if (!isDropped && first < 0 && m_table->records()->column(column).kind == CellSpec::Kind::Text)
            first = column;
    }
    first = std::max(first, 0);
    int missing = -room;
    int slack = 0;
    for (const int column : std::as_const(shown)) {
        missing += wanted(column);
        if (column != first)
            slack += wanted(column) - std::max(cellWidth(column), std::min(HeadLeast, wanted(column)));
    }
    const int name = std::max(std::min(NameLeast, wanted(first)), wanted(first) - missing);
    missing = std::clamp(missing - (wanted(first) - name), 0, slack);
    for (const int column : std::as_const(shown)) {
        const int spare = wanted(column) - std::max(cellWidth(column), std::min(HeadLeast, wanted(column)));
        const int give = missing == 0 ? 0 : int(std::ceil(double(missing) * spare / slack));
        m_table->setColumnWidth(column, column == first ? name : wanted(column) - give);
    }
}

int ChartCard::headWidth(int column) const
{
    const QString head = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    return int(std::ceil(textWidth(m_theme, Theme::Scale::Small, Theme::Weight::Regular, head))) +
           padding(column);
}

int ChartCard::cellWidth(int column) const
{
    qreal wide = 0;
    for (int row = 0; row < std::min(m_model->rowCount(), MeasuredRows); ++row)
        wide = std::max(wide, textWidth(m_theme, Theme::Scale::Body, Theme::Weight::Strong,
                                        m_model->index(row, column).data().toString()));
    return int(std::ceil(wide)) + padding(column);
}

int ChartCard::padding(int column) const
{
    return column == 0 || column == m_model->columnCount() - 1 ? 19 : 13;
}

void ChartCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    body()->activate();
    fitColumns();
    fitSubtitle();
}

void ChartCard::setSubtitle(const QString &subtitle, const QString &shorter)
{
    m_wholeSubtitle = subtitle;
    m_shortSubtitle = shorter;
    fitSubtitle();
}

// The place that is left to it, which does not depend on its text.
void ChartCard::fitSubtitle()
{
    body()->activate();
    m_head->activate();
    const qreal wide = textWidth(m_theme, Theme::Scale::Small, Theme::Weight::Regular, m_wholeSubtitle);
    m_subtitle->setText(wide <= m_subtitle->width() ? m_wholeSubtitle : m_shortSubtitle);
}

ChoiceChip *ChartCard::addChip(const Icons &icons, const QString &field, const QString &is)
{
    auto *chip = new ChoiceChip(m_theme, icons, field, is, this);
    chip->setValueOnly(true);
    chip->hide();
    m_head->insertWidget(m_head->indexOf(m_subtitle) + 1, chip);
    return chip;
}

void ChartCard::setFailure(const QString &text)
{
    m_failure->setText(text);
    m_stack->setCurrentWidget(m_failure);
}

bool ChartCard::showsTable() const
{
    return m_stack->currentWidget() == m_table;
}

void ChartCard::toggleTable()
{
    const bool table = !showsTable();
    m_stack->setCurrentIndex(table ? 1 : 0);
    m_copy->setVisible(table);
    m_toggle->setIconName(table ? QStringLiteral("chart-column") : QStringLiteral("table-2"));
    m_toggle->setName(table ? tr("Show as chart") : tr("Show as table"), QStringLiteral("V"));
    m_stack->currentWidget()->setFocus();
}

void ChartCard::copyTable() const
{
    QApplication::clipboard()->setText(m_model->toText());
}

QWidget *ChartCard::definitionButton() const
{
    return m_definition;
}

bool ChartCard::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyTable();
        return true;
    }
    return Card::eventFilter(watched, event);
}

}  // namespace dw::ui
