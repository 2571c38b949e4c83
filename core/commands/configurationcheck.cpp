// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/configurationcheck.h"

#include "core/commands/publicationtrial.h"
#include "core/records/viewgrouping.h"
#include "core/rules/wrongexpression.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <optional>

namespace dw
{

namespace
{

class ConfigurationCheck
{
public:
    ConfigurationCheck(CommandContext &context, const Record &before, const Record &after)
        : m_context(context), m_before(before), m_after(after)
    {}

    Result<void> stage()
    {
        actions();
        documents();
        if (!differs(u"outcome") && !differs(u"default_probability"))
            return {};
        const QString outcome = m_after.value(u"outcome").text();
        const qint64 probability = m_after.value(u"default_probability").percent().basisPoints;
        if (outcome == QLatin1String("open"))
            return {};
        const qint64 wanted = outcome == QLatin1String("won") ? 10000 : 0;
        if (probability != wanted)
            contradict(u"default_probability", Decimal(probability, 2).toString() + QLatin1String(" %"));
        return differs(u"outcome") ? endsThePipeline() : Result<void>();
    }

    void calendar()
    {
        if (const auto days = object(u"holidays")) {
            for (auto list = days->constBegin(); list != days->constEnd(); ++list) {
                const bool known = list.key() == QLatin1String("off") || list.key() == QLatin1String("work");
                if (!known || !list->isArray())
                    contradict(u"holidays", list.key());
                const QJsonArray dates = list->toArray();
                for (const QJsonValue &date : dates) {
                    if (!Date::fromIso(date.toString()))
                        contradict(u"holidays", shown(date));
                }
            }
        }
        object(u"hours");
    }

    void view()
    {
        const ObjectTypePtr type = m_context.object(m_after.value(u"object_type").text());
        if (!type) {
            contradict(u"object_type", m_after.value(u"object_type").text());
            return;
        }
        condition(u"filter", type);
        columns(u"columns", *type);
        columns(u"sort", *type);
        grouping(*type);
    }

    void pipeline()
    {
        if (const ObjectTypePtr type = m_context.object(m_after.value(u"object_type").text()))
            condition(u"applies_when", type);
    }

private:
    bool differs(QStringView field) const
    {
        return !m_before.isValid() || m_before.value(field) != m_after.value(field);
    }

    void contradict(QStringView field, const QString &reason,
                    const QString &key = QStringLiteral("rules.bad_configuration"))
    {
        Finding finding;
        finding.key = key;
        finding.arguments = {
            m_after.title(Language::English),
            QLatin1String("@field:") + m_after.type().key() + QLatin1Char('.') + field.toString(), reason};
        finding.record = m_after.ref();
        finding.field = field.toString();
        m_context.addFinding(finding);
    }

    static QString shown(const QJsonValue &value)
    {
        return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
    }

    // Nothing when it is empty, as it was, or no JSON object, which is reported.
    std::optional<QJsonObject> object(QStringView field)
    {
        const QString text = m_after.value(field).text();
        if (text.isEmpty() || !differs(field))
            return std::nullopt;
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &problem);
        if (document.isObject())
            return document.object();
        contradict(field, problem.error == QJsonParseError::NoError ? text : problem.errorString());
        return std::nullopt;
    }

    const Field *listOf(const char *object, QStringView field) const
    {
        const ObjectTypePtr type = m_context.object(QString::fromLatin1(object));
        return type ? type->find(field) : nullptr;
    }

    void actions()
    {
        const auto actions = object(u"required_actions");
        if (!actions)
            return;
        const Field *kinds = listOf("activity", u"kind");
        for (auto list = actions->constBegin(); list != actions->constEnd(); ++list) {
            const bool activities = list.key() == QLatin1String("activities");
            if ((!activities && list.key() != QLatin1String("tasks")) || !list->isArray()) {
                contradict(u"required_actions", list.key());
                continue;
            }
            const QJsonArray entries = list->toArray();
            // What no task can say that it is would hold every deal for ever.
            if (!activities && !entries.isEmpty())
                contradict(u"required_actions", {}, QStringLiteral("rules.stage_tasks"));
            for (const QJsonValue &entry : entries) {
                const QString key = entry.toString();
                if (activities && (key.isEmpty() || (kinds && !kinds->picklistValue(key))))
                    contradict(u"required_actions", shown(entry));
            }
        }
    }

    void documents()
    {
        const Field *kinds = listOf("attachment", u"doc_kind");
        const QStringList wanted =
            differs(u"required_docs") ? m_after.value(u"required_docs").keys() : QStringList();
        for (const QString &key : wanted) {
            if (kinds && !kinds->picklistValue(key))
                contradict(u"required_docs", key);
        }
    }

    // Whatever comes after an end could never be reached.
    Result<void> endsThePipeline()
    {
        DW_ASSIGN(const Record pipeline, m_context.related().record({QStringLiteral("pipeline"),
                                                                     m_after.value(u"pipeline_id").id()}));
        if (!pipeline.isValid())
            return {};
        DW_ASSIGN(const QList<Record> stages,
                  m_context.related().children(pipeline, QStringLiteral("stages")));
        for (const Record &stage : stages) {
            if (stage.id() != m_after.id() && stage.value(u"outcome").text() == QLatin1String("open") &&
                stage.value(u"seq").integer() > m_after.value(u"seq").integer()) {
                contradict(u"outcome", stage.value(u"key").text());
                return {};
            }
        }
        return {};
    }

    void condition(QStringView field, const ObjectTypePtr &type)
    {
        const QString text = m_after.value(field).text();
        if (text.isEmpty() || (!differs(field) && !differs(u"object_type")))
            return;
        const CheckScope scope{m_context.configuration().dictionary, type,
                               m_context.configuration().settings.currency};
        const QString what =
            QLatin1String("@field:") + m_after.type().key() + QLatin1Char('.') + field.toString();
        ExpressionError problem;
        const auto checked = CheckedExpression::condition(text, scope, &problem);
        if (!checked.ok())
            report(field, wrongExpression(what, text, problem));
        else if (const auto tried = tryCondition(what, **checked, m_context.evaluation()); !tried.ok())
            report(field, tried.error());
    }

    void report(QStringView field, const Error &error)
    {
        Finding finding;
        finding.key = error.key;
        finding.arguments = error.arguments;
        finding.record = m_after.ref();
        finding.field = field.toString();
        m_context.addFinding(finding);
    }

    void columns(QStringView field, const ObjectType &type)
    {
        // Columns that a list reckons itself.
        static const QStringList reckoned{QStringLiteral("mark"), QStringLiteral("open_amount"),
                                          QStringLiteral("next_step"), QStringLiteral("next_due"),
                                          QStringLiteral("days_here")};
        const QString text = m_after.value(field).text();
        if (text.isEmpty() || (!differs(field) && !differs(u"object_type")))
            return;
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        if (!document.isArray()) {
            contradict(field, text);
            return;
        }
        const QJsonArray entries = document.array();
        for (const QJsonValue &entry : entries) {
            QString key = entry.toString();
            if (key.startsWith(QLatin1Char('-')))
                key.remove(0, 1);
            if (!type.find(key) && !reckoned.contains(key))
                contradict(field, shown(entry));
        }
    }

    void grouping(const ObjectType &type)
    {
        if (!differs(u"grouping") && !differs(u"object_type"))
            return;
        const QString text = m_after.value(u"grouping").text();
        if (text.isEmpty())
            return;
        const auto kept = ViewGrouping::fromJson(text);
        if (!kept.ok()) {
            contradict(u"grouping", text.left(200));
            return;
        }
        const auto field = kept->by.check(type);
        if (!field.ok())
            report(u"grouping", field.error());
    }

    CommandContext &m_context;
    const Record &m_before;
    const Record &m_after;
};

}  // namespace

Result<void> checkConfiguration(CommandContext &context, const Record &before, const Record &after)
{
    const QString &object = after.type().key();
    ConfigurationCheck check(context, before, after);
    if (object == QLatin1String("stage_definition"))
        return check.stage();
    if (object == QLatin1String("business_calendar"))
        check.calendar();
    else if (object == QLatin1String("saved_view"))
        check.view();
    else if (object == QLatin1String("pipeline"))
        check.pipeline();
    return {};
}

}  // namespace dw
