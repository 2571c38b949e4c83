// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/rightstable.h"

#include "ui/admin/rightsdelegate.h"
#include "ui/common/tableheader.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int ScopeWidth = 132;
constexpr int ScopeLeast = 72;
constexpr int FlagWidth = 53;
constexpr int LongFlagWidth = 62;  // Approve, Transfer, Waive
constexpr int NameLeast = 148;

int flagWidth(RightColumn column)
{
    return column == RightColumn::Approve || column == RightColumn::Transfer || column == RightColumn::Waive
               ? LongFlagWidth
               : FlagWidth;
}

}  // namespace

RightsTable::RightsTable(UiContext &context, QWidget *parent)
    : RecordTable(context.theme, context.icons, parent)
    , m_context(context)
    , m_model(new RightsModel(context.configuration()->dictionary, context.language, this))
{
    auto *delegate = new RightsDelegate(context.theme, context.icons, this);
    setItemDelegate(delegate);
    delegate->attach(this);
    delegate->setEdge(context.theme.space(4));
    setEdge(context.theme.space(4));
    setModel(m_model);
    delegate->setColumn(RightsModel::Object, {CellSpec::Kind::Text, true, false});
    setSelectionBehavior(QAbstractItemView::SelectItems);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tableHeader()->setSectionsClickable(false);
    tableHeader()->setSortIndicatorShown(false);
    tableHeader()->setSectionResizeMode(QHeaderView::Fixed);
    tableHeader()->setMinimumSectionSize(1);
    setAccessibleName(tr("Rights"));
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        clearSpans();
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (!m_model->right(row))
                setSpan(row, 0, 1, RightsModel::ColumnCount);
        }
    });
}

const RightsRow *RightsTable::currentRight() const
{
    return m_model->right(currentIndex().row());
}

void RightsTable::setCurrentObject(const QString &object)
{
    const int row = m_model->rowOf(object);
    if (row >= 0)
        setCurrentIndex(m_model->index(row, std::max(int(RightsModel::FirstRight), currentIndex().column())));
}

void RightsTable::changeCurrent()
{
    const QModelIndex index = currentIndex();
    const RightsRow *row = currentRight();
    const auto column = RightsModel::columnOf(index.column());
    if (!row || !column)
        return;
    const RightCell &cell = row->cell(*column);
    if (!cell.canChange) {
        Q_EMIT explained(cell.note);
        return;
    }
    if (cell.isScope)
        openMenu(index, *row, *column);
    else if (cell.held && cell.isInherited && !cell.isIdle)
        Q_EMIT explained(cell.origins.join(QLatin1Char(' ')));
    else
        Q_EMIT changeAsked(row->object->key(), *column, !cell.held);
}

void RightsTable::openMenu(const QModelIndex &index, const RightsRow &row, RightColumn column)
{
    const Dictionary &dictionary = *m_context.configuration()->dictionary;
    const RightCell &cell = row.cell(column);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(RightsMatrix::columnName(dictionary, column, m_context.language));
    QAction *shown = nullptr;
    for (const Scope scope : RightsMatrix::choices(row.object, column, dictionary)) {
        QAction *action =
            menu->addAction(RightsMatrix::scopeName(dictionary, scope, cell.withParent, m_context.language));
        action->setCheckable(true);
        action->setChecked(cell.scope == scope);
        if (cell.scope == scope)
            shown = action;
        connect(action, &QAction::triggered, this, [this, object = row.object->key(), column, scope] {
            Q_EMIT changeAsked(object, column, scopeKey(scope));
        });
    }
    m_menu = menu;
    menu->popup(viewport()->mapToGlobal(visualRect(index).bottomLeft()), nullptr);
    if (shown)
        menu->setActiveAction(shown);
}

void RightsTable::keyPressEvent(QKeyEvent *event)
{
    const auto column = RightsModel::columnOf(currentIndex().column());
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
        case Qt::Key_F2:
            changeCurrent();
            return;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (const RightsRow *row = currentRight();
                row && column && row->cell(*column).canChange && !row->cell(*column).isEmpty()) {
                if (row->cell(*column).isScope)
                    Q_EMIT changeAsked(row->object->key(), *column, scopeKey(Scope::None));
                else
                    Q_EMIT changeAsked(row->object->key(), *column, false);
            }
            return;
        default:
            RecordTable::keyPressEvent(event);
    }
}

void RightsTable::mouseReleaseEvent(QMouseEvent *event)
{
    RecordTable::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && indexAt(event->position().toPoint()) == currentIndex())
        changeCurrent();
}

void RightsTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    RecordTable::currentChanged(current, previous);
    // The row is one: all of it is drawn anew.
    viewport()->update();
    const RightsRow *row = m_model->right(current.row());
    const QString object = row ? row->object->key() : QString();
    if (object != m_object) {
        m_object = object;
        Q_EMIT currentObjectChanged(object);
    }
}

void RightsTable::resizeEvent(QResizeEvent *event)
{
    RecordTable::resizeEvent(event);
    layoutColumns();
}

// Names take what the rights leave; where that is too little the scopes give.
void RightsTable::layoutColumns()
{
    const auto scaled = [this](int px) { return int(px * m_context.theme.textScale()); };
    int room = viewport()->width();
    for (int i = 0; i < RightColumns; ++i) {
        if (!RightsMatrix::isScope(RightColumn(i))) {
            const int width = scaled(flagWidth(RightColumn(i)));
            setColumnWidth(RightsModel::FirstRight + i, width);
            room -= width;
        }
    }
    const int scope = std::clamp((room - scaled(NameLeast)) / 3, scaled(ScopeLeast), scaled(ScopeWidth));
    for (int i = 0; i < RightColumns; ++i) {
        if (RightsMatrix::isScope(RightColumn(i)))
            setColumnWidth(RightsModel::FirstRight + i, scope);
    }
    setColumnWidth(RightsModel::Object, std::max(scaled(NameLeast), room - 3 * scope));
}

}  // namespace dw::ui
