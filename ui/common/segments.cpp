// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/segments.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

class Segment : public QAbstractButton
{
public:
    Segment(const Theme &theme, const Icons &icons, const QString &text, const QString &icon, QWidget *parent)
        : QAbstractButton(parent), m_theme(theme), m_icons(icons), m_icon(icon)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
    }

    QSize sizeHint() const override
    {
        const qreal label = textWidth(m_theme, Scale::Small, Weight::Strong, text());
        return QSize(int(std::ceil(label)) + 21 + (m_icon.isEmpty() ? 0 : 14 + 6),
                     m_theme.size(Theme::Size::Control));
    }

protected:
    // Fill and frame belong to the whole and are painted by Segments.
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Role role = !isEnabled()                 ? Role::TextDisabled
                          : isChecked()                ? Role::SelectionText
                          : underMouse() || hasFocus() ? Role::Text
                                                       : Role::TextMuted;
        const Weight weight = isChecked() ? Weight::Strong : Weight::Regular;
        const qreal label = std::ceil(textWidth(m_theme, Scale::Small, weight, text()));
        const qreal whole = label + (m_icon.isEmpty() ? 0 : 20);
        qreal x = std::round((width() - whole) / 2.0);
        if (!m_icon.isEmpty()) {
            m_icons.paint(painter, QRectF(x, 0, 14, height()), m_icon, role, 14);
            x += 20;
        }
        TextSpec spec;
        spec.scale = Scale::Small;
        spec.weight = weight;
        spec.role = role;
        spec.elide = Qt::ElideNone;
        drawText(painter, m_theme, QRectF(x, 0, label, height()), text(), spec);
    }

private:
    const Theme &m_theme;
    const Icons &m_icons;
    QString m_icon;
};

}  // namespace

Segments::Segments(const Theme &theme, const Icons &icons, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icons(icons), m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idToggled, this, [this] { update(); });
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

int Segments::addSegment(const QString &text, const QString &icon)
{
    const int index = count();
    auto *segment = new Segment(m_theme, m_icons, text, icon, this);
    m_group->addButton(segment, index);
    layout()->addWidget(segment);
    if (index == 0)
        segment->setChecked(true);
    return index;
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::setCurrent(int index)
{
    if (QAbstractButton *segment = m_group->button(index))
        segment->setChecked(true);
}

int Segments::count() const
{
    return int(m_group->buttons().size());
}

QAbstractButton *Segments::button(int index) const
{
    return m_group->button(index);
}

void Segments::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int radius = m_theme.radius(Theme::Radius::Control);
    paintRounded(painter, rect(), radius, m_theme.color(m_theme.isDark() ? Role::Background : Role::Surface));
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()), radius, radius);
    painter.setClipPath(frame);
    const QList<QAbstractButton *> all = m_group->buttons();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QRect box = all[i]->geometry();
        if (all[i]->isChecked())
            painter.fillRect(box, m_theme.color(Role::Selection));
        if (i + 1 < all.size())
            painter.fillRect(QRect(box.right(), box.top(), 1, box.height()), m_theme.color(Role::Border));
    }
    painter.setClipping(false);
    paintRounded(painter, rect(), radius, QColor(), m_theme.color(Role::ControlBorder));
}

}  // namespace dw::ui
