// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/factlines.h"

#include "ui/common/paint.h"
#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int ChangeHeight = 28, ValueHeight = 24, ValuesMargin = 6;
constexpr int NameWidth = 132, ResultNameWidth = 120, ArrowWidth = 40, ArrowSize = 16;

}  // namespace

FactLines::FactLines(UiContext &context, Look look, QWidget *parent)
    : QFrame(parent), m_context(context), m_look(look)
{
    auto *whole = new QVBoxLayout(this);
    const int margin = look == Look::Values ? ValuesMargin : 1;
    whole->setContentsMargins(margin, margin, margin, margin);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&context.theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FactLines::setLines(const QList<Line> &lines)
{
    m_count = int(lines.size());
    m_struck.clear();
    m_rows.clear();
    delete m_body;
    m_body = new QWidget;
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    QStringList text;
    for (const Line &line : lines) {
        auto *holder = new QWidget;
        holder->setFixedHeight(m_look == Look::Changes ? ChangeHeight : ValueHeight);
        auto *row = new QHBoxLayout(holder);
        const int side = m_look == Look::Changes ? m_context.theme.space(3) : m_context.theme.space(2);
        row->setContentsMargins(side, 0, side, 0);
        row->setSpacing(m_context.theme.space(2));
        const QString whose = line.origin;
        if (m_look == Look::Changes) {
            addChange(line, row);
            text.append(tr("%1: %2 → %3 (%4)").arg(line.name, line.before, line.value, whose));
        } else {
            addValue(line, row);
            text.append(tr("%1: %2, %3").arg(line.name, line.value, whose));
        }
        column->addWidget(holder);
        m_rows.append(holder);
    }
    layout()->addWidget(m_body);
    setAccessibleDescription(text.join(QLatin1Char('\n')));
    m_body->show();
    update();
}

void FactLines::addChange(const Line &line, QLayout *row)
{
    auto *box = static_cast<QHBoxLayout *>(row);
    const Theme &theme = m_context.theme;
    auto *name = new TextLabel(theme, line.name, Theme::Scale::Body);
    name->setFixedWidth(NameWidth);
    box->addWidget(name);
    auto *before = new TextLabel(theme, line.before, Theme::Scale::Body, Theme::Role::TextMuted);
    m_struck.append(before);
    box->addWidget(before, 1);
    auto *arrow = new QLabel;
    arrow->setFixedWidth(ArrowWidth);
    arrow->setPixmap(m_context.icons.icon(QStringLiteral("arrow-right"), Theme::Role::TextMuted)
                         .pixmap(ArrowSize, ArrowSize));
    box->addWidget(arrow);
    box->addWidget(new TextLabel(theme, line.value, Theme::Scale::Body), 1);
    auto *origin = new TextLabel(theme, line.origin, Theme::Scale::Small, Theme::Role::TextMuted);
    origin->setElides(false);
    box->addWidget(origin);
}

void FactLines::addValue(const Line &line, QLayout *row)
{
    auto *box = static_cast<QHBoxLayout *>(row);
    const Theme &theme = m_context.theme;
    auto *name = new TextLabel(theme, line.name, Theme::Scale::Body, Theme::Role::TextMuted);
    name->setFixedWidth(ResultNameWidth);
    box->addWidget(name);
    auto *value = new TextLabel(theme, line.value, Theme::Scale::Body);
    value->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    box->addWidget(value);
    auto *origin = new TextLabel(theme, line.origin, Theme::Scale::Small, Theme::Role::TextMuted);
    origin->setElides(false);
    box->addWidget(origin);
    box->addStretch(1);
}

void FactLines::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_context.theme;
    const qreal radius = theme.radius(Theme::Radius::Container);
    if (m_look == Look::Values) {
        paintRounded(painter, rect(), radius, theme.color(Theme::Role::Background));
        return;
    }
    paintRounded(painter, rect(), radius, theme.color(Theme::Role::Surface),
                 theme.color(Theme::Role::Border));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 1; i < m_rows.size(); ++i) {
        const int top = m_rows[i]->mapTo(this, QPoint(0, 0)).y();
        painter.fillRect(QRect(1, top, width() - 2, 1), theme.color(Theme::Role::Grid));
    }
    for (const QLabel *label : std::as_const(m_struck)) {
        const QPoint at = label->mapTo(this, QPoint(0, label->height() / 2));
        const int length = std::min(label->width(), label->fontMetrics().horizontalAdvance(label->text()));
        painter.fillRect(QRect(at, QSize(length, 1)), theme.color(Theme::Role::TextMuted));
    }
}

}  // namespace dw::ui
