// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recycle/binmodel.h"

#include "core/base/text/textfold.h"
#include "core/commands/purgebin.h"
#include "ui/common/recorddelegate.h"
#include "ui/records/valuetext.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr qint64 DayMs = 86400000;
constexpr int FewDays = 7;

}  // namespace

BinModel::BinModel(UiContext &context, QObject *parent) : QAbstractTableModel(parent), m_context(context) {}

void BinModel::setRecords(const QList<BinnedRecord> &records)
{
    m_all = records;
    fill();
}

void BinModel::setFilter(const QString &object, const QString &text)
{
    m_object = object;
    m_text = foldForSearch(text.trimmed());
    fill();
}

void BinModel::fill()
{
    beginResetModel();
    m_shown.clear();
    QSet<RecordRef> marked;
    for (const BinnedRecord &record : std::as_const(m_all)) {
        const bool fits = (m_object.isEmpty() || record.record.object == m_object) &&
                          (m_text.isEmpty() || foldForSearch(titleOf(record)).contains(m_text) ||
                           foldForSearch(record.by).contains(m_text));
        if (!fits)
            continue;
        m_shown.append(record);
        if (m_marked.contains(record.record))
            marked.insert(record.record);
    }
    m_marked = marked;
    endResetModel();
    Q_EMIT marksChanged();
}

void BinModel::setMarked(int row, bool marked)
{
    const RecordRef record = m_shown[row].record;
    if (marked)
        m_marked.insert(record);
    else
        m_marked.remove(record);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    Q_EMIT marksChanged();
}

void BinModel::markAll(bool marked)
{
    m_marked.clear();
    if (marked) {
        for (const BinnedRecord &record : std::as_const(m_shown))
            m_marked.insert(record.record);
    }
    if (!m_shown.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_shown.size()) - 1, ColumnCount - 1));
    Q_EMIT marksChanged();
}

QList<BinnedRecord> BinModel::marked() const
{
    QList<BinnedRecord> found;
    std::copy_if(m_shown.begin(), m_shown.end(), std::back_inserter(found),
                 [this](const BinnedRecord &record) { return m_marked.contains(record.record); });
    return found;
}

QString BinModel::kindOf(const BinnedRecord &record) const
{
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(record.record.object);
    return type ? type->label().in(m_context.language) : record.record.object;
}

QString BinModel::titleOf(const BinnedRecord &record) const
{
    return record.title.isEmpty() ? kindOf(record) : record.title;
}

QString BinModel::alongOf(const BinnedRecord &record) const
{
    QStringList parts;
    for (const auto &[object, count] : record.along) {
        const ObjectTypePtr type = m_context.configuration()->dictionary->find(object);
        if (!type)
            continue;
        const QString name = (count == 1 ? type->label() : type->plural()).in(m_context.language);
        parts.append(tr("%1 %2").arg(m_context.format.integer(count),
                                     m_context.language == Language::English ? name.toLower() : name));
    }
    return m_context.format.clauses(parts);
}

int BinModel::daysLeft(const BinnedRecord &record) const
{
    const qint64 until = record.deletedAt.ms + PurgeBin::BinDays * DayMs;
    return int(std::max<qint64>(0, (until - m_context.clock.now().ms + DayMs - 1) / DayMs));
}

int BinModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int BinModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString BinModel::text(const BinnedRecord &record, int column, bool full) const
{
    const ValueText values(m_context);
    switch (column) {
        case Title:
            return titleOf(record);
        case Kind:
            return kindOf(record);
        case Along:
            return alongOf(record);
        case By:
            return record.by;
        case When:
            return m_context.format.dateTime(values.local(record.deletedAt), values.today());
        case Left:
            return full ? tr("%n day(s) left", nullptr, daysLeft(record))
                        : m_context.format.integer(daysLeft(record));
        default:
            return {};
    }
}

QVariant BinModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const BinnedRecord &record = m_shown[index.row()];
    switch (role) {
        case Qt::DisplayRole:
            return text(record, index.column(), false);
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return index.column() == Mark ? QVariant(isMarked(index.row()) ? tr("marked") : tr("not marked"))
                                          : QVariant(text(record, index.column(), true));
        case MarkedCell:
            return isMarked(index.row());
        case ToneCell:
            return index.column() == Left && daysLeft(record) <= FewDays ? QVariant(int(Tone::Warning))
                                                                         : QVariant();
        default:
            return {};
    }
}

QVariant BinModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Left || section == When ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
        case Title:
            return tr("Record");
        case Kind:
            return tr("Kind");
        case Along:
            return tr("Went with it");
        case By:
            return tr("Deleted by");
        case When:
            return tr("Deleted");
        case Left:
            return tr("Days left");
        default:
            return {};
    }
}

}  // namespace dw::ui
