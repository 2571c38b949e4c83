// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bringdefinitions.h"

#include "core/records/valuejson.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

CommandRequest creationOf(const Record &record)
{
    QJsonObject set = recordToJson(record);
    for (const Field &field : record.type().fields()) {
        if (field.isReadOnly() || field.key == QLatin1String("owner_id"))
            set.remove(field.key);
    }
    return {QStringLiteral("record.create"),
            {{QStringLiteral("object"), record.type().key()},
             {QStringLiteral("id"), record.id().toString()},
             {QStringLiteral("set"), set}}};
}

}  // namespace

BringDefinitions::BringDefinitions(const StandaloneSource &source, CommandRunner &target, Actor actor)
    : m_source(source), m_target(target), m_actor(std::move(actor))
{}

Result<QList<CommandRequest>> BringDefinitions::creations(
    const char *object, const std::function<bool(const Record &record)> &wanted) const
{
    QList<CommandRequest> found;
    const ObjectTypePtr type = m_source.configuration()->dictionary->find(QString::fromLatin1(object));
    DW_TRY(m_source.each(type, [&](const QList<Record> &records) -> Result<void> {
        for (const Record &record : records) {
            if (wanted(record))
                found.append(creationOf(record));
        }
        return {};
    }));
    return found;
}

Result<void> BringDefinitions::run(const QList<CommandRequest> &requests, const QString &what) const
{
    CommandResult result;
    m_target.workspace().writeNow(
        [&](WriteSession &session) { result = m_target.runTogether(session, requests, m_actor); });
    if (result.status == CommandResult::Status::Applied)
        return {};
    Error error = result.error;
    if (error.key.isEmpty()) {
        const Finding first = result.findings.value(0);
        error = {ErrorCode::Refused, first.key, first.arguments};
    }
    error.detail = what;
    return error;
}

Result<void> BringDefinitions::makeField(const QString &object, const QString &field) const
{
    DW_ASSIGN(const QList<CommandRequest> all, creations("field_definition", [&](const Record &record) {
                  return record.value(u"object_name").text() == object &&
                         record.value(u"name").text() == field;
              }));
    return run(all, object + QLatin1Char('.') + field);
}

Result<void> BringDefinitions::makeObject(const QString &object) const
{
    DW_ASSIGN(QList<CommandRequest> all, creations("object_definition", [&](const Record &record) {
                  return record.value(u"name").text() == object;
              }));
    DW_ASSIGN(const QList<CommandRequest> fields, creations("field_definition", [&](const Record &record) {
                  return record.value(u"object_name").text() == object;
              }));
    all += fields;
    return run(all, object);
}

// With its stages at once: without them it would contradict itself.
Result<void> BringDefinitions::makePipeline(const QString &code) const
{
    const Pipeline *pipeline = m_source.configuration()->rulebook->pipelineByCode(code);
    if (!pipeline)
        return {};
    DW_ASSIGN(QList<CommandRequest> all,
              creations("pipeline", [&](const Record &record) { return record.id() == pipeline->id; }));
    DW_ASSIGN(const QList<CommandRequest> stages, creations("stage_definition", [&](const Record &record) {
                  return record.value(u"pipeline_id").id() == pipeline->id;
              }));
    all += stages;
    return run(all, code);
}

Result<void> BringDefinitions::make(const QList<BringPlan::Missing> &missing) const
{
    using Kind = BringPlan::Missing::Kind;
    // What others build on comes first.
    for (const Kind kind : {Kind::Object, Kind::Field, Kind::Value, Kind::Pipeline}) {
        for (const BringPlan::Missing &one : missing) {
            if (one.kind != kind)
                continue;
            if (kind == Kind::Object)
                DW_TRY(makeObject(one.object));
            else if (kind == Kind::Field)
                DW_TRY(makeField(one.object, one.field));
            else if (kind == Kind::Pipeline)
                DW_TRY(makePipeline(one.value));
            else
                DW_TRY(run({{QStringLiteral("picklist.add_value"),
                             {{QStringLiteral("object"), one.object},
                              {QStringLiteral("field"), one.field},
                              {QStringLiteral("label"), one.label.in(Language::English)}}}},
                           one.object + QLatin1Char('.') + one.field));
        }
    }
    return {};
}

}  // namespace dw
