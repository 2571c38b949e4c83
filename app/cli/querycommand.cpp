// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/querycommand.h"

#include "app/cli/clioptions.h"
#include "app/cli/cliworkspace.h"
#include "app/cli/recordjson.h"
#include "app/cli/tableanswer.h"

#include <QJsonObject>

#include <algorithm>

namespace dw
{

namespace
{

struct Wanted
{
    QString object;
    QString where;
    QStringList fields;
    QStringList sort;
    QStringList groupBy;
    QStringList measures;
    qint64 limit = 1000;
};

// Commas inside brackets and quotes belong to the expression: "sum(amount),CASE(stage.key, \"a\", 1)".
QStringList splitList(const QString &text)
{
    QStringList parts;
    QString part;
    int depth = 0;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"'))
            quoted = !quoted;
        else if (!quoted && c == QLatin1Char('('))
            ++depth;
        else if (!quoted && c == QLatin1Char(')'))
            --depth;
        if (c == QLatin1Char(',') && depth == 0 && !quoted) {
            parts.append(part.trimmed());
            part.clear();
        } else {
            part.append(c);
        }
    }
    if (!part.trimmed().isEmpty())
        parts.append(part.trimmed());
    return parts;
}

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    DW_ASSIGN(const auto where, options.takeValue(QStringLiteral("--where")));
    DW_ASSIGN(const auto fields, options.takeValue(QStringLiteral("--fields")));
    DW_ASSIGN(const auto sort, options.takeValue(QStringLiteral("--sort")));
    DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 0));
    DW_ASSIGN(const auto groupBy, options.takeValue(QStringLiteral("--group-by")));
    DW_ASSIGN(const auto measures, options.takeValue(QStringLiteral("--measure")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (rest.size() != 1)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("OBJECT")});
    wanted.object = rest.first();
    wanted.where = where.value_or(QString());
    wanted.fields = splitList(fields.value_or(QString()));
    wanted.sort = splitList(sort.value_or(QString()));
    wanted.limit = limit.value_or(wanted.limit);
    wanted.groupBy = splitList(groupBy.value_or(QString()));
    wanted.measures = splitList(measures.value_or(QString()));
    return wanted;
}

QStringList defaultFields(const ObjectType &object)
{
    QList<const Field *> listed;
    for (const Field &field : object.fields()) {
        if (field.listed)
            listed.append(&field);
    }
    std::sort(listed.begin(), listed.end(),
              [](const Field *a, const Field *b) { return a->listOrder < b->listOrder; });
    QStringList keys;
    for (const Field *field : std::as_const(listed))
        keys.append(field->key);
    return keys;
}

struct Answer
{
    QStringList columns;
    QJsonArray rows;
};

Result<Answer> list(const Reader &reader, const Wanted &wanted)
{
    DW_ASSIGN(const Query query, reader.query(wanted.object, wanted.where, wanted.sort));
    Answer answer;
    const QStringList fields = wanted.fields.isEmpty() ? defaultFields(*query.object) : wanted.fields;
    QList<int> indices;
    for (const QString &key : fields) {
        const int index = query.object->indexOf(key);
        if (index < 0)
            return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_field"), {wanted.object, key});
        indices.append(index);
    }
    if (query.object->hasMoney())
        indices.append(query.object->currencyIndex());
    answer.columns = QStringList{QStringLiteral("id")} + fields;
    DW_ASSIGN(const auto rows, reader.rows(query, int(wanted.limit)));
    constexpr size_t portion = 500;
    for (size_t at = 0; at < rows.size(); at += portion) {
        const std::span<const RowRef> part(rows.data() + at, std::min(portion, rows.size() - at));
        DW_ASSIGN(const QList<Record> records, reader.page(query.object, part, indices));
        DW_ASSIGN(const auto titles, reader.titlesOf(records));
        for (const Record &record : records) {
            if (record.isValid())
                answer.rows.append(answerJson(record, fields, titles));
        }
    }
    return answer;
}

Result<Answer> grouped(const Reader &reader, const Wanted &wanted)
{
    const QStringList measures =
        wanted.measures.isEmpty() ? QStringList{QStringLiteral("count()")} : wanted.measures;
    DW_ASSIGN(const GroupQuery query, reader.groupQuery(wanted.object, wanted.where, wanted.groupBy, measures,
                                                        GroupQuery::MoneyMode::PerCurrency));
    DW_ASSIGN(const QList<GroupRow> groups, reader.group(query));
    QList<RecordRef> refs;
    const auto refOf = [&](qsizetype key, const Value &value) {
        if (value.kind() == Value::Kind::RecordRef)
            return value.recordRef();
        return RecordRef{query.groupBy[key]->type().target, value.id()};
    };
    const auto isReference = [&](qsizetype key) {
        return query.groupBy[key]->type().kind == ValueType::Kind::Reference;
    };
    for (const GroupRow &group : groups) {
        for (qsizetype key = 0; key < query.groupBy.size(); ++key) {
            if (isReference(key) && !group.keys[key].isNull())
                refs.append(refOf(key, group.keys[key]));
        }
    }
    DW_ASSIGN(const auto titles, reader.titles(refs));
    Answer answer;
    answer.columns = wanted.groupBy + measures;
    for (const GroupRow &group : groups) {
        QJsonObject row;
        for (qsizetype key = 0; key < query.groupBy.size(); ++key) {
            const Value &value = group.keys[key];
            if (isReference(key) && !value.isNull()) {
                const RecordRef ref = refOf(key, value);
                row.insert(wanted.groupBy[key], QJsonObject{{QStringLiteral("id"), ref.id.toString()},
                                                            {QStringLiteral("title"), titles.value(ref)}});
            } else {
                row.insert(wanted.groupBy[key], value.toJson());
            }
        }
        for (qsizetype i = 0; i < measures.size(); ++i)
            row.insert(measures[i], group.measures[i].toJson());
        answer.rows.append(row);
    }
    return answer;
}

}  // namespace

QString QueryCommand::usage() const
{
    return QStringLiteral(
        "query OBJECT [--where EXPR] [--fields a,b] [--sort k] [--limit n] [--group-by k,.. "
        "--measure \"sum(amount)\",..]");
}

ExitCode QueryCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    Answer answer;
    const bool groups = !wanted->groupBy.isEmpty() || !wanted->measures.isEmpty();
    const Result<void> done = (*opened)->read([&](const Reader &reader) -> Result<void> {
        DW_ASSIGN(answer, groups ? grouped(reader, *wanted) : list(reader, *wanted));
        return {};
    });
    if (!done.ok())
        return failWith(context, done.error());
    answerTable(context, answer.columns, answer.rows, context.clock.now());
    return ExitCode::Done;
}

}  // namespace dw
