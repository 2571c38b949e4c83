// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/processjson.h"

#include "core/approvals/jsonwriter.h"
#include "core/approvals/words.h"
#include "core/base/canonicaljson.h"

#include <utility>

namespace dw
{

namespace
{

using approvals::Word;

constexpr Word<ApproverRule::Kind> RuleWords[] = {{ApproverRule::Kind::User, "user"},
                                                  {ApproverRule::Kind::Role, "role"},
                                                  {ApproverRule::Kind::Manager, "manager"},
                                                  {ApproverRule::Kind::Expression, "expression"}};
constexpr Word<ApprovalNode::Kind> NodeWords[] = {
    {ApprovalNode::Kind::Step, "approve"},      {ApprovalNode::Kind::Condition, "condition"},
    {ApprovalNode::Kind::Parallel, "parallel"}, {ApprovalNode::Kind::Join, "join"},
    {ApprovalNode::Kind::Copy, "cc"},           {ApprovalNode::Kind::End, "end"}};
constexpr Word<ApprovalNode::Mode> ModeWords[] = {{ApprovalNode::Mode::OneByOne, "sequential"},
                                                  {ApprovalNode::Mode::All, "all"},
                                                  {ApprovalNode::Mode::Any, "any"},
                                                  {ApprovalNode::Mode::Quorum, "quorum"}};
constexpr Word<ApprovalNode::RejectWhen> WhenWords[] = {{ApprovalNode::RejectWhen::AtOnce, "at_once"},
                                                        {ApprovalNode::RejectWhen::AfterAll, "after_all"}};
constexpr Word<ApprovalNode::RejectTo> RejectWords[] = {
    {ApprovalNode::RejectTo::End, "end"},
    {ApprovalNode::RejectTo::Submitter, "back_to_submitter"},
    {ApprovalNode::RejectTo::Previous, "back_to_previous"},
    {ApprovalNode::RejectTo::Step, "back_to_node"}};
constexpr Word<ApprovalNode::Timeout> TimeoutWords[] = {{ApprovalNode::Timeout::Remind, "remind"},
                                                        {ApprovalNode::Timeout::Escalate, "escalate"}};
constexpr Word<ApprovalNode::Comment> CommentWords[] = {{ApprovalNode::Comment::Never, "never"},
                                                        {ApprovalNode::Comment::OnReject, "on_reject"},
                                                        {ApprovalNode::Comment::Always, "always"}};
constexpr Word<ApprovalNode::Outcome> OutcomeWords[] = {{ApprovalNode::Outcome::Approved, "approved"},
                                                        {ApprovalNode::Outcome::Rejected, "rejected"}};
constexpr Word<ApprovalProcess::NoApprover> PolicyWords[] = {
    {ApprovalProcess::NoApprover::Administrator, "to_admin"},
    {ApprovalProcess::NoApprover::ManagersManager, "to_managers_manager"},
    {ApprovalProcess::NoApprover::Block, "block"}};

QString property(const char *name)
{
    return QString::fromLatin1(name);
}

QJsonObject ruleToJson(const ApproverRule &rule)
{
    approvals::JsonWriter out;
    out.must("kind", approvals::keyOf(RuleWords, rule.kind));
    out.id("user", rule.user);
    out.text("role", rule.role);
    out.number("level", rule.level, 1);
    out.text("expression", rule.expression);
    return out.object();
}

QJsonObject nodeToJson(const ApprovalNode &node)
{
    const ApprovalNode usual;
    approvals::JsonWriter out;
    out.must("key", node.key);
    out.name(node.name);
    out.must("kind", approvals::keyOf(NodeWords, node.kind));
    QJsonArray approvers;
    for (const ApproverRule &rule : node.approvers)
        approvers.append(ruleToJson(rule));
    out.list("approvers", approvers);
    out.word("mode", ModeWords, node.mode, usual.mode);
    out.number("quorum", node.quorum, 0);
    out.word("reject_when", WhenWords, node.rejectWhen, usual.rejectWhen);
    out.word("reject_effect", RejectWords, node.rejectTo, usual.rejectTo);
    out.text("reject_node", node.rejectStep);
    if (node.timeoutMinutes)
        out.must("timeout_minutes", *node.timeoutMinutes);
    out.word("timeout_action", TimeoutWords, node.timeout, usual.timeout);
    out.flag("allow_transfer", node.allowTransfer, true);
    out.flag("allow_add_sign", node.allowAddSigner, true);
    out.flag("allow_return", node.allowReturn, true);
    out.flag("self_approval", node.selfApproval, false);
    out.word("comment_required", CommentWords, node.comment, usual.comment);
    out.text("next", node.next);
    QJsonArray branches;
    for (const ApprovalNode::Branch &branch : node.branches) {
        approvals::JsonWriter one;
        one.text("condition", branch.condition);
        one.text("to", branch.to);
        branches.append(one.object());
    }
    out.list("branches", branches);
    out.text("otherwise", node.otherwise);
    out.list("starts", QJsonArray::fromStringList(node.starts));
    out.text("join", node.join);
    out.word("outcome", OutcomeWords, node.outcome, usual.outcome);
    return out.object();
}

LocalText nameOf(DictionaryReader &in)
{
    return in.localText(property("name"));
}

Result<ApproverRule> ruleFromJson(const QJsonObject &json, const QString &origin, const QString &where)
{
    DictionaryReader in(json, origin, where);
    ApproverRule rule;
    rule.kind = approvals::requiredWord(in, property("kind"), RuleWords);
    rule.user = approvals::idOf(in, property("user"));
    rule.role = in.text(property("role"));
    rule.level = in.smallNumber(property("level"), 1);
    rule.expression = in.text(property("expression"));
    DW_TRY(in.finish());
    return rule;
}

Result<ApprovalNode> nodeFromJson(const QJsonObject &json, const QString &origin)
{
    const ApprovalNode usual;
    DictionaryReader in(json, origin, json.value(QLatin1String("key")).toString());
    ApprovalNode node;
    node.key = in.requiredText(property("key"));
    node.name = nameOf(in);
    node.kind = approvals::requiredWord(in, property("kind"), NodeWords);
    for (const QJsonObject &rule : in.objects(property("approvers"))) {
        DW_ASSIGN(ApproverRule read, ruleFromJson(rule, origin, node.key));
        node.approvers.append(std::move(read));
    }
    node.mode = approvals::wordOf(in, property("mode"), ModeWords, usual.mode);
    node.quorum = in.smallNumber(property("quorum"), 0);
    node.rejectWhen = approvals::wordOf(in, property("reject_when"), WhenWords, usual.rejectWhen);
    node.rejectTo = approvals::wordOf(in, property("reject_effect"), RejectWords, usual.rejectTo);
    node.rejectStep = in.text(property("reject_node"));
    node.timeoutMinutes = in.number(property("timeout_minutes"));
    node.timeout = approvals::wordOf(in, property("timeout_action"), TimeoutWords, usual.timeout);
    node.allowTransfer = in.flag(property("allow_transfer"), true);
    node.allowAddSigner = in.flag(property("allow_add_sign"), true);
    node.allowReturn = in.flag(property("allow_return"), true);
    node.selfApproval = in.flag(property("self_approval"), false);
    node.comment = approvals::wordOf(in, property("comment_required"), CommentWords, usual.comment);
    node.next = in.text(property("next"));
    for (const QJsonObject &one : in.objects(property("branches"))) {
        DictionaryReader branch(one, origin, node.key);
        ApprovalNode::Branch read;
        read.condition = branch.text(property("condition"));
        read.to = branch.text(property("to"));
        DW_TRY(branch.finish());
        node.branches.append(read);
    }
    node.otherwise = in.text(property("otherwise"));
    node.starts = approvals::textsOf(in, property("starts"));
    node.join = in.text(property("join"));
    node.outcome = approvals::wordOf(in, property("outcome"), OutcomeWords, usual.outcome);
    DW_TRY(in.finish());
    return node;
}

}  // namespace

QByteArray processToJson(const ApprovalProcess &process)
{
    approvals::JsonWriter out;
    out.must("code", process.code);
    out.name(process.name);
    out.must("object", process.object);
    out.must("version", process.version);
    out.text("start", process.start);
    if (process.noApprover)
        out.must("no_approver_policy", approvals::keyOf(PolicyWords, *process.noApprover));
    out.flag("allow_recall", process.allowRecall, true);
    QJsonArray nodes;
    for (const ApprovalNode &node : process.nodes)
        nodes.append(nodeToJson(node));
    out.list("nodes", nodes);
    return canonicalJson(out.object());
}

Result<ApprovalProcess> processFromJson(const QByteArray &json)
{
    DW_ASSIGN(const QJsonObject object, DictionaryReader::document(json, property("approval_process")));
    const QString code = object.value(QLatin1String("code")).toString();
    DictionaryReader in(object, code.isEmpty() ? property("approval_process") : code, code);
    ApprovalProcess process;
    process.code = in.requiredText(property("code"));
    process.name = nameOf(in);
    process.object = in.requiredText(property("object"));
    process.version = in.smallNumber(property("version"), 0);
    process.start = in.text(property("start"));
    if (object.contains(QLatin1String("no_approver_policy")))
        process.noApprover = approvals::requiredWord(in, property("no_approver_policy"), PolicyWords);
    process.allowRecall = in.flag(property("allow_recall"), true);
    const QList<QJsonObject> nodes = in.objects(property("nodes"));
    if (nodes.size() > ApprovalProcess::MostNodes)
        in.fail("out_of_range", property("nodes"));
    DW_TRY(in.finish());
    for (const QJsonObject &node : nodes) {
        DW_ASSIGN(ApprovalNode read, nodeFromJson(node, code));
        process.nodes.append(std::move(read));
    }
    return process;
}

}  // namespace dw
