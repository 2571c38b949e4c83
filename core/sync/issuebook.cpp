// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/issuebook.h"

#include "core/access/fieldaccess.h"
#include "core/access/visibility.h"
#include "core/store/localarea.h"

#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qint64 DayMs = 86'400'000;
const QString Area = issueArea();
const QString Count = QStringLiteral("count");

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QString atOf(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object().value(QLatin1String("at")).toString();
}

// What is too old goes, and the oldest of more than `most`. How many stay.
Result<int> keepNewest(WriteSession &session, Instant now, int most)
{
    DW_ASSIGN(auto lines, session.localValues(Area));
    lines.remove(Count);
    QList<std::pair<QString, QString>> byAge;
    for (auto line = lines.constBegin(); line != lines.constEnd(); ++line)
        byAge.append({atOf(line.value()), line.key()});
    std::sort(byAge.begin(), byAge.end());
    const QString oldest = Instant{now.ms - IssueBook::KeepDays * DayMs}.toIso();
    int left = int(byAge.size());
    for (const auto &[at, key] : std::as_const(byAge)) {
        if (at >= oldest && left <= most)
            break;
        DW_TRY(session.setLocalValue(Area, key, {}));
        --left;
    }
    return left;
}

}  // namespace

Result<void> IssueBook::add(WriteSession &session, const LedgerDevice &device,
                            const SyncTransaction &transaction, const Id &id, const QString &code,
                            Instant now)
{
    QJsonArray typed;
    RecordRef about;
    for (const SyncOperation &operation : transaction.operations) {
        for (auto field = operation.fields.constBegin(); field != operation.fields.constEnd(); ++field) {
            if (!field->asked)
                continue;
            if (about.id.isNull())
                about = operation.record;
            typed.append(QJsonObject{{QStringLiteral("obj"), operation.record.object},
                                     {QStringLiteral("id"), operation.record.id.toString()},
                                     {QStringLiteral("field"), field.key()},
                                     {QStringLiteral("value"), field->after}});
        }
    }
    if (about.id.isNull() && !transaction.operations.isEmpty())
        about = transaction.operations.first().record;
    QJsonObject line{{QStringLiteral("at"), now.toIso()},
                     {QStringLiteral("user"), device.user.toString()},
                     {QStringLiteral("device"), device.shortName},
                     {QStringLiteral("command"), transaction.command},
                     {QStringLiteral("code"), code},
                     {QStringLiteral("typed"), typed}};
    if (transaction.at.ms > 0)
        line.insert(QStringLiteral("typed_at"), transaction.at.toIso());
    if (!about.id.isNull()) {
        line.insert(QStringLiteral("object"), about.object);
        line.insert(QStringLiteral("record"), about.id.toString());
    }
    if (compact(line).size() > TypedBytes) {
        line.insert(QStringLiteral("typed"), QJsonArray());
        line.insert(QStringLiteral("left_out"), typed.size());
    }
    DW_ASSIGN(const QByteArray counted, session.localValue(Area, Count));
    int count = counted.toInt() + 1;
    if (count > Most) {
        // There is room for a while then.
        DW_ASSIGN(const int left, keepNewest(session, now, Most * 9 / 10));
        count = left + 1;
    }
    DW_TRY(session.setLocalValue(Area, Count, QByteArray::number(count)));
    return session.setLocalValue(Area, id.toString(), compact(line));
}

Result<int> IssueBook::tidy(WriteSession &session, Instant now)
{
    DW_ASSIGN(const QByteArray counted, session.localValue(Area, Count));
    DW_ASSIGN(const int left, keepNewest(session, now, Most));
    DW_TRY(session.setLocalValue(Area, Count, QByteArray::number(left)));
    return counted.toInt() - left;
}

Result<void> IssueBook::fill(QJsonObject &line, const Configuration &configuration, const Actor &actor,
                             Instant now) const
{
    const EvaluationContext evaluation = configuration.settings.context(now, actor.user, actor.team);
    const FieldAccess access(*configuration.policy, actor, configuration.dictionary,
                             configuration.settings.currency);
    const RecordRef user{QStringLiteral("user"),
                         Id::fromString(line.value(QLatin1String("user")).toString()).value_or(Id())};
    DW_ASSIGN(const auto titles, m_session.titles({user}, Language::English));
    line.insert(QStringLiteral("login"), titles.value(user));

    QHash<RecordRef, bool> visible;
    const auto mayLook = [&](const RecordRef &ref) -> Result<bool> {
        if (visible.contains(ref))
            return visible.value(ref);
        const ObjectTypePtr type = configuration.dictionary->find(ref.object);
        bool shown = type && configuration.policy->may(actor, Action::Read, *type, nullptr).allowed;
        if (shown) {
            DW_ASSIGN(const Record record, m_session.find(type, ref.id));
            // Of what was never made here the object alone decides.
            if (record.isValid()) {
                DW_ASSIGN(shown, isVisible(record, *configuration.policy, actor, m_session, evaluation));
                const int titled = type->titleIndex(Language::English);
                if (shown && ref.id.toString() == line.value(QLatin1String("record")).toString() &&
                    titled >= 0 && access.of(*type).mayRead(type->field(titled).key))
                    line.insert(QStringLiteral("title"), record.title(Language::English));
            }
        }
        visible.insert(ref, shown);
        return shown;
    };
    QJsonArray readable;
    int withheld = line.value(QLatin1String("left_out")).toInt();
    const QJsonArray typed = line.value(QLatin1String("typed")).toArray();
    for (const QJsonValue &one : typed) {
        const QJsonObject value = one.toObject();
        const RecordRef ref{value.value(QLatin1String("obj")).toString(),
                            Id::fromString(value.value(QLatin1String("id")).toString()).value_or(Id())};
        DW_ASSIGN(const bool shown, mayLook(ref));
        const ObjectTypePtr type = configuration.dictionary->find(ref.object);
        if (shown && access.of(*type).mayRead(value.value(QLatin1String("field")).toString()))
            readable.append(value);
        else
            ++withheld;
    }
    line.remove(QStringLiteral("left_out"));
    line.insert(QStringLiteral("typed"), readable);
    line.insert(QStringLiteral("withheld"), withheld);
    return {};
}

Result<QJsonArray> IssueBook::list(const Configuration &configuration, const Actor &actor, Instant now,
                                   int limit) const
{
    const Decision decision = configuration.policy->may(actor, Action::Configure,
                                                        configuration.dictionary->object(u"role"), nullptr);
    if (!decision.allowed)
        return Error(ErrorCode::Forbidden, decision.reasonKey, {QStringLiteral("role")});
    DW_ASSIGN(auto stored, m_session.localValues(Area));
    stored.remove(Count);
    QList<QJsonObject> lines;
    const QString oldest = Instant{now.ms - KeepDays * DayMs}.toIso();
    for (auto one = stored.constBegin(); one != stored.constEnd(); ++one) {
        QJsonObject line = QJsonDocument::fromJson(one.value()).object();
        line.insert(QStringLiteral("id"), one.key());
        if (line.value(QLatin1String("at")).toString() >= oldest)
            lines.append(line);
    }
    std::sort(lines.begin(), lines.end(), [](const QJsonObject &a, const QJsonObject &b) {
        const QString first = a.value(QLatin1String("at")).toString();
        const QString second = b.value(QLatin1String("at")).toString();
        return first != second
                   ? first > second
                   : a.value(QLatin1String("id")).toString() > b.value(QLatin1String("id")).toString();
    });
    QJsonArray told;
    for (QJsonObject &line : lines) {
        if (told.size() == limit)
            break;
        DW_TRY(fill(line, configuration, actor, now));
        told.append(line);
    }
    return told;
}

}  // namespace dw
