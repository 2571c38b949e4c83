// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/explainaccess.h"

#include "core/base/answeraddress.h"
#include "core/commands/accessloader.h"
#include "core/commands/commandrunner.h"

#include <utility>

namespace dw
{

Result<QList<AccessReason>> explainAccess(const ReadSession &session, const Configuration &configuration,
                                          const Clock &clock, const Actor &actor,
                                          const AccessQuestion &question)
{
    const ObjectTypePtr object = configuration.dictionary->find(question.record.object);
    if (!object)
        return Error(ErrorCode::Invalid, QStringLiteral("command.unknown_object"), {question.record.object});
    if (!configuration.policy->may(actor, Action::Configure, *object, nullptr).allowed)
        return Error(ErrorCode::Forbidden, QStringLiteral("access.action_forbidden"), {object->key(), {}});
    DW_ASSIGN(const Record record, session.find(object, question.record.id));
    if (!record.isValid() || record.isDeleted())
        return Error(ErrorCode::NotFound, QStringLiteral("command.record_missing"),
                     {object->key(), question.record.id.toString()});
    DW_ASSIGN(const auto policy,
              loadRolePolicy(session, configuration.dictionary, configuration.settings.currency, clock));
    const Company::Person *person = policy->model().company().person(question.user);
    const EvaluationContext asUser =
        configuration.settings.context(clock.now(), question.user, person ? person->team : Id());
    return Explanation(*policy, question.user, session, asUser).why(record, question.field, question.action);
}

Ticket explainAccess(CommandRunner &runner, const Actor &actor, const AccessQuestion &question,
                     QObject *receiver, std::function<void(const Result<QList<AccessReason>> &)> done)
{
    return runner.workspace().read(Workspace::Lane::Detail, QStringLiteral("access.why"),
                                   [configuration = runner.configuration(), clock = &runner.clock(), actor,
                                    question, address = AnswerAddress(receiver),
                                    done = std::move(done)](ReadSession &session, const Ticket &ticket) {
                                       if (ticket.isCancelled())
                                           return;
                                       const auto work = [&]() -> Result<QList<AccessReason>> {
                                           DW_TRY(session.beginRead());
                                           auto answer = explainAccess(session, *configuration, *clock, actor,
                                                                       question);
                                           session.endRead();
                                           return answer;
                                       };
                                       address.post([ticket, answer = work(), done] {
                                           if (!ticket.isCancelled())
                                               done(answer);
                                       });
                                   });
}

}  // namespace dw
