// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboards/periodpopover.h"

#include "core/base/inputparser.h"
#include "ui/common/dateedit.h"
#include "ui/common/format.h"
#include "ui/common/textlabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

DateEdit *edit(const Theme &theme, const Icons &icons, const Format &format,
               const std::function<QDate()> &today)
{
    return new DateEdit(
        theme, icons,
        [today](const QString &text) -> std::optional<QDate> {
            const QDate iso = QDate::fromString(text.trimmed(), Qt::ISODate);
            if (iso.isValid())
                return iso;
            const Result<Date> parsed = parseDate(text, DateOrder::Ymd, Date::fromQDate(today()));
            return parsed.ok() ? std::optional(parsed->toQDate()) : std::nullopt;
        },
        [&format, today](QDate date) { return format.calendarDate(date, today().addYears(-1000)); });
}

}  // namespace

PeriodPopover::PeriodPopover(const Theme &theme, const Icons &icons, const Format &format,
                             std::function<QDate()> today, QWidget *window)
    : Popover(theme, window)
    , m_from(edit(theme, icons, format, today))
    , m_to(edit(theme, icons, format, today))
    , m_problem(new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::Danger))
    , m_apply(new QPushButton(tr("Show this period")))
{
    setContentWidth(280);
    const auto add = [&](const QString &label, DateEdit *field) {
        auto *name = new TextLabel(theme, label, Theme::Scale::Small, Theme::Role::TextMuted);
        field->setAccessibleName(label);
        body()->addWidget(name);
        body()->addWidget(field);
        connect(field, &DateEdit::valueChanged, this, &PeriodPopover::check);
    };
    add(tr("First day"), m_from);
    add(tr("Last day"), m_to);
    m_problem->setMinimumHeight(theme.line(Theme::Scale::Small));
    body()->addWidget(m_problem);
    m_apply->setProperty("kind", QStringLiteral("primary"));
    setPrimary(m_apply);
    body()->addWidget(m_apply, 0, Qt::AlignRight);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (!m_from->value() || !m_to->value())
            return;
        Q_EMIT chosen(Date::fromQDate(*m_from->value()), Date::fromQDate(*m_to->value()));
        closePopover();
    });
    check();
}

void PeriodPopover::setDays(std::optional<Date> from, std::optional<Date> to)
{
    m_from->setValue(from ? std::optional(from->toQDate()) : std::nullopt);
    m_to->setValue(to ? std::optional(to->toQDate()) : std::nullopt);
    check();
}

void PeriodPopover::check()
{
    const bool both = m_from->value() && m_to->value();
    const bool turned = both && *m_to->value() < *m_from->value();
    m_problem->setText(turned ? tr("The last day is before the first one.") : QString());
    m_apply->setEnabled(both && !turned);
    m_apply->setToolTip(both ? m_problem->text() : tr("Both days are needed."));
}

}  // namespace dw::ui
