// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/closedcolumn.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;

ClosedColumn::ClosedColumn(const UiContext &context, const Stage &stage, QWidget *parent)
    : BoardColumn(context, stage, parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setMouseTracking(false);  // all of it is pressed for something
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    figuresChanged();
}

QSize ClosedColumn::sizeHint() const
{
    return QSize(theme().size(Theme::Size::BoardColumnCollapsed), 160);
}

QRect ClosedColumn::figurePlace(Figure figure) const
{
    return figure == Figure::Count ? QRect(4, 32, width() - 8, theme().line(Scale::Body)) : QRect();
}

QString ClosedColumn::words() const
{
    const int digits = context().configuration()->settings.currency.minorDigits();
    const Format &format = context().format;
    return tr("%1 this month, %2")
        .arg(stage().name.in(context().language),
             figures().leftOut.beside(format.moneyShort(figures().sum, digits), format));
}

void ClosedColumn::figuresChanged()
{
    setAccessibleName(context().format.integer(figures().count) + QLatin1Char(' ') + words());
    setToolTip(accessibleName());
}

void ClosedColumn::paintEvent(QPaintEvent *event)
{
    BoardColumn::paintEvent(event);
    QPainter painter(this);
    const bool won = stage().outcome == dw::StageOutcome::Won;
    paintStage(painter, theme(), QRectF((width() - 12) / 2.0, 12, 12, 12), 0, 1,
               won ? ui::StageOutcome::Won : ui::StageOutcome::Lost);
    TextSpec count;
    count.weight = Theme::Weight::Strong;
    count.align = Qt::AlignHCenter;
    drawText(painter, theme(), QRectF(0, 32, width(), theme().line(Scale::Body)),
             context().format.integer(figures().count), count);

    TextSpec spec;
    spec.role = Role::TextMuted;
    const int line = theme().line(Scale::Body);
    const QString text = words();
    const bool upright = theme().languageIsHan();
    if (!upright) {
        painter.translate((width() + line) / 2.0, 60);
        painter.rotate(90);
        drawText(painter, theme(), QRectF(0, 0, height() - 60 - 8, line), text, spec);
    } else {
        // Han stands upright in vertical text; runs of digits and Latin stay together on a line.
        spec.align = Qt::AlignHCenter;
        qreal y = 60;
        QString run;
        const auto put = [&](const QString &piece) {
            if (piece.trimmed().isEmpty())
                return;
            drawText(painter, theme(), QRectF(0, y, width(), line), piece, spec);
            y += line - 2;
        };
        for (const QChar c : text) {
            if (c.unicode() < 0x2e80 && !c.isSpace()) {
                run.append(c);
                continue;
            }
            put(run);
            run.clear();
            put(c.unicode() == 0xff0c ? QString() : QString(c));
        }
        put(run);
    }
    if (hasFocus())
        paintFocusRing(painter, theme(), rect(), theme().radius(Theme::Radius::Container));
}

void ClosedColumn::mouseReleaseEvent(QMouseEvent *event)
{
    if (figureAt(event->position().toPoint()))
        BoardColumn::mouseReleaseEvent(event);
    else if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT opened();
}

void ClosedColumn::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT opened();
    else
        BoardColumn::keyPressEvent(event);
}

}  // namespace dw::ui
