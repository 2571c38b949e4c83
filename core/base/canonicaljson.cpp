// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/canonicaljson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace dw
{

namespace
{

void writeEscaped(char c, QByteArray &out)
{
    switch (c) {
        case '"':
            out.append("\\\"");
            break;
        case '\\':
            out.append("\\\\");
            break;
        case '\b':
            out.append("\\b");
            break;
        case '\f':
            out.append("\\f");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\r':
            out.append("\\r");
            break;
        case '\t':
            out.append("\\t");
            break;
        default:
            out.append("\\u00").append(QByteArray(1, c).toHex());
    }
}

void writeText(QStringView text, QByteArray &out)
{
    // Keys, ids, dates and codes need neither escapes nor an encoder.
    const bool plainAscii = std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() < 0x80 && c != u'"' && c != u'\\';
    });
    if (plainAscii) {
        const qsizetype at = out.size();
        out.resize(at + text.size() + 2);
        char *to = out.data() + at;
        *to++ = '"';
        to = std::transform(text.begin(), text.end(), to, [](QChar c) { return char(c.unicode()); });
        *to = '"';
        return;
    }
    out.append('"');
    const QByteArray utf8 = text.toUtf8();
    const char *plain = utf8.constData();
    const char *const end = plain + utf8.size();
    for (const char *at = plain; at < end; ++at) {
        if (static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\')
            continue;
        out.append(plain, at - plain);
        writeEscaped(*at, out);
        plain = at + 1;
    }
    out.append(plain, end - plain);
    out.append('"');
}

void writeNumber(const QJsonValue &value, QByteArray &out)
{
    // Equal whatever the default is: the value is a whole number of 64 bits.
    if (value.toInteger(0) == value.toInteger(1)) {
        out.append(QByteArray::number(value.toInteger()));
        return;
    }
    const double number = value.toDouble();
    out.append(std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest)
                                     : QByteArray("null"));
}

void write(const QJsonValue &value, QByteArray &out)
{
    switch (value.type()) {
        case QJsonValue::Null:
        case QJsonValue::Undefined:
            out.append("null");
            break;
        case QJsonValue::Bool:
            out.append(value.toBool() ? "true" : "false");
            break;
        case QJsonValue::Double:
            writeNumber(value, out);
            break;
        case QJsonValue::String:
            writeText(value.toString(), out);
            break;
        case QJsonValue::Array: {
            out.append('[');
            const QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size(); ++i) {
                if (i > 0)
                    out.append(',');
                write(array.at(i), out);
            }
            out.append(']');
            break;
        }
        case QJsonValue::Object: {
            // QJsonObject orders by UTF-16 units, which differs from UTF-8 beyond U+FFFF.
            std::vector<std::pair<QByteArray, QJsonValue>> members;
            const QJsonObject object = value.toObject();
            for (auto it = object.begin(); it != object.end(); ++it)
                members.emplace_back(it.key().toUtf8(), it.value());
            std::sort(members.begin(), members.end(),
                      [](const auto &a, const auto &b) { return a.first < b.first; });
            out.append('{');
            for (std::size_t i = 0; i < members.size(); ++i) {
                if (i > 0)
                    out.append(',');
                writeText(QString::fromUtf8(members[i].first), out);
                out.append(':');
                write(members[i].second, out);
            }
            out.append('}');
            break;
        }
    }
}

}  // namespace

void appendCanonicalJson(QStringView text, QByteArray &out)
{
    writeText(text, out);
}

void appendCanonicalJson(const Value &value, QByteArray &out)
{
    const auto list = [&out](const auto &all, const auto &textOf) {
        out.append('[');
        for (qsizetype i = 0; i < all.size(); ++i) {
            if (i > 0)
                out.append(',');
            writeText(textOf(all[i]), out);
        }
        out.append(']');
    };
    switch (value.kind()) {
        case Value::Kind::Null:
            out.append("null");
            return;
        case Value::Kind::Integer:
            out.append(QByteArray::number(value.integer()));
            return;
        case Value::Kind::Percent:
            out.append(QByteArray::number(value.percent().basisPoints));
            return;
        case Value::Kind::Boolean:
            out.append(value.boolean() ? "true" : "false");
            return;
        case Value::Kind::Money: {
            const Money money = value.money();
            out.append("{\"currency\":");
            if (money.currency.isNull())
                out.append("null");
            else
                writeText(money.currency.code(), out);
            out.append(",\"minor\":").append(QByteArray::number(money.minor)).append('}');
            return;
        }
        case Value::Kind::RecordRef: {
            const RecordRef ref = value.recordRef();
            out.append("{\"id\":");
            writeText(ref.id.toString(), out);
            out.append(",\"object\":");
            writeText(ref.object, out);
            out.append('}');
            return;
        }
        case Value::Kind::Text:
            writeText(value.text(), out);
            return;
        case Value::Kind::Decimal:
            writeText(value.decimal().toString(), out);
            return;
        case Value::Kind::Date:
            writeText(value.date().toIso(), out);
            return;
        case Value::Kind::Instant:
            writeText(value.instant().toIso(), out);
            return;
        case Value::Kind::Id:
            writeText(value.id().toString(), out);
            return;
        case Value::Kind::Keys:
            list(value.keys(), [](const QString &key) { return key; });
            return;
        case Value::Kind::Ids:
            list(value.ids(), [](const Id &id) { return id.toString(); });
            return;
    }
}

QByteArray canonicalJson(const QJsonValue &value)
{
    QByteArray out;
    write(value, out);
    return out;
}

}  // namespace dw
