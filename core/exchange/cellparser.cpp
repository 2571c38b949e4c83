// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/cellparser.h"

#include "core/base/text/textfold.h"

#include <QRegularExpression>

#include <array>
#include <utility>

namespace dw
{

namespace
{

struct CurrencyName
{
    const char16_t *name;
    const char *code;
};

// Longer names first: 美元 before 元.
constexpr std::array CurrencyNames{
    CurrencyName{u"人民币", "CNY"},     CurrencyName{u"新加坡元", "SGD"}, CurrencyName{u"香港元", "HKD"},
    CurrencyName{u"澳大利亚元", "AUD"}, CurrencyName{u"加拿大元", "CAD"}, CurrencyName{u"新台币", "TWD"},
    CurrencyName{u"美元", "USD"},       CurrencyName{u"美金", "USD"},     CurrencyName{u"欧元", "EUR"},
    CurrencyName{u"港元", "HKD"},       CurrencyName{u"港币", "HKD"},     CurrencyName{u"日元", "JPY"},
    CurrencyName{u"英镑", "GBP"},       CurrencyName{u"韩元", "KRW"},     CurrencyName{u"us$", "USD"},
    CurrencyName{u"hk$", "HKD"},        CurrencyName{u"cny", "CNY"},      CurrencyName{u"rmb", "CNY"},
    CurrencyName{u"usd", "USD"},        CurrencyName{u"eur", "EUR"},      CurrencyName{u"hkd", "HKD"},
    CurrencyName{u"jpy", "JPY"},        CurrencyName{u"gbp", "GBP"},      CurrencyName{u"€", "EUR"},
    CurrencyName{u"£", "GBP"},          CurrencyName{u"$", "USD"},        CurrencyName{u"¥", ""},
    CurrencyName{u"￥", "CNY"},         CurrencyName{u"元", ""},          CurrencyName{u"圆", ""},
};

struct PowerName
{
    const char16_t *name;
    int power;
};

constexpr std::array PowerNames{PowerName{u"万亿", 12},  PowerName{u"千万", 7},    PowerName{u"百万", 6},
                                PowerName{u"亿", 8},     PowerName{u"万", 4},      PowerName{u"萬", 4},
                                PowerName{u"千", 3},     PowerName{u"million", 6}, PowerName{u"thousand", 3},
                                PowerName{u"billion", 9}};

const QStringList &trueTexts()
{
    static const QStringList texts{QStringLiteral("true"), QStringLiteral("yes"), QStringLiteral("y"),
                                   QStringLiteral("t"),    QStringLiteral("1"),   QStringLiteral("on"),
                                   QStringLiteral("是"),   QStringLiteral("有"),  QStringLiteral("对"),
                                   QStringLiteral("真"),   QStringLiteral("√"),   QStringLiteral("✓")};
    return texts;
}

const QStringList &falseTexts()
{
    static const QStringList texts{QStringLiteral("false"), QStringLiteral("no"), QStringLiteral("n"),
                                   QStringLiteral("f"),     QStringLiteral("0"),  QStringLiteral("off"),
                                   QStringLiteral("否"),    QStringLiteral("无"), QStringLiteral("没有"),
                                   QStringLiteral("错"),    QStringLiteral("假"), QStringLiteral("×")};
    return texts;
}

bool isNumeric(const Cell &cell)
{
    return cell.kind == Cell::Kind::Number;
}

// "plain digits": the path that nearly every cell takes.
std::optional<Decimal> plainNumber(const QString &text)
{
    return Decimal::fromString(text);
}

Result<Decimal> decimalOf(const QString &text)
{
    if (const auto plain = plainNumber(text))
        return *plain;
    return parseNumber(text);
}

// A key that a person would guess from a label: "Key account" -> "key_account".
QString keyLike(const QString &text)
{
    QString key;
    for (const QChar c : text.trimmed().toLower())
        key.append(c.isLetterOrNumber() ? c : QLatin1Char('_'));
    return key;
}

// "from_11_to_50", "over_1000": the band that a bare number lies in.
bool bandHolds(const QString &key, const Decimal &number)
{
    static const QRegularExpression between(QStringLiteral("^from_(\\d+)_to_(\\d+)$"));
    static const QRegularExpression over(QStringLiteral("^over_(\\d+)$"));
    if (const auto match = between.match(key); match.hasMatch())
        return number >= Decimal(match.captured(1).toLongLong(), 0) &&
               number <= Decimal(match.captured(2).toLongLong(), 0);
    if (const auto match = over.match(key); match.hasMatch())
        return number > Decimal(match.captured(1).toLongLong(), 0);
    return false;
}

std::optional<qint32> timeOfDay(QStringView text)
{
    static const QRegularExpression shape(
        QStringLiteral("^(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?\\s*([AaPp][Mm])?$"));
    const auto match = shape.match(text.trimmed().toString());
    if (!match.hasMatch())
        return {};
    int hour = match.captured(1).toInt();
    const QString half = match.captured(5).toLower();
    if (!half.isEmpty()) {
        if (hour < 1 || hour > 12)
            return {};
        hour = hour % 12 + (half == QLatin1String("pm") ? 12 : 0);
    }
    const int minute = match.captured(2).toInt();
    const int second = match.captured(3).toInt();
    const int milli = match.captured(4).leftJustified(3, QLatin1Char('0')).left(3).toInt();
    if (hour > 23 || minute > 59 || second > 59)
        return {};
    return ((hour * 60 + minute) * 60 + second) * 1000 + milli;
}

// Where a date ends and a time begins: at a T between digits or at a space before hh:mm.
std::pair<QString, QString> dateAndTime(const QString &text)
{
    static const QRegularExpression border(QStringLiteral("(?:(?<=\\d)T(?=\\d)|\\s+(?=\\d{1,2}:\\d{2}))"));
    const auto match = border.match(text);
    if (!match.hasMatch())
        return {text, QString()};
    return {text.left(match.capturedStart()).trimmed(), text.mid(match.capturedEnd()).trimmed()};
}

}  // namespace

CellParser::CellParser(ObjectTypePtr object, int field, Rules rules)
    : m_object(std::move(object)), m_index(field), m_rules(std::move(rules))
{
    const Field &shape = m_object->field(m_index);
    m_reference = shape.type == FieldType::Reference || shape.type == FieldType::ReferenceList ||
                  shape.type == FieldType::AnyReference;
    for (const QString &text : std::as_const(m_rules.emptyTexts))
        m_empty.insert(text);
    for (const PicklistValue &value : shape.values) {
        for (const QString &name : {value.label.en, value.label.zh, value.code, value.key}) {
            if (!name.isEmpty())
                m_keys.insert(foldForSearch(name), value.key);
        }
    }
    for (auto value = m_rules.values.constBegin(); value != m_rules.values.constEnd(); ++value)
        m_keys.insert(foldForSearch(value.key()), value.value());
}

bool CellParser::isEmpty(const Cell &cell) const
{
    if (cell.kind == Cell::Kind::Empty)
        return true;
    if (cell.kind != Cell::Kind::Text && cell.kind != Cell::Kind::Error)
        return false;
    const QString text = cell.text.trimmed();
    if (text.isEmpty())
        return true;
    // What the mapping or a list of values names is a value even where it reads like nothing.
    return m_empty.contains(text) && (m_keys.isEmpty() || !m_keys.contains(foldForSearch(text)));
}

Error CellParser::unreadable(const QString &text) const
{
    return Error(ErrorCode::Invalid, QStringLiteral("value.wrong_type"),
                 {QLatin1String("@field:") + m_object->key() + QLatin1Char('.') + field().key, text});
}

CellParser::Unit CellParser::unitOf(QStringView text)
{
    QString rest = toHalfWidth(text).toLower();
    Unit unit;
    for (const CurrencyName &name : CurrencyNames) {
        if (rest.contains(QStringView(name.name))) {
            if (*name.code && unit.currency.isNull())
                unit.currency = Currency::fromCode(QString::fromLatin1(name.code)).value_or(Currency());
            rest.remove(QStringView(name.name).toString());
        }
    }
    for (const PowerName &name : PowerNames) {
        if (rest.contains(QStringView(name.name))) {
            unit.power = name.power;
            break;
        }
    }
    return unit;
}

QStringList CellParser::split(const QString &text)
{
    static const QRegularExpression border(QStringLiteral("[;；、|,，\\n]"));
    QStringList parts;
    for (const QString &part : text.split(border, Qt::SkipEmptyParts)) {
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty() && !parts.contains(trimmed))
            parts.append(trimmed);
    }
    return parts;
}

QStringList CellParser::texts(const Cell &cell) const
{
    if (isEmpty(cell))
        return {};
    const QString text = nfc(cell.text).trimmed();
    QStringList parts = field().type == FieldType::ReferenceList ? split(text) : QStringList{text};
    for (QString &part : parts) {
        if (const auto mapped = m_keys.constFind(foldForSearch(part)); mapped != m_keys.cend())
            part = *mapped;
    }
    return parts;
}

// "100(万元人民币)", "1,200.50 USD", "¥3.5亿", "500": the number, then what surrounds it.
Result<CellParser::Parsed> CellParser::money(const Cell &cell, const QString &text, Currency stated) const
{
    const bool plain = isNumeric(cell);
    Unit unit;
    Decimal amount;
    if (const auto number = plain || !text.isEmpty() ? plainNumber(text) : std::nullopt) {
        amount = *number;
    } else {
        static const QRegularExpression shape(
            QStringLiteral("^([^\\d+\\-\u2212(]*)([(]?\\s*[+\\-\u2212]?\\s*[\\d.,' ]*\\d[)]?)(.*)$"));
        const auto match = shape.match(toHalfWidth(text).trimmed());
        if (!match.hasMatch()) {
            const auto whole = parseNumber(text);
            if (!whole.ok())
                return unreadable(text);
            return moneyOf(*whole, {}, stated, text);
        }
        QString digits = match.captured(2);
        QString rest = match.captured(3);
        // The bracket that closes belongs to the digits only if one opens there: "(1,200)" is negative.
        if (digits.endsWith(QLatin1Char(')')) && !digits.startsWith(QLatin1Char('('))) {
            digits.chop(1);
            rest.prepend(QLatin1Char(')'));
        }
        const QString around = match.captured(1) + QLatin1Char(' ') + rest;
        unit = unitOf(around);
        static const QRegularExpression letters(QStringLiteral("[\\p{L}\\d]"));
        QString left = around.toLower();
        for (const CurrencyName &name : CurrencyNames)
            left.remove(QStringView(name.name).toString());
        for (const PowerName &name : PowerNames)
            left.remove(QStringView(name.name).toString());
        // A letter for thousands stays for parseNumber; anything else is no amount.
        if (left.contains(letters)) {
            const auto whole = parseNumber(text);
            if (!whole.ok())
                return unreadable(text);
            amount = *whole;
            unit = {};
        } else {
            const auto read = parseNumber(digits);
            if (!read.ok())
                return unreadable(text);
            amount = *read;
        }
    }
    return moneyOf(amount, unit, stated, text);
}

Result<CellParser::Parsed> CellParser::moneyOf(const Decimal &amount, const Unit &unit, Currency stated,
                                               const QString &text) const
{
    Parsed parsed;
    parsed.currency = !unit.currency.isNull() ? unit.currency : stated;
    const Currency currency = !parsed.currency.isNull() ? parsed.currency : m_rules.currency;
    const int power = unit.power > 0 ? unit.power : m_rules.unitPower;
    const Int128 scaled = Int128(amount.unscaled()) * pow10(power);
    // More digits than the currency has come from sums of spreadsheets: rounded half-even, as everywhere.
    const auto minor = Decimal::fromInt128(scaled, amount.scale(), currency.minorDigits());
    if (!minor)
        return Error(ErrorCode::Invalid, QStringLiteral("value.overflow"),
                     {unreadable(text).arguments.first()});
    parsed.value = Value(Money{minor->unscaled(), currency});
    return parsed;
}

Result<Value> CellParser::number(const Cell &, const QString &text)
{
    const auto parsed = decimalOf(text);
    if (!parsed.ok())
        return unreadable(text);
    const Field &shape = field();
    if (shape.type == FieldType::Decimal) {
        const auto scaled = parsed->rescaled(shape.scale);
        return scaled ? Result<Value>(Value(*scaled)) : Result<Value>(unreadable(text));
    }
    const auto whole = parsed->rescaled(0);
    if (!whole || *whole != *parsed)
        return unreadable(text);
    return Value(whole->unscaled());
}

Result<Value> CellParser::percent(const Cell &cell, const QString &text) const
{
    QString digits = text;
    const bool signedPercent = digits.endsWith(QLatin1Char('%')) || digits.endsWith(QChar(u'％'));
    if (signedPercent)
        digits = digits.chopped(1).trimmed();
    const auto parsed = decimalOf(digits);
    if (!parsed.ok())
        return unreadable(text);
    const bool fraction = m_rules.fractions && !signedPercent && cell.kind != Cell::Kind::Percent;
    const auto points =
        Decimal::fromInt128(Int128(parsed->unscaled()) * (fraction ? 10000 : 100), parsed->scale(), 0);
    if (!points)
        return unreadable(text);
    return Value(Percent{points->unscaled()});
}

Result<Value> CellParser::boolean(const Cell &cell, const QString &text) const
{
    if (cell.kind == Cell::Kind::Boolean)
        return Value::boolean(cell.boolean);
    const QString folded = text.toLower();
    if (trueTexts().contains(folded))
        return Value::boolean(true);
    if (falseTexts().contains(folded))
        return Value::boolean(false);
    if (folded == QLatin1String("1.0") || folded == QLatin1String("0.0"))
        return Value::boolean(folded.startsWith(QLatin1Char('1')));
    return unreadable(text);
}

Result<Value> CellParser::date(const Cell &cell, const QString &text) const
{
    if (cell.kind == Cell::Kind::Date || cell.kind == Cell::Kind::DateTime)
        return Value(cell.date);
    if (const auto iso = Date::fromIso(text))
        return Value(*iso);
    const auto parsed = parseDate(dateAndTime(text).first, m_rules.dates, m_rules.today);
    return parsed.ok() ? Result<Value>(Value(*parsed)) : Result<Value>(unreadable(text));
}

Result<Value> CellParser::dateTime(const Cell &cell, const QString &text) const
{
    const auto at = [this](Date day, qint32 ms) { return Value(Instant{m_rules.zone.startOf(day).ms + ms}); };
    if (cell.kind == Cell::Kind::Date)
        return at(cell.date, 0);
    if (cell.kind == Cell::Kind::DateTime)
        return at(cell.date, cell.msOfDay);
    if (const auto iso = Date::fromIso(text))
        return at(*iso, 0);
    if (const auto instant = Instant::fromIso(text, m_rules.zone.zone()))
        return Value(*instant);
    const auto [day, time] = dateAndTime(text);
    const auto parsed = parseDate(day, m_rules.dates, m_rules.today);
    const auto ms = time.isEmpty() ? std::optional<qint32>(0) : timeOfDay(time);
    if (!parsed.ok() || !ms)
        return unreadable(text);
    return at(*parsed, *ms);
}

Result<QString> CellParser::picklistKey(const QString &text)
{
    const QString folded = foldForSearch(text);
    if (const auto found = m_keys.constFind(folded); found != m_keys.cend())
        return *found;
    const Field &shape = field();
    QString key;
    if (const QString guess = keyLike(text); shape.picklistValue(guess))
        key = guess;
    if (key.isEmpty()) {
        if (const auto number = plainNumber(text)) {
            for (const PicklistValue &value : shape.values) {
                if (bandHolds(value.key, *number))
                    key = value.key;
            }
        }
    }
    if (key.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("value.not_in_list"), unreadable(text).arguments);
    m_keys.insert(folded, key);
    return key;
}

Result<CellParser::Parsed> CellParser::parse(const Cell &cell, Currency stated)
{
    Parsed parsed;
    if (isEmpty(cell))
        return parsed;
    if (cell.kind == Cell::Kind::Error)
        return unreadable(cell.text);
    const QString text = cell.text.trimmed();
    const auto wrap = [](Result<Value> value) -> Result<Parsed> {
        if (!value.ok())
            return value.error();
        return Parsed{*value, {}};
    };
    switch (field().type) {
        case FieldType::Money:
            return money(cell, text, stated);
        case FieldType::Integer:
        case FieldType::Duration:
        case FieldType::Decimal:
            return wrap(number(cell, text));
        case FieldType::Percent:
            return wrap(percent(cell, text));
        case FieldType::Boolean:
            return wrap(boolean(cell, text));
        case FieldType::Date:
            return wrap(date(cell, text));
        case FieldType::DateTime:
            return wrap(dateTime(cell, text));
        case FieldType::Picklist: {
            DW_ASSIGN(const QString key, picklistKey(text));
            parsed.value = Value(key);
            return parsed;
        }
        case FieldType::MultiPicklist: {
            QStringList keys;
            for (const QString &part : split(text)) {
                DW_ASSIGN(const QString key, picklistKey(part));
                if (!keys.contains(key))
                    keys.append(key);
            }
            parsed.value = Value(keys);
            return parsed;
        }
        case FieldType::Tags:
            parsed.value = Value(split(text));
            return parsed;
        default:
            parsed.value = Value(text);
            return parsed;
    }
}

}  // namespace dw
