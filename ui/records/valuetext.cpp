// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/valuetext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace dw::ui
{

namespace
{

QString addressText(const QString &json)
{
    const QJsonObject address = QJsonDocument::fromJson(json.toUtf8()).object();
    if (address.isEmpty())
        return json;
    QStringList parts;
    for (const char *key : {"province", "city", "district", "street"})
        parts.append(address.value(QLatin1String(key)).toString());
    return Format::address(parts);
}

}  // namespace

QDateTime ValueText::local(Instant instant) const
{
    return instant.toQDateTime(m_context.configuration()->settings.zone.zone());
}

QDate ValueText::today() const
{
    return local(m_context.clock.now()).date();
}

QString ValueText::picklistLabel(const Field &field, const QString &key) const
{
    const PicklistValue *value = field.picklistValue(key);
    return value == nullptr ? key : value->label.in(m_context.language);
}

QString ValueText::money(const Money &money) const
{
    return money.currency.code() + QChar(0xA0) + m_context.format.money(money);
}

QString ValueText::plain(const Money &money) const
{
    const Currency own = m_context.configuration()->settings.currency;
    return money.currency == own || money.currency.isNull() ? m_context.format.money(money)
                                                            : this->money(money);
}

QString ValueText::figure(const Money &money) const
{
    static const QHash<QString, QString> signs{{QStringLiteral("CNY"), QStringLiteral("¥")},
                                               {QStringLiteral("USD"), QStringLiteral("$")},
                                               {QStringLiteral("EUR"), QStringLiteral("€")},
                                               {QStringLiteral("GBP"), QStringLiteral("£")}};
    const QString sign = signs.value(money.currency.code());
    return sign.isEmpty() ? this->money(money) : sign + m_context.format.money(money);
}

QString ValueText::duration(qint64 seconds) const
{
    if (seconds >= 86400)
        return m_context.format.days(seconds / 86400);
    const qint64 minutes = seconds / 60;
    return tr("%1\u00a0min").arg(m_context.format.integer(minutes));
}

QString ValueText::text(const Field &field, const Value &value, const Titles &titles) const
{
    switch (value.kind()) {
        case Value::Kind::Null:
            return {};
        case Value::Kind::Text: {
            const QString text = value.text();
            if (field.valueType() == FieldType::Picklist)
                return picklistLabel(field, text);
            if (field.type == FieldType::Address)
                return addressText(text);
            if (field.type == FieldType::Phone)
                return m_context.format.phone(text);
            return text;
        }
        case Value::Kind::Integer:
            if (field.type == FieldType::Duration)
                return duration(value.integer());
            return field.unit == QLatin1String("days") ? m_context.format.days(value.integer())
                                                       : m_context.format.integer(value.integer());
        case Value::Kind::Decimal:
            return value.decimal().toString().replace(QLatin1Char('-'), QChar(0x2212));
        case Value::Kind::Money:
            return m_context.format.money(value.money());
        case Value::Kind::Percent:
            return m_context.format.percent(value.percent().basisPoints,
                                            value.percent().basisPoints % 100 == 0 ? 0 : 1);
        case Value::Kind::Boolean:
            return value.boolean() ? tr("Yes") : tr("No");
        case Value::Kind::Date:
            return m_context.format.date(value.date().toQDate(), today());
        case Value::Kind::Instant:
            return m_context.format.dateTime(local(value.instant()), today());
        case Value::Kind::Id:
            return titles.value({field.target, value.id()});
        case Value::Kind::RecordRef:
            return titles.value(value.recordRef());
        case Value::Kind::Keys: {
            QStringList labels;
            const QStringList keys = value.keys();
            for (const QString &key : keys)
                labels.append(field.type == FieldType::MultiPicklist ? picklistLabel(field, key) : key);
            return m_context.format.list(labels);
        }
        case Value::Kind::Ids: {
            QStringList names;
            const QList<Id> ids = value.ids();
            for (const Id &id : ids)
                names.append(titles.value({field.target, id}));
            return m_context.format.list(names);
        }
    }
    return {};
}

QString ValueText::withCurrency(const Field &field, const Value &value, const Titles &titles) const
{
    return value.kind() == Value::Kind::Money ? money(value.money()) : text(field, value, titles);
}

QString ValueText::full(const Field &field, const Value &value, const Titles &titles) const
{
    switch (value.kind()) {
        case Value::Kind::Money:
            return value.money().currency.code() + QChar(0xA0) +
                   m_context.format.money(value.money(), Format::Decimals::Minor);
        case Value::Kind::Date:
            return m_context.format.fullDate(value.date().toQDate());
        case Value::Kind::Instant:
            return m_context.format.fullDateTime(local(value.instant()));
        default:
            return text(field, value, titles);
    }
}

QString ValueText::editable(const Field &field, const Value &value) const
{
    switch (value.kind()) {
        case Value::Kind::Money:
            return m_context.format.money(value.money(), Format::Decimals::Minor);
        case Value::Kind::Integer:
            return field.type == FieldType::Duration ? QString::number(value.integer() / 60)
                                                     : QString::number(value.integer());
        case Value::Kind::Decimal:
            return value.decimal().toString();
        case Value::Kind::Percent: {
            const std::optional<Decimal> percent =
                Decimal::fromString(Decimal(value.percent().basisPoints, 2).toString());
            const QString shown = percent ? percent->toString() : QString();
            return shown.endsWith(QLatin1String(".00")) ? shown.chopped(3) : shown;
        }
        case Value::Kind::Date:
            return value.date().toIso();
        case Value::Kind::Instant:
            return local(value.instant()).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
        case Value::Kind::Text:
            return field.type == FieldType::Phone
                       ? m_context.format.phone(value.text()).replace(QChar(0x00a0), QLatin1Char(' '))
                       : value.text();
        default:
            return text(field, value);
    }
}

}  // namespace dw::ui
