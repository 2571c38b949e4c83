// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/dateedit.h"

#include <QKeyEvent>

#include <utility>

namespace dw::ui
{

DateEdit::DateEdit(const Theme &theme, const Icons &icons, Parse parse, Show show, QWidget *parent)
    : LineEdit(theme, icons, parent), m_parse(std::move(parse)), m_show(std::move(show))
{
    connect(this, &QLineEdit::editingFinished, this, &DateEdit::finish);
}

void DateEdit::setValue(std::optional<QDate> date)
{
    m_value = date;
    setText(date ? m_show(*date) : QString());
    setError(false);
}

bool DateEdit::isAcceptable() const
{
    return text().trimmed().isEmpty() || m_parse(text()).has_value();
}

void DateEdit::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (step == 0 || isReadOnly()) {
        LineEdit::keyPressEvent(event);
        return;
    }
    const std::optional<QDate> now = m_parse(text());
    if (!now)
        return;
    setValue(now->addDays(event->modifiers() & Qt::ShiftModifier ? 7 * step : step));
    Q_EMIT valueChanged();
}

void DateEdit::finish()
{
    const bool empty = text().trimmed().isEmpty();
    const std::optional<QDate> parsed = empty ? std::nullopt : m_parse(text());
    if (!empty && !parsed) {
        setError(true);
        return;
    }
    const bool differs = parsed != m_value;
    setValue(parsed);
    if (differs)
        Q_EMIT valueChanged();
}

}  // namespace dw::ui
