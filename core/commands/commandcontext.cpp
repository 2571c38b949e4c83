// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/commandcontext.h"

#include "core/access/parents.h"
#include "core/access/visibility.h"
#include "core/commands/accessrules.h"
#include "core/commands/autonumber.h"
#include "core/commands/changeoverlay.h"
#include "core/commands/configurationcheck.h"
#include "core/commands/definitionrules.h"
#include "core/commands/deletedreference.h"
#include "core/commands/derivation.h"
#include "core/commands/duplicates.h"
#include "core/commands/stagemove.h"
#include "core/commands/uniqueness.h"
#include "core/records/recordsource.h"
#include "core/rules/computedfields.h"
#include "core/rules/recordrules.h"
#include "core/rules/validator.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

// The answer is that there is none, what happened is this.
const QString HiddenCode = QStringLiteral("access.record_hidden");

bool isSame(const Record &a, const Record &b)
{
    return a.id() == b.id() && a.type().key() == b.type().key();
}

// A value that did not fit is not missing besides.
void addProblems(CommandContext &context, const Findings &problems)
{
    for (const Finding &problem : problems) {
        const Findings &known = context.findings();
        const bool told = std::any_of(known.begin(), known.end(), [&](const Finding &before) {
            return before.record == problem.record && before.field == problem.field &&
                   before.severity == Finding::Severity::Blocker;
        });
        if (!told || problem.key != QLatin1String("value.required"))
            context.addFinding(problem);
    }
}

}  // namespace

CommandContext::CommandContext(WriteSession &session, ConfigurationPtr configuration, Actor actor,
                               const Clock &clock, IdGenerator &ids)
    : CommandContext(session, std::move(configuration), std::move(actor), clock, ids, session)
{}

CommandContext::CommandContext(WriteSession &session, ConfigurationPtr configuration, Actor actor,
                               const Clock &clock, IdGenerator &ids, const RelatedValues &stored)
    : m_session(session)
    , m_configuration(std::move(configuration))
    , m_actor(std::move(actor))
    , m_ids(ids)
    , m_now(clock.now())
    , m_related(std::make_unique<ChangeOverlay>(stored, m_changes, m_made))
{}

EvaluationContext CommandContext::evaluation() const
{
    return m_configuration->settings.context(m_now, m_actor.user, m_actor.team);
}

Id CommandContext::newId()
{
    return m_made.emplace_back(m_given.isEmpty() ? m_ids.next() : m_given.takeFirst());
}

ObjectTypePtr CommandContext::object(const QString &key) const
{
    return m_configuration->dictionary->find(key);
}

const RelatedValues &CommandContext::related() const
{
    return *m_related;
}

Result<Record> CommandContext::load(const QString &objectKey, const Id &id) const
{
    const ObjectTypePtr type = object(objectKey);
    if (!type)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {objectKey});
    if (const auto may = require(Action::Read, *type, nullptr); !may.ok())
        return refuse({objectKey, id}, may.error().key, {}, may.error());
    DW_ASSIGN(Record found, m_related->record(RecordRef{objectKey, id}));
    const Error missing(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                        {objectKey, id.toString()});
    if (!found.isValid())
        return missing;
    // What the actor may not see does not exist for them: the same answer.
    DW_ASSIGN(const bool visible, isVisible(found));
    if (!visible)
        return refuse(found.ref(), HiddenCode, {}, missing);
    return found;
}

Result<bool> CommandContext::isVisible(const Record &record) const
{
    return dw::isVisible(record, *m_configuration->policy, m_actor, *m_related, evaluation());
}

FieldAccess CommandContext::fieldAccess() const
{
    return FieldAccess(*m_configuration->policy, m_actor, m_configuration->dictionary,
                       m_configuration->settings.currency);
}

void CommandContext::noteAsked(const Record &record, QStringView field)
{
    m_asked[record.ref()].insert(record.type().indexOf(field));
}

const QSet<int> *CommandContext::asked(const RecordRef &ref) const
{
    const auto found = m_asked.constFind(ref);
    return found == m_asked.cend() ? nullptr : &*found;
}

Result<void> CommandContext::require(Action action, const ObjectType &type, const Record *record) const
{
    const Decision decision = m_configuration->policy->may(m_actor, action, type, record);
    if (decision.allowed)
        return record ? requireReach(action, *record) : Result<void>();
    const QString code = QStringLiteral("access.action_forbidden");
    return refuse(record ? record->ref() : RecordRef{type.key(), Id()}, code, {},
                  Error(ErrorCode::Forbidden, code, {type.key(), decision.reasonKey}));
}

Result<void> CommandContext::requireReach(Action action, const Record &record) const
{
    const Condition within = m_configuration->policy->within(m_actor, action, record.typePointer());
    if (!within)
        return {};
    DW_ASSIGN(const Value reached, evaluate(*within, RecordSource(record, *m_related), evaluation()));
    if (reached.boolean())
        return {};
    const QString code = QStringLiteral("access.record_forbidden");
    return refuse(record.ref(), code, {}, Error(ErrorCode::Forbidden, code, {record.type().key()}));
}

Error CommandContext::refuse(const RecordRef &record, const QString &code, const QString &field,
                             Error answer) const
{
    // One that asks about many records (a purge) needs no more than the newest.
    constexpr qsizetype Kept = 100;
    if (m_refusals.size() >= Kept)
        m_refusals.removeFirst();
    m_refusals.append({record, {code, field}, answer});
    return answer;
}

Error CommandContext::refuseField(const RecordRef &record, const QString &field) const
{
    const QString code = QStringLiteral("access.field_forbidden");
    return refuse(record, code, field, Error(ErrorCode::Forbidden, code, {record.object, field}));
}

std::optional<Refusal> CommandContext::refusalOf(const Error &error, const Findings &findings) const
{
    for (auto refusal = m_refusals.crbegin(); refusal != m_refusals.crend(); ++refusal) {
        const Error &answer = refusal->answer;
        if (!error.key.isEmpty() ? answer == error
                                 : std::any_of(findings.begin(), findings.end(), [&](const Finding &finding) {
                                       return finding.severity == Finding::Severity::Blocker &&
                                              finding.key == answer.key &&
                                              finding.arguments == answer.arguments;
                                   }))
            return *refusal;
    }
    const auto waiver = std::find_if(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.waivable && (finding.key == QLatin1String("gate.waiver_refused") ||
                                    finding.key == QLatin1String("duplicate.waiver_refused"));
    });
    if (error.key.isEmpty() && waiver != findings.end())
        return Refusal{waiver->record, {waiver->key, {}}, {}};
    if (error.code != ErrorCode::Forbidden || error.key.isEmpty())
        return std::nullopt;
    // Refused by who asked access directly.
    const ObjectTypePtr about = object(error.arguments.value(0));
    const QString field = about && about->find(error.arguments.value(1)) ? error.arguments[1] : QString();
    return Refusal{about ? RecordRef{about->key(), Id()} : RecordRef{QStringLiteral("user"), m_actor.user},
                   {error.key, field},
                   error};
}

void CommandContext::completeSystemFields(const Record &before, Record &after, const SaveOptions &options)
{
    const bool creating = !before.isValid();
    const auto keepGiven = [&](const char16_t *key) {
        return options.history && !after.value(QStringView(key)).isNull();
    };
    if (creating) {
        if (!keepGiven(u"created_at"))
            after.set(u"created_at", Value(m_now));
        if (!keepGiven(u"created_by"))
            after.set(u"created_by", Value(m_actor.user));
        if (after.type().hasMoney() && after.currency().isNull())
            after.set(u"currency", Value(m_configuration->settings.currency.key()));
    }
    after.set(u"updated_at", Value(m_now));
    after.set(u"updated_by", Value(m_actor.user));
    if (m_received && after.type().find(u"received_at"))
        after.set(u"received_at", Value(*m_received));
    after.set(u"rev", Value(qint64(creating ? 1 : before.value(u"rev").integer() + 1)));
}

Result<void> CommandContext::assignNumbers(Record &record)
{
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        if (record.type().field(i).type != FieldType::AutoNumber || !record.value(i).isNull())
            continue;
        OwnNumbering own;
        Numbering &numbering = m_numbering ? *m_numbering : own;
        DW_ASSIGN(Value number, numbering.next(m_session, record, record.type().field(i),
                                               m_configuration->settings.zone.dateOf(m_now)));
        record.set(i, std::move(number));
    }
    return {};
}

Record CommandContext::latest(const Record &record) const
{
    for (auto change = m_changes.changes.crbegin(); change != m_changes.changes.crend(); ++change) {
        if (change->kind != RecordChange::Kind::Purge && isSame(change->after, record))
            return change->after;
    }
    return record;
}

void CommandContext::put(const Record &before, Record after)
{
    for (RecordChange &change : m_changes.changes) {
        if (change.kind != RecordChange::Kind::Purge && isSame(change.after, after)) {
            // One line per record: what was stored before the command, and where it ends.
            const Value rev = change.after.value(u"rev");
            change.after = std::move(after);
            // Setting a value parts the record from its copies.
            if (change.after.value(u"rev") != rev)
                change.after.set(u"rev", rev);
            return;
        }
    }
    if (before.isValid())
        m_changes.update(before, std::move(after));
    else
        m_changes.create(std::move(after));
}

// A record that the actor may not see is no target: it does not exist for them. What stood there before may
// stay.
Result<void> CommandContext::checkReference(const Record &after, int index, const Value &before)
{
    const Field &field = after.type().field(index);
    const Value &value = after.value(index);
    QList<RecordRef> refs;
    if (value.kind() == Value::Kind::RecordRef)
        refs.append(value.recordRef());
    else if (value.kind() == Value::Kind::Id && field.type == FieldType::Reference)
        refs.append({field.target, value.id()});
    else if (value.kind() == Value::Kind::Ids)
        for (const Id &id : value.ids())
            refs.append({field.target, id});
    const QList<Id> kept = before.ids();
    for (const RecordRef &ref : std::as_const(refs)) {
        if (kept.contains(ref.id))
            continue;
        DW_ASSIGN(const Record target, m_related->record(ref));
        if (!target.isValid())
            continue;  // the validator says so
        DW_ASSIGN(const bool visible, isVisible(target));
        if (visible)
            continue;
        Finding finding;
        finding.key = QStringLiteral("value.reference_missing");
        finding.arguments = {QLatin1String("@field:") + after.type().key() + QLatin1Char('.') + field.key,
                             ref.id.toString()};
        finding.record = after.ref();
        finding.field = field.key;
        refuse(ref, HiddenCode, {}, Error(ErrorCode::NotFound, finding.key, finding.arguments));
        addFinding(finding);
    }
    return {};
}

Result<void> CommandContext::checkAsked(const Record &before, const Record &after, const SaveOptions &options)
{
    const bool open = m_configuration->policy->isOpen();
    if (options.consequence || options.systemFields || (open && !m_keepsAsked))
        return {};
    const ObjectType &type = after.type();
    const FieldRights rights = fieldAccess().of(type);
    QSet<int> &asked = m_asked[after.ref()];
    for (int i = 0; i < type.fieldCount(); ++i) {
        const Value was = before.isValid() ? before.value(i) : Value();
        if (after.value(i) == was)
            continue;
        asked.insert(i);
        // What the program sets itself no person can ask for, save where history is imported (ImportRecords).
        if (open || type.field(i).isReadOnly())
            continue;
        if (!rights.mayEdit(type.field(i).key))
            return refuseField({type.key(), before.isValid() ? before.id() : Id()}, type.field(i).key);
        DW_TRY(checkReference(after, i, was));
    }
    return {};
}

Result<void> CommandContext::checkMoved(const Record &before, const Record &after)
{
    const ObjectType &type = after.type();
    if (before.value(u"owner_id") != after.value(u"owner_id"))
        DW_TRY(require(Action::Transfer, type, &before));
    if (m_configuration->policy->isOpen())
        return {};
    const auto changed = [&](int field) { return before.value(field) != after.value(field); };
    // Whoever it is lent to may work on it, not make it theirs.
    const QList<int> own = ownFields(type);
    if (std::any_of(own.begin(), own.end(), changed))
        DW_TRY(requireReach(Action::Transfer, before));
    // A part that moves is a new one where it comes to.
    const Parents parents = parentsOf(after.typePointer(), *m_configuration->dictionary);
    const bool moved = std::any_of(parents.links.begin(), parents.links.end(),
                                   [&](const ParentLink &link) { return changed(link.field); });
    return moved ? requireReach(Action::Create, after) : Result<void>();
}

Result<void> CommandContext::save(const Record &before, Record after, const SaveOptions &options)
{
    const bool creating = !before.isValid();
    const ObjectType &type = after.type();
    if (!creating && before == after)
        return {};
    DW_TRY(require(creating ? Action::Create : Action::Edit, type, creating ? nullptr : &before));
    if (creating)
        DW_TRY(requireReach(Action::Create, after));
    else
        DW_TRY(checkMoved(before, after));
    DW_TRY(checkAsked(before, after, options));

    DW_TRY(deriveBeforeChecks(*this, before, after, options));
    completeSystemFields(before, after, options);

    const Validator validator(m_configuration->rulebook);
    const EvaluationContext evaluation = this->evaluation();
    DW_ASSIGN(const Findings problems,
              validator.check(before, after, *m_related, evaluation,
                              {options.acceptIncomplete, options.systemFields || options.history,
                               options.passed, m_excused.isEmpty() ? nullptr : &m_excused}));
    DW_ASSIGN(const Findings named, nameDeleted(*this, after, problems));
    addProblems(*this, named);
    DW_TRY(checkUniqueness(*this, before, after));
    DW_TRY(checkConfiguration(*this, before, after));
    DW_TRY(checkDefinition(*this, before, after));
    DW_TRY(checkAccessRecord(*this, before, after));
    // First in the change set, before what follows from it: the record is what the command is about.
    put(before, after);
    DW_TRY(checkStageMove(*this, before, after, options));
    // The stage has set the probability, which formulas read.
    DW_TRY(recompute(*m_configuration->rulebook, after, *m_related, evaluation));
    DW_TRY(checkDuplicates(*this, before, after, options));
    if (creating && m_numbers && !hasBlocker(m_findings))
        DW_TRY(assignNumbers(after));
    put(before, after);
    // A refusal says what stands in the way, nothing else.
    const bool advises = !options.history && !options.acceptIncomplete && !options.consequence;
    if (advises && !hasBlocker(m_findings))
        addFindings(adviceOnDeal(before, after, evaluation));
    return deriveAfterSave(*this, before, after);
}

}  // namespace dw
