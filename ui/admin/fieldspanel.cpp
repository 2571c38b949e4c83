// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/fieldspanel.h"

#include "ui/admin/rightsdelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int RightWidth = 92;

}  // namespace

FieldsPanel::FieldsPanel(UiContext &context, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(new TextLabel(context.theme, {}, Theme::Scale::Title))
    , m_origins(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_help(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_table(new RecordTable(context.theme, context.icons))
    , m_model(new FieldRightsModel(this))
{
    const Theme &theme = context.theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget;
    auto *lines = new QVBoxLayout(head);
    lines->setContentsMargins(theme.space(4), theme.space(3), theme.space(4), theme.space(3));
    lines->setSpacing(theme.space(1));
    lines->addWidget(m_title);
    m_help->setWordWrap(true);
    lines->addWidget(m_help);
    column->addWidget(head);
    auto *delegate = new RightsDelegate(theme, context.icons, this);
    m_table->setItemDelegate(delegate);
    delegate->attach(m_table);
    delegate->setEdge(theme.space(4));
    m_table->setEdge(theme.space(4));
    m_table->setModel(m_model);
    m_table->tableHeader()->setSectionsClickable(false);
    m_table->tableHeader()->setSortIndicatorShown(false);
    m_table->tableHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->tableHeader()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_table->setColumnWidth(1, RightWidth);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    column->addWidget(m_table, 1);
    // Below, so that the fields keep their places while one walks through the records.
    m_foot = new QWidget;
    auto *said = new QVBoxLayout(m_foot);
    said->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(3));
    said->setSpacing(theme.space(1));
    said->addWidget(new TextLabel(theme, tr("Where the rights come from"), Theme::Scale::Small,
                                  Theme::Role::Text, Theme::Weight::Strong));
    m_origins->setWordWrap(true);
    said->addWidget(m_origins);
    column->addWidget(m_foot);
}

void FieldsPanel::show(const ObjectTypePtr &object, const QList<FieldLine> &lines, const QStringList &origins,
                       bool canChange)
{
    m_canChange = canChange;
    const QString name = object ? object->plural().in(m_context.language) : QString();
    const QString fields =
        tr("Fields of %1").arg(m_context.language == Language::English ? name.toLower() : name);
    m_table->setAccessibleName(fields);
    m_title->setText(fields);
    m_origins->setText(origins.join(QLatin1Char('\n')));
    m_foot->setVisible(!origins.isEmpty());
    m_help->setText(canChange ? tr("A muted right is as open as its record, or inherited.")
                              : tr("Of several roles the most open right counts."));
    m_model->setLines(lines);
    if (!m_table->currentIndex().isValid() && !lines.isEmpty())
        m_table->setCurrentIndex(m_model->index(0, 1));
}

void FieldsPanel::changeCurrent()
{
    const int row = m_table->currentIndex().row();
    if (!m_canChange || row < 0 || row >= m_model->lines().size())
        return;
    const FieldLine &line = m_model->lines().at(row);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(line.label);
    const auto add = [&](const QString &text, std::optional<FieldRight> right, bool checked) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(checked);
        connect(action, &QAction::triggered, this,
                [this, key = line.key, right] { Q_EMIT changeAsked(key, right); });
    };
    add(tr("As its record"), std::nullopt, !line.isOwn);
    menu->addSeparator();
    for (const FieldRight right :
         {FieldRight::Hidden, FieldRight::Masked, FieldRight::ReadOnly, FieldRight::Editable})
        add(FieldRightsModel::rightName(right), right, line.isOwn && line.right == right);
    m_menu = menu;
    const QRect cell = m_table->visualRect(m_model->index(row, 1));
    menu->popup(m_table->viewport()->mapToGlobal(cell.bottomLeft()));
}

bool FieldsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space || key == Qt::Key_F2) {
            changeCurrent();
            return true;
        }
    }
    if (watched == m_table->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_table->indexAt(mouse->position().toPoint());
        if (mouse->button() == Qt::LeftButton && index.isValid() && index.column() == 1) {
            m_table->setCurrentIndex(index);
            changeCurrent();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void FieldsPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Theme::Role::Background));
    painter.fillRect(QRect(0, 0, 1, height()), m_context.theme.color(Theme::Role::Border));
}

}  // namespace dw::ui
