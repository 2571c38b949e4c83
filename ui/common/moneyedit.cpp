// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/moneyedit.h"

#include <utility>

namespace dw::ui
{

MoneyEdit::MoneyEdit(const Theme &theme, const Icons &icons, const QString &currencyCode, Parse parse,
                     Show show, QWidget *parent)
    : LineEdit(theme, icons, parent), m_parse(std::move(parse)), m_show(std::move(show))
{
    setPrefix(currencyCode);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connect(this, &QLineEdit::editingFinished, this, &MoneyEdit::finish);
}

void MoneyEdit::setValue(std::optional<qint64> minor)
{
    m_value = minor;
    setText(minor ? m_show(*minor) : QString());
    setError(false);
}

bool MoneyEdit::isAcceptable() const
{
    return text().trimmed().isEmpty() || m_parse(text()).has_value();
}

void MoneyEdit::finish()
{
    const bool empty = text().trimmed().isEmpty();
    const std::optional<qint64> parsed = empty ? std::nullopt : m_parse(text());
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
