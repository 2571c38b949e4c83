// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tableanswer.h"

#include "app/cli/recordjson.h"

namespace dw
{

void answerTable(const CliContext &context, const QStringList &columns, const QJsonArray &rows, Instant asOf,
                 const QJsonObject &more)
{
    if (context.json) {
        QJsonObject answer = more;
        answer.insert(QStringLiteral("rows"), rows);
        answer.insert(QStringLiteral("count"), rows.size());
        answer.insert(QStringLiteral("as_of"), asOf.toIso());
        context.answer(answer);
        return;
    }
    context.out << columns.join(QLatin1Char('\t')) << '\n';
    for (const QJsonValue &row : rows) {
        QStringList cells;
        for (const QString &column : columns)
            cells.append(answerText(row.toObject().value(column)).simplified());
        context.out << cells.join(QLatin1Char('\t')) << '\n';
    }
    context.out.flush();
}

}  // namespace dw
