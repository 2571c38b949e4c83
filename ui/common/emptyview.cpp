// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/emptyview.h"

#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int SentenceWidth = 280;

QString reasonIcon(EmptyView::Reason reason)
{
    switch (reason) {
        case EmptyView::Reason::NoMatch:
            return QStringLiteral("funnel");
        case EmptyView::Reason::NotHere:
            return QStringLiteral("cloud-off");
        case EmptyView::Reason::NoRight:
            return QStringLiteral("lock");
        case EmptyView::Reason::Done:
            return QStringLiteral("circle-check");
        case EmptyView::Reason::FirstUse:
            break;
    }
    return QStringLiteral("list");
}

}  // namespace

EmptyView::EmptyView(const Theme &theme, const Icons &icons, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icons(icons)
    , m_iconPlace(new QWidget)
    , m_title(new TextLabel(theme, {}, Theme::Scale::Title))
    , m_sentence(new TextLabel(theme, {}, Theme::Scale::Body, Theme::Role::TextMuted))
    , m_primary(new QPushButton)
    , m_second(new QPushButton)
{
    const int iconSize = theme.size(Theme::Size::IconEmpty);
    m_iconPlace->setFixedSize(iconSize, iconSize);
    m_title->setAlignment(Qt::AlignHCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentence->setFixedWidth(SentenceWidth);
    m_primary->setProperty("kind", QStringLiteral("primary"));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.space(2));
    buttons->addStretch(1);
    buttons->addWidget(m_primary);
    buttons->addWidget(m_second);
    buttons->addStretch(1);

    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addStretch(1);
    column->addWidget(m_iconPlace, 0, Qt::AlignHCenter);
    column->addSpacing(theme.space(3));
    column->addWidget(m_title, 0, Qt::AlignHCenter);
    column->addSpacing(theme.space(1));
    column->addWidget(m_sentence, 0, Qt::AlignHCenter);
    column->addSpacing(theme.space(4));
    column->addLayout(buttons);
    column->addStretch(1);

    connect(m_primary, &QPushButton::clicked, this, &EmptyView::primaryChosen);
    connect(m_second, &QPushButton::clicked, this, &EmptyView::secondChosen);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setActions({}, {});
}

void EmptyView::setState(Reason reason, const QString &title, const QString &sentence, const QString &icon)
{
    m_icon = icon.isEmpty() ? reasonIcon(reason) : icon;
    m_title->setText(title);
    m_sentence->setText(sentence);
    // The column asks the label for its height at the page's width, where it needs fewer lines.
    m_sentence->setFixedHeight(sentence.isEmpty() ? 0 : m_sentence->heightForWidth(SentenceWidth));
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    update();
}

void EmptyView::setFurther(QWidget *further)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    // Before the room that holds the rest in the middle.
    column->insertSpacing(column->count() - 1, m_theme.space(3));
    column->insertWidget(column->count() - 1, further, 0, Qt::AlignHCenter);
}

void EmptyView::setActions(const QString &primary, const QString &primaryIcon, const QString &second)
{
    m_primary->setText(primary);
    m_primary->setIcon(primaryIcon.isEmpty() ? QIcon() : m_icons.icon(primaryIcon));
    m_primary->setVisible(!primary.isEmpty());
    m_primary->setFocusPolicy(primary.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
    m_second->setFocusPolicy(second.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
}

void EmptyView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icons.paint(painter, m_iconPlace->geometry(), m_icon, Theme::Role::TextFaint, m_iconPlace->width());
}

}  // namespace dw::ui
