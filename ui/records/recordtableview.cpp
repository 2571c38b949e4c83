// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/recordtableview.h"

#include "ui/common/recorddelegate.h"
#include "ui/common/tableheader.h"
#include "ui/shell/localsettings.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace dw::ui
{

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
    connect(tableHeader(), &QHeaderView::sectionClicked, this, [this](int section) {
        const ListColumn &column = m_model->columns().at(section);
        if (!column.sortable)
            return;
        // Numbers and dates start with the largest, text with the first.
        const bool descendingFirst = column.align == Qt::AlignRight;
        const QString up = column.key;
        const QString down = QLatin1Char('-') + column.key;
        const QString next = m_sort == up ? down : m_sort == down ? up : descendingFirst ? down : up;
        Q_EMIT sortRequested(next);
    });
    connect(tableHeader(), &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (m_layingOut || section >= m_model->columns().size())
            return;
        QJsonObject widths = m_context.settings.value(settingsKey()).toObject();
        widths.insert(m_model->columns().at(section).key, size);
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
    for (int i = 0; i < columns.size(); ++i) {
        RecordTable::records()->setColumn(i, columns[i].cell);
        const int kept = widths.value(columns[i].key).toInt();
        if (columns[i].width > 0)
            setColumnWidth(i, kept > 0 ? kept : columns[i].width);
    }
    if (!columns.isEmpty())
        tableHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
    m_layingOut = false;
    setSortShown(m_sort);
    stretch();
}

// The columns without a width share what the others leave.
void RecordTableView::stretch()
{
    if (m_layingOut)
        return;
    m_layingOut = true;
    const QList<ListColumn> &columns = m_model->columns();
    int fixed = 0;
    int sharing = 0;
    for (int i = 0; i < columns.size(); ++i) {
        if (columns[i].width > 0)
            fixed += columnWidth(i);
        else
            ++sharing;
    }
    if (sharing > 0) {
        const int width = std::max(160, (viewport()->width() - fixed) / sharing);
        for (int i = 0; i < columns.size(); ++i) {
            if (columns[i].width == 0)
                setColumnWidth(i, width);
        }
        const bool wider = fixed + width * sharing > viewport()->width();
        setHorizontalScrollBarPolicy(wider ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    }
    m_layingOut = false;
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
    tableHeader()->setMarked(marked == 0                     ? Check::Off
                             : marked == m_model->rowCount() ? Check::On
                                                             : Check::Part);
}

void RecordTableView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && index.column() == 0 && event->button() == Qt::LeftButton) {
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
    if (index.isValid() && index.column() > 0 && event->button() == Qt::LeftButton)
        Q_EMIT openRequested(index.row());
}

}  // namespace dw::ui
