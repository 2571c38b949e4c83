// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/inboxtext.h"

#include "core/base/wording.h"
#include "core/rules/findingtext.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace dw
{

namespace
{

QString labelOf(const Field &field, const QString &key, Language language)
{
    const PicklistValue *known = field.picklistValue(key);
    return known ? known->label.in(language) : key;
}

}  // namespace

QString InboxText::command(const SyncTransaction &transaction, const QString &title) const
{
    const CommandRequest first = transaction.requests.value(0);
    const ObjectTypePtr type =
        m_configuration.dictionary->find(first.arguments.value(QLatin1String("object")).toString());
    const QString object = type ? type->label().in(m_language) : QString();
    if (transaction.requests.size() > 1)
        return wording(QStringLiteral("sync.did_several"),
                       {title, QString::number(transaction.requests.size())});
    if (first.name == QLatin1String("record.create"))
        return wording(QStringLiteral("sync.did_create"), {object, title});
    if (first.name == QLatin1String("opportunity.advance")) {
        const auto id = Id::fromString(first.arguments.value(QLatin1String("to")).toString());
        const Stage *stage = id ? m_configuration.rulebook->stage(*id) : nullptr;
        return wording(QStringLiteral("sync.did_advance"),
                       {title, stage ? stage->name.in(m_language)
                                     : first.arguments.value(QLatin1String("to")).toString()});
    }
    const QString key =
        QLatin1String("sync.did_") + QString(first.name).replace(QLatin1Char('.'), QLatin1Char('_'));
    const QJsonArray ids = first.arguments.value(QLatin1String("ids")).toArray();
    return hasWording(key) ? wording(key, {title, QString::number(ids.size())})
                           : wording(QStringLiteral("sync.did_other"), {title, first.name});
}

// In the person's language where the laptop has words for it, else in the server's.
QString InboxText::reasonLine(const QJsonObject &line) const
{
    const QString key = line.value(QLatin1String("key")).toString();
    Finding finding;
    finding.key = key;
    const QJsonArray given = line.value(QLatin1String("args")).toArray();
    for (const QJsonValue &argument : given)
        finding.arguments.append(argument.toString());
    return hasWording(key) ? findingText(finding, *m_configuration.rulebook, m_language)
                           : line.value(QLatin1String("text")).toString();
}

QString InboxText::reason(const QString &code, const QJsonObject &answer) const
{
    QStringList reasons;
    const QJsonArray violations = answer.value(QLatin1String("violations")).toArray();
    for (const QJsonValue &violation : violations)
        reasons.append(reasonLine(violation.toObject()));
    if (const QString one = reasonLine(answer); reasons.isEmpty() && !one.isEmpty())
        reasons.append(one);
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    if (!reasons.isEmpty())
        return reasons.join(QLatin1Char(' '));
    QStringList names;
    const QJsonArray lines =
        answer.value(code == QLatin1String("kept") ? QStringLiteral("kept") : QStringLiteral("fields"))
            .toArray();
    for (const QJsonValue &one : lines) {
        const QJsonObject line = one.toObject();
        const ObjectTypePtr type =
            m_configuration.dictionary->find(line.value(QLatin1String("obj")).toString());
        const Field *field = type ? type->find(line.value(QLatin1String("field")).toString()) : nullptr;
        const QString name =
            field ? field->label.in(m_language) : line.value(QLatin1String("field")).toString();
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    const QString key = QLatin1String("sync.issue_") + code;
    return hasWording(key) ? wording(key, {names.join(QLatin1String(", "))})
                           : wording(QStringLiteral("sync.issue_other"), {code});
}

QString InboxText::time(Instant at) const
{
    return at.toQDateTime(m_configuration.settings.zone.zone()).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

QString InboxText::value(const Field &field, const Value &value,
                         const QHash<RecordRef, QString> &titles) const
{
    const auto named = [&](const RecordRef &ref) {
        const QString title = titles.value(ref);
        return title.isEmpty() ? ref.id.toString() : title;
    };
    switch (value.kind()) {
        case Value::Kind::Null:
            return wording(QStringLiteral("sync.value_empty"));
        case Value::Kind::Text:
            return field.valueType() == FieldType::Picklist ? labelOf(field, value.text(), m_language)
                                                            : value.text();
        case Value::Kind::Integer:
            return QString::number(value.integer());
        case Value::Kind::Decimal:
            return value.decimal().toString();
        case Value::Kind::Money:
            return value.money().currency.code() + QLatin1Char(' ') + value.money().toString();
        case Value::Kind::Percent:
            return Decimal(value.percent().basisPoints, 2).toString() + QLatin1String(" %");
        case Value::Kind::Boolean:
            return wording(value.boolean() ? QStringLiteral("sync.value_yes")
                                           : QStringLiteral("sync.value_no"));
        case Value::Kind::Date:
            return value.date().toIso();
        case Value::Kind::Instant:
            return time(value.instant());
        case Value::Kind::Id:
            return named({field.target, value.id()});
        case Value::Kind::RecordRef:
            return named(value.recordRef());
        case Value::Kind::Keys: {
            QStringList labels;
            const QStringList keys = value.keys();
            for (const QString &key : keys)
                labels.append(labelOf(field, key, m_language));
            return labels.join(QLatin1String(", "));
        }
        case Value::Kind::Ids: {
            QStringList names;
            const QList<Id> ids = value.ids();
            for (const Id &id : ids)
                names.append(named({field.target, id}));
            return names.join(QLatin1String(", "));
        }
    }
    Q_UNREACHABLE();
}

QString InboxText::joined(QStringList names) const
{
    names.removeDuplicates();
    return names.join(m_language == Language::Chinese ? QStringLiteral("、") : QStringLiteral(", "));
}

QString InboxText::fields(const QList<InboxField> &fields) const
{
    QStringList names;
    for (const InboxField &field : fields)
        names.append(field.described().label.in(m_language));
    return joined(names);
}

QString InboxText::fields(const QList<InboxLost> &lost) const
{
    QStringList names;
    for (const InboxLost &one : lost)
        names.append(one.label);
    return joined(names);
}

QString InboxText::typed(const QJsonValue &value) const
{
    if (value.isNull() || value.isUndefined() || value == QJsonValue(QString()))
        return wording(QStringLiteral("sync.value_empty"));
    if (value.isBool())
        return wording(value.toBool() ? QStringLiteral("sync.value_yes") : QStringLiteral("sync.value_no"));
    if (value.isArray()) {
        QStringList all;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &one : array)
            all.append(typed(one));
        return all.join(QLatin1String(", "));
    }
    if (!value.isObject())
        return value.toVariant().toString();
    const QJsonObject object = value.toObject();
    const auto currency = Currency::fromCode(object.value(QLatin1String("currency")).toString());
    if (currency && object.contains(QLatin1String("minor"))) {
        const auto minor = qint64(object.value(QLatin1String("minor")).toVariant().toLongLong());
        return currency->code() + QLatin1Char(' ') + Money{minor, *currency}.toString();
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString InboxText::note(const InboxItem &item, const QList<InboxItem> &followers) const
{
    QStringList lines{wording(QStringLiteral("sync.note_head"), {item.command, time(item.typedAt)}),
                      item.reason};
    for (const InboxField &field : item.fields)
        lines.append(field.described().label.in(m_language) + QLatin1String(": ") +
                     value(field.described(), field.mine, item.titles));
    for (const InboxLost &lost : item.lost)
        lines.append(lost.label + QLatin1String(": ") + lost.typed);
    if (!item.raw.isEmpty())
        lines.append(QString::fromUtf8(item.raw));
    for (const InboxItem &follower : followers)
        lines.append(QLatin1Char('\n') + note(follower, {}));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace dw
