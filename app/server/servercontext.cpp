// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/servercontext.h"

#include "core/base/wording.h"

#include <QJsonDocument>

namespace dw
{

namespace
{

// A list stands in one cell.
QString textOf(const QJsonValue &value)
{
    QStringList texts;
    const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{value};
    for (const QJsonValue &one : list)
        texts.append(one.toVariant().toString());
    return texts.join(QLatin1String(", "));
}

}  // namespace

void ServerContext::answer(const QJsonObject &object) const
{
    out << QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)) << '\n';
    out.flush();
}

void ServerContext::answerTable(const QStringList &columns, const QJsonArray &rows) const
{
    if (json) {
        answer({{QStringLiteral("rows"), rows},
                {QStringLiteral("count"), rows.size()},
                {QStringLiteral("as_of"), clock.now().toIso()}});
        return;
    }
    out << columns.join(QLatin1Char('\t')) << '\n';
    for (const QJsonValue &row : rows) {
        QStringList cells;
        for (const QString &column : columns)
            cells.append(textOf(row.toObject().value(column)).simplified());
        out << cells.join(QLatin1Char('\t')) << '\n';
    }
    out.flush();
}

void ServerContext::say(const QString &line) const
{
    out << line << '\n';
    out.flush();
}

void ServerContext::complain(const Error &error) const
{
    err << "dealwright-server: " << describe(error).simplified() << '\n';
    err.flush();
}

}  // namespace dw
