// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxlist.h"

#include "ui/common/textlayout.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;

namespace
{

constexpr int LineHeight = 56;
constexpr int HeadHeight = 28;
enum ItemRole { HeadRole = Qt::UserRole + 1, IndexRole, IconRole, TimeRole, LineRole, CountRole, ToneRole };

class Delegate : public QStyledItemDelegate
{
public:
    Delegate(const UiContext &context, QObject *parent) : QStyledItemDelegate(parent), m_context(context) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {100, index.data(HeadRole).toBool() ? HeadHeight : LineHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = m_context.theme;
        painter->save();
        if (index.data(HeadRole).toBool())
            paintHead(*painter, option.rect, index);
        else
            paintItem(*painter, option, index);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          theme.color(Role::Grid));
        painter->restore();
    }

private:
    void paintHead(QPainter &painter, const QRectF &row, const QModelIndex &index) const
    {
        const Theme &theme = m_context.theme;
        painter.fillRect(row, theme.color(Role::Background));
        TextSpec spec;
        spec.weight = Theme::Weight::Strong;
        const QRectF text = row.adjusted(theme.space(3), 0, -theme.space(3), 0);
        const qreal drawn = drawText(painter, theme, text, index.data().toString(), spec);
        spec.weight = Theme::Weight::Regular;
        spec.role = Role::TextMuted;
        drawText(painter, theme, text.adjusted(drawn + theme.space(2), 0, 0, 0),
                 index.data(CountRole).toString(), spec);
    }

    void paintItem(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        const Theme &theme = m_context.theme;
        const QRectF row = option.rect;
        const auto *view = static_cast<const QAbstractItemView *>(option.widget);
        const bool current = view->currentIndex() == index;
        if (current) {
            painter.fillRect(row, theme.color(view->hasFocus() ? Role::Selection : Role::SelectionInactive));
            painter.fillRect(QRectF(row.left(), row.top(), theme.size(Theme::Size::AccentBar), row.height()),
                             theme.color(theme.isDark() ? Role::Link : Role::Accent));
        } else if (option.state & QStyle::State_MouseOver) {
            painter.fillRect(row, theme.color(Role::Hover));
        }
        const qreal top = row.top() + 8;
        const qreal line = 20;
        m_context.icons.paint(painter, QRectF(row.left() + theme.space(3), top, 16, line),
                              index.data(IconRole).toString(), Role(index.data(ToneRole).toInt()), 16);
        TextSpec spec;
        spec.align = Qt::AlignRight;
        spec.elide = Qt::ElideNone;
        spec.role = Role::TextMuted;
        spec.scale = Theme::Scale::Small;
        QRectF text(row.left() + theme.space(3) + 24, top, row.width() - 2 * theme.space(3) - 24, line);
        const qreal time = drawText(painter, theme, text, index.data(TimeRole).toString(), spec);
        spec = {};
        spec.role = current ? Role::SelectionText : Role::Text;
        spec.weight = current ? Theme::Weight::Strong : Theme::Weight::Regular;
        drawText(painter, theme, text.adjusted(0, 0, -time - theme.space(2), 0), index.data().toString(),
                 spec);
        spec = {};
        spec.scale = Theme::Scale::Small;
        spec.role = Role::TextMuted;
        drawText(painter, theme, text.translated(0, line), index.data(LineRole).toString(), spec);
    }

    const UiContext &m_context;
};

}  // namespace

InboxList::InboxList(UiContext &context, QWidget *parent)
    : QListView(parent), m_context(context), m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setItemDelegate(new Delegate(context, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Needs attention"));
}

void InboxList::setItems(const QList<InboxItem> &items)
{
    const InboxTexts texts(m_context);
    const InboxItem *before = currentItem();
    const qint64 number = before ? before->number : 0;
    const RecordRef record = before ? before->record : RecordRef();
    const int place = currentIndex().data(IndexRole).toInt();
    m_items = items;
    std::stable_sort(m_items.begin(), m_items.end(), [](const InboxItem &a, const InboxItem &b) {
        return InboxTexts::group(a) < InboxTexts::group(b);
    });
    m_quiet = true;
    m_model->clear();
    for (int i = 0; i < m_items.size(); ++i) {
        const InboxItem &item = m_items[i];
        const InboxTexts::Group group = InboxTexts::group(item);
        if (i == 0 || InboxTexts::group(m_items[i - 1]) != group) {
            auto *head = new QStandardItem(texts.groupName(group));
            head->setData(true, HeadRole);
            head->setData(m_context.format.integer(std::count_if(
                              m_items.begin(), m_items.end(),
                              [&](const InboxItem &one) { return InboxTexts::group(one) == group; })),
                          CountRole);
            head->setFlags(Qt::NoItemFlags);
            m_model->appendRow(head);
        }
        auto *line = new QStandardItem(item.title);
        line->setData(i, IndexRole);
        line->setData(texts.icon(item), IconRole);
        line->setData(int(item.isConflict() ? Role::Warning : Role::Danger), ToneRole);
        line->setData(texts.time(item.at), TimeRole);
        line->setData(texts.line(item), LineRole);
        line->setToolTip(texts.line(item));
        line->setData(tr("%1: %2").arg(item.title, texts.line(item)), Qt::AccessibleTextRole);
        m_model->appendRow(line);
    }
    int wanted = std::clamp(place, 0, int(qMax(qsizetype(1), m_items.size())) - 1);
    for (int i = 0; i < m_items.size(); ++i) {
        if (m_items[i].number == number && m_items[i].record == record)
            wanted = i;
    }
    setCurrentItem(wanted);
    m_quiet = false;
    Q_EMIT currentItemChanged();
}

int InboxList::lines() const
{
    return m_model->rowCount();
}

const InboxItem *InboxList::currentItem() const
{
    const QModelIndex index = currentIndex();
    if (!index.isValid() || index.data(HeadRole).toBool())
        return nullptr;
    const int at = index.data(IndexRole).toInt();
    return at < m_items.size() ? &m_items[at] : nullptr;
}

void InboxList::setCurrentItem(int at)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (!index.data(HeadRole).toBool() && index.data(IndexRole).toInt() == at) {
            setCurrentIndex(index);
            return;
        }
    }
}

void InboxList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
    if (!m_quiet)
        Q_EMIT currentItemChanged();
}

void InboxList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT entered();
        return;
    }
    // Letters are the page's.
    if (!event->text().isEmpty() && event->text()[0].isPrint()) {
        event->ignore();
        return;
    }
    QListView::keyPressEvent(event);
}

}  // namespace dw::ui
