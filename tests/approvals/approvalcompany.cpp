// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approvals/approvalcompany.h"

#include <utility>

namespace dw::test
{

ApprovalCompany::ApprovalCompany()
{
    for (const char *code : {"admin", "legal", "finance"}) {
        Record role(dictionary()->find(u"role"), Id::named(QByteArray("role:") + code));
        role.set(u"code", Value(text(code)));
        role.set(u"name", Value(text(code)));
        role.set(u"kind", Value(text(qstrcmp(code, "admin") == 0 ? "admin" : "custom")));
        records.roles.append(role);
    }
    Record team(dictionary()->find(u"team"), Id::named("team:all"));
    team.set(u"name", Value(text("All")));
    team.set(u"leader_id", Value(id("chief")));
    records.teams.append(team);
    addUser("boss", "", {text("admin")});
    addUser("chief", "", {});
    addUser("wei", "chief", {});
    addUser("lin", "wei", {});
    addUser("zoe", "", {text("legal")});
    addUser("yu", "", {text("legal")});
    addUser("kim", "", {text("legal")});
    deal = Record(dictionary()->find(u"opportunity"), Id::named("deal"));
    deal.set(u"name", Value(text("Deal")));
    deal.set(u"owner_id", Value(id("lin")));
    setAmount(5000000);
}

const DictionaryPtr &ApprovalCompany::dictionary()
{
    static const DictionaryPtr shipped = [] {
        auto definitions = BuiltinDictionary::definitions();
        if (!definitions.ok())
            qFatal("no dictionary");
        return *Dictionary::build(std::move(definitions).value());
    }();
    return shipped;
}

QString ApprovalCompany::loginOf(const Id &user)
{
    for (const char *login : {"boss", "chief", "wei", "lin", "zoe", "yu", "kim"}) {
        if (id(login) == user)
            return text(login);
    }
    return user.isNull() ? text("-") : user.toString();
}

void ApprovalCompany::addUser(const char *login, const char *manager, const QStringList &roles)
{
    Record user(dictionary()->find(u"user"), id(login));
    user.set(u"name", Value(text(login)));
    user.set(u"login", Value(text(login)));
    user.set(u"status", Value(text("active")));
    user.set(u"team_id", Value(Id::named("team:all")));
    if (*manager)
        user.set(u"manager_id", Value(id(manager)));
    records.users.append(user);
    giveRoles(login, roles);
}

Record &ApprovalCompany::userRecord(const char *login)
{
    for (Record &user : records.users) {
        if (user.id() == id(login))
            return user;
    }
    qFatal("nobody is called %s", login);
}

void ApprovalCompany::setUser(const char *login, const char *field, const Value &value)
{
    userRecord(login).set(text(field), value);
}

void ApprovalCompany::giveRoles(const char *login, const QStringList &codes)
{
    QList<Id> ids;
    for (const QString &code : codes)
        ids.append(Id::named("role:" + code.toUtf8()));
    setUser(login, "role_ids", Value(ids));
}

void ApprovalCompany::delegate(const ApprovalPeople::Delegation &delegation)
{
    delegations.append(delegation);
}

void ApprovalCompany::setAmount(std::optional<qint64> minor, const char *currency)
{
    const Currency code = *Currency::fromCode(text(currency));
    deal.set(u"currency", Value(code.key()));
    deal.set(u"amount", minor ? Value(Money{*minor, code}) : Value());
}

ApproverRule ApprovalCompany::user(const char *login)
{
    ApproverRule rule;
    rule.user = id(login);
    return rule;
}

ApproverRule ApprovalCompany::role(const char *code)
{
    ApproverRule rule;
    rule.kind = ApproverRule::Kind::Role;
    rule.role = text(code);
    return rule;
}

ApproverRule ApprovalCompany::manager(int level)
{
    ApproverRule rule;
    rule.kind = ApproverRule::Kind::Manager;
    rule.level = level;
    return rule;
}

ApproverRule ApprovalCompany::expression(const char *formula)
{
    ApproverRule rule;
    rule.kind = ApproverRule::Kind::Expression;
    rule.expression = text(formula);
    return rule;
}

ApprovalNode ApprovalCompany::step(const char *key, const QList<ApproverRule> &approvers, const char *next,
                                   ApprovalNode::Mode mode)
{
    ApprovalNode node;
    node.key = text(key);
    node.approvers = approvers;
    node.next = text(next);
    node.mode = mode;
    node.comment = ApprovalNode::Comment::Never;
    return node;
}

ApprovalNode ApprovalCompany::condition(const char *key, const char *when, const char *then,
                                        const char *otherwise)
{
    ApprovalNode node;
    node.key = text(key);
    node.kind = ApprovalNode::Kind::Condition;
    node.branches = {{text(when), text(then)}};
    node.otherwise = text(otherwise);
    return node;
}

ApprovalNode ApprovalCompany::parallel(const char *key, const QStringList &starts, const char *join)
{
    ApprovalNode node;
    node.key = text(key);
    node.kind = ApprovalNode::Kind::Parallel;
    node.starts = starts;
    node.join = text(join);
    return node;
}

ApprovalNode ApprovalCompany::join(const char *key, const char *next)
{
    ApprovalNode node;
    node.key = text(key);
    node.kind = ApprovalNode::Kind::Join;
    node.next = text(next);
    return node;
}

ApprovalNode ApprovalCompany::end(const char *key)
{
    ApprovalNode node;
    node.key = text(key);
    node.kind = ApprovalNode::Kind::End;
    return node;
}

ApprovalProcess ApprovalCompany::process(QList<ApprovalNode> nodes)
{
    ApprovalProcess process;
    process.code = text("large_deal");
    process.name = {text("Large deal"), text("大单")};
    process.object = text("opportunity");
    process.start = nodes.isEmpty() ? QString() : nodes.first().key;
    process.noApprover = ApprovalProcess::NoApprover::Administrator;
    bool ends = false;
    for (const ApprovalNode &node : std::as_const(nodes))
        ends = ends || node.key == QLatin1String("done");
    if (!ends)
        nodes.append(end());
    process.nodes = nodes;
    return process;
}

QStringList ApprovalCompany::wrongs(const ApprovalProcess &process) const
{
    QStringList keys;
    for (const Error &error : problems(process))
        keys.append(QString(error.key).remove(QLatin1String("approval.")));
    return keys;
}

void ApprovalCompany::run(const ApprovalProcess &process)
{
    const auto result = PublishedProcess::publish(process, dictionary(), cny());
    if (!result.ok())
        qFatal("not published: %s %s", qPrintable(result.error().key),
               qPrintable(result.error().arguments.join(QLatin1Char(' '))));
    published = *result;
    request.reset();
    last = {};
}

Result<ApprovalOutcome> ApprovalCompany::keep(Result<ApprovalOutcome> result)
{
    if (result.ok()) {
        last = *result;
        request = result->request;
    }
    return result;
}

Result<ApprovalOutcome> ApprovalCompany::submit(const char *by)
{
    EvaluationContext context;
    context.now = now;
    context.workspaceCurrency = cny();
    const ApprovalPeople directory = people();
    const ApprovalFacts facts(deal, *this, context);
    return keep(ApprovalEngine::submit({Id::named("request"), id(by), subject()},
                                       {*published, directory, facts, now}));
}

Result<ApprovalOutcome> ApprovalCompany::apply(const ApprovalAct &act)
{
    EvaluationContext context;
    context.now = now;
    context.workspaceCurrency = cny();
    const ApprovalPeople directory = people();
    const ApprovalFacts facts(deal, *this, context);
    return keep(ApprovalEngine::apply(*request, act, {*published, directory, facts, now}));
}

Result<ApprovalOutcome> ApprovalCompany::act(const char *by, const ApprovalAct::What &what)
{
    return apply(ApprovalAct{id(by), what, Id::named(QByteArray("laptop:") + by), {}});
}

Result<ApprovalOutcome> ApprovalCompany::approve(const char *by, const QString &comment)
{
    return act(
        by, ApprovalAct::Decide{taskOf(by), ApprovalAct::Decide::Answer::Approve, subject().hash(), comment});
}

Result<ApprovalOutcome> ApprovalCompany::reject(const char *by)
{
    return act(by, ApprovalAct::Decide{taskOf(by), ApprovalAct::Decide::Answer::Reject, subject().hash(),
                                       text("no")});
}

Result<ApprovalOutcome> ApprovalCompany::sendBack(const char *by, ApprovalAct::Decide::Back back,
                                                  const char *step)
{
    return act(by, ApprovalAct::Decide{taskOf(by), ApprovalAct::Decide::Answer::Return, subject().hash(),
                                       text("change it"), back, text(step)});
}

int ApprovalCompany::taskOf(const char *login) const
{
    int newest = 0;
    for (const ApprovalTask &task : request->tasks) {
        if (task.assignee != id(login))
            continue;
        if (task.status == ApprovalTask::Status::Open)
            return task.number;
        newest = task.number;
    }
    return newest;
}

QString ApprovalCompany::asked() const
{
    QStringList logins;
    for (const ApprovalTask &task : request->tasks) {
        if (task.status == ApprovalTask::Status::Open)
            logins.append(loginOf(task.assignee));
    }
    return logins.join(QLatin1Char(' '));
}

QString ApprovalCompany::refusal(const Result<ApprovalOutcome> &result) const
{
    return result.ok() ? text("done") : QString(result.error().key).remove(QLatin1String("approval."));
}

QStringList ApprovalCompany::told(ApprovalNotice::Kind kind) const
{
    QStringList logins;
    for (const ApprovalNotice &notice : last.notices) {
        if (notice.kind == kind)
            logins.append(loginOf(notice.to));
    }
    return logins;
}

ApprovalSubject ApprovalCompany::subject() const
{
    const auto made = ApprovalSubject::of(deal, {text("lines"), text("attachments")}, *this);
    if (!made.ok())
        qFatal("no subject: %s", qPrintable(made.error().key));
    return *made;
}

Result<Record> ApprovalCompany::record(const RecordRef &ref) const
{
    for (const Record &user : records.users) {
        if (ref == user.ref())
            return user;
    }
    return Record();
}

Result<std::optional<Money>> ApprovalCompany::inBase(const Record &, const Money &money) const
{
    if (money.currency == cny())
        return std::optional(money);
    const auto rate = rates.constFind(money.currency.code());
    return rate == rates.constEnd() ? std::nullopt : std::optional(Money{money.minor * *rate, cny()});
}

}  // namespace dw::test
