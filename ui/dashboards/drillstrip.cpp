// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/drillstrip.h"

#include "ui/common/format.h"
#include "ui/common/iconbutton.h"
#include "ui/common/paint.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/dashboards/drillmodel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int FootLeast = 4;  // the card's round corners

QString sortField(int column)
{
    switch (column) {
        case DrillModel::Deal:
            return QStringLiteral("name");
        case DrillModel::Customer:
            return QStringLiteral("account_id");
        case DrillModel::Owner:
            return QStringLiteral("owner_id");
        case DrillModel::Amount:
            return QStringLiteral("amount");
        case DrillModel::DaysHere:
            return QStringLiteral("stage_entered_at");
        default:
            return QStringLiteral("next_step_at");
    }
}

}  // namespace

DrillStrip::DrillStrip(const Theme &theme, const Icons &icons, const Format &format, QWidget *parent)
    : Card(theme, parent)
    , m_theme(theme)
    , m_format(format)
    , m_title(new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_note(new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_hint(new TextLabel(theme, tr("Choose a bar or a row: its deals are listed here."), Theme::Scale::Body,
                           Theme::Role::TextMuted))
    , m_open(new QPushButton(icons.icon(QStringLiteral("maximize-2")), tr("Open as list")))
    , m_close(
          new IconButton(icons, QStringLiteral("x"), tr("Close the list of deals"), IconButton::Extent::Bar))
    , m_stack(new QStackedWidget)
    , m_table(new RecordTable(theme, icons))
    , m_model(new DrillModel(format, this))
{
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 8, 4);
    head->setSpacing(theme.space(2));
    m_title->setElides(false);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    head->addWidget(m_open);
    head->addWidget(m_close);
    body()->addLayout(head);
    body()->setContentsMargins(1, 1, 1, FootLeast);
    m_hint->setAlignment(Qt::AlignCenter);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Deals of what is chosen"));
    using Kind = CellSpec::Kind;
    m_table->records()->setColumn(DrillModel::Deal, {Kind::Text, true, false});
    m_table->records()->setColumn(DrillModel::Amount, {Kind::Number, false, false});
    m_table->records()->setColumn(DrillModel::DaysHere, {Kind::Number, false, false});
    m_table->records()->setColumn(DrillModel::Owner, {Kind::Text, false, true});
    m_table->records()->setColumn(DrillModel::Customer, {Kind::Text, false, true});
    // Texts share what the figures leave.
    m_table->tableHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const auto &[column, width] : {std::pair{DrillModel::Owner, 132}, std::pair{DrillModel::Amount, 112},
                                        std::pair{DrillModel::DaysHere, 96}}) {
        m_table->tableHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        m_table->setColumnWidth(column, width);
    }
    m_table->tableHeader()->setSectionsClickable(true);
    m_table->tableHeader()->setProperty("keyboardAction", QStringLiteral("insight.sort"));
    m_table->tableHeader()->setSortIndicatorShown(true);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_table);
    body()->addWidget(m_stack, 1);
    connect(m_open, &QPushButton::clicked, this, &DrillStrip::openList);
    connect(&theme, &Theme::changed, this, &DrillStrip::fitRows);
    connect(m_close, &QToolButton::clicked, this, &DrillStrip::closed);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const RecordRef record = m_model->record(index.row()); !record.id.isNull())
            Q_EMIT openRecord(record);
    });
    connect(m_table->tableHeader(), &QHeaderView::sectionClicked, this, &DrillStrip::headClicked);
    clear();
}

QString DrillStrip::title() const
{
    return m_title->text();
}

void DrillStrip::begin(const QString &title, const QString &filter, const QString &note)
{
    m_filter = filter;
    m_tail = note;
    m_title->setText(title);
    m_note->setText({});
    m_open->show();
    m_close->show();
    m_stack->setCurrentWidget(m_table);
    setAccessibleName(title);
    update();
}

QString DrillStrip::amounts(const DrillPage &page) const
{
    QStringList parts;
    for (const Report::Figure &figure : page.amounts) {
        if (figure.value.isNull())
            continue;
        const Money money = figure.value.money();
        const QString shown = m_format.moneyShort(money.minor, money.currency.minorDigits());
        parts.append(page.amounts.size() > 1 ? shown + QChar(0x00a0) + money.currency.code() : shown);
    }
    return parts.join(QLatin1String(" + "));
}

void DrillStrip::setPage(const DrillPage &page, Instant now, const BusinessZone &zone)
{
    m_count = page.count;
    QStringList parts{page.count == 1 ? tr("1 deal") : tr("%1 deals").arg(m_format.integer(page.count))};
    if (const QString sum = amounts(page); !sum.isEmpty())
        parts.append(sum);
    if (!m_tail.isEmpty())
        parts.append(m_tail);
    if (page.count > page.deals.size())
        parts.append(tr("the first %1 are shown").arg(m_format.integer(page.deals.size())));
    m_note->setText(m_format.clauses(parts));
    m_model->setPage(page, now, zone);
    if (!page.deals.isEmpty())
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void DrillStrip::setFailure(const QString &text)
{
    m_hint->setText(text);
    m_stack->setCurrentWidget(m_hint);
}

void DrillStrip::clear()
{
    m_filter.clear();
    m_count = 0;
    m_title->setText(tr("Deals"));
    m_note->setText({});
    m_hint->setText(tr("Choose a bar or a row: its deals are listed here."));
    m_open->hide();
    m_close->hide();
    m_stack->setCurrentWidget(m_hint);
    update();
}

RecordRef DrillStrip::currentRecord() const
{
    return m_filter.isEmpty() ? RecordRef() : m_model->record(m_table->currentIndex().row());
}

void DrillStrip::setSortKey(const QString &key)
{
    m_sort = key;
    const bool down = key.startsWith(QLatin1Char('-'));
    const QString field = down ? key.mid(1) : key;
    for (int column = 0; column < DrillModel::ColumnCount; ++column) {
        if (sortField(column) == field) {
            // The longest stay is the earliest entry.
            const bool turned = column == DrillModel::DaysHere;
            const QSignalBlocker quiet(m_table->tableHeader());
            m_table->tableHeader()->setSortIndicator(
                column, down != turned ? Qt::DescendingOrder : Qt::AscendingOrder);
        }
    }
}

void DrillStrip::sortByCell()
{
    if (!m_filter.isEmpty() && m_table->currentIndex().isValid())
        headClicked(m_table->currentIndex().column());
}

void DrillStrip::headClicked(int column)
{
    const QString field = sortField(column);
    const bool numbers = column == DrillModel::Amount;
    const QString first = numbers ? QLatin1Char('-') + field : field;
    const QString second = numbers ? field : QLatin1Char('-') + field;
    setSortKey(m_sort == first ? second : first);
    Q_EMIT sortChanged(m_sort);
}

void DrillStrip::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    fitRows();
}

// What is chosen brings its buttons, which make the head higher.
bool DrillStrip::event(QEvent *event)
{
    const bool done = Card::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fitRows();
    return done;
}

// Whole rows only: a row cut by the card's edge reads as a mistake. What is left over is air below them.
void DrillStrip::fitRows()
{
    body()->activate();
    const int foot = body()->contentsMargins().bottom();
    const int room = m_stack->height() + foot - FootLeast - m_table->tableHeader()->sizeHint().height();
    const int row = m_table->verticalHeader()->defaultSectionSize();
    const int wanted = FootLeast + (room > row ? room % row : 0);
    if (wanted == foot)
        return;
    body()->setContentsMargins(1, 1, 1, wanted);
    body()->activate();
}

void DrillStrip::paintEvent(QPaintEvent *event)
{
    Card::paintEvent(event);
    if (m_filter.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Container), {},
                 m_theme.color(Theme::Role::Link));
}

}  // namespace dw::ui
