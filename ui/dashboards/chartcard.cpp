// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/chartcard.h"

#include "ui/common/iconbutton.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/common/textlayout.h"
#include "ui/dashboards/chartwidget.h"
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
    auto *head = new QHBoxLayout;
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

// Every column as wide as its head and cells; the first text takes what is left and gives first; what lacks
// is scrolled to.
void ChartCard::fitColumns()
{
    int sum = 0;
    int first = -1;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const QString head = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        qreal wide = textWidth(m_theme, Theme::Scale::Small, Theme::Weight::Regular, head);
        for (int row = 0; row < std::min(m_model->rowCount(), MeasuredRows); ++row)
            wide = std::max(wide, textWidth(m_theme, Theme::Scale::Body, Theme::Weight::Strong,
                                            m_model->index(row, column).data().toString()));
        const bool atEdge = column == 0 || column == m_model->columnCount() - 1;
        m_table->setColumnWidth(column, int(std::ceil(wide)) + (atEdge ? 19 : 13));
        sum += m_table->columnWidth(column);
        if (first < 0 && m_table->records()->column(column).kind == CellSpec::Kind::Text)
            first = column;
    }
    first = std::max(first, 0);
    const int left = m_stack->width() - sum;
    if (m_model->columnCount() > 0)
        m_table->setColumnWidth(first, std::max(std::min(NameLeast, m_table->columnWidth(first)),
                                                m_table->columnWidth(first) + left));
}

void ChartCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    body()->activate();
    fitColumns();
}

void ChartCard::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
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
