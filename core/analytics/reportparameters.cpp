// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/reportparameters.h"

#include <QSet>

namespace dw
{

namespace
{

QString joined(const char *function, const QStringList &conditions)
{
    QStringList given = conditions;
    given.removeAll(QString());
    if (given.size() < 2)
        return given.value(0);
    return QLatin1String(function) + QLatin1Char('(') + given.join(QLatin1String(", ")) + QLatin1Char(')');
}

QString quoted(const QString &text)
{
    QString inner = text;
    inner.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + inner + QLatin1Char('"');
}

Result<QList<Record>> records(const QString &object, const QString &where, const Reader &reader)
{
    DW_ASSIGN(const Query query, reader.query(object, where, {}));
    DW_ASSIGN(const auto rows, reader.rows(query));
    QList<int> fields;
    for (int i = 0; i < query.object->fieldCount(); ++i)
        fields.append(i);
    return reader.page(query.object, rows, fields);
}

Result<Id> find(const QString &parameter, const QString &object, const QStringList &keys, const QString &text,
                const Reader &reader)
{
    if (const std::optional<Id> id = Id::fromString(text))
        return *id;
    for (const QString &key : keys) {
        DW_ASSIGN(const QList<Record> found,
                  records(object, key + QLatin1String(" = ") + quoted(text), reader));
        if (!found.isEmpty())
            return found.first().id();
    }
    return Error(ErrorCode::NotFound, QStringLiteral("report.value_unknown"), {parameter, text});
}

Result<std::optional<Date>> dateOf(const QString &parameter, const QString &text)
{
    if (text.isEmpty())
        return std::optional<Date>();
    const std::optional<Date> date = Date::fromIso(text);
    if (!date)
        return Error(ErrorCode::Invalid, QStringLiteral("report.bad_date"), {parameter, text});
    return date;
}

}  // namespace

QString allOf(const QStringList &conditions)
{
    return joined("AND", conditions);
}

QString anyOf(const QStringList &conditions)
{
    return joined("OR", conditions);
}

QString isRecord(const QString &field, const Id &id)
{
    return field + QLatin1String(" = \"") + id.toString() + QLatin1Char('"');
}

const QStringList &ReportParameters::names()
{
    static const QStringList all{QStringLiteral("from"),     QStringLiteral("to"),
                                 QStringLiteral("team"),     QStringLiteral("owner"),
                                 QStringLiteral("pipeline"), QStringLiteral("currency")};
    return all;
}

Result<ReportParameters> ReportParameters::read(const QHash<QString, QString> &texts, const Reader &reader)
{
    for (auto text = texts.constBegin(); text != texts.constEnd(); ++text) {
        if (!names().contains(text.key()))
            return Error(ErrorCode::Invalid, QStringLiteral("report.parameter_unknown"),
                         {text.key(), names().join(QLatin1String(", "))});
    }
    const auto text = [&](const char *name) { return texts.value(QLatin1String(name)).trimmed(); };
    ReportParameters parameters;
    DW_ASSIGN(parameters.from, dateOf(QStringLiteral("from"), text("from")));
    DW_ASSIGN(parameters.to, dateOf(QStringLiteral("to"), text("to")));
    if (parameters.from && parameters.to && *parameters.to < *parameters.from)
        return Error(ErrorCode::Invalid, QStringLiteral("report.dates_turned"),
                     {parameters.from->toIso(), parameters.to->toIso()});
    if (const QString team = text("team"); !team.isEmpty()) {
        DW_ASSIGN(const Id id, find(QStringLiteral("team"), QStringLiteral("team"), {QStringLiteral("name")},
                                    team, reader));
        DW_ASSIGN(parameters.teams, teamAndBelow(id, reader));
    }
    if (const QString owner = text("owner"); !owner.isEmpty()) {
        DW_ASSIGN(parameters.owner, find(QStringLiteral("owner"), QStringLiteral("user"),
                                         {QStringLiteral("login"), QStringLiteral("name")}, owner, reader));
    }
    if (const QString pipeline = text("pipeline"); !pipeline.isEmpty()) {
        DW_ASSIGN(parameters.pipeline, find(QStringLiteral("pipeline"), QStringLiteral("pipeline"),
                                            {QStringLiteral("code")}, pipeline, reader));
    }
    if (const QString currency = text("currency"); !currency.isEmpty()) {
        parameters.currency =
            currency.toLower() == QLatin1String("base") ? QStringLiteral("base") : currency.toUpper();
        if (!parameters.isBase() && !Currency::fromCode(currency))
            return Error(ErrorCode::NotFound, QStringLiteral("report.value_unknown"),
                         {QStringLiteral("currency"), currency});
    }
    return parameters;
}

Result<QList<Id>> ReportParameters::teamAndBelow(const Id &team, const Reader &reader)
{
    DW_ASSIGN(const QList<Record> all, records(QStringLiteral("team"), {}, reader));
    QList<Id> found{team};
    for (qsizetype i = 0; i < found.size(); ++i) {
        for (const Record &one : all) {
            if (one.value(u"parent_id").id() == found[i] && !found.contains(one.id()))
                found.append(one.id());
        }
    }
    return found;
}

QString ReportParameters::period(const QString &time) const
{
    if (time.isEmpty())
        return {};
    QStringList bounds;
    if (!span.isEmpty())
        bounds.append(QStringLiteral("INPERIOD(%1, %2)").arg(time, quoted(span)));
    if (from)
        bounds.append(time + QLatin1String(" >= \"") + from->toIso() + QLatin1Char('"'));
    if (to)
        bounds.append(time + QLatin1String(" < \"") + Date{to->days + 1}.toIso() + QLatin1Char('"'));
    return allOf(bounds);
}

StageSummaryQuery ReportParameters::summaryQuery(const Id &ofPipeline) const
{
    StageSummaryQuery query;
    query.from = from;
    query.to = to;
    query.pipeline = ofPipeline;
    query.owner = owner;
    query.teams = teams;
    if (isBase())
        query.amounts = StageSummaryQuery::Amounts::Base;
    else if (!currency.isEmpty())
        query.currency = Currency::fromCode(currency).value_or(Currency());
    return query;
}

QString ReportParameters::people() const
{
    QStringList oneTeam;
    for (const Id &team : teams)
        oneTeam.append(isRecord(QStringLiteral("team_id"), team));
    return allOf({owner.isNull() ? QString() : isRecord(QStringLiteral("owner_id"), owner), anyOf(oneTeam)});
}

QString ReportParameters::deals() const
{
    const bool one = !currency.isEmpty() && !isBase();
    return allOf({people(), pipeline.isNull() ? QString() : isRecord(QStringLiteral("pipeline_id"), pipeline),
                  one ? QLatin1String("currency = \"") + currency.toLower() + QLatin1Char('"') : QString()});
}

}  // namespace dw
