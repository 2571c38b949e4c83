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

void writeText(const QString &text, QByteArray &out)
{
    out.append('"');
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
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
                if (static_cast<unsigned char>(c) < 0x20)
                    out.append("\\u00").append(QByteArray(1, c).toHex());
                else
                    out.append(c);
        }
    }
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

QByteArray canonicalJson(const QJsonValue &value)
{
    QByteArray out;
    write(value, out);
    return out;
}

}  // namespace dw
