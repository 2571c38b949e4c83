// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/sidelist.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int FunnelLine = 24;
constexpr int NameWidth = 76;
constexpr int CountWidth = 24;
constexpr int AmountWidth = 80;
constexpr int WarningWidth = 60;
constexpr int Bar = 10;

class SideDelegate : public QStyledItemDelegate
{
public:
    SideDelegate(const UiContext &context, const QList<SideLine> &lines, QObject *parent)
        : QStyledItemDelegate(parent), m_context(context), m_lines(lines)
    {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const bool funnel = m_lines[index.row()].share >= 0;
        return QSize(80, funnel ? FunnelLine : m_context.theme.size(Theme::Size::RowCompact));
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = m_context.theme;
        const SideLine &line = m_lines[index.row()];
        QRectF row = option.rect;
        const bool focused = option.widget && option.widget->hasFocus();
        if (option.state.testFlag(QStyle::State_Selected) && focused)
            paintRounded(*painter, row, theme.radius(Theme::Radius::Control), theme.color(Role::Selection));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            paintRounded(*painter, row, theme.radius(Theme::Radius::Control), theme.color(Role::Hover));
        row.adjust(theme.space(4), 0, -theme.space(4), 0);
        if (line.share >= 0)
            paintFunnel(*painter, row, line);
        else
            paintLine(*painter, row, line);
    }

private:
    void paintFunnel(QPainter &painter, const QRectF &row, const SideLine &line) const
    {
        const Theme &theme = m_context.theme;
        paintStage(painter, theme, QRectF(row.left(), row.top() + (row.height() - 12) / 2, 12, 12),
                   line.stage, line.stageCount);
        drawText(painter, theme, QRectF(row.left() + 20, row.top(), NameWidth, row.height()), line.title);
        TextSpec right;
        right.align = Qt::AlignRight;
        right.role = Role::TextMuted;
        right.elide = Qt::ElideNone;
        const qreal counted = row.left() + 20 + NameWidth + 4;
        drawText(painter, theme, QRectF(counted, row.top(), CountWidth, row.height()), line.count, right);
        right.role = Role::Text;
        drawText(painter, theme, QRectF(row.left(), row.top(), row.width(), row.height()), line.amount,
                 right);
        const qreal left = counted + CountWidth + 8;
        // One scale for all bars: the widest amount takes its room from each.
        qreal amounts = AmountWidth;
        for (const SideLine &each : m_lines)
            amounts =
                std::max(amounts, std::ceil(textWidth(theme, Scale::Body, Weight::Regular, each.amount)));
        const qreal room = row.right() - amounts - 8 - left;
        if (line.share <= 0)
            return;
        const qreal width = std::max(2.0, room * line.share);
        paintRounded(painter, QRectF(left, row.top() + (row.height() - Bar) / 2, width, Bar), 2,
                     theme.stageColor(line.stage - 1, line.stageCount));
    }

    void paintLine(QPainter &painter, QRectF row, const SideLine &line) const
    {
        const Theme &theme = m_context.theme;
        if (!line.icon.isEmpty()) {
            m_context.icons.paint(painter, QRectF(row.left(), row.top(), 16, row.height()), line.icon,
                                  Role::TextFaint, 16);
            row.setLeft(row.left() + 24);
        }
        TextSpec right;
        right.align = Qt::AlignRight;
        right.elide = Qt::ElideNone;
        if (!line.warning.isEmpty()) {
            right.role = Role::Warning;
            drawText(painter, theme, row, line.warning, right);
            const qreal wide = std::ceil(textWidth(theme, Scale::Body, Weight::Regular, line.warning));
            m_context.icons.paint(painter, QRectF(row.right() - wide - 16, row.top(), 12, row.height()),
                                  QStringLiteral("clock"), Role::Warning, 12);
            row.setRight(row.right() - std::max<qreal>(WarningWidth, wide + 24));
        }
        if (!line.note.isEmpty()) {
            right.role = Role::TextMuted;
            right.scale = Scale::Small;
            drawText(painter, theme, row, line.note, right);
            row.setRight(row.right() - std::ceil(textWidth(theme, Scale::Small, Weight::Regular, line.note)) -
                         8);
        }
        if (!line.amount.isEmpty()) {
            right.role = Role::Text;
            right.scale = Scale::Body;
            drawText(painter, theme, row, line.amount, right);
            row.setRight(row.right() -
                         std::ceil(textWidth(theme, Scale::Body, Weight::Regular, line.amount)) - 8);
        }
        const qreal drawn = drawText(painter, theme, row, line.title);
        if (!line.more.isEmpty() && drawn + 24 < row.width()) {
            TextSpec muted;
            muted.role = Role::TextMuted;
            drawText(painter, theme, row.adjusted(drawn, 0, 0, 0), QStringLiteral(" · ") + line.more, muted);
        }
    }

    const UiContext &m_context;
    const QList<SideLine> &m_lines;
};

}  // namespace

SideList::SideList(UiContext &context, const QString &name, QWidget *parent)
    : QListView(parent), m_context(context), m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setItemDelegate(new SideDelegate(context, m_lines, this));
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
    const auto clearPlane = [this] {
        QPalette clear = palette();
        clear.setColor(QPalette::Base, Qt::transparent);
        setPalette(clear);
    };
    clearPlane();
    connect(&context.theme, &Theme::changed, this, clearPlane);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) { open(index.row()); });
}

void SideList::setLines(const QList<SideLine> &lines)
{
    const int row = currentIndex().row();
    m_model->clear();
    m_lines = lines;
    for (const SideLine &line : lines) {
        auto *item = new QStandardItem(line.title);
        QStringList spoken{line.title, line.more, line.count, line.amount, line.warning, line.note};
        spoken.removeAll(QString());
        item->setData(spoken.join(QStringLiteral(", ")), Qt::AccessibleTextRole);
        item->setToolTip(spoken.join(QStringLiteral(", ")));
        m_model->appendRow(item);
    }
    if (row >= 0 && row < m_model->rowCount())
        setCurrentIndex(m_model->index(row, 0));
    updateGeometry();
}

QSize SideList::sizeHint() const
{
    int height = 0;
    for (const SideLine &line : m_lines)
        height += line.share >= 0 ? FunnelLine : m_context.theme.size(Theme::Size::RowCompact);
    return QSize(200, height);
}

void SideList::open(int row)
{
    if (row < 0 || row >= m_lines.size() || !m_context.navigator)
        return;
    const SideLine line = m_lines[row];
    if (!line.record.id.isNull())
        m_context.navigator->openRecord(line.record);
    else if (!line.where.isEmpty())
        m_context.navigator->openList(QStringLiteral("opportunity"), line.where, line.title);
}

void SideList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        open(currentIndex().row());
        return;
    }
    if (!event->text().isEmpty() && event->text()[0].isPrint()) {
        event->ignore();
        return;
    }
    QListView::keyPressEvent(event);
}

void SideList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const QString figure = m_lines.value(index.row()).figure;
    if (!index.isValid() || figure.isEmpty())
        return;
    setCurrentIndex(index);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show the definition"), this, [this, figure] { Q_EMIT explainAsked(figure); });
    menu->addAction(tr("Show the rows"), this, [this, row = index.row()] { open(row); });
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void SideList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (!currentIndex().isValid() && m_model->rowCount() > 0)
        setCurrentIndex(m_model->index(0, 0));
    viewport()->update();
}

void SideList::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    viewport()->update();
}

}  // namespace dw::ui
