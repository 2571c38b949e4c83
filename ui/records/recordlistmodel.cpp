// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/recordlistmodel.h"

#include "ui/records/pendingmarks.h"
#include "ui/records/readaudit.h"

#include <QSize>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int RerunDelay = 150;
constexpr int StartPage = 64;  // read together with the first row numbers, so that one answer can be painted

// Whether the audit has to know who sees these columns, of so many records or of a few.
bool isAudited(RecordListModel &model, const UiContext &context, const ObjectType &object,
               const QList<int> &fields)
{
    return SensitiveRead::mayNeedLine(object, ReadAudit::of(&model, context)->rightsOf(object), fields);
}

}  // namespace

RecordListModel::RecordListModel(UiContext &context, ObjectTypePtr object,
                                 std::shared_ptr<const ListExtras> extras, QObject *parent)
    : QAbstractTableModel(parent)
    , m_context(context)
    , m_object(std::move(object))
    , m_extras(std::move(extras))
    , m_cells(context, m_extras)
{
    m_ask.setSingleShot(true);
    m_ask.setInterval(0);
    connect(&m_ask, &QTimer::timeout, this, &RecordListModel::sendPages);
    m_rerun.setSingleShot(true);
    m_rerun.setInterval(RerunDelay);
    connect(&m_rerun, &QTimer::timeout, this, &RecordListModel::reload);
    if (context.pending != nullptr)
        connect(context.pending, &PendingMarks::changed, this, [this] {
            if (rowCount() > 0)
                Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {PendingCell});
        });
    connect(&context.commands, &CommandRunner::committed, this, &RecordListModel::committed,
            Qt::QueuedConnection);
}

QString RecordListModel::slot(const char *what) const
{
    return QStringLiteral("list.%1.%2").arg(quintptr(this), 0, 16).arg(QLatin1String(what));
}

void RecordListModel::setColumns(const QList<ListColumn> &columns)
{
    beginResetModel();
    m_columns = columns;
    m_cache.clear();
    m_byId.clear();
    endResetModel();
    // The audit has to know of them before they are shown: the list is begun anew, as for the first columns.
    if (m_state != State::Empty && isAudited(*this, m_context, *m_object, fieldsToRead()))
        reload();
}

QList<int> RecordListModel::fieldsToRead() const
{
    QSet<int> fields;
    for (const ListColumn &column : m_columns) {
        if (column.source == ListColumn::Source::Field)
            fields.insert(column.field);
    }
    fields.insert(m_object->titleIndex(m_context.language));
    if (m_object->currencyIndex() >= 0)
        fields.insert(m_object->currencyIndex());
    // What cells of others depend on: whose it is, and whether it is done with.
    for (const char *key : {"owner_id", "rev", "status", "result"}) {
        if (const int index = m_object->indexOf(QString::fromLatin1(key)); index >= 0)
            fields.insert(index);
    }
    QList<int> sorted(fields.begin(), fields.end());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

Result<Query> RecordListModel::queryOf(const Reader &reader, const ListSource &source)
{
    return reader.query(source.object, source.where, source.quick, source.sort);
}

Result<RecordListModel::Page> RecordListModel::readPage(const Reader &reader, const ObjectTypePtr &object,
                                                        std::span<const RowRef> rows,
                                                        const QList<int> &fields,
                                                        const std::shared_ptr<const ListExtras> &extras)
{
    Page page;
    DW_ASSIGN(page.records, reader.page(object, rows, fields));
    QList<Record> valid;
    for (const Record &record : std::as_const(page.records)) {
        if (record.isValid())
            valid.append(record);
    }
    DW_ASSIGN(page.titles, reader.titlesOf(valid));
    if (extras) {
        DW_ASSIGN(page.extras, extras->read(reader, valid));
    }
    return page;
}

void RecordListModel::setSource(const ListSource &source, Keep keep)
{
    m_source = source;
    if (keep == Keep::Nothing) {
        takeList({});
        m_complete = false;
        clearMarks();
    }
    reload();
}

void RecordListModel::reload()
{
    m_rerun.stop();
    ++m_generation;
    readStart();
}

void RecordListModel::readStart()
{
    m_startUnderWay = true;
    if (m_rows.empty())
        setState(State::Reading);
    const int generation = m_generation;
    const QList<int> fields = fieldsToRead();
    // Shown once the audit knows of it, with how many records there are.
    struct Told
    {
        Start start;
        qint64 records = 0;
    };
    m_context.reader.run<Told>(
        Workspace::Lane::List, slot("start"), this,
        [source = m_source, fields, extras = m_extras,
         audited = isAudited(*this, m_context, *m_object, fields)](const Reader &reader) -> Result<Told> {
            Told told;
            Start &start = told.start;
            DW_ASSIGN(const Query query, queryOf(reader, source));
            DW_ASSIGN(start.list, readRows(reader, query, source, FirstRows));
            start.complete = start.list.rows.size() < size_t(FirstRows);
            told.records = qint64(start.list.rows.size());
            if (audited && !start.complete) {
                DW_ASSIGN(told.records, reader.count(query));
            }
            for (const RowRef &row : placed(start.list, source.collapsed)) {
                if (row.row > 0 && start.shown.size() < size_t(StartPage))
                    start.shown.push_back(row);
            }
            DW_ASSIGN(start.page, readPage(reader, query.object, start.shown, fields, extras));
            return told;
        },
        [this, generation, fields](const Result<Told> &answer) {
            if (generation != m_generation)
                return;
            if (!answer.ok()) {
                fail(answer.error());
                return;
            }
            ReadAudit *audit = ReadAudit::of(this, m_context);
            auto read = SensitiveRead::ofRecords(*m_object, audit->rightsOf(*m_object), fields,
                                                 answer->records, SensitiveRead::Way::List);
            if (read) {
                read->where = m_source.where;
                read->quick = m_source.quick;
            }
            audit->before(read, this, [this, generation, start = answer->start](const Result<void> &written) {
                if (generation != m_generation)
                    return;
                if (!written.ok()) {
                    m_wanted.clear();
                    fail(written.error());
                    return;
                }
                m_startUnderWay = false;
                // A list that was longer shows its new head at once and keeps its old tail until the whole
                // vector is here; where there are groups, all of the old until then.
                const bool grouped = !start.list.groups.isEmpty() || !m_list.groups.isEmpty();
                const bool first =
                    start.complete || m_rows.empty() || (!grouped && m_rows.size() <= start.list.rows.size());
                if (!first && !grouped)
                    std::copy(start.list.rows.begin(), start.list.rows.end(), m_rows.begin());
                if (first) {
                    takeList(start.list);
                    m_complete = start.complete;
                }
                keepPage(start.shown, start.page);
                if (start.complete)
                    setState(State::Ready);
                else
                    readAll();
                if (first && !start.complete)
                    setState(State::Ready);
                if (!m_rows.empty())
                    Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
                if (first)
                    Q_EMIT rowsReplaced();
                if (!m_wanted.isEmpty())
                    m_ask.start();
            });
        });
}

void RecordListModel::readAll()
{
    m_allUnderWay = true;
    const int generation = m_generation;
    using Whole = std::shared_ptr<GroupedRows>;  // taken over, not copied
    m_context.reader.run<Whole>(
        Workspace::Lane::List, slot("all"), this,
        [source = m_source](const Reader &reader) -> Result<Whole> {
            DW_ASSIGN(const Query query, queryOf(reader, source));
            DW_ASSIGN(GroupedRows list, readRows(reader, query, source, -1));
            return std::make_shared<GroupedRows>(std::move(list));
        },
        [this, generation](const Result<Whole> &answer) {
            if (generation != m_generation)
                return;
            m_allUnderWay = false;
            if (!answer.ok()) {
                fail(answer.error());
                return;
            }
            takeList(std::move(*answer.value()));
            m_complete = true;
            setState(State::Ready);
            Q_EMIT stateChanged();
            Q_EMIT rowsReplaced();
        });
}

// Rows are the same places with other records in them: only the end of the list grows or shrinks, so that
// views need no reset. Whoever keeps a row by its record finds it again on rowsReplaced().
void RecordListModel::replaceRows(std::vector<RowRef> rows)
{
    const int before = int(m_rows.size());
    const int after = int(rows.size());
    m_wanted.clear();
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows = std::move(rows);
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows = std::move(rows);
        endRemoveRows();
    } else {
        m_rows = std::move(rows);
    }
    if (const int kept = std::min(before, after); kept > 0 && !m_columns.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(kept - 1, columnCount() - 1));
}

void RecordListModel::keepPage(std::span<const RowRef> rows, const Page &page)
{
    ++m_tick;
    for (size_t i = 0; i < rows.size() && qsizetype(i) < page.records.size(); ++i) {
        const Record &record = page.records[qsizetype(i)];
        Row row;
        row.record = record;
        row.used = m_tick;
        row.cells.resize(size_t(m_columns.size()));
        if (record.isValid()) {
            row.extras = page.extras.value(record.id());
            for (qsizetype column = 0; column < m_columns.size(); ++column)
                row.cells[size_t(column)] = m_cells.make(m_columns[column], record, row.extras, page.titles);
            m_byId.insert(record.id(), rows[i].row);
        }
        m_cache.insert_or_assign(rows[i].row, std::move(row));
        if (auto mark = m_marks.find(rows[i].row); mark != m_marks.end() && record.isValid())
            *mark = record.id();
    }
    evict();
}

void RecordListModel::evict()
{
    if (m_cache.size() <= size_t(CachedRows))
        return;
    std::vector<quint64> ticks;
    ticks.reserve(m_cache.size());
    for (const auto &[row, cached] : m_cache)
        ticks.push_back(cached.used);
    const auto half = ticks.begin() + std::ptrdiff_t(ticks.size() / 2);
    std::nth_element(ticks.begin(), half, ticks.end());
    const quint64 limit = *half;
    std::erase_if(m_cache, [&](const auto &entry) {
        if (entry.second.used >= limit)
            return false;
        if (entry.second.record.isValid())
            m_byId.remove(entry.second.record.id());
        return true;
    });
}

void RecordListModel::want(int row) const
{
    m_wanted.insert(row / PageRows);
    if (!m_ask.isActive())
        m_ask.start();
}

void RecordListModel::sendPages()
{
    if (m_pageUnderWay || m_wanted.isEmpty())
        return;
    // Of sensitive values the audit is told where the list begins; until it is, no page of them is read.
    if ((m_startUnderWay || m_state == State::Failed) &&
        isAudited(*this, m_context, *m_object, fieldsToRead())) {
        if (!m_startUnderWay)
            m_wanted.clear();
        return;
    }
    // What was asked for last is visible now; an older wish that nobody repeats has been scrolled away.
    std::vector<RowRef> missing;
    int first = int(m_rows.size());
    int last = -1;
    for (const int page : std::as_const(m_wanted)) {
        const int end = std::min((page + 1) * PageRows, int(m_rows.size()));
        for (int row = page * PageRows; row < end; ++row) {
            const auto cached = m_cache.find(m_rows[size_t(row)].row);
            if (group(row) != nullptr || (cached != m_cache.end() && !cached->second.stale))
                continue;
            missing.push_back(m_rows[size_t(row)]);
            first = std::min(first, row);
            last = std::max(last, row);
        }
    }
    m_wanted.clear();
    if (missing.empty())
        return;
    m_pageUnderWay = true;
    const auto asked = std::make_shared<const std::vector<RowRef>>(std::move(missing));
    m_context.reader.run<Page>(
        Workspace::Lane::List, {}, this,
        [asked, object = m_source.object, fields = fieldsToRead(),
         extras = m_extras](const Reader &reader) -> Result<Page> {
            DW_ASSIGN(const ObjectTypePtr type, reader.object(object));
            return readPage(reader, type, *asked, fields, extras);
        },
        [this, asked, first, last](const Result<Page> &answer) {
            m_pageUnderWay = false;
            if (!answer.ok()) {
                fail(answer.error());
                return;
            }
            keepPage(*asked, answer.value());
            const int end = std::min(last, int(m_rows.size()) - 1);
            if (first <= end) {
                Q_EMIT dataChanged(index(first, 0), index(end, columnCount() - 1));
                Q_EMIT pageArrived(first, end);
            }
            if (!m_wanted.isEmpty())
                m_ask.start();
            Q_EMIT stateChanged();
        });
}

void RecordListModel::committed(const CommitNotice &notice)
{
    const QStringList related = m_extras ? m_extras->dependsOn() : QStringList();
    bool touched = notice.bulkObjects.contains(m_object->key());
    bool all = touched;
    for (const CommitNotice::Entry &entry : notice.entries) {
        if (entry.object == m_object->key()) {
            touched = true;
            if (const auto row = m_byId.constFind(entry.id); row != m_byId.constEnd()) {
                if (const auto cached = m_cache.find(*row); cached != m_cache.end())
                    cached->second.stale = true;
            }
        } else if (related.contains(entry.object)) {
            touched = all = true;
        }
    }
    for (const QString &object : notice.bulkObjects)
        touched = all = all || related.contains(object) || object == m_object->key();
    if (!touched || m_state == State::Empty)
        return;
    if (all) {
        for (auto &[row, cached] : m_cache)
            cached.stale = true;
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, columnCount() - 1));
    m_rerun.start();
}

void RecordListModel::fail(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    m_error = error;
    m_startUnderWay = m_allUnderWay = false;
    m_state = State::Failed;
    Q_EMIT stateChanged();
}

void RecordListModel::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

bool RecordListModel::isSettled() const
{
    return !m_startUnderWay && !m_allUnderWay && !m_pageUnderWay && m_wanted.isEmpty() && !m_rerun.isActive();
}

int RecordListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RecordListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant RecordListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    if (const GroupedRows::Group *head = group(index.row()))
        return headData(*head, index.column(), role);
    if (role == MarkedCell)
        return isMarked(index.row());
    const auto cached = m_cache.find(m_rows[size_t(index.row())].row);
    if (cached == m_cache.end() || cached->second.stale)
        want(index.row());
    if (cached == m_cache.end())
        return {};
    const ListColumn &column = m_columns[index.column()];
    const ListCell &cell = cached->second.cells[size_t(index.column())];
    switch (role) {
        case Qt::DisplayRole:
            return cell.text;
        case PendingCell:
            return !waitsText(index.row()).isEmpty();
        case Qt::ToolTipRole:
            if (const QString waits = waitsText(index.row()); column.cell.isName && !waits.isEmpty())
                return QString(cell.text + QLatin1Char('\n') + waits);
            return cell.tip.isEmpty() ? cell.text : cell.tip;
        case Qt::AccessibleTextRole:
            if (const QString waits = waitsText(index.row()); column.cell.isName && !waits.isEmpty())
                return QString(column.heading + QStringLiteral(": ") + cell.text + QStringLiteral(", ") +
                               waits);
            return column.heading + QStringLiteral(": ") + cell.text;
        case Qt::TextAlignmentRole:
            return int(column.align | Qt::AlignVCenter);
        case ToneCell:
            return int(cell.tone);
        case IconCell:
            return cell.icon;
        case ShortTextCell:
            return cell.shortText;
        case StageCell:
            return cell.stage > 0 ? QVariant(cell.stage) : QVariant();
        case StageCountCell:
            return cell.stageCount;
        case StageOutcomeCell:
            return int(cell.outcome);
        case HealthCell:
            return cell.health >= 0 ? QVariant(cell.health) : QVariant();
        case MineCell:
            return cell.mine;
        default:
            return {};
    }
}

QString RecordListModel::waitsText(int row) const
{
    const Record shown = m_context.pending == nullptr ? Record() : record(row);
    return shown.isValid() ? m_context.pending->text(shown.ref()) : QString();
}

QVariant RecordListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns.size())
        return {};
    const ListColumn &column = m_columns[section];
    if (role == Qt::DisplayRole)
        return column.source == ListColumn::Source::Mark || column.cell.kind == CellSpec::Kind::Health
                   ? QString()
                   : column.heading;
    if (role == Qt::DecorationRole && column.cell.kind == CellSpec::Kind::Health)
        return m_context.icons.icon(QStringLiteral("activity"));
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
        return column.heading;
    if (role == Qt::TextAlignmentRole)
        return int(column.align | Qt::AlignVCenter);
    return {};
}

RowRef RecordListModel::rowRef(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[size_t(row)] : RowRef();
}

int RecordListModel::indexOf(RowRef ref) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), ref);
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

Record RecordListModel::record(int row) const
{
    const auto cached = m_cache.find(rowRef(row).row);
    if (row < 0 || row >= rowCount() || group(row) != nullptr)
        return {};
    if (cached == m_cache.end()) {
        want(row);
        return {};
    }
    return cached->second.record;
}

QString RecordListModel::title(int row) const
{
    const Record found = record(row);
    return found.isValid() ? found.title(m_context.language) : QString();
}

int RecordListModel::rowOf(const Id &id) const
{
    const auto row = m_byId.constFind(id);
    return row == m_byId.constEnd() ? -1 : indexOf({*row});
}

}  // namespace dw::ui
