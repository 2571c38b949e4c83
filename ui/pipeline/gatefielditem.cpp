// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/gatefielditem.h"

#include "core/records/valuejson.h"
#include "ui/common/combobox.h"
#include "ui/common/dateedit.h"
#include "ui/common/fieldrow.h"
#include "ui/common/moneyedit.h"
#include "ui/common/parse.h"
#include "ui/pipeline/localtime.h"
#include "ui/pipeline/multipick.h"

#include <QPlainTextEdit>

namespace dw::ui
{

GateFieldItem::GateFieldItem(UiContext &context, const Finding &finding, const Field &field, QWidget *parent)
    : GateItem(context, finding, parent)
    , m_field(field)
    , m_currency(context.configuration()->settings.currency)
{
    auto *row = new FieldRow(context.theme, context.icons, field.label.in(context.language), makeEditor(),
                             FieldRow::Need::Required);
    row->setHelp(field.help.in(context.language));
    setRow(row);
}

QWidget *GateFieldItem::makeEditor()
{
    switch (m_field.type) {
        case FieldType::Money:
            return makeMoney();
        case FieldType::Date:
        case FieldType::DateTime:
            return makeDate();
        case FieldType::Reference:
            return makeReference();
        case FieldType::ReferenceList: {
            auto *pick = new MultiPick(context().theme);
            connect(pick, &MultiPick::changed, this, &GateItem::changed);
            m_value = [pick] { return pick->value(); };
            m_offer = [this, pick](const GateDeal &deal) {
                pick->setChoices(deal.choices.value(m_field.key));
            };
            return pick;
        }
        case FieldType::Picklist:
            return makePicklist();
        case FieldType::LongText:
        case FieldType::RichText:
            return makeLongText();
        default:
            return makeText();
    }
}

QWidget *GateFieldItem::makeMoney()
{
    const Format &format = context().format;
    auto *edit = new MoneyEdit(
        context().theme, context().icons, m_currency.code(),
        [this](const QString &text) { return parseMoney(text, m_currency.minorDigits()); },
        [this, &format](qint64 minor) {
            return format.money(minor, m_currency.minorDigits(), Format::Decimals::Minor);
        });
    connect(edit, &MoneyEdit::valueChanged, this, &GateItem::changed);
    connect(edit, &QLineEdit::textChanged, this, &GateItem::changed);
    m_value = [this, edit]() -> QJsonValue {
        const auto minor = parseMoney(edit->text(), m_currency.minorDigits());
        return minor ? Value(Money{*minor, m_currency}).toJson() : QJsonValue();
    };
    m_offer = [this, edit](const GateDeal &deal) {
        if (!deal.currency.isNull())
            m_currency = deal.currency;
        edit->setPrefix(m_currency.code());
    };
    return edit;
}

QWidget *GateFieldItem::makeDate()
{
    const QDate today = localToday(context());
    const Format &format = context().format;
    auto *edit = new DateEdit(
        context().theme, context().icons, [today](const QString &text) { return parseDate(text, today); },
        [&format, today](QDate date) { return format.calendarDate(date, today); });
    connect(edit, &DateEdit::valueChanged, this, &GateItem::changed);
    connect(edit, &QLineEdit::textChanged, this, &GateItem::changed);
    m_value = [edit, today]() -> QJsonValue {
        const auto date = parseDate(edit->text(), today);
        return date ? QJsonValue(date->toString(Qt::ISODate)) : QJsonValue();
    };
    if (m_field.type == FieldType::DateTime) {
        // A day alone would be its midnight; a step is planned for the start of work.
        m_value = [this, edit, today]() -> QJsonValue {
            const auto date = parseDate(edit->text(), today);
            if (!date)
                return {};
            const QDateTime at(*date, QTime(9, 0), context().configuration()->settings.zone.zone());
            return Value(Instant{at.toMSecsSinceEpoch()}).toJson();
        };
    }
    return edit;
}

QWidget *GateFieldItem::makeReference()
{
    auto *combo = new ComboBox(context().theme);
    combo->setPlaceholder(m_field.target == QLatin1String("contact") ? tr("Choose a contact") : tr("Choose"));
    combo->setSearchable(true);
    combo->setCurrentIndex(-1);
    connect(combo, &QComboBox::currentIndexChanged, this, &GateItem::changed);
    m_value = [combo]() -> QJsonValue {
        return combo->currentIndex() < 0 ? QJsonValue() : QJsonValue(combo->currentData().toString());
    };
    m_offer = [this, combo](const GateDeal &deal) {
        const QString before = combo->currentData().toString();
        combo->clear();
        const QList<GateDeal::Choice> choices = deal.choices.value(m_field.key);
        for (const GateDeal::Choice &choice : choices)
            combo->addItem(choice.title, choice.id.toString());
        combo->setCurrentIndex(before.isEmpty() ? -1 : combo->findData(before));
        if (m_field.target == QLatin1String("contact") && row())
            row()->setHelp(choices.isEmpty()
                               ? tr("%1 has no contacts yet.").arg(deal.accountName)
                               : tr("One of the contacts of %1: %2.")
                                     .arg(deal.accountName, context().format.integer(choices.size())));
    };
    return combo;
}

QWidget *GateFieldItem::makePicklist()
{
    auto *combo = new ComboBox(context().theme);
    combo->setPlaceholder(tr("Choose"));
    for (const PicklistValue &value : std::as_const(m_field.values)) {
        if (!value.retired)
            combo->addItem(value.label.in(context().language), value.key);
    }
    combo->setCurrentIndex(-1);
    connect(combo, &QComboBox::currentIndexChanged, this, &GateItem::changed);
    m_value = [combo]() -> QJsonValue {
        return combo->currentIndex() < 0 ? QJsonValue() : QJsonValue(combo->currentData().toString());
    };
    return combo;
}

QWidget *GateFieldItem::makeLongText()
{
    auto *edit = new QPlainTextEdit;
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(3 * context().theme.line(Theme::Scale::Body) + context().theme.space(2));
    connect(edit, &QPlainTextEdit::textChanged, this, &GateItem::changed);
    m_value = [edit]() -> QJsonValue {
        const QString text = edit->toPlainText().trimmed();
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    return edit;
}

QWidget *GateFieldItem::makeText()
{
    auto *edit = new LineEdit(context().theme, context().icons);
    connect(edit, &QLineEdit::textChanged, this, &GateItem::changed);
    m_value = [this, edit]() -> QJsonValue {
        const QString text = edit->text().trimmed();
        if (text.isEmpty() || !valueFromJson(m_field, text, m_currency).ok())
            return {};
        return text;
    };
    return edit;
}

void GateFieldItem::setDeal(const GateDeal &deal)
{
    if (m_offer)
        m_offer(deal);
}

bool GateFieldItem::isFilled() const
{
    return !value().isNull();
}

void GateFieldItem::contribute(QJsonObject &arguments) const
{
    if (isWaiving() || !isFilled())
        return;
    QJsonObject set = arguments.value(QLatin1String("set")).toObject();
    set.insert(m_field.key, value());
    arguments.insert(QStringLiteral("set"), set);
}

}  // namespace dw::ui
