// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/contactwarning.h"

#include "core/expression/syntaxnode.h"

namespace dw
{

namespace
{

constexpr qint64 MinuteMs = 60'000;
constexpr qint64 HourMs = 60 * MinuteMs;
constexpr qint64 DayMs = 24 * HourMs;

bool isContact(const Record &activity)
{
    return activity.value(u"kind").text() != QLatin1String("note");
}

QString isoText(Instant instant)
{
    return quotedText(instant.toIso());
}

}  // namespace

Result<void> warnOfContact(CommandContext &context, const Record &activity)
{
    constexpr int Looked = 20;
    const Id account = activity.value(u"account_id").id();
    const Value &occurred = activity.value(u"occurred_at");
    if (account.isNull() || occurred.isNull() || !isContact(activity))
        return {};
    const Instant at = occurred.instant();
    const ObjectTypePtr &object = activity.typePointer();
    const QString where =
        QStringLiteral("AND(account_id = %1, occurred_at >= %2, occurred_at <= %3)")
            .arg(quotedText(account.toString()), isoText(Instant{at.ms - DayMs}), isoText(at));
    const Configuration &configuration = context.configuration();
    DW_ASSIGN(const auto condition, CheckedExpression::condition(where, {configuration.dictionary, object,
                                                                         configuration.settings.currency}));
    const Query query{object, condition, {{QStringLiteral("occurred_at"), SortKey::Order::Descending}}};
    QList<int> fields;
    for (int i = 0; i < object->fieldCount(); ++i)
        fields.append(i);
    DW_ASSIGN(const auto cursor, context.session().open(query, fields, context.evaluation()));
    QList<Record> recent;
    DW_TRY(cursor->next(recent, Looked));
    for (const Record &other : std::as_const(recent)) {
        const Id who = other.value(u"performer_id").isNull() ? other.value(u"created_by").id()
                                                             : other.value(u"performer_id").id();
        if (other.id() == activity.id() || who == context.actor().user || who.isNull() || !isContact(other))
            continue;
        DW_ASSIGN(const bool visible, context.isVisible(other));
        if (!visible)
            continue;
        DW_ASSIGN(const Record person, context.related().record({QStringLiteral("user"), who}));
        const qint64 ago = at.ms - other.value(u"occurred_at").instant().ms;
        Finding finding;
        finding.key = ago >= HourMs ? QStringLiteral("activity.contacted_hours")
                                    : QStringLiteral("activity.contacted_minutes");
        finding.severity = Finding::Severity::Warning;
        finding.arguments = {person.isValid() ? person.title(Language::English) : QString(),
                             QString::number(ago / (ago >= HourMs ? HourMs : MinuteMs))};
        finding.record = other.ref();
        context.addFinding(finding);
        return {};
    }
    return {};
}

}  // namespace dw
