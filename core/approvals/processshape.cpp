// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/processshape.h"

#include "core/dictionary/definitioncheck.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

using NodeIndex = QHash<QString, int>;
using Links = QHash<QString, QList<QString>>;

Error misshapen(const char *key, QStringList arguments)
{
    return Error(ErrorCode::Invalid, QLatin1String("approval.") + QLatin1String(key), std::move(arguments));
}

// What can be come to from `from`, itself included, without passing through `without`.
QSet<QString> reachedFrom(const QList<QString> &from, const Links &links, const QString &without = {})
{
    QSet<QString> reached;
    QList<QString> open = from;
    while (!open.isEmpty()) {
        const QString next = open.takeLast();
        if (next == without || reached.contains(next))
            continue;
        reached.insert(next);
        open += links.value(next);
    }
    return reached;
}

Links linksOf(const ApprovalProcess &process)
{
    Links links;
    for (const ApprovalNode &node : process.nodes)
        links.insert(node.key, node.successors());
    return links;
}

QList<Error> brokenLinks(const ApprovalProcess &process, const NodeIndex &index)
{
    QList<Error> found;
    const auto must = [&](const QString &where, const QString &key) {
        if (!index.contains(key))
            found.append(misshapen("node_missing", {process.code, where, key}));
    };
    must(QStringLiteral("start"), process.start);
    for (const ApprovalNode &node : process.nodes) {
        const bool isCondition = node.kind == ApprovalNode::Kind::Condition;
        if (isCondition && (node.otherwise.isEmpty() || node.branches.isEmpty())) {
            found.append(misshapen("no_otherwise", {process.code, node.key}));
            continue;
        }
        const QList<QString> successors = node.successors();
        for (const QString &key : successors)
            must(node.key, key);
        if (node.kind == ApprovalNode::Kind::Step && node.rejectTo == ApprovalNode::RejectTo::Step)
            must(node.key, node.rejectStep);
        if (node.kind != ApprovalNode::Kind::Parallel)
            continue;
        must(node.key, node.join);
        if (node.starts.size() < 2)
            found.append(misshapen("parallel_wrong", {process.code, node.key, node.key}));
    }
    return found;
}

QList<Error> lostNodes(const ApprovalProcess &process, const Links &links)
{
    QList<Error> found;
    const QSet<QString> reached = reachedFrom({process.start}, links);
    Links back;
    QList<QString> ends;
    for (const ApprovalNode &node : process.nodes) {
        const QList<QString> successors = node.successors();
        for (const QString &next : successors)
            back[next].append(node.key);
        if (node.kind == ApprovalNode::Kind::End)
            ends.append(node.key);
    }
    if (ends.isEmpty())
        return {misshapen("no_end", {process.code})};
    const QSet<QString> ending = reachedFrom(ends, back);
    for (const ApprovalNode &node : process.nodes) {
        if (!reached.contains(node.key))
            found.append(misshapen("unreachable", {process.code, node.key}));
        else if (!ending.contains(node.key))
            found.append(misshapen("leads_nowhere", {process.code, node.key}));
    }
    return found;
}

// A circle without a step would go round for ever.
QList<Error> circles(const ApprovalProcess &process, const NodeIndex &index, const Links &links)
{
    const auto isPerson = [&](const QString &key) {
        return process.nodes[index.value(key)].kind == ApprovalNode::Kind::Step;
    };
    for (const ApprovalNode &node : process.nodes) {
        if (isPerson(node.key))
            continue;
        // From each that it leads to without a person: does one lead back to it?
        QHash<QString, QString> cameFrom;
        QList<QString> open{node.key};
        while (!open.isEmpty()) {
            const QString at = open.takeFirst();
            for (const QString &next : links.value(at)) {
                if (next == node.key) {
                    QStringList round{at};
                    for (QString step = at; step != node.key; round.prepend(step))
                        step = cameFrom.value(step);
                    return {misshapen("circle", {process.code, node.key, round.join(QStringLiteral(" → "))})};
                }
                if (isPerson(next) || cameFrom.contains(next))
                    continue;
                cameFrom.insert(next, at);
                open.append(next);
            }
        }
    }
    return {};
}

}  // namespace

ProcessShape::ProcessShape(const ApprovalProcess &process)
{
    index(process);
    const QList<Error> none = place(process);
    Q_ASSERT(none.isEmpty());
}

void ProcessShape::index(const ApprovalProcess &process)
{
    for (int i = 0; i < process.nodes.size(); ++i)
        m_index.insert(process.nodes[i].key, i);
}

const ApprovalNode *ProcessShape::node(const ApprovalProcess &process, const QString &key) const
{
    const auto found = m_index.constFind(key);
    return found == m_index.constEnd() ? nullptr : &process.nodes[*found];
}

bool ProcessShape::isWithin(const Place &place, const Place &outer)
{
    return place.size() >= outer.size() && std::equal(outer.begin(), outer.end(), place.begin());
}

QList<Error> ProcessShape::place(const ApprovalProcess &process)
{
    QList<Error> found;
    const auto misplaced = [&](const QString &parallel, const QString &at) {
        found.append(misshapen("parallel_wrong", {process.code, parallel, at}));
    };
    QList<std::pair<QString, Place>> open{{process.start, {}}};
    while (!open.isEmpty()) {
        const auto [key, where] = open.takeLast();
        const ApprovalNode &at = *node(process, key);
        if (at.kind == ApprovalNode::Kind::Join) {
            // Its place is that of its Parallel, and only from there it is gone on from.
            const QString around = where.isEmpty() ? key : where.last().parallel;
            if (where.isEmpty() || node(process, around)->join != key)
                misplaced(around, key);
            continue;
        }
        if (const auto before = m_places.constFind(key); before != m_places.constEnd()) {
            if (*before != where)
                misplaced(where.isEmpty() ? before->last().parallel : where.last().parallel, key);
            continue;
        }
        m_places.insert(key, where);
        if (at.kind == ApprovalNode::Kind::End && !where.isEmpty())
            misplaced(where.last().parallel, key);
        if (at.kind != ApprovalNode::Kind::Parallel) {
            for (const QString &next : at.successors())
                open.append({next, where});
            continue;
        }
        const ApprovalNode &join = *node(process, at.join);
        if (join.kind != ApprovalNode::Kind::Join || m_parallels.contains(at.join)) {
            misplaced(key, at.join);
            continue;
        }
        m_parallels.insert(at.join, key);
        m_places.insert(at.join, where);
        open.append({join.next, where});
        for (int branch = 0; branch < at.starts.size(); ++branch)
            open.append({at.starts[branch], where + Place{{key, branch}}});
    }
    return found;
}

QList<Error> ProcessShape::problems(const ApprovalProcess &process)
{
    QList<Error> found;
    ProcessShape shape;
    shape.index(process);
    if (shape.m_index.size() != process.nodes.size()) {
        QSet<QString> seen;
        for (const ApprovalNode &node : process.nodes) {
            if (seen.contains(node.key))
                found.append(dictionaryError("key_doubled", process.code, process.code, node.key));
            seen.insert(node.key);
        }
    }
    // What hangs on a link that is none says nothing of the rest.
    found += brokenLinks(process, shape.m_index);
    if (!found.isEmpty())
        return found;
    const Links links = linksOf(process);
    found += lostNodes(process, links);
    found += circles(process, shape.m_index, links);
    found += shape.place(process);
    if (!found.isEmpty())
        return found;
    for (const ApprovalNode &node : process.nodes) {
        if (node.kind != ApprovalNode::Kind::Step || node.rejectTo != ApprovalNode::RejectTo::Step)
            continue;
        const bool isStep = shape.node(process, node.rejectStep)->kind == ApprovalNode::Kind::Step;
        const bool always = node.rejectStep != node.key &&
                            !reachedFrom({process.start}, links, node.rejectStep).contains(node.key);
        if (!isStep || !always || !isWithin(shape.placeOf(node.key), shape.placeOf(node.rejectStep)))
            found.append(misshapen("reject_wrong", {process.code, node.key, node.rejectStep}));
    }
    return found;
}

}  // namespace dw
