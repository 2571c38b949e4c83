// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/collectiontab.h"

#include "ui/common/emptyview.h"
#include "ui/common/tableheader.h"
#include "ui/customers/dealextras.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/shell/pageactions.h"

#include <QHeaderView>
#include <QShortcut>
#include <QStackedLayout>

namespace dw::ui
{

namespace
{

constexpr int FaceWidth = 60;

std::shared_ptr<const ListExtras> extrasOf(const UiContext &context, const ObjectType &object)
{
    if (object.key() != QLatin1String("opportunity"))
        return {};
    return std::make_shared<DealExtras>(context.configuration()->rulebook);
}

}  // namespace

CollectionTab::CollectionTab(UiContext &context, ObjectTypePtr object, const QStringList &columns,
                             int fixedRows, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_object(object)
    , m_fixedRows(fixedRows)
    , m_extras(extrasOf(context, *object))
    , m_model(new RecordListModel(context, object, m_extras, this))
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_stack(new QStackedLayout(this))
{
    const ColumnSet set(context, object, m_extras);
    QList<ListColumn> shown = set.columns(columns.isEmpty() ? set.defaults() : columns);
    shown.removeFirst();  // no boxes: nothing is marked here
    if (!columns.isEmpty() && shown.last().cell.kind == CellSpec::Kind::Avatar)
        shown.last().width = FaceWidth;  // the face says whose it is
    m_model->setColumns(shown);
    m_table = new RecordTableView(context, m_model);
    m_table->tableHeader()->setMarkColumn(-1);
    m_table->setEdge(context.theme.space(4));
    m_table->setAccessibleName(object->plural().in(context.language));
    m_table->addSortAction(PageActions(context, this, tr("Record"), FormSheet::isInHand));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    connect(m_model, &RecordListModel::stateChanged, this, &CollectionTab::refresh);
    connect(m_model, &RecordListModel::rowsReplaced, this, &CollectionTab::refresh);
    connect(m_table, &RecordTableView::openRequested, this, &CollectionTab::openRow);
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(key), m_table);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, [this] { openRow(m_table->currentRow()); });
    }
    connect(m_table, &RecordTableView::sortRequested, this, [this](const QString &key) {
        ListSource source = m_model->source();
        source.sort = {key};
        m_table->setSortShown(key);
        m_model->setSource(source, RecordListModel::Keep::Rows);
    });
    connect(m_empty, &EmptyView::primaryChosen, this, &CollectionTab::addRequested);
    const QString plural = object->plural().in(context.language);
    setEmpty(tr("No %1 yet").arg(context.language == Language::English ? plural.toLower() : plural), {});
}

void CollectionTab::setEmpty(const QString &title, const QString &action)
{
    m_empty->setState(EmptyView::Reason::FirstUse, title, {}, m_object->icon());
    m_empty->setActions(action, QStringLiteral("plus"));
}

void CollectionTab::showRows(const QString &where, const QStringList &sort)
{
    ListSource source;
    source.object = m_object->key();
    source.where = where;
    source.sort = sort;
    m_table->setSortShown(sort.value(0));
    m_model->setSource(source, RecordListModel::Keep::Nothing);
}

ListSource CollectionTab::listSource() const
{
    ListSource source = m_model->source();
    source.view = m_object->plural().in(m_context.language);
    source.columns.clear();
    for (const ListColumn &column : m_model->columns())
        source.columns.append(column.key);
    return source;
}

void CollectionTab::openRow(int row)
{
    const Record record = row >= 0 ? m_model->record(row) : Record();
    if (record.isValid() && m_open)
        m_open(record);
    else if (record.isValid() && m_context.navigator != nullptr)
        m_context.navigator->openRecord(record.ref());
}

Record CollectionTab::current() const
{
    const int row = m_table->currentRow();
    return row >= 0 ? m_model->record(row) : Record();
}

bool CollectionTab::isSettled() const
{
    return m_model->isSettled();
}

void CollectionTab::refresh()
{
    const bool empty = m_model->state() == RecordListModel::State::Ready && m_model->rowCount() == 0;
    m_stack->setCurrentWidget(empty && m_fixedRows == 0 ? static_cast<QWidget *>(m_empty) : m_table);
    if (m_fixedRows > 0) {
        const int rows = std::min(m_fixedRows, m_model->rowCount());
        setVisible(rows > 0);  // its head above nothing would promise rows
        setFixedHeight(m_table->tableHeader()->sizeHint().height() +
                       rows * m_table->verticalHeader()->defaultSectionSize() + 1);
    }
    Q_EMIT shown();
}

}  // namespace dw::ui
