// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/carddelegate.h"

#include "ui/common/paint.h"
#include "ui/common/textlayout.h"
#include "ui/pipeline/localtime.h"
#include "ui/pipeline/stagemodel.h"
#include "ui/records/pendingmarks.h"
#include "ui/records/valuetext.h"

#include <QPainter>

#include <cmath>

namespace dw::ui
{

using Role = Theme::Role;
using Scale = Theme::Scale;
using Weight = Theme::Weight;

namespace
{

constexpr int Line = 20;
constexpr int LastLine = 22;
constexpr int SmallIcon = 12;
constexpr double SourceOpacity = 0.45;

struct NextStep
{
    QString icon;
    QString text;
    Role role = Role::TextMuted;
};

NextStep nextStepOf(const UiContext &context, const DealCard &deal)
{
    if (deal.nextStep.isEmpty() && !deal.nextAt)
        return {QStringLiteral("circle-alert"), CardDelegate::tr("no next step"), Role::Warning};
    const QString icon = nextStepIcon(deal.nextStep);
    if (!deal.nextAt)
        return {icon, deal.nextStep};
    const QDateTime at = localTime(context, *deal.nextAt);
    const QDate today = localToday(context);
    if (at.date() < today)
        return {icon, context.format.daysLate(at.date().daysTo(today)), Role::Danger};
    if (at.date() == today && at.time() != QTime(0, 0))
        return {icon, context.format.dateTime(at, today)};
    return {icon, at.date() == today ? context.format.date(today, today)
                                     : context.format.calendarDate(at.date(), today)};
}

}  // namespace

CardDelegate::CardDelegate(const UiContext &context, const Stage &stage, int gutter, QObject *parent)
    : QStyledItemDelegate(parent), m_context(context), m_stage(stage), m_gutter(gutter)
{}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const Theme &theme = m_context.theme;
    return QSize(80, theme.size(Theme::Size::BoardCard) + theme.size(Theme::Size::BoardCardGap));
}

QRect CardDelegate::cardRect(const QRect &item) const
{
    return item.adjusted(0, 0, -m_gutter, -m_context.theme.size(Theme::Size::BoardCardGap));
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto *model = qobject_cast<const StageModel *>(index.model());
    if (model == nullptr)
        return;
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const bool focused = current && option.state.testFlag(QStyle::State_Active) && option.widget != nullptr &&
                         option.widget->hasFocus();
    paintCard(*painter, cardRect(option.rect), model->card(index.row()), current, focused);
}

void CardDelegate::paintCard(QPainter &painter, const QRectF &card, const DealCard &deal, bool current,
                             bool focused) const
{
    const Theme &theme = m_context.theme;
    const bool held = deal.state == DealCard::State::Held;
    const bool source = deal.state == DealCard::State::Source;
    painter.save();
    if (source)
        painter.setOpacity(SourceOpacity);
    const int radius = theme.radius(Theme::Radius::Control);
    const Role fill = theme.isDark() && !held ? Role::Raised : Role::Surface;
    const Role frame = held || focused ? Role::FocusRing : current ? Role::BorderStrong : Role::Border;
    paintRounded(painter, card, radius, theme.color(fill), theme.color(frame), focused ? 2 : 1,
                 held || source ? Qt::DashLine : Qt::SolidLine);

    const Rotting rot = held ? Rotting::Fresh : rotting(m_stage, deal.enteredAt, m_context.clock.now());
    const Role hot = rot == Rotting::VeryLate ? Role::Danger : Role::Warning;
    if (rot != Rotting::Fresh)
        painter.fillRect(QRectF(card.left() + 1, card.top() + 1, theme.size(Theme::Size::AccentBar) - 1,
                                card.height() - 2),
                         theme.color(hot));

    QRectF line(card.left() + 11, card.top() + 7, card.width() - 11 - 9, Line);
    TextSpec strong;
    strong.weight = Weight::Strong;
    drawText(painter, theme, line, deal.name, strong);

    line.translate(0, Line);
    qreal amountWidth = 0;
    if (deal.amount) {
        const QString amount = ValueText(m_context).plain(*deal.amount);
        amountWidth = textWidth(theme, Scale::Body, Weight::Regular, amount) + theme.space(2);
        TextSpec right;
        right.align = Qt::AlignRight;
        right.elide = Qt::ElideNone;
        drawText(painter, theme, line, amount, right);
    }
    TextSpec muted;
    muted.role = Role::TextMuted;
    drawText(painter, theme, line.adjusted(0, 0, -amountWidth, 0), deal.accountName, muted);

    line.translate(0, Line);
    line.setHeight(LastLine);
    TextSpec small;
    small.scale = Scale::Small;
    if (held) {
        m_context.icons.paint(painter, QRectF(line.left(), line.top(), SmallIcon, line.height()),
                              QStringLiteral("lock"), Role::Link, SmallIcon);
        small.weight = Weight::Strong;
        small.role = Role::Link;
        drawText(painter, theme, line.adjusted(SmallIcon + 4, 0, 0, 0), tr("held by the gate"), small);
        painter.restore();
        return;
    }
    const int avatar = theme.size(Theme::Size::AvatarSmall);
    const QRectF face(line.right() - avatar, line.top() + (line.height() - avatar) / 2, avatar, avatar);
    const bool mine = deal.owner == m_context.actor().user;
    paintAvatar(painter, theme, face, initialsOf(theme, deal.ownerName), mine ? Whose::Mine : Whose::Other);

    const QString days = m_context.format.days(daysInStage(deal.enteredAt, m_context.clock.now()));
    const bool late = rot != Rotting::Fresh;
    const Weight weight = late ? Weight::Strong : Weight::Regular;
    const qreal daysWidth = std::ceil(textWidth(theme, Scale::Small, weight, days));
    small.weight = weight;
    small.role = late ? hot : Role::TextFaint;
    small.elide = Qt::ElideNone;
    QRectF place(face.left() - 6 - daysWidth, line.top(), daysWidth, line.height());
    drawText(painter, theme, place, days, small);
    if (late) {
        place = QRectF(place.left() - SmallIcon - 4, line.top(), SmallIcon, line.height());
        m_context.icons.paint(
            painter, place,
            rot == Rotting::VeryLate ? QStringLiteral("triangle-alert") : QStringLiteral("clock"), hot,
            SmallIcon);
    }
    if (m_context.pending != nullptr &&
        m_context.pending->isWaiting({QStringLiteral("opportunity"), deal.id})) {
        place = QRectF(place.left() - SmallIcon - 4, line.top(), SmallIcon, line.height());
        m_context.icons.paint(painter, place, QStringLiteral("cloud-upload"), Role::TextMuted, SmallIcon);
    }
    paintNextStep(painter, QRectF(line.left(), line.top(), place.left() - 6 - line.left(), line.height()),
                  deal);
    painter.restore();
}

void CardDelegate::paintNextStep(QPainter &painter, const QRectF &line, const DealCard &deal) const
{
    const NextStep next = nextStepOf(m_context, deal);
    m_context.icons.paint(painter, QRectF(line.left(), line.top(), SmallIcon, line.height()), next.icon,
                          next.role == Role::Danger ? Role::TextMuted : next.role, SmallIcon);
    TextSpec small;
    small.scale = Scale::Small;
    small.role = next.role;
    drawText(painter, m_context.theme, line.adjusted(SmallIcon + 4, 0, 0, 0), next.text, small);
}

QString CardDelegate::spoken(const DealCard &deal) const
{
    QStringList parts{deal.name};
    if (deal.state == DealCard::State::Held)
        parts.append(tr("held by the gate"));
    const QString days = m_context.format.days(daysInStage(deal.enteredAt, m_context.clock.now()));
    const bool late = rotting(m_stage, deal.enteredAt, m_context.clock.now()) != Rotting::Fresh;
    parts.append(late ? tr("over its time, %1 in this stage").arg(days) : tr("%1 in this stage").arg(days));
    parts.append(deal.accountName);
    if (deal.amount)
        parts.append(ValueText(m_context).money(*deal.amount));
    const NextStep next = nextStepOf(m_context, deal);
    parts.append(deal.nextStep.isEmpty() ? next.text : deal.nextStep + QLatin1Char(' ') + next.text);
    parts.append(deal.ownerName);
    if (m_context.pending != nullptr)
        parts.append(m_context.pending->text({QStringLiteral("opportunity"), deal.id}));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

}  // namespace dw::ui
