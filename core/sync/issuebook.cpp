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

QJsonObject lineFrom(const QByteArray &line)
{
    return QJsonDocument::fromJson(line).object();
}

bool isQuarantined(const QJsonObject &line)
{
    return line.value(QLatin1String("code")).toString() == IssueBook::quarantined();
}

// All of the book, by id.
Result<QHash<QString, QJsonObject>> linesOf(const ReadSession &session)
{
    DW_ASSIGN(const auto stored, session.localValues(Area));
    QHash<QString, QJsonObject> lines;
    for (auto line = stored.constBegin(); line != stored.constEnd(); ++line) {
        if (line.key() != Count)
            lines.insert(line.key(), lineFrom(line.value()));
    }
    return lines;
}

// What was quarantined and was sent after all waits no more: it has its answer, whatever became of it.
Result<bool> waits(const ReadSession &session, const QString &id, const QJsonObject &line)
{
    if (!isQuarantined(line))
        return false;
    DW_ASSIGN(const auto answer, session.ledger().resultOf(Id::fromString(id).value_or(Id())));
    return !answer;
}

// What is too old goes, what waits no more, and the oldest of more than `most` but for what waits.
Result<int> keepNewest(WriteSession &session, Instant now, int most)
{
    DW_ASSIGN(const auto lines, linesOf(session));
    QList<std::pair<QString, QString>> byAge;
    for (auto line = lines.constBegin(); line != lines.constEnd(); ++line)
        byAge.append({line->value(QLatin1String("at")).toString(), line.key()});
    std::sort(byAge.begin(), byAge.end());
    const QString oldest = Instant{now.ms - IssueBook::KeepDays * DayMs}.toIso();
    int left = int(byAge.size());
    for (const auto &[at, key] : std::as_const(byAge)) {
        const QJsonObject line = lines.value(key);
        DW_ASSIGN(const bool waiting, waits(session, key, line));
        const bool isOver = isQuarantined(line) && !waiting;
        if (at >= oldest && !isOver && (left <= most || waiting))
            continue;
        DW_TRY(session.setLocalValue(Area, key, {}));
        --left;
    }
    return left;
}

// A discarded line stays as its id alone, without what was typed.
const QLatin1String Discarded("discarded");

Result<void> discardAll(WriteSession &session, const QList<Id> &ids, Instant now)
{
    for (const Id &id : ids) {
        DW_ASSIGN(const QByteArray stored, session.localValue(Area, id.toString()));
        QJsonObject line = lineFrom(stored);
        if (stored.isEmpty() || line.value(QLatin1String("code")).toString() == Discarded)
            return Error(ErrorCode::NotFound, QStringLiteral("sync.no_issue"), {id.toString()});
        line = {{QStringLiteral("at"), now.toIso()},
                {QStringLiteral("user"), line.value(QLatin1String("user"))},
                {QStringLiteral("code"), Discarded}};
        DW_TRY(session.setLocalValue(Area, id.toString(), compact(line)));
    }
    return {};
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
    // One too many where a line gives way, until the next tidying counts anew.
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

Result<int> IssueBook::room(const ReadSession &session, const LedgerDevice &device)
{
    DW_ASSIGN(const auto lines, linesOf(session));
    int all = 0;
    int own = 0;
    for (auto line = lines.constBegin(); line != lines.constEnd(); ++line) {
        DW_ASSIGN(const bool waiting, waits(session, line.key(), line.value()));
        all += waiting ? 1 : 0;
        own += waiting && line->value(QLatin1String("device")).toString() == device.shortName ? 1 : 0;
    }
    return std::max(0, std::min(MostOfDevice - own, MostQuarantined - all));
}

Result<int> IssueBook::discard(WriteSession &session, const QList<Id> &ids, Instant now)
{
    DW_TRY(session.begin(Durability::Saved));
    Result<void> done = discardAll(session, ids, now);
    if (done.ok())
        done = session.commit();
    if (!done.ok()) {
        session.rollback();
        return done.error();
    }
    return int(ids.size());
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
    DW_ASSIGN(const auto stored, linesOf(m_session));
    QList<QJsonObject> lines;
    const QString oldest = Instant{now.ms - KeepDays * DayMs}.toIso();
    for (auto one = stored.constBegin(); one != stored.constEnd(); ++one) {
        QJsonObject line = one.value();
        line.insert(QStringLiteral("id"), one.key());
        const QString code = line.value(QLatin1String("code")).toString();
        if (line.value(QLatin1String("at")).toString() < oldest || code == Discarded)
            continue;
        bool isTold = code != quarantined();
        if (!isTold) {
            DW_ASSIGN(isTold, waits(m_session, one.key(), line));
        }
        if (isTold)
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
