// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/sql.h"

#include "core/store/sqlite/functions.h"
#include "core/store/sqlite/statement.h"

namespace dw::sqlite
{

Sql Sql::name(QStringView identifier)
{
    QByteArray quoted = identifier.toUtf8();
    quoted.replace('"', "\"\"");
    return Sql('"' + quoted + '"');
}

Sql Sql::column(const QByteArray &alias, QStringView column)
{
    return Sql(alias + '.' + name(column).text());
}

void Sql::bindTo(Statement &statement, const EvaluationContext &context) const
{
    int index = 0;
    for (const SqlBind &bind : m_binds) {
        ++index;
        if (const auto *number = std::get_if<qint64>(&bind))
            statement.bind(index, *number);
        else if (const auto *text = std::get_if<QString>(&bind))
            statement.bind(index, QStringView(*text));
        else if (const auto *blob = std::get_if<QByteArray>(&bind))
            statement.bind(index, *blob);
        else if (const auto *node = std::get_if<CallNode>(&bind))
            bindCall(statement.handle(), index, **node);
        else if (std::holds_alternative<ContextBind>(bind))
            bindContext(statement.handle(), index, context);
        else
            statement.bindNull(index);
    }
}

}  // namespace dw::sqlite
