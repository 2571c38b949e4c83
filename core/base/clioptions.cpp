// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clioptions.h"

namespace dw
{

bool CliOptions::takeFlag(const QString &name)
{
    return m_rest.removeAll(name) > 0;
}

Result<std::optional<QString>> CliOptions::takeValue(const QString &name)
{
    DW_ASSIGN(const QStringList values, takeValues(name));
    if (values.isEmpty())
        return std::optional<QString>();
    return std::optional<QString>(values.last());
}

Result<std::optional<qint64>> CliOptions::takeNumber(const QString &name, qint64 least)
{
    DW_ASSIGN(const std::optional<QString> text, takeValue(name));
    if (!text)
        return std::optional<qint64>();
    bool ok = false;
    const qint64 number = text->toLongLong(&ok);
    if (!ok || number < least)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {*text, name});
    return std::optional<qint64>(number);
}

Result<QStringList> CliOptions::takeValues(const QString &name)
{
    QStringList values;
    for (qsizetype i = 0; i < m_rest.size();) {
        if (m_rest[i].startsWith(name + QLatin1Char('='))) {
            values.append(m_rest.takeAt(i).mid(name.size() + 1));
        } else if (m_rest[i] == name) {
            m_rest.removeAt(i);
            if (i >= m_rest.size())
                return Error(ErrorCode::Invalid, QStringLiteral("cli.value_missing"), {name});
            values.append(m_rest.takeAt(i));
        } else {
            ++i;
        }
    }
    return values;
}

Result<QStringList> CliOptions::rest() const
{
    for (const QString &argument : m_rest) {
        if (argument.startsWith(QLatin1String("--")) && argument.size() > 2)
            return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_option"), {argument});
    }
    return m_rest;
}

}  // namespace dw
