// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "core/expression/evaluator.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <memory>
#include <variant>
#include <vector>

namespace dw::sqlite
{

class Statement;

// A node of the formula language that dw_call evaluates; kept alive by whoever holds the Sql.
using CallNode = std::shared_ptr<const Node>;
// Stands for the EvaluationContext, which is bound at run time.
struct ContextBind
{};
using SqlBind = std::variant<std::monostate, qint64, QString, QByteArray, CallNode, ContextBind>;

// A piece of SQL with its parameters in order of their '?'. Pieces are put together by <<; values only ever
// enter as parameters, names only through name().
class Sql
{
public:
    Sql() = default;
    // Only for text that stands in the program.
    Sql(const char *text) : m_text(text) {}
    explicit Sql(QByteArray text) : m_text(std::move(text)) {}

    static Sql parameter(SqlBind bind)
    {
        Sql sql("?");
        sql.m_binds.push_back(std::move(bind));
        return sql;
    }
    // A quoted identifier.
    static Sql name(QStringView identifier);
    // alias."column"
    static Sql column(const QByteArray &alias, QStringView column);

    Sql &operator<<(const char *text)
    {
        m_text += text;
        return *this;
    }
    Sql &operator<<(const Sql &other)
    {
        m_text += other.m_text;
        m_binds.insert(m_binds.end(), other.m_binds.begin(), other.m_binds.end());
        return *this;
    }

    const QByteArray &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    // Binds every parameter, from index 1 on. The context must outlive the statement's run, this object too.
    void bindTo(Statement &statement, const EvaluationContext &context) const;

private:
    QByteArray m_text;
    std::vector<SqlBind> m_binds;
};

}  // namespace dw::sqlite
