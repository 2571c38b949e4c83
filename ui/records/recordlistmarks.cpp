// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/recordlistmodel.h"

namespace dw::ui
{

bool RecordListModel::isMarked(int row) const
{
    if (group(row) != nullptr)
        return false;
    const bool listed = m_marks.contains(rowRef(row).row);
    return m_allMarked ? !listed : listed;
}

void RecordListModel::setMarked(int row, bool marked)
{
    if (row < 0 || row >= rowCount() || group(row) != nullptr || isMarked(row) == marked)
        return;
    const qint64 key = m_rows[size_t(row)].row;
    if (marked != m_allMarked)
        m_marks.insert(key, record(row).isValid() ? record(row).id() : Id());
    else
        m_marks.remove(key);
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1), {MarkedCell});
    Q_EMIT marksChanged();
}

void RecordListModel::markAllMatching()
{
    m_allMarked = true;
    m_marks.clear();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {MarkedCell});
    Q_EMIT marksChanged();
}

void RecordListModel::clearMarks()
{
    if (!m_allMarked && m_marks.isEmpty())
        return;
    m_allMarked = false;
    m_marks.clear();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {MarkedCell});
    Q_EMIT marksChanged();
}

int RecordListModel::markedCount() const
{
    return m_allMarked ? recordCount() - int(m_marks.size()) : int(m_marks.size());
}

void RecordListModel::withMarkedIds(int limit, QObject *receiver,
                                    std::function<void(const Result<QList<Id>> &)> done)
{
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(m_source.object);
    withMarkedRecords(limit, {type->titleIndex(Language::English)}, receiver,
                      [done = std::move(done)](const Result<QList<Record>> &records) {
                          if (!records.ok()) {
                              done(records.error());
                              return;
                          }
                          QList<Id> ids;
                          for (const Record &record : records.value())
                              ids.append(record.id());
                          done(ids);
                      });
}

void RecordListModel::withMarkedRecords(int limit, const QList<int> &fields, QObject *receiver,
                                        std::function<void(const Result<QList<Record>> &)> done)
{
    // Those of collapsed groups too.
    std::vector<RowRef> rows;
    for (const RowRef &row : records()) {
        if (int(rows.size()) < limit && m_marks.contains(row.row) != m_allMarked)
            rows.push_back(row);
    }
    const auto asked = std::make_shared<const std::vector<RowRef>>(std::move(rows));
    m_context.reader.run<QList<Record>>(
        Workspace::Lane::List, {}, receiver,
        [asked, fields, object = m_source.object](const Reader &reader) -> Result<QList<Record>> {
            DW_ASSIGN(const ObjectTypePtr type, reader.object(object));
            DW_ASSIGN(QList<Record> records, reader.page(type, *asked, fields));
            records.removeIf([](const Record &record) { return !record.isValid(); });
            return records;
        },
        std::move(done));
}

}  // namespace dw::ui
