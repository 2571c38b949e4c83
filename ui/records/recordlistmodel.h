// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/reading/asyncreader.h"
#include "core/reading/groupedrows.h"
#include "ui/records/cellmaker.h"
#include "ui/records/columnset.h"
#include "ui/records/listsource.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace dw::ui
{

// The rows of a list of any length (DESIGN 5, qt-notes 1.4): the vector of all row numbers, read off the GUI
// thread (the first 200 at once, then all), and a cache of what the rows around the visible ones show, in
// pages of 256. data() reads nothing: a row that is not there yet is empty and is asked for, together with
// its page. After a commit the cached rows it touched are read again and, 150 ms after the last one, the
// vector too; rows keep their number, so the current row and the marks stay with their records.
//
// A grouped list (ListSource::group) has a row for the head of each group, and of those that are not
// collapsed their records below it. Heads are no records: they have no RowRef of a file, and cannot be
// marked.
class RecordListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int FirstRows = 200;
    static constexpr int PageRows = 256;
    static constexpr int CachedRows = 8192;

    enum class State { Empty, Reading, Ready, Failed };

    RecordListModel(UiContext &context, ObjectTypePtr object, std::shared_ptr<const ListExtras> extras,
                    QObject *parent = nullptr);

    void setColumns(const QList<ListColumn> &columns);
    const QList<ListColumn> &columns() const { return m_columns; }
    // Reads anew. Rows of another list are dropped at once, those of the same list stay until the new ones
    // are here.
    enum class Keep { Rows, Nothing };
    void setSource(const ListSource &source, Keep keep);
    const ListSource &source() const { return m_source; }
    void reload();

    State state() const { return m_state; }
    // Of the last failed reading.
    const Error &error() const { return m_error; }
    // Every row number is here: the count is exact.
    bool isComplete() const { return m_complete; }
    // Nothing is under way or waiting.
    bool isSettled() const;

    // Records of the list, those of collapsed groups too; rowCount() counts what has a place in the view.
    int recordCount() const { return int(records().size()); }
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    RowRef rowRef(int row) const;
    int indexOf(RowRef ref) const;  // -1 if it is not in the list
    // Invalid while the row has not been read.
    Record record(int row) const;
    QString title(int row) const;
    // Row of a record that is in the cache, -1 otherwise.
    int rowOf(const Id &id) const;

    // --- groups ---
    // The group whose head stands there, null for a record.
    const GroupedRows::Group *group(int row) const;
    const QList<GroupedRows::Group> &groups() const { return m_list.groups; }
    bool isCollapsed(const QString &groupKey) const { return m_source.collapsed.contains(groupKey); }
    void setCollapsed(const QString &groupKey, bool collapsed);
    void setAllCollapsed(bool collapsed);
    // The row of the head above `row`, -1 in a list without groups.
    int headOf(int row) const;
    // The first row with a record, 0 if there is none.
    int firstRecord() const;
    // Which one of recordCount() it is, from 1; 0 for a head and for what is not here.
    int placeOf(int row) const;
    // By group and column, for their heads.
    void setGroupTotals(const QHash<QString, QHash<QString, Money>> &totals);

    // --- marks ---
    bool isMarked(int row) const;
    void setMarked(int row, bool marked);
    void markAllMatching();
    void clearMarks();
    int markedCount() const;
    bool allMatchingMarked() const { return m_allMarked; }
    // The marked records; those not read yet are looked up first. At most `limit`.
    void withMarkedIds(int limit, QObject *receiver, std::function<void(const Result<QList<Id>> &)> done);
    // The same with these fields of theirs.
    void withMarkedRecords(int limit, const QList<int> &fields, QObject *receiver,
                           std::function<void(const Result<QList<Record>> &)> done);

    // What the reader makes of the source's condition and quick filter; used by totals and counts too.
    static Result<Query> queryOf(const Reader &reader, const ListSource &source);

Q_SIGNALS:
    void stateChanged();
    void marksChanged();
    // The vector was replaced: who keeps a place finds it again by its RowRef.
    void rowsReplaced();
    // source().collapsed is another one.
    void collapsedChanged();
    // Rows have arrived that show what is read at `row` and after.
    void pageArrived(int firstRow, int lastRow);

private:
    struct Row
    {
        Record record;
        std::vector<ListCell> cells;
        QList<Value> extras;
        quint64 used = 0;
        bool stale = false;
    };
    struct Page
    {
        QList<Record> records;
        QHash<Id, QList<Value>> extras;
        Titles titles;
    };
    struct Start
    {
        GroupedRows list;
        std::vector<RowRef> shown;  // the first of what has a place, heads left out
        bool complete = false;
        Page page;
    };

    // Not grouped: rows alone.
    static Result<GroupedRows> readRows(const Reader &reader, const Query &query, const ListSource &source,
                                        int limit);
    // What has a place in the view: rows, and numbers below zero for heads.
    static std::vector<RowRef> placed(const GroupedRows &list, const QStringList &collapsed);

    static Result<Page> readPage(const Reader &reader, const ObjectTypePtr &object,
                                 std::span<const RowRef> rows, const QList<int> &fields,
                                 const std::shared_ptr<const ListExtras> &extras);
    QList<int> fieldsToRead() const;
    const std::vector<RowRef> &records() const { return m_list.groups.isEmpty() ? m_rows : m_list.rows; }
    void takeList(GroupedRows list);
    void replace();
    QVariant headData(const GroupedRows::Group &group, int column, int role) const;
    QString waitsText(int row) const;
    void readStart();
    void readAll();
    void replaceRows(std::vector<RowRef> rows);
    void keepPage(std::span<const RowRef> rows, const Page &page);
    void evict();
    void want(int row) const;
    void sendPages();
    void committed(const CommitNotice &notice);
    void fail(const Error &error);
    void setState(State state);
    QString slot(const char *what) const;

    UiContext &m_context;
    ObjectTypePtr m_object;
    std::shared_ptr<const ListExtras> m_extras;
    CellMaker m_cells;
    QList<ListColumn> m_columns;
    ListSource m_source;
    State m_state = State::Empty;
    Error m_error;
    bool m_complete = false;
    bool m_startUnderWay = false;
    bool m_allUnderWay = false;
    int m_generation = 0;

    GroupedRows m_list;  // of a grouped list all of it, else nothing
    QHash<QString, QHash<QString, Money>> m_groupTotals;
    std::vector<RowRef> m_rows;
    std::unordered_map<qint64, Row> m_cache;
    QHash<Id, qint64> m_byId;
    quint64 m_tick = 0;

    mutable QSet<int> m_wanted;  // page numbers
    mutable QTimer m_ask;
    bool m_pageUnderWay = false;
    QTimer m_rerun;

    bool m_allMarked = false;
    QHash<qint64, Id> m_marks;  // marked rows, or with m_allMarked the exceptions
};

}  // namespace dw::ui
