// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/metriccatalog.h"

#include "core/dictionary/dictionaryreader.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

const QString MetricsFile = QStringLiteral("metrics.json");
const QString ReportsFile = QStringLiteral("reports.json");

QByteArray resource(const QString &name)
{
    QFile file(QStringLiteral(":/metrics/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template <typename Enum>
Enum word(DictionaryReader &reader, const QString &property, const QHash<QString, Enum> &words)
{
    const QString text = reader.requiredText(property);
    const auto found = words.constFind(text);
    if (found == words.constEnd()) {
        reader.fail("word_unknown", text);
        return Enum();
    }
    return *found;
}

LocalText bothLanguages(DictionaryReader &reader, const QString &property)
{
    LocalText text = reader.localText(property);
    if (!text.isComplete())
        reader.fail("property_missing", property);
    return text;
}

Result<Metric> metricOf(const QJsonObject &json)
{
    DictionaryReader reader(json, MetricsFile, json.value(QLatin1String("code")).toString());
    Metric metric;
    metric.code = reader.requiredText(QStringLiteral("code"));
    metric.name = bothLanguages(reader, QStringLiteral("name"));
    metric.note = bothLanguages(reader, QStringLiteral("note"));
    metric.unit = word<Metric::Unit>(reader, QStringLiteral("unit"),
                                     {{QStringLiteral("count"), Metric::Unit::Count},
                                      {QStringLiteral("money"), Metric::Unit::Money},
                                      {QStringLiteral("percent"), Metric::Unit::Percent},
                                      {QStringLiteral("days"), Metric::Unit::Days}});
    metric.direction = word<Metric::Direction>(
        reader, QStringLiteral("direction"),
        {{QStringLiteral("up"), Metric::Direction::Up}, {QStringLiteral("down"), Metric::Direction::Down}});
    metric.layer = reader.requiredText(QStringLiteral("layer"));
    metric.numerator = reader.text(QStringLiteral("numerator"));
    for (const QJsonValue &part : reader.any(QStringLiteral("denominator")).toArray())
        metric.denominator.append(part.toString());
    if (metric.isRatio()) {
        if (metric.denominator.isEmpty())
            reader.fail("property_missing", QStringLiteral("denominator"));
    } else {
        metric.grain = reader.requiredText(QStringLiteral("grain"));
        metric.measure = reader.requiredText(QStringLiteral("measure"));
        metric.where = reader.text(QStringLiteral("where"));
        metric.time = reader.text(QStringLiteral("time"));
    }
    DW_TRY(reader.finish());
    return metric;
}

Result<ResultColumn> columnOf(const QJsonObject &json, const QString &report)
{
    using Type = ResultColumn::Type;
    DictionaryReader reader(json, ReportsFile, report);
    ResultColumn column;
    column.key = reader.requiredText(QStringLiteral("key"));
    column.label = bothLanguages(reader, QStringLiteral("label"));
    column.type = word<Type>(reader, QStringLiteral("type"),
                             {{QStringLiteral("text"), Type::Text},
                              {QStringLiteral("key"), Type::Key},
                              {QStringLiteral("count"), Type::Count},
                              {QStringLiteral("money"), Type::Money},
                              {QStringLiteral("percent"), Type::Percent},
                              {QStringLiteral("days"), Type::Days},
                              {QStringLiteral("reference"), Type::Reference}});
    column.shortLabel = {reader.text(QStringLiteral("short_en")), reader.text(QStringLiteral("short_zh"))};
    DW_TRY(reader.finish());
    return column;
}

Result<ReportDefinition> reportOf(const QJsonObject &json)
{
    DictionaryReader reader(json, ReportsFile, json.value(QLatin1String("name")).toString());
    ReportDefinition report;
    report.name = reader.requiredText(QStringLiteral("name"));
    report.label = bothLanguages(reader, QStringLiteral("label"));
    report.subtitle = bothLanguages(reader, QStringLiteral("subtitle"));
    report.metric = reader.requiredText(QStringLiteral("metric"));
    const QList<QJsonObject> columns = reader.objects(QStringLiteral("columns"));
    if (columns.isEmpty())
        reader.fail("property_missing", QStringLiteral("columns"));
    DW_TRY(reader.finish());
    for (const QJsonObject &one : columns) {
        DW_ASSIGN(ResultColumn column, columnOf(one, report.name));
        report.columns.append(std::move(column));
    }
    return report;
}

Error refuse(const char *key, const QString &file, const QString &where, const QString &what)
{
    return Error(ErrorCode::Invalid, QLatin1String(key), {file, where, what});
}

Result<QList<QJsonObject>> listOf(const QByteArray &json, const QString &file, const QString &property)
{
    DW_ASSIGN(const QJsonObject document, DictionaryReader::document(json, file));
    DictionaryReader reader(document, file, property);
    const QList<QJsonObject> list = reader.objects(property);
    DW_TRY(reader.finish());
    return list;
}

}  // namespace

QString Metric::formula() const
{
    if (!isRatio())
        return measure;
    const QString below = denominator.join(QLatin1String(" + "));
    return denominator.size() == 1 ? numerator + QLatin1String(" / ") + below
                                   : numerator + QLatin1String(" / (") + below + QLatin1Char(')');
}

Result<std::shared_ptr<const MetricCatalog>> MetricCatalog::shipped()
{
    return parse(resource(MetricsFile), resource(ReportsFile));
}

Result<std::shared_ptr<const MetricCatalog>> MetricCatalog::parse(const QByteArray &metrics,
                                                                  const QByteArray &reports)
{
    std::shared_ptr<MetricCatalog> catalog(new MetricCatalog);
    DW_ASSIGN(const QList<QJsonObject> metricList, listOf(metrics, MetricsFile, QStringLiteral("metrics")));
    for (const QJsonObject &one : metricList) {
        DW_ASSIGN(Metric metric, metricOf(one));
        if (catalog->metric(metric.code))
            return refuse("metric.twice", MetricsFile, metric.code, metric.code);
        catalog->m_metrics.append(std::move(metric));
    }
    for (const Metric &metric : std::as_const(catalog->m_metrics)) {
        for (const QString &part :
             metric.isRatio() ? QStringList(metric.numerator) + metric.denominator : QStringList()) {
            const Metric *found = catalog->metric(part);
            if (!found || found->isRatio())
                return refuse("metric.unknown_part", MetricsFile, metric.code, part);
        }
    }
    DW_ASSIGN(const QList<QJsonObject> reportList, listOf(reports, ReportsFile, QStringLiteral("reports")));
    for (const QJsonObject &one : reportList) {
        DW_ASSIGN(ReportDefinition report, reportOf(one));
        if (catalog->report(report.name))
            return refuse("metric.twice", ReportsFile, report.name, report.name);
        if (!catalog->metric(report.metric))
            return refuse("metric.unknown_part", ReportsFile, report.name, report.metric);
        catalog->m_reports.append(std::move(report));
    }
    return std::shared_ptr<const MetricCatalog>(std::move(catalog));
}

const Metric *MetricCatalog::metric(QStringView code) const
{
    const auto found = std::find_if(m_metrics.begin(), m_metrics.end(),
                                    [&](const Metric &metric) { return metric.code == code; });
    return found == m_metrics.end() ? nullptr : &*found;
}

const ReportDefinition *MetricCatalog::report(QStringView name) const
{
    const auto found = std::find_if(m_reports.begin(), m_reports.end(),
                                    [&](const ReportDefinition &report) { return report.name == name; });
    return found == m_reports.end() ? nullptr : &*found;
}

MetricExplanation MetricCatalog::explain(const Metric &metric, Language language) const
{
    MetricExplanation explanation{
        metric.name.in(language), metric.note.in(language), metric.formula(), {}, metric.unit};
    QStringList codes{metric.code};
    if (metric.isRatio()) {
        codes = metric.denominator;
        if (!codes.contains(metric.numerator))
            codes.prepend(metric.numerator);
    }
    QStringList lines;
    for (const QString &code : std::as_const(codes)) {
        const Metric *part = this->metric(code);
        if (part && !part->where.isEmpty())
            lines.append(part->grain + QLatin1String(": ") + part->where);
    }
    explanation.rows = lines.join(QLatin1Char('\n'));
    return explanation;
}

}  // namespace dw
