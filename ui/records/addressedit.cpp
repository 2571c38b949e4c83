// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/addressedit.h"

#include "ui/common/lineedit.h"

#include <QGridLayout>
#include <QJsonDocument>
#include <QJsonObject>

namespace dw::ui
{

AddressEdit::AddressEdit(UiContext &context, QWidget *parent) : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(context.theme.space(2));
    const auto add = [&](const QString &key, const QString &label, int row, int column, int span) {
        auto *edit = new LineEdit(context.theme, context.icons, this);
        edit->setPlaceholderText(label);
        edit->setAccessibleName(label);
        grid->addWidget(edit, row, column, 1, span);
        m_parts.insert(key, edit);
        connect(edit, &QLineEdit::textEdited, this, &AddressEdit::changed);
        return edit;
    };
    LineEdit *first = add(QStringLiteral("province"), tr("Province"), 0, 0, 1);
    add(QStringLiteral("city"), tr("City"), 0, 1, 1);
    add(QStringLiteral("district"), tr("District"), 0, 2, 1);
    add(QStringLiteral("street"), tr("Street"), 1, 0, 2);
    add(QStringLiteral("postcode"), tr("Postcode"), 1, 2, 1);
    setFocusProxy(first);
}

QString AddressEdit::json() const
{
    QJsonObject parts;
    for (auto part = m_parts.constBegin(); part != m_parts.constEnd(); ++part) {
        if (const QString text = part.value()->text().trimmed(); !text.isEmpty())
            parts.insert(part.key(), text);
    }
    if (parts.isEmpty())
        return {};
    if (!m_country.isEmpty())
        parts.insert(QStringLiteral("country"), m_country);
    return QString::fromUtf8(QJsonDocument(parts).toJson(QJsonDocument::Compact));
}

void AddressEdit::setJson(const QString &json)
{
    const QJsonObject parts = QJsonDocument::fromJson(json.toUtf8()).object();
    m_country = parts.value(QLatin1String("country")).toString();
    for (auto part = m_parts.constBegin(); part != m_parts.constEnd(); ++part)
        part.value()->setText(parts.value(part.key()).toString());
    // Text that is no JSON (an import of long ago) is kept as the street.
    if (parts.isEmpty())
        m_parts.value(QStringLiteral("street"))->setText(json);
}

}  // namespace dw::ui
