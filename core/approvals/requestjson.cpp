// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/requestjson.h"

#include "core/approvals/jsonwriter.h"
#include "core/approvals/words.h"
#include "core/base/canonicaljson.h"

#include <utility>

namespace dw
{

namespace
{

using approvals::Word;

constexpr Word<ApprovalRequest::Status> RequestWords[] = {
    {ApprovalRequest::Status::Running, "running"},   {ApprovalRequest::Status::Returned, "returned"},
    {ApprovalRequest::Status::Approved, "approved"}, {ApprovalRequest::Status::Rejected, "rejected"},
    {ApprovalRequest::Status::Recalled, "recalled"}, {ApprovalRequest::Status::Void, "void"}};
constexpr Word<ApprovalTask::Origin> OriginWords[] = {{ApprovalTask::Origin::Rule, "rule"},
                                                      {ApprovalTask::Origin::Transfer, "transfer"},
                                                      {ApprovalTask::Origin::AddedSigner, "add_sign"},
                                                      {ApprovalTask::Origin::Delegate, "delegate"},
                                                      {ApprovalTask::Origin::Escalation, "escalate"},
                                                      {ApprovalTask::Origin::Replacement, "replace"},
                                                      {ApprovalTask::Origin::Assigned, "assign"}};
constexpr Word<ApprovalTask::Status> TaskWords[] = {{ApprovalTask::Status::Waiting, "waiting"},
                                                    {ApprovalTask::Status::Open, "open"},
                                                    {ApprovalTask::Status::Done, "done"},
                                                    {ApprovalTask::Status::Transferred, "transferred"},
                                                    {ApprovalTask::Status::Cancelled, "cancelled"}};
constexpr Word<ApprovalTask::Answer> AnswerWords[] = {{ApprovalTask::Answer::None, "none"},
                                                      {ApprovalTask::Answer::Approved, "approved"},
                                                      {ApprovalTask::Answer::Rejected, "rejected"}};
constexpr Word<ApprovalEntry::Kind> EntryWords[] = {{ApprovalEntry::Kind::Submitted, "submit"},
                                                    {ApprovalEntry::Kind::Resubmitted, "resubmit"},
                                                    {ApprovalEntry::Kind::Changed, "change"},
                                                    {ApprovalEntry::Kind::Approved, "approve"},
                                                    {ApprovalEntry::Kind::Rejected, "reject"},
                                                    {ApprovalEntry::Kind::Returned, "return"},
                                                    {ApprovalEntry::Kind::Late, "late"},
                                                    {ApprovalEntry::Kind::Void, "void"},
                                                    {ApprovalEntry::Kind::Transferred, "transfer"},
                                                    {ApprovalEntry::Kind::SignerAdded, "add_sign"},
                                                    {ApprovalEntry::Kind::Delegated, "delegate"},
                                                    {ApprovalEntry::Kind::Replaced, "replace"},
                                                    {ApprovalEntry::Kind::Escalated, "escalate"},
                                                    {ApprovalEntry::Kind::Assigned, "assign"},
                                                    {ApprovalEntry::Kind::Unassigned, "unassigned"},
                                                    {ApprovalEntry::Kind::Reminded, "remind"},
                                                    {ApprovalEntry::Kind::Recalled, "recall"},
                                                    {ApprovalEntry::Kind::Ended, "end"}};

QString named(const char *property)
{
    return QString::fromLatin1(property);
}

QJsonObject subjectToJson(const ApprovalSubject &subject)
{
    approvals::JsonWriter out;
    out.text("object", subject.record().object);
    out.id("record", subject.record().id);
    out.must("content", subject.content());
    return out.object();
}

QJsonObject positionToJson(const ApprovalRequest::Position &position)
{
    approvals::JsonWriter out;
    out.text("node", position.node);
    out.number("entry", position.entry, 0);
    out.list("trail", QJsonArray::fromStringList(position.trail));
    return out.object();
}

QJsonObject taskToJson(const ApprovalTask &task)
{
    approvals::JsonWriter out;
    out.must("number", task.number);
    out.must("entry", task.entry);
    out.text("node", task.node);
    out.number("slot", task.slot, 0);
    out.number("place", task.place, 0);
    out.id("assignee", task.assignee);
    out.id("from", task.from);
    out.text("role", task.role);
    out.must("origin", approvals::keyOf(OriginWords, task.origin));
    out.must("status", approvals::keyOf(TaskWords, task.status));
    out.word("answer", AnswerWords, task.answer, ApprovalTask::Answer::None);
    out.number("transfers", task.transfers, 0);
    out.time("opened_at", task.openedAt);
    out.time("due_at", task.dueAt);
    out.flag("late", task.answeredLate, false);
    return out.object();
}

QJsonObject entryToJson(const ApprovalEntry &entry)
{
    approvals::JsonWriter out;
    out.must("kind", approvals::keyOf(EntryWords, entry.kind));
    out.time("at", entry.at);
    out.time("entered_at", entry.enteredAt);
    out.text("node", entry.node);
    out.number("task", entry.task, 0);
    out.id("by", entry.by);
    out.id("for", entry.forUser);
    out.id("to", entry.to);
    out.text("comment", entry.comment);
    out.text("hash", entry.hash);
    out.id("device", entry.device);
    if (entry.elapsedSeconds)
        out.must("elapsed_s", *entry.elapsedSeconds);
    out.list("changed", QJsonArray::fromStringList(entry.changed));
    return out.object();
}

std::optional<Instant> timeOf(DictionaryReader &in, const char *property)
{
    const std::optional<qint64> ms = in.number(named(property));
    return ms ? std::optional(Instant{*ms}) : std::nullopt;
}

Instant requiredTime(DictionaryReader &in, const char *property)
{
    const std::optional<Instant> time = timeOf(in, property);
    if (!time)
        in.fail("property_missing", named(property));
    return time.value_or(Instant());
}

Result<ApprovalSubject> subjectFromJson(const QJsonObject &json, const QString &id)
{
    DictionaryReader in(json, id, named("versions"));
    const RecordRef record{in.requiredText(named("object")), approvals::requiredId(in, named("record"))};
    const QJsonValue content = in.any(named("content"));
    if (!content.isObject())
        in.fail("property_type", named("content"));
    DW_TRY(in.finish());
    return ApprovalSubject::of(record, content.toObject());
}

Result<ApprovalRequest::Position> positionFromJson(const QJsonObject &json, const QString &id)
{
    DictionaryReader in(json, id, named("positions"));
    ApprovalRequest::Position position;
    position.node = in.requiredText(named("node"));
    position.entry = in.smallNumber(named("entry"), 0);
    position.trail = approvals::textsOf(in, named("trail"));
    DW_TRY(in.finish());
    return position;
}

Result<ApprovalTask> taskFromJson(const QJsonObject &json, const QString &id, int number)
{
    DictionaryReader in(json, id, named("tasks"));
    ApprovalTask task;
    task.number = in.smallNumber(named("number"), 0);
    task.entry = in.smallNumber(named("entry"), 0);
    if (task.number != number)
        in.fail("out_of_range", named("number"));
    if (task.entry < 1)
        in.fail("out_of_range", named("entry"));
    task.node = in.requiredText(named("node"));
    task.slot = in.smallNumber(named("slot"), 0);
    task.place = in.smallNumber(named("place"), 0);
    task.assignee = approvals::idOf(in, named("assignee"));
    task.from = approvals::idOf(in, named("from"));
    task.role = in.text(named("role"));
    task.origin = approvals::requiredWord(in, named("origin"), OriginWords);
    task.status = approvals::requiredWord(in, named("status"), TaskWords);
    task.answer = approvals::wordOf(in, named("answer"), AnswerWords, ApprovalTask::Answer::None);
    task.transfers = in.smallNumber(named("transfers"), 0);
    task.openedAt = timeOf(in, "opened_at");
    task.dueAt = timeOf(in, "due_at");
    task.answeredLate = in.flag(named("late"), false);
    DW_TRY(in.finish());
    return task;
}

Result<ApprovalEntry> entryFromJson(const QJsonObject &json, const QString &id)
{
    DictionaryReader in(json, id, named("log"));
    ApprovalEntry entry;
    entry.kind = approvals::requiredWord(in, named("kind"), EntryWords);
    entry.at = requiredTime(in, "at");
    entry.enteredAt = timeOf(in, "entered_at");
    entry.node = in.text(named("node"));
    entry.task = in.smallNumber(named("task"), 0);
    entry.by = approvals::idOf(in, named("by"));
    entry.forUser = approvals::idOf(in, named("for"));
    entry.to = approvals::idOf(in, named("to"));
    entry.comment = in.text(named("comment"));
    entry.hash = in.text(named("hash"));
    if (!entry.hash.isEmpty() && !ApprovalSubject::isHash(entry.hash))
        in.fail("property_type", named("hash"));
    entry.device = approvals::idOf(in, named("device"));
    entry.elapsedSeconds = in.number(named("elapsed_s"));
    entry.changed = approvals::textsOf(in, named("changed"));
    DW_TRY(in.finish());
    return entry;
}

// All of a list, or the first that is wrong.
template <typename T, typename Read>
Result<QList<T>> listOf(const QList<QJsonObject> &items, Read read)
{
    QList<T> list;
    list.reserve(items.size());
    for (const QJsonObject &item : items) {
        DW_ASSIGN(T one, read(item));
        list.append(std::move(one));
    }
    return list;
}

}  // namespace

QByteArray requestToJson(const ApprovalRequest &request)
{
    approvals::JsonWriter out;
    out.id("id", request.id);
    out.text("process", request.process);
    out.must("process_version", request.processVersion);
    out.id("submitted_by", request.submitter);
    out.time("submitted_at", request.submittedAt);
    out.must("status", approvals::keyOf(RequestWords, request.status));
    out.number("entries", request.entries, 0);
    out.number("counts_from", request.countsFrom, 0);
    out.time("finished_at", request.finishedAt);
    const auto list = [&out](const char *name, const auto &items, auto toJson) {
        QJsonArray array;
        for (const auto &item : items)
            array.append(toJson(item));
        out.list(name, array);
    };
    list("versions", request.versions, subjectToJson);
    list("positions", request.positions, positionToJson);
    list("tasks", request.tasks, taskToJson);
    list("log", request.log, entryToJson);
    return canonicalJson(out.object());
}

Result<ApprovalRequest> requestFromJson(const QByteArray &json)
{
    const QString origin = named("approval_request");
    DW_ASSIGN(const QJsonObject object, DictionaryReader::document(json, origin));
    DictionaryReader in(object, origin, object.value(QLatin1String("id")).toString());
    ApprovalRequest request;
    request.id = approvals::requiredId(in, named("id"));
    request.process = in.requiredText(named("process"));
    request.processVersion = in.smallNumber(named("process_version"), 0);
    request.submitter = approvals::requiredId(in, named("submitted_by"));
    request.submittedAt = requiredTime(in, "submitted_at");
    request.status = approvals::requiredWord(in, named("status"), RequestWords);
    request.entries = in.smallNumber(named("entries"), 0);
    request.countsFrom = in.smallNumber(named("counts_from"), 0);
    request.finishedAt = timeOf(in, "finished_at");
    const QList<QJsonObject> versions = in.objects(named("versions"));
    const QList<QJsonObject> positions = in.objects(named("positions"));
    const QList<QJsonObject> tasks = in.objects(named("tasks"));
    const QList<QJsonObject> log = in.objects(named("log"));
    if (versions.isEmpty())
        in.fail("property_missing", named("versions"));
    DW_TRY(in.finish());
    if (versions.size() > ApprovalRequest::MostVersions || log.size() > ApprovalRequest::MostEntries ||
        tasks.size() > ApprovalRequest::MostTasks)
        return Error(ErrorCode::Limit, QStringLiteral("approval.too_long"),
                     {QString::number(ApprovalRequest::MostEntries)});

    const QString id = request.id.toString();
    DW_ASSIGN(request.versions, listOf<ApprovalSubject>(versions, [&id](const QJsonObject &item) {
                  return subjectFromJson(item, id);
              }));
    DW_ASSIGN(request.positions, listOf<ApprovalRequest::Position>(positions, [&id](const QJsonObject &item) {
                  return positionFromJson(item, id);
              }));
    int number = 0;
    DW_ASSIGN(request.tasks, listOf<ApprovalTask>(tasks, [&](const QJsonObject &item) {
                  return taskFromJson(item, id, ++number);
              }));
    DW_ASSIGN(request.log,
              listOf<ApprovalEntry>(log, [&id](const QJsonObject &item) { return entryFromJson(item, id); }));
    return request;
}

}  // namespace dw
