// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/publishedprocess.h"

#include "core/dictionary/definitioncheck.h"
#include "core/rules/wrongexpression.h"

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

Error wrong(const char *key, QStringList arguments)
{
    return Error(ErrorCode::Invalid, QLatin1String("approval.") + QLatin1String(key), std::move(arguments));
}

bool isComplete(const ApproverRule &rule)
{
    switch (rule.kind) {
        case ApproverRule::Kind::User:
            return !rule.user.isNull();
        case ApproverRule::Kind::Role:
            return !rule.role.isEmpty();
        case ApproverRule::Kind::Manager:
            return rule.level >= 1 && rule.level <= ApproverRule::HighestLevel;
        case ApproverRule::Kind::Expression:
            break;
    }
    return !rule.expression.isEmpty();
}

void checkStep(const QString &code, const ApprovalNode &node, QList<Error> &problems)
{
    if (node.approvers.isEmpty())
        problems.append(wrong("no_approvers", {code, node.key}));
    if (!std::all_of(node.approvers.begin(), node.approvers.end(), isComplete))
        problems.append(wrong("rule_incomplete", {code, node.key}));
    if (node.kind != ApprovalNode::Kind::Step)
        return;
    if (node.mode == ApprovalNode::Mode::Quorum) {
        // How many have a role is known when people are asked.
        const bool counted = std::none_of(node.approvers.begin(), node.approvers.end(), [](const auto &rule) {
            return rule.kind == ApproverRule::Kind::Role;
        });
        const bool tooMany = counted && node.quorum > node.approvers.size();
        if (node.quorum < 1 || tooMany)
            problems.append(wrong("quorum_wrong",
                                  {code, node.key, QString::number(node.quorum),
                                   counted ? QString::number(node.approvers.size()) : QStringLiteral("∞")}));
    }
    if (node.timeoutMinutes &&
        (*node.timeoutMinutes < 1 || *node.timeoutMinutes > ApprovalNode::LongestTimeout))
        problems.append(wrong("timeout_wrong", {code, node.key}));
}

}  // namespace

PublishedProcess::Expressions PublishedProcess::compile(const ApprovalProcess &process,
                                                        const CheckScope &scope, QList<Error> &problems)
{
    Expressions compiled;
    for (const ApprovalNode &node : process.nodes) {
        const QString what = process.code + QLatin1Char('.') + node.key;
        auto &list = compiled[node.key];
        const auto add = [&](const QString &text, auto check) {
            ExpressionError problem;
            const auto checked = check(text, scope, &problem);
            if (!checked.ok())
                problems.append(wrongExpression(what, text, problem));
            list.append(checked.ok() ? *checked : nullptr);
        };
        if (node.kind == ApprovalNode::Kind::Condition) {
            for (const ApprovalNode::Branch &branch : node.branches)
                add(branch.condition, &CheckedExpression::condition);
        }
        if (node.kind != ApprovalNode::Kind::Step && node.kind != ApprovalNode::Kind::Copy)
            continue;
        for (const ApproverRule &rule : node.approvers) {
            if (rule.kind != ApproverRule::Kind::Expression || rule.expression.isEmpty()) {
                list.append(nullptr);
                continue;
            }
            add(rule.expression, &CheckedExpression::compile);
            const auto &type = list.last();
            if (type && (type->type().kind != ValueType::Kind::Reference ||
                         type->type().target != QLatin1String("user")))
                problems.append(wrong("not_a_person", {process.code, node.key, rule.expression}));
        }
    }
    return compiled;
}

QList<Error> PublishedProcess::problems(const ApprovalProcess &process, const DictionaryPtr &dictionary,
                                        Currency workspaceCurrency)
{
    if (process.nodes.size() > ApprovalProcess::MostNodes)
        return {Error(ErrorCode::Limit, QStringLiteral("approval.too_many_nodes"),
                      {process.code, QString::number(ApprovalProcess::MostNodes)})};
    QList<Error> found;
    if (!isDictionaryKey(process.code))
        found.append(dictionaryError("key_malformed", process.code, QStringLiteral("code"), process.code));
    if (process.version < 1)
        found.append(dictionaryError("out_of_range", process.code, process.code, QStringLiteral("version")));
    if (!process.name.isComplete())
        found.append(dictionaryError("label_missing", process.code, process.code, QStringLiteral("name")));
    if (!process.noApprover)
        found.append(wrong("no_policy", {process.code}));
    const ObjectTypePtr object = dictionary->find(process.object);
    if (!object)
        found.append(dictionaryError("object_missing", process.code, process.code, process.object));
    for (const ApprovalNode &node : process.nodes) {
        if (!isDictionaryKey(node.key))
            found.append(dictionaryError("key_malformed", process.code, node.key, node.key));
        if (node.kind == ApprovalNode::Kind::Step || node.kind == ApprovalNode::Kind::Copy)
            checkStep(process.code, node, found);
    }
    if (object)
        compile(process, {dictionary, object, workspaceCurrency}, found);
    found += ProcessShape::problems(process);
    return found;
}

Result<std::shared_ptr<const PublishedProcess>> PublishedProcess::publish(const ApprovalProcess &process,
                                                                          const DictionaryPtr &dictionary,
                                                                          Currency workspaceCurrency)
{
    const QList<Error> wrongs = problems(process, dictionary, workspaceCurrency);
    if (!wrongs.isEmpty())
        return wrongs.first();
    auto published = std::shared_ptr<PublishedProcess>(new PublishedProcess);
    published->m_process = process;
    published->m_shape = ProcessShape(process);
    QList<Error> none;
    published->m_expressions =
        compile(process, {dictionary, dictionary->find(process.object), workspaceCurrency}, none);
    return std::shared_ptr<const PublishedProcess>(std::move(published));
}

}  // namespace dw
