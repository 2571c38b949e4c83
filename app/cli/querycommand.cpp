// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/querycommand.h"

#include "app/cli/cliworkspace.h"
#include "app/cli/recordjson.h"
#include "app/cli/tableanswer.h"
#include "core/access/fieldaccess.h"
#include "core/access/sensitiveread.h"
#include "core/base/clioptions.h"
#include "core/base/decimal.h"
#include "core/base/text/sortkey.h"
#include "core/sync/whereatserver.h"

#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <limits>

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
    qint64 limit = -1;  // all
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

// An option may stand several times: its lists follow one another.
Result<QStringList> takeList(CliOptions &options, const QString &name)
{
    DW_ASSIGN(const QStringList given, options.takeValues(name));
    QStringList all;
    for (const QString &list : given)
        all += splitList(list);
    return all;
}

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    DW_ASSIGN(const auto where, options.takeValue(QStringLiteral("--where")));
    DW_ASSIGN(wanted.fields, takeList(options, QStringLiteral("--fields")));
    DW_ASSIGN(wanted.sort, takeList(options, QStringLiteral("--sort")));
    DW_ASSIGN(const auto limit, options.takeNumber(QStringLiteral("--limit"), 0));
    DW_ASSIGN(wanted.groupBy, takeList(options, QStringLiteral("--group-by")));
    DW_ASSIGN(wanted.measures, takeList(options, QStringLiteral("--measure")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (rest.size() != 1)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_one"), {QStringLiteral("OBJECT")});
    wanted.object = rest.first();
    wanted.where = where.value_or(QString());
    // No workspace has more rows than an int counts.
    wanted.limit = std::min<qint64>(limit.value_or(wanted.limit), std::numeric_limits<int>::max());
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
    std::optional<SensitiveRead> read;  // what the audit must know before it is shown
};

// What of `fields` and of so many lines the audit must know.
std::optional<SensitiveRead> readOf(const Reader &reader, const ObjectType &object, const QList<int> &fields,
                                    qint64 lines, const QString &where)
{
    const ReadContext &context = reader.context();
    const FieldAccess access(*context.policy, context.actor, context.dictionary, context.settings.currency);
    auto read = SensitiveRead::ofRecords(object, access.of(object), fields, lines, SensitiveRead::Way::Query);
    if (read)
        read->where = where;
    return read;
}

// Fields that a group or a measure is worked out from: all that it names.
QList<int> fieldsNamed(const ObjectType &object, const QStringList &expressions)
{
    static const QRegularExpression word(QStringLiteral("[A-Za-z_][A-Za-z0-9_]*"));
    QList<int> fields;
    for (const QString &expression : expressions) {
        auto names = word.globalMatch(expression);
        while (names.hasNext()) {
            const int index = object.indexOf(names.next().captured());
            if (index >= 0 && !fields.contains(index))
                fields.append(index);
        }
    }
    return fields;
}

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
    answer.read = readOf(reader, *query.object, indices, answer.rows.size(), wanted.where);
    return answer;
}

QJsonValue sortValue(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (object.contains(QLatin1String("minor")))
        return object.value(QLatin1String("minor"));
    return object.contains(QLatin1String("title")) ? object.value(QLatin1String("title")) : value;
}

struct Order
{
    bool descending = false;
    bool decimals = false;  // they travel as text
    Collator collator;
};

// Nothing comes last, whichever way; money of several currencies stands by currency.
bool isBefore(const QJsonValue &a, const QJsonValue &b, const Order &by)
{
    const QJsonValue one = sortValue(a), other = sortValue(b);
    if (one.isNull() || other.isNull())
        return !one.isNull() && other.isNull();
    const QString currencies[] = {a.toObject().value(QLatin1String("currency")).toString(),
                                  b.toObject().value(QLatin1String("currency")).toString()};
    if (currencies[0] != currencies[1])
        return currencies[0] < currencies[1];
    const auto order = [&](const auto &x, const auto &y) { return by.descending ? y < x : x < y; };
    if (one.isDouble() && other.isDouble())
        return order(one.toDouble(), other.toDouble());
    if (one.isBool() && other.isBool())
        return order(one.toBool(), other.toBool());
    if (by.decimals)
        return order(Decimal::fromString(one.toString()).value_or(Decimal()),
                     Decimal::fromString(other.toString()).value_or(Decimal()));
    return order(by.collator.sortKey(one.toString()), by.collator.sortKey(other.toString()));
}

Result<void> sortAndCut(QJsonArray &rows, const QStringList &columns, const Wanted &wanted)
{
    QList<QJsonObject> groups;
    for (const QJsonValue &row : std::as_const(rows))
        groups.append(row.toObject());
    // By the last key first: the sort is stable.
    for (auto key = wanted.sort.crbegin(); key != wanted.sort.crend(); ++key) {
        const bool descending = key->startsWith(QLatin1Char('-'));
        const QString column = descending ? key->mid(1) : *key;
        if (!columns.contains(column))
            return Error(ErrorCode::Invalid, QStringLiteral("cli.group_sort"),
                         {column, columns.join(QLatin1String(", "))});
        Order order;
        order.descending = descending;
        order.decimals = std::all_of(groups.begin(), groups.end(), [&](const QJsonObject &group) {
            const QJsonValue value = sortValue(group.value(column));
            return value.isNull() || (value.isString() && Decimal::fromString(value.toString()));
        });
        std::stable_sort(groups.begin(), groups.end(), [&](const QJsonObject &a, const QJsonObject &b) {
            return isBefore(a.value(column), b.value(column), order);
        });
    }
    if (wanted.limit >= 0 && groups.size() > wanted.limit)
        groups.resize(wanted.limit);
    rows = {};
    for (const QJsonObject &group : std::as_const(groups))
        rows.append(group);
    return {};
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
    DW_TRY(sortAndCut(answer.rows, answer.columns, wanted));
    answer.read = readOf(reader, *query.object, fieldsNamed(*query.object, answer.columns),
                         answer.rows.size(), wanted.where);
    return answer;
}

Result<QString> foundAtServer(const CliContext &context, const Wanted &wanted)
{
    DW_ASSIGN(const DeviceIdentity identity, DeviceIdentity::load(context.folder));
    HttpTransport transport(identity.server, identity.pin, WhereAtServer::limits());
    return WhereAtServer::askFor(transport, identity, context.folder, wanted.object, wanted.where);
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
    Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    auto opened = CliWorkspace::open(context, Workspace::Access::ReadOnly);
    if (!opened.ok())
        return failWith(context, opened.error());
    Answer answer;
    const bool groups = !wanted->groupBy.isEmpty() || !wanted->measures.isEmpty();
    const auto read = [&] {
        return (*opened)->read([&](const Reader &reader) -> Result<void> {
            DW_ASSIGN(answer, groups ? grouped(reader, *wanted) : list(reader, *wanted));
            return {};
        });
    };
    Result<void> done = read();
    // What is masked here the server looks for.
    if (!done.ok() && WhereAtServer::isFor(done.error())) {
        const Result<QString> found = foundAtServer(context, *wanted);
        if (!found.ok()) {
            context.complain(done.error());
            return failWith(context, found.error());
        }
        wanted->where = *found;
        done = read();
    }
    if (!done.ok())
        return failWith(context, done.error());
    if (answer.read) {
        // Only now is it known that somebody has to write.
        opened->reset();
        opened = CliWorkspace::openForExport(context);
        if (!opened.ok())
            return failWith(context, SensitiveRead::notAudited(opened.error()));
        if (const auto noted = (*opened)->noteRead(*answer.read); !noted.ok())
            return failWith(context, noted.error());
    }
    answerTable(context, answer.columns, answer.rows, context.clock.now());
    return ExitCode::Done;
}

}  // namespace dw
