// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/dealcard.h"

#include <algorithm>
#include <initializer_list>

namespace dw::ui
{

namespace
{

constexpr qint64 DayMs = 86'400'000;

bool hasAny(const QString &text, std::initializer_list<QStringView> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](QStringView word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace

Rotting rotting(const Stage &stage, Instant enteredAt, Instant now)
{
    if (dwellState(stage, enteredAt, now) != DwellState::Overdue)
        return Rotting::Fresh;
    // Twice the limit is over when half of the time spent is over the limit: the rule stays in one place.
    const Instant half{now.ms - (now.ms - enteredAt.ms) / 2};
    return dwellState(stage, half, now) == DwellState::Overdue ? Rotting::VeryLate : Rotting::Late;
}

qint64 daysInStage(Instant enteredAt, Instant now)
{
    return std::max<qint64>(0, (now.ms - enteredAt.ms) / DayMs);
}

QString nextStepIcon(const QString &nextStep)
{
    if (hasAny(nextStep, {u"call", u"phone", u"ring", u"电话", u"致电", u"通话"}))
        return QStringLiteral("phone");
    if (hasAny(nextStep, {u"visit", u"meet", u"site", u"拜访", u"上门", u"现场", u"会面"}))
        return QStringLiteral("map-pin");
    if (hasAny(nextStep, {u"mail", u"reply", u"邮件", u"回复"}))
        return QStringLiteral("mail");
    if (hasAny(nextStep, {u"quote", u"send", u"draw", u"contract", u"proposal", u"报价", u"发送", u"合同",
                          u"方案", u"图纸"}))
        return QStringLiteral("file-text");
    return QStringLiteral("calendar");
}

}  // namespace dw::ui
