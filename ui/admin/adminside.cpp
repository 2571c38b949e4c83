// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/adminside.h"

#include "ui/common/recorddelegate.h"
#include "ui/common/textlayout.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace dw::ui
{

namespace
{

enum ItemRole { IdRole = Qt::UserRole + 1, CountRole, IconRole, HeadRole };

class SideDelegate : public QStyledItemDelegate
{
public:
    SideDelegate(const UiContext &context, QObject *parent) : QStyledItemDelegate(parent), m_context(context)
    {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return QSize(100, m_context.theme.size(Theme::Size::RowCompact));
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = m_context.theme;
        const QRectF row = option.rect;
        painter->save();
        TextSpec spec;
        if (index.data(HeadRole).toBool()) {
            spec.scale = Theme::Scale::Small;
            spec.role = Theme::Role::TextMuted;
            drawText(*painter, theme, row.adjusted(theme.space(3), 0, -theme.space(3), 0),
                     index.data().toString(), spec);
            painter->restore();
            return;
        }
        const auto *view = static_cast<const QAbstractItemView *>(option.widget);
        const bool current = view->currentIndex() == index;
        if (current)
            painter->fillRect(
                row, theme.color(view->hasFocus() ? Theme::Role::Selection : Theme::Role::SelectionInactive));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(row, theme.color(Theme::Role::Hover));
        if (current)
            painter->fillRect(QRectF(row.left(), row.top(), theme.size(Theme::Size::AccentBar), row.height()),
                              theme.color(theme.isDark() ? Theme::Role::Link : Theme::Role::Accent));
        m_context.icons.paint(*painter, QRectF(row.left() + theme.space(3), row.top(), 16, row.height()),
                              index.data(IconRole).toString(), Theme::Role::TextFaint, 16);
        spec.role = Theme::Role::TextMuted;
        spec.align = Qt::AlignRight;
        QRectF text = row.adjusted(theme.space(3) + 24, 0, -theme.space(3), 0);
        text.setRight(text.right() - drawText(*painter, theme, text, index.data(CountRole).toString(), spec) -
                      theme.space(2));
        spec.align = Qt::AlignLeft;
        spec.role = current ? Theme::Role::SelectionText : Theme::Role::Text;
        spec.weight = current ? Theme::Weight::Strong : Theme::Weight::Regular;
        drawText(*painter, theme, text, index.data().toString(), spec);
        painter->restore();
    }

private:
    const UiContext &m_context;
};

}  // namespace

AdminSide::AdminSide(UiContext &context, QWidget *parent)
    : QListView(parent), m_context(context), m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setItemDelegate(new SideDelegate(context, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Users and roles"));
    viewport()->setAutoFillBackground(false);
}

void AdminSide::setData(const AccessDataPtr &access)
{
    const Id shown = currentRole();
    m_quiet = true;
    m_model->clear();
    const auto head = [this](const QString &text) {
        auto *item = new QStandardItem(text);
        item->setData(true, HeadRole);
        item->setFlags(Qt::NoItemFlags);
        m_model->appendRow(item);
    };
    const auto line = [this](const QString &text, const QString &icon, int count, const Id &id) {
        auto *item = new QStandardItem(text);
        item->setData(icon, IconRole);
        item->setData(m_context.format.integer(count), CountRole);
        item->setData(id.toString(), IdRole);
        item->setToolTip(text);
        item->setData(count == 1 ? tr("%1, 1 user").arg(text)
                                 : tr("%1, %2 users").arg(text, m_context.format.integer(count)),
                      Qt::AccessibleTextRole);
        m_model->appendRow(item);
    };
    head(tr("People"));
    line(tr("Users"), QStringLiteral("user"), int(access->users.size()), Id());
    head(tr("Roles"));
    for (const Record &role : access->roles)
        line(role.value(u"name").text(), QStringLiteral("lock"), access->holders(role.id()), role.id());
    m_quiet = false;
    setCurrent(shown);
}

void AdminSide::setCurrent(const Id &role)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (index.data(HeadRole).toBool() || index.data(IdRole).toString() != role.toString())
            continue;
        m_quiet = true;
        setCurrentIndex(index);
        m_quiet = false;
        viewport()->update();
        return;
    }
}

Id AdminSide::currentRole() const
{
    return Id::fromString(currentIndex().data(IdRole).toString()).value_or(Id());
}

int AdminSide::lines() const
{
    return m_model->rowCount();
}

void AdminSide::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
    if (!m_quiet && current.isValid())
        Q_EMIT chosen(currentRole());
}

}  // namespace dw::ui
