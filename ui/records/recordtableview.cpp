// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/recordtableview.h"

#include "ui/common/recorddelegate.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlayout.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/pageactions.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

namespace
{

constexpr int NameWidth = 220;
constexpr int NameLeast = 132;
constexpr int NameWide = 280;
constexpr int HeadPadding = 12;
constexpr int ArrowSpace = 16;

}  // namespace

RecordTableView::RecordTableView(UiContext &context, RecordListModel *model, QWidget *parent)
    : RecordTable(context.theme, context.icons, parent), m_context(context), m_model(model)
{
    setModel(model);
    tableHeader()->setMarkColumn(0);
    tableHeader()->setSectionsMovable(true);
    tableHeader()->setFirstSectionMovable(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layoutColumns();
    connect(tableHeader(), &TableHeader::markAllToggled, this, [this] {
        if (m_model->markedCount() > 0)
            m_model->clearMarks();
        else
            m_model->markAllMatching();
    });
    connect(tableHeader(), &QHeaderView::sectionClicked, this, &RecordTableView::sortBy);
    // What the heads do for a mouse (test::KeyboardReach).
    tableHeader()->setProperty("keyboardAction", QStringLiteral("list.sort"));
    tableHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(tableHeader(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        Q_EMIT headMenuRequested(tableHeader()->logicalIndexAt(at), tableHeader()->mapToGlobal(at));
    });
    connect(tableHeader(), &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (m_layingOut || section >= m_model->columns().size())
            return;
        QJsonObject widths = m_context.settings.value(settingsKey()).toObject();
        widths.insert(m_model->columns().at(section).key, size);
        m_wanted[section] = size;
        m_context.settings.setValue(settingsKey(), widths);
        stretch();
    });
    connect(tableHeader(), &QHeaderView::sectionMoved, this, [this] {
        if (m_layingOut)
            return;
        QStringList keys;
        for (int visual = 0; visual < tableHeader()->count(); ++visual) {
            const ListColumn &column = m_model->columns().at(tableHeader()->logicalIndex(visual));
            if (column.source != ListColumn::Source::Mark)
                keys.append(column.key);
        }
        Q_EMIT columnMoved(keys);
    });
    connect(model, &RecordListModel::marksChanged, this, &RecordTableView::marksChanged);
    connect(model, &RecordListModel::rowsReplaced, this, &RecordTableView::rowsReplaced);
}

void RecordTableView::sortBy(int section)
{
    if (section < 0 || section >= m_model->columns().size() || !m_model->columns().at(section).sortable)
        return;
    const ListColumn &column = m_model->columns().at(section);
    // Numbers and dates start with the largest, text with the first.
    const bool descendingFirst = column.align == Qt::AlignRight;
    const QString up = column.key;
    const QString down = QLatin1Char('-') + column.key;
    const QString next = m_sort == up ? down : m_sort == down ? up : descendingFirst ? down : up;
    Q_EMIT sortRequested(next);
}

void RecordTableView::addSortAction(const PageActions &actions)
{
    actions.add("list.sort", tr("Sort by the column of the cell"), "arrow-up-down", QKeySequence(Qt::Key_S),
                [this] { sortBy(currentIndex().column()); });
}

QString RecordTableView::settingsKey() const
{
    return QStringLiteral("list.widths.") + m_model->source().object;
}

void RecordTableView::setDensity(Theme::Size rowSize)
{
    setRowSize(rowSize);
}

void RecordTableView::layoutColumns()
{
    m_layingOut = true;
    const QJsonObject widths = m_context.settings.value(settingsKey()).toObject();
    const QList<ListColumn> &columns = m_model->columns();
    for (int visual = 0; visual < tableHeader()->count(); ++visual) {
        const int at = tableHeader()->visualIndex(visual);
        if (at != visual)
            tableHeader()->moveSection(at, visual);
    }
    m_wanted.clear();
    m_least.clear();
    for (int i = 0; i < columns.size(); ++i) {
        RecordTable::records()->setColumn(i, columns[i].cell);
        const int kept = widths.value(columns[i].key).toInt();
        const int least = leastWidth(columns[i]);
        m_least.append(columns[i].source == ListColumn::Source::Mark ? columns[i].width : least);
        m_wanted.append(columns[i].width == 0 ? NameWidth
                        : kept > 0            ? kept
                                              : std::max(columns[i].width, least));
    }
    if (!columns.isEmpty())
        tableHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_layingOut = false;
    setSortShown(m_sort);
    stretch();
}

// A column is never narrower than its head (with the arrow of the sorted one) and what it holds.
int RecordTableView::leastWidth(const ListColumn &column) const
{
    const int head = int(std::ceil(textWidth(m_context.theme, Theme::Scale::Small, Theme::Weight::Strong,
                                             column.heading))) +
                     HeadPadding + (column.sortable ? ArrowSpace : 0);
    if (column.whole)
        return std::max(head, column.width);
    switch (column.cell.kind) {
        case CellSpec::Kind::Mark:
        case CellSpec::Kind::Icon:
        case CellSpec::Kind::Health:
            return HeadPadding + 16;
        case CellSpec::Kind::Tier:
            return std::max(head - (column.sortable ? ArrowSpace : 0), HeadPadding + 18);
        case CellSpec::Kind::Number:
        case CellSpec::Kind::Date:
            return std::max(head, 72);
        default:
            return std::max(head, 84);
    }
}

// The columns share the width: those without a width of their own take what the others leave; when there is
// too little, the others give up to what they need, and then the least important ones are not shown.
void RecordTableView::stretch()
{
    const QList<ListColumn> &columns = m_model->columns();
    if (m_layingOut || m_wanted.size() != columns.size() || tableHeader()->count() != columns.size())
        return;
    m_layingOut = true;
    const int room = viewport()->width();
    QList<int> shown;
    for (int visual = 0; visual < tableHeader()->count(); ++visual)
        shown.append(tableHeader()->logicalIndex(visual));
    const auto needed = [&] {
        int sum = 0;
        for (const int i : std::as_const(shown))
            sum += columns[i].width == 0 ? NameLeast : std::min(m_least[i], m_wanted[i]);
        return sum;
    };
    while (shown.size() > 2 && needed() > room)
        shown.removeAt(leastImportant(shown));
    int wanted = 0;
    int slack = 0;
    int sharing = 0;
    for (const int i : std::as_const(shown)) {
        wanted += m_wanted[i];
        if (columns[i].width == 0)
            ++sharing;
        else
            slack += std::max(0, m_wanted[i] - m_least[i]);
    }
    // Those with a width give first; the name gives the rest of its own.
    const int missing = std::clamp(wanted - room, 0, slack);
    int rest = room;
    QHash<int, int> widths;
    for (const int i : std::as_const(shown)) {
        if (columns[i].width == 0)
            continue;
        const int give = slack == 0 ? 0 : missing * std::max(0, m_wanted[i] - m_least[i]) / slack;
        widths.insert(i, m_wanted[i] - give);
        rest -= m_wanted[i] - give;
    }
    // What the name does not need goes to the other texts, which are cut off first.
    QList<int> texts;
    for (const int i : std::as_const(shown)) {
        const bool asDelivered = m_wanted[i] == std::max(columns[i].width, m_least[i]);
        if (columns[i].width > 0 && asDelivered && columns[i].cell.kind == CellSpec::Kind::Text)
            texts.append(i);
    }
    const int spare = rest - sharing * NameWide;
    if (spare > 0 && !texts.isEmpty()) {
        const int each = spare / (int(texts.size()) + 1);
        for (const int i : std::as_const(texts))
            widths[i] += each;
        rest -= each * int(texts.size());
    }
    for (int i = 0; i < columns.size(); ++i) {
        tableHeader()->setSectionHidden(i, !shown.contains(i));
        if (shown.contains(i))
            setColumnWidth(i, columns[i].width > 0 ? widths.value(i) : std::max(NameLeast, rest / sharing));
    }
    const bool wider = tableHeader()->length() > room;
    setHorizontalScrollBarPolicy(wider ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_layingOut = false;
}

// Quiet facts go before figures, dates and what was left wide on purpose; of equals, the last.
int RecordTableView::leastImportant(const QList<int> &shown) const
{
    const QList<ListColumn> &columns = m_model->columns();
    for (int at = int(shown.size()) - 1; at > 1; --at) {
        const ListColumn &column = columns[shown[at]];
        if (column.cell.kind == CellSpec::Kind::Text && column.cell.muted && column.width > 0)
            return at;
    }
    for (int at = int(shown.size()) - 1; at > 1; --at) {
        if (columns[shown[at]].cell.kind == CellSpec::Kind::Avatar)
            return at;
    }
    return int(shown.size()) - 1;
}

void RecordTableView::resizeEvent(QResizeEvent *event)
{
    RecordTable::resizeEvent(event);
    stretch();
}

void RecordTableView::setSortShown(const QString &sortKey)
{
    m_sort = sortKey;
    const bool descending = sortKey.startsWith(QLatin1Char('-'));
    const QString key = descending ? sortKey.mid(1) : sortKey;
    int section = -1;
    for (int i = 0; i < m_model->columns().size(); ++i) {
        if (m_model->columns().at(i).key == key)
            section = i;
    }
    tableHeader()->setSortIndicator(section, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void RecordTableView::setCurrentRow(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const int column = std::max(1, currentIndex().column());
    setCurrentIndex(m_model->index(row, std::min(column, m_model->columnCount() - 1)));
}

void RecordTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    RecordTable::currentChanged(current, previous);
    m_current = m_model->rowRef(current.row());
    viewport()->update();
    if (current.row() != previous.row())
        Q_EMIT currentRowChanged(current.row());
}

void RecordTableView::rowsReplaced()
{
    const int row = m_current.row == 0 ? -1 : m_model->indexOf(m_current);
    if (row >= 0 && row != currentIndex().row()) {
        setCurrentRow(row);
    } else if (row < 0 && m_model->rowCount() > 0) {
        setCurrentRow(std::clamp(currentIndex().row(), 0, m_model->rowCount() - 1));
        m_current = m_model->rowRef(currentIndex().row());
        Q_EMIT currentRowChanged(currentIndex().row());
    }
}

void RecordTableView::marksChanged()
{
    const int marked = m_model->markedCount();
    RecordTable::records()->setAnythingMarked(marked > 0);
    tableHeader()->setMarked(marked == 0                        ? Check::Off
                             : marked == m_model->recordCount() ? Check::On
                                                                : Check::Part);
}

void RecordTableView::setGroupCollapsed(int row, bool collapsed)
{
    const GroupedRows::Group *group = m_model->group(row);
    if (group == nullptr || m_model->isCollapsed(group->key) == collapsed)
        return;
    // What is current must not be among what is hidden.
    setCurrentRow(row);
    m_model->setCollapsed(QString(group->key), collapsed);
}

void RecordTableView::toggleGroup(int row)
{
    if (const GroupedRows::Group *group = m_model->group(row))
        setGroupCollapsed(row, !m_model->isCollapsed(group->key));
}

void RecordTableView::collapseAll(bool collapsed)
{
    if (m_model->groups().isEmpty())
        return;
    // Rows that go take the current one with them, to wherever it falls.
    const RowRef kept = m_model->rowRef(collapsed ? m_model->headOf(currentRow()) : currentRow());
    m_model->setAllCollapsed(collapsed);
    setCurrentRow(m_model->indexOf(kept));
    scrollTo(currentIndex());
}

// On the head of a group Left and Right hide and show its records; from the first column of a record Left
// goes up to the head.
void RecordTableView::keyPressEvent(QKeyEvent *event)
{
    const bool left = event->key() == Qt::Key_Left;
    if ((left || event->key() == Qt::Key_Right) && event->modifiers() == Qt::NoModifier) {
        if (m_model->group(currentRow()) != nullptr) {
            setGroupCollapsed(currentRow(), left);
            return;
        }
        if (const int head = m_model->headOf(currentRow());
            left && head >= 0 && currentIndex().column() <= 1) {
            setCurrentRow(head);
            return;
        }
    }
    RecordTable::keyPressEvent(event);
}

void RecordTableView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (m_model->group(index.row()) != nullptr && event->button() == Qt::LeftButton) {
        setCurrentRow(index.row());
        toggleGroup(index.row());
        return;
    }
    const auto isMark = [this](int column) {
        return m_model->columns().at(column).source == ListColumn::Source::Mark;
    };
    if (index.isValid() && isMark(index.column()) && event->button() == Qt::LeftButton) {
        m_model->setMarked(index.row(), !m_model->isMarked(index.row()));
        return;
    }
    if (index.isValid() && event->button() == Qt::LeftButton && (event->modifiers() & Qt::ShiftModifier)) {
        const int from = std::min(currentIndex().row(), index.row());
        const int to = std::max(currentIndex().row(), index.row());
        for (int row = std::max(0, from); row <= to; ++row)
            m_model->setMarked(row, true);
    }
    RecordTable::mousePressEvent(event);
}

void RecordTableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool isMark =
        index.isValid() && m_model->columns().at(index.column()).source == ListColumn::Source::Mark;
    if (m_model->group(index.row()) != nullptr)
        mousePressEvent(event);  // the second of two quick clicks
    else if (index.isValid() && !isMark && event->button() == Qt::LeftButton)
        Q_EMIT openRequested(index.row());
}

}  // namespace dw::ui
