// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/banner.h"

#include "ui/common/iconbutton.h"
#include "ui/common/textlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace dw::ui
{

Banner::Banner(const Theme &theme, const Icons &icons, Tone tone, const QString &text, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icons(icons)
    , m_tone(tone)
    , m_row(new QHBoxLayout(this))
    , m_text(new TextLabel(theme, text, Theme::Scale::Body))
    , m_detail(new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::TextMuted))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_row->setContentsMargins(12 + 16 + 8, 4, 12, 4);
    m_row->setSpacing(theme.space(2));
    auto *lines = new QVBoxLayout;
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    lines->addWidget(m_text);
    lines->addWidget(m_detail);
    m_row->addLayout(lines, 1);
    setText(text);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Banner::setText(const QString &text, const QString &detail)
{
    m_text->setText(text);
    m_text->setWeight(detail.isEmpty() ? Theme::Weight::Regular : Theme::Weight::Strong);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(detail.isEmpty() ? text : text + QLatin1Char(' ') + detail);
    updateGeometry();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QPushButton *Banner::addAction(const QString &text)
{
    auto *button = new QPushButton(text);
    button->setProperty("small", true);
    m_row->insertWidget(m_close == nullptr ? m_row->count() : m_row->count() - 1, button);
    return button;
}

void Banner::setClosable(bool closable)
{
    if (closable && m_close == nullptr) {
        auto *close = new IconButton(m_icons, QStringLiteral("x"), tr("Close"), IconButton::Extent::Bar);
        connect(close, &QAbstractButton::clicked, this, [this] {
            hide();
            Q_EMIT closed();
        });
        m_row->addWidget(close);
        m_close = close;
    } else if (!closable) {
        delete m_close;
        m_close = nullptr;
    }
}

QSize Banner::sizeHint() const
{
    const int lines = m_detail->isHidden() ? 1 : 2;
    return QSize(QFrame::sizeHint().width(), m_theme.line(Theme::Scale::Body) * lines + 16);
}

QString Banner::iconName() const
{
    switch (m_tone) {
        case Tone::Success:
            return QStringLiteral("circle-check");
        case Tone::Warning:
            return QStringLiteral("triangle-alert");
        case Tone::Danger:
            return QStringLiteral("circle-x");
        default:
            return QStringLiteral("info");
    }
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintRounded(painter, rect(), m_theme.radius(Theme::Radius::Control),
                 m_theme.color(toneTintRole(m_tone)));
    const int line = m_theme.line(Theme::Scale::Body);
    const qreal top = m_detail->isHidden() ? (height() - line) / 2.0 : 8;
    m_icons.paint(painter, QRectF(12, top, 16, line), iconName(), toneRole(m_tone), 16);
}

}  // namespace dw::ui
