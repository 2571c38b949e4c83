// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/columnchooser.h"

#include "ui/common/lineedit.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

namespace dw::ui
{

ColumnChooser::ColumnChooser(UiContext &context, const ColumnSet &columns, QWidget *window)
    : Popover(context.theme, window)
    , m_columns(columns)
    , m_search(new LineEdit(context.theme, context.icons))
    , m_list(new QListWidget)
{
    setAccessibleName(tr("Columns"));
    m_search->setLeadingIcon(QStringLiteral("search"));
    m_search->setPlaceholderText(tr("Find a field"));
    m_search->setAccessibleName(tr("Find a field"));
    m_list->setAccessibleName(tr("Columns"));
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setMinimumHeight(context.theme.size(Theme::Size::RowCompact) * 12);
    m_list->installEventFilter(this);
    body()->addWidget(m_search);
    body()->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &typed) {
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setHidden(!m_list->item(row)->text().contains(typed, Qt::CaseInsensitive));
    });
    const auto changed = [this] {
        if (!m_filling)
            Q_EMIT columnsChosen(chosen());
    };
    connect(m_list, &QListWidget::itemChanged, this, changed);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, changed);
}

void ColumnChooser::setChosen(const QStringList &keys)
{
    m_filling = true;
    m_list->clear();
    QStringList all = keys;
    const QStringList offered = m_columns.available();
    for (const QString &key : offered) {
        if (!all.contains(key))
            all.append(key);
    }
    for (const QString &key : std::as_const(all)) {
        auto *item = new QListWidgetItem(m_columns.heading(key), m_list);
        item->setData(Qt::UserRole, key);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                       Qt::ItemIsDragEnabled);
        item->setCheckState(keys.contains(key) ? Qt::Checked : Qt::Unchecked);
    }
    m_list->setCurrentRow(0);
    m_filling = false;
}

QStringList ColumnChooser::chosen() const
{
    QStringList keys;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->checkState() == Qt::Checked)
            keys.append(m_list->item(row)->data(Qt::UserRole).toString());
    }
    return keys;
}

void ColumnChooser::move(int by)
{
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    m_filling = true;
    QListWidgetItem *item = m_list->takeItem(from);
    m_list->insertItem(to, item);
    m_list->setCurrentRow(to);
    m_filling = false;
    Q_EMIT columnsChosen(chosen());
}

bool ColumnChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            move(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return Popover::eventFilter(watched, event);
}

}  // namespace dw::ui
