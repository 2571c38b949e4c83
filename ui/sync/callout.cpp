// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/callout.h"

#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int IconBox = 16;

QString iconOf(Tone tone)
{
    switch (tone) {
        case Tone::Success:
            return QStringLiteral("circle-check");
        case Tone::Warning:
            return QStringLiteral("triangle-alert");
        case Tone::Danger:
            return QStringLiteral("circle-x");
        case Tone::Neutral:
        case Tone::Outline:
        case Tone::Info:
        case Tone::Accent:
            break;
    }
    return QStringLiteral("info");
}

}  // namespace

Callout::Callout(const Icons &icons, Tone tone, QWidget *parent)
    : QFrame(parent)
    , m_icons(icons)
    , m_tone(tone)
    , m_title(new TextLabel(icons.theme(), {}, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong))
    , m_sentence(new TextLabel(icons.theme(), {}, Theme::Scale::Body))
    , m_column(new QVBoxLayout(this))
{
    const Theme &theme = icons.theme();
    setFrameShape(QFrame::NoFrame);
    m_column->setContentsMargins(theme.space(3) + IconBox + theme.space(2), theme.space(2), theme.space(3),
                                 theme.space(2));
    m_column->setSpacing(theme.space(1));
    for (TextLabel *label : {m_title, m_sentence}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_column->addWidget(label);
    }
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Callout::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(title.isEmpty() ? sentence : title);
    setAccessibleDescription(title.isEmpty() ? QString() : sentence);
}

QString Callout::title() const
{
    return m_title->text();
}

QString Callout::sentence() const
{
    return m_sentence->text();
}

QPushButton *Callout::addAction(const QString &text)
{
    if (!m_actions) {
        m_actions = new QHBoxLayout;
        m_actions->setContentsMargins(0, m_icons.theme().space(1), 0, m_icons.theme().space(1));
        m_actions->setSpacing(m_icons.theme().space(2));
        m_actions->addStretch(1);
        m_column->addLayout(m_actions);
    }
    auto *button = new QPushButton(text);
    m_actions->insertWidget(m_actions->count() - 1, button);
    return button;
}

void Callout::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_icons.theme();
    paintRounded(painter, QRectF(rect()), theme.radius(Theme::Radius::Control),
                 theme.color(toneTintRole(m_tone)));
    const int line = theme.line(Theme::Scale::Body);
    m_icons.paint(painter, QRectF(theme.space(3), theme.space(2), IconBox, line), iconOf(m_tone),
                  toneRole(m_tone));
}

}  // namespace dw::ui
