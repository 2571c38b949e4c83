// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/textfunctions.h"

#include <algorithm>

namespace dw
{

namespace
{

// UTF-16 offset of the code point `index`; the end if there are fewer.
qsizetype offsetOf(const QString &text, qint64 index)
{
    qsizetype at = 0;
    for (; index > 0 && at < text.size(); --index)
        at += text[at].isHighSurrogate() && at + 1 < text.size() ? 2 : 1;
    return at;
}

// Surrogates stand below U+E000 in UTF-16 but above it as code points.
uint rank(QChar c)
{
    return c.isSurrogate() ? 0x10000u + c.unicode() : c.unicode();
}

QString folded(const QString &text)
{
    return text.toCaseFolded();
}

QString normal(const QString &text)
{
    return text.normalized(QString::NormalizationForm_C);
}

}  // namespace

int TextFunctions::compare(const QString &a, const QString &b)
{
    const qsizetype common = std::min(a.size(), b.size());
    for (qsizetype i = 0; i < common; ++i) {
        if (a[i] == b[i])
            continue;
        return rank(a[i]) < rank(b[i]) ? -1 : 1;
    }
    return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

bool TextFunctions::contains(const QString &text, const QString &part)
{
    return folded(text).contains(folded(part));
}

bool TextFunctions::startsWith(const QString &text, const QString &part)
{
    return folded(text).startsWith(folded(part));
}

bool TextFunctions::endsWith(const QString &text, const QString &part)
{
    return folded(text).endsWith(folded(part));
}

qint64 TextFunctions::length(const QString &text)
{
    qint64 count = text.size();
    for (qsizetype i = 1; i < text.size(); ++i)
        count -= text[i].isLowSurrogate() && text[i - 1].isHighSurrogate() ? 1 : 0;
    return count;
}

QString TextFunctions::left(const QString &text, qint64 count)
{
    return text.left(offsetOf(text, count));
}

QString TextFunctions::right(const QString &text, qint64 count)
{
    return count <= 0 ? QString() : text.mid(offsetOf(text, length(text) - std::min(count, length(text))));
}

QString TextFunctions::mid(const QString &text, qint64 start, qint64 count)
{
    if (start < 1 || count < 1)
        return {};
    return left(text.mid(offsetOf(text, start - 1)), count);
}

QString TextFunctions::lower(const QString &text)
{
    return normal(text.toLower());
}

QString TextFunctions::upper(const QString &text)
{
    return normal(text.toUpper());
}

QString TextFunctions::trimmed(const QString &text)
{
    return text.trimmed();
}

QString TextFunctions::replaced(const QString &text, const QString &part, const QString &by)
{
    QString result = text;
    return part.isEmpty() ? result : normal(result.replace(part, by));
}

QString TextFunctions::written(const Value &value)
{
    switch (value.kind()) {
        case Value::Kind::Text:
            return value.text();
        case Value::Kind::Integer:
            return QString::number(value.integer());
        case Value::Kind::Decimal:
            return value.decimal().toString();
        case Value::Kind::Money:
            return value.money().toString();
        case Value::Kind::Percent:
            return Decimal(value.percent().basisPoints, 2).toString() + QLatin1Char('%');
        case Value::Kind::Date:
            return value.date().toIso();
        case Value::Kind::Boolean:
            return value.boolean() ? QStringLiteral("TRUE") : QStringLiteral("FALSE");
        default:
            return {};
    }
}

Value TextFunctions::number(const QString &text)
{
    const std::optional<Decimal> number = Decimal::fromString(text.trimmed());
    const std::optional<Decimal> scaled = number ? number->rescaled(Decimal::DivisionScale) : std::nullopt;
    return scaled ? Value(*scaled) : Value();
}

}  // namespace dw
