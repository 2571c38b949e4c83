// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/checker.h"

#include "core/expression/promotion.h"
#include "core/expression/suggestion.h"

#include <QTimeZone>

#include <algorithm>

namespace dw
{

using Kind = ValueType::Kind;

Checker::Checker(const CheckScope &scope, ExpressionError *where) : m_scope(scope), m_where(where)
{
    m_row.object = scope.object;
}

Result<std::shared_ptr<const CheckedExpression>> Checker::run(const SyntaxNode &root, Wanted wanted)
{
    DW_ASSIGN(NodePointer node, check(root));
    if (wanted == Wanted::Condition && node->type.kind != Kind::Boolean)
        return fail(root, QStringLiteral("expression.not_condition"), {node->type.name()});
    std::shared_ptr<CheckedExpression> checked(new CheckedExpression());
    checked->m_root = std::move(node);
    checked->m_text = root.toText();
    checked->m_object = m_scope.object;
    checked->m_fieldsRead = m_fieldsRead;
    checked->m_usesNow = m_usesNow;
    checked->m_usesActor = m_usesActor;
    return std::shared_ptr<const CheckedExpression>(std::move(checked));
}

std::shared_ptr<const CheckedExpression> Checker::assembled(const CheckedExpression &like,
                                                            std::unique_ptr<Node> root,
                                                            const ObjectTypePtr &object)
{
    std::shared_ptr<CheckedExpression> made(new CheckedExpression());
    made->m_root = std::move(root);
    made->m_text = like.m_text;
    made->m_object = object ? object : like.m_object;
    made->m_fieldsRead = like.m_fieldsRead;
    // A condition of visibility may depend on who and when.
    made->m_usesNow = true;
    made->m_usesActor = true;
    return made;
}

std::shared_ptr<const CheckedExpression> Checker::assembled(std::unique_ptr<Node> root,
                                                            const ObjectTypePtr &object, const QString &text,
                                                            const QStringList &fieldsRead)
{
    std::shared_ptr<CheckedExpression> made(new CheckedExpression());
    made->m_root = std::move(root);
    made->m_text = text;
    made->m_object = object;
    made->m_fieldsRead = fieldsRead;
    return made;
}

Error Checker::fail(const SyntaxNode &syntax, const QString &key, QStringList arguments,
                    const QString &suggestion)
{
    QString name = key;
    if (!suggestion.isEmpty()) {
        name += QLatin1String("_suggest");
        arguments.append(suggestion);
    }
    const Error error(ErrorCode::Invalid, name, arguments);
    if (m_where)
        *m_where = {syntax.position, syntax.length, error};
    return error;
}

Error Checker::typeError(const SyntaxNode &syntax, const QString &expected, const ValueType &got)
{
    return fail(syntax, QStringLiteral("expression.type"), {expected, got.name()});
}

void Checker::read(const QString &name)
{
    const QString full = m_row.readPrefix + name;
    if (!m_fieldsRead.contains(full))
        m_fieldsRead.append(full);
}

Result<void> Checker::need(const NodePointer &node, const SyntaxNode &syntax, ValueType::Kind kind)
{
    if (node->type.kind != kind && node->type.kind != Kind::Null)
        return typeError(syntax, ValueType::of(kind).name(), node->type);
    return {};
}

Checker::Checked Checker::check(const SyntaxNode &syntax)
{
    switch (syntax.kind) {
        case SyntaxNode::Kind::Path:
            return path(syntax);
        case SyntaxNode::Kind::Call:
            return call(syntax);
        case SyntaxNode::Kind::Operation:
            return operation(syntax);
        default:
            return constant(syntax);
    }
}

Checker::Checked Checker::constant(const SyntaxNode &syntax)
{
    auto node = std::make_unique<Node>();
    node->position = syntax.position;
    switch (syntax.kind) {
        case SyntaxNode::Kind::Boolean:
            node->type = ValueType::of(Kind::Boolean);
            node->constant = Value::boolean(syntax.truth);
            break;
        case SyntaxNode::Kind::Text:
            node->type = ValueType::of(Kind::Text);
            node->constant = Value(syntax.text);
            break;
        case SyntaxNode::Kind::Number:
        case SyntaxNode::Kind::Percent: {
            const std::optional<Decimal> number = Decimal::fromString(syntax.text);
            if (!number)
                return fail(syntax, QStringLiteral("expression.bad_number"), {syntax.text});
            if (syntax.kind == SyntaxNode::Kind::Percent) {
                const std::optional<Decimal> points = number->rescaled(2);
                if (!points)
                    return fail(syntax, QStringLiteral("expression.bad_number"), {syntax.text});
                node->type = ValueType::of(Kind::Percent);
                node->constant = Value(Percent{points->unscaled()});
            } else if (number->scale() == 0) {
                node->type = ValueType::of(Kind::Integer);
                node->constant = Value(number->unscaled());
            } else {
                node->type = ValueType::decimal(number->scale());
                node->constant = Value(*number);
            }
            break;
        }
        default:
            break;
    }
    return node;
}

Error Checker::unknownName(const SyntaxNode &syntax, const QString &name, const ObjectType &object)
{
    QStringList candidates;
    QString byLabel;
    for (const Field &field : object.fields()) {
        candidates.append(field.key);
        if (field.label.en.compare(name, Qt::CaseInsensitive) == 0 || field.label.zh == name)
            byLabel = field.key;
    }
    for (const Collection &collection : object.collections())
        candidates.append(collection.name);
    return fail(syntax, QStringLiteral("expression.unknown_name"), {name, object.key()},
                byLabel.isEmpty() ? nearest(name, candidates) : byLabel);
}

namespace
{

// A reference x_id is followed as x; one whose key does not end so (created_by) by its own name.
int followedReference(const ObjectType &object, const QString &name)
{
    int index = object.indexOf(QString(name + QLatin1String("_id")));
    if (index < 0)
        index = object.indexOf(name);
    return index >= 0 && object.field(index).type == FieldType::Reference ? index : -1;
}

}  // namespace

Result<std::vector<Node::Step>> Checker::follow(const SyntaxNode &syntax, const QStringList &names, int count,
                                                ObjectTypePtr &object)
{
    std::vector<Node::Step> steps;
    QString walked;
    for (int i = 0; i < count; ++i) {
        const int index = followedReference(*object, names[i]);
        if (index < 0) {
            if (object->find(names[i]) || object->find(QString(names[i] + QLatin1String("_id"))) ||
                object->collection(names[i]))
                return fail(syntax, QStringLiteral("expression.not_followed"), {names[i]});
            return unknownName(syntax, names[i], *object);
        }
        read(walked + object->field(index).key);
        steps.push_back({object, index});
        const ObjectTypePtr target =
            m_scope.dictionary ? m_scope.dictionary->find(object->field(index).target) : nullptr;
        if (!target)
            return fail(syntax, QStringLiteral("expression.not_followed"), {names[i]});
        object = target;
        walked += names[i] + QLatin1Char('.');
    }
    return steps;
}

Checker::Checked Checker::path(const SyntaxNode &syntax)
{
    QStringList names = syntax.path;
    if (m_row.rule != Row::Prefix::None) {
        const bool prefixed =
            names.size() > m_row.prefix.size() && names.mid(0, m_row.prefix.size()) == m_row.prefix;
        if (prefixed)
            names = names.mid(m_row.prefix.size());
        else if (m_row.rule == Row::Prefix::Required)
            return fail(syntax, QStringLiteral("expression.outside_collection"),
                        {names.join(QLatin1Char('.')), m_row.prefix.join(QLatin1Char('.'))});
    }
    ObjectTypePtr object = m_row.object;
    DW_ASSIGN(std::vector<Node::Step> steps, follow(syntax, names, int(names.size()) - 1, object));
    const int index = object->indexOf(names.last());
    if (index < 0) {
        if (object->collection(names.last()))
            return fail(syntax, QStringLiteral("expression.collection_as_value"), {names.last()},
                        QStringLiteral("COUNT(%1)").arg(syntax.path.join(QLatin1Char('.'))));
        return unknownName(syntax, names.last(), *object);
    }
    const Field &field = object->field(index);
    if (!field.isStored() && field.formula.isEmpty())
        return fail(syntax, QStringLiteral("expression.not_readable"), {field.key});
    steps.push_back({object, index});
    read(names.join(QLatin1Char('.')));

    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Field;
    node->position = syntax.position;
    node->type = ValueType::ofField(field, *object);
    node->path = std::move(steps);
    return node;
}

Checker::Checked Checker::logic(const SyntaxNode &syntax, Operator op)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Operation;
    node->op = op;
    node->position = syntax.position;
    node->type = ValueType::of(Kind::Boolean);
    for (const auto &child : syntax.children) {
        DW_ASSIGN(NodePointer checked, check(*child));
        DW_TRY(need(checked, *child, Kind::Boolean));
        node->children.push_back(std::move(checked));
    }
    return node;
}

Checker::Checked Checker::operation(const SyntaxNode &syntax)
{
    auto node = std::make_unique<Node>();
    node->kind = Node::Kind::Operation;
    node->op = syntax.op;
    node->position = syntax.position;
    for (const auto &child : syntax.children) {
        DW_ASSIGN(NodePointer checked, check(*child));
        node->children.push_back(std::move(checked));
    }
    Nodes &nodes = node->children;
    const bool compares = operatorPrecedence(syntax.op) == 1;
    if (compares) {
        // "2026-01-01" < expected_close: the constant is read as what stands on the other side.
        const bool swapped = syntax.op != Operator::In && nodes[0]->isConstant() && !nodes[1]->isConstant();
        const size_t subject = swapped ? 1 : 0;
        std::vector<NodePointer *> others;
        std::vector<const SyntaxNode *> syntaxes;
        for (size_t i = 0; i < nodes.size(); ++i) {
            if (i == subject)
                continue;
            if ((syntax.op == Operator::Equal || syntax.op == Operator::NotEqual) && nodes[i]->isConstant() &&
                nodes[i]->constant.isNull())
                return fail(syntax, QStringLiteral("expression.compare_blank"), {},
                            QStringLiteral("ISBLANK(%1)").arg(syntax.children[subject]->toText().left(80)));
            others.push_back(&nodes[i]);
            syntaxes.push_back(syntax.children[i].get());
        }
        DW_TRY(prepare(nodes[subject], *syntax.children[subject], others, syntaxes));
    }
    const ValueType none;
    for (size_t i = 1; i < std::max<size_t>(nodes.size(), 2); ++i) {
        const ValueType &right = i < nodes.size() ? nodes[i]->type : nodes[0]->type;
        const std::optional<ValueType> type = resultOf(syntax.op, nodes[0]->type, right);
        if (!type)
            return fail(syntax, QStringLiteral("expression.operands"),
                        {operatorText(syntax.op), nodes[0]->type.name(), right.name()});
        node->type = *type;
    }
    return node;
}

Result<void> Checker::readMoment(NodePointer &node, const SyntaxNode &syntax)
{
    if (!node->isConstant() || node->constant.kind() != Value::Kind::Text)
        return {};
    const QString text = node->constant.text();
    if (const std::optional<Date> date = Date::fromIso(text)) {
        node->constant = Value(*date);
        node->type = ValueType::of(Kind::Date);
    } else if (const std::optional<Instant> instant = Instant::fromIso(text, QTimeZone::utc())) {
        node->constant = Value(*instant);
        node->type = ValueType::of(Kind::Instant);
    } else {
        return fail(syntax, QStringLiteral("expression.bad_date"), {text.left(40)});
    }
    return {};
}

Result<void> Checker::checkPicklist(const Node &subject, const Node &value, const SyntaxNode &syntax)
{
    const Field *field = subject.field();
    const FieldType type = field ? field->valueType() : FieldType::Text;
    if ((type != FieldType::Picklist && type != FieldType::MultiPicklist) || field->openValues ||
        !value.isConstant() || value.constant.kind() != Value::Kind::Text ||
        field->picklistValue(value.constant.text()))
        return {};
    const QString typed = value.constant.text();
    QStringList keys;
    QString byLabel;
    for (const PicklistValue &one : field->values) {
        keys.append(one.key);
        if (one.label.en.compare(typed, Qt::CaseInsensitive) == 0 || one.label.zh == typed ||
            one.code == typed)
            byLabel = one.key;
    }
    return fail(syntax, QStringLiteral("expression.unknown_value"), {typed.left(40), field->key},
                byLabel.isEmpty() ? nearest(typed, keys) : byLabel);
}

Result<void> Checker::prepareReference(NodePointer &subject, const SyntaxNode &subjectSyntax,
                                       const std::vector<NodePointer *> &others,
                                       const std::vector<const SyntaxNode *> &syntaxes)
{
    int keys = 0;
    int rest = 0;
    size_t firstKey = 0;
    for (size_t i = 0; i < others.size(); ++i) {
        Node &other = **others[i];
        const bool text = other.isConstant() && other.constant.kind() == Value::Kind::Text;
        if (const std::optional<Id> id = text ? Id::fromString(other.constant.text()) : std::nullopt) {
            other.constant = Value(*id);
            other.type = subject->type;
        } else if (text && ++keys == 1) {
            firstKey = i;
        }
        rest += text && other.constant.kind() == Value::Kind::Text ? 0
                : other.constant.isNull() && other.isConstant()    ? 0
                                                                   : 1;
    }
    if (keys == 0)
        return {};
    if (rest > 0)
        return fail(*syntaxes[firstKey], QStringLiteral("expression.keys_and_ids"));
    const ObjectTypePtr target =
        m_scope.dictionary ? m_scope.dictionary->find(subject->type.target) : nullptr;
    const Field *field = subject->field();
    const int key = target ? target->keyIndex() : -1;
    if (!field || field->type != FieldType::Reference || key < 0) {
        const QString typed = subjectSyntax.toText();
        const bool titled = field && target && typed.endsWith(QLatin1String("_id"));
        return fail(*syntaxes[firstKey], QStringLiteral("expression.no_key"),
                    {typed.left(80), (**others[firstKey]).constant.text().left(40)},
                    titled ? typed.chopped(3) + QLatin1Char('.') +
                                 target->field(target->titleIndex(Language::English)).key
                           : QString());
    }
    subject->path.push_back({target, key});
    subject->type = ValueType::of(Kind::Text);
    return {};
}

Result<void> Checker::prepare(NodePointer &subject, const SyntaxNode &subjectSyntax,
                              const std::vector<NodePointer *> &others,
                              const std::vector<const SyntaxNode *> &syntaxes)
{
    if (subject->type.kind == Kind::Reference)
        return prepareReference(subject, subjectSyntax, others, syntaxes);
    for (size_t i = 0; i < others.size(); ++i) {
        if (subject->type.isMoment())
            DW_TRY(readMoment(*others[i], *syntaxes[i]));
        else
            DW_TRY(checkPicklist(*subject, **others[i], *syntaxes[i]));
    }
    return {};
}

Result<ValueType> Checker::unify(const std::vector<NodePointer *> &nodes,
                                 const std::vector<const SyntaxNode *> &syntaxes)
{
    ValueType type;
    for (size_t i = 0; i < nodes.size(); ++i) {
        const std::optional<ValueType> both = common(type, (*nodes[i])->type);
        if (!both)
            return typeError(*syntaxes[i], type.name(), (*nodes[i])->type);
        type = *both;
    }
    for (NodePointer *node : nodes) {
        const ValueType from = (*node)->type;
        if (from == type || from.kind == Kind::Null || from.kind == Kind::Reference)
            continue;
        auto converted = std::make_unique<Node>();
        converted->kind = Node::Kind::Convert;
        converted->type = type;
        converted->position = (*node)->position;
        converted->children.push_back(std::move(*node));
        *node = std::move(converted);
    }
    return type;
}

QStringList Checker::collectionPrefix(const QStringList &names) const
{
    ObjectTypePtr object = m_row.object;
    for (int i = 0; i < names.size() && object; ++i) {
        if (object->collection(names[i]))
            return names.mid(0, i + 1);
        const int index = followedReference(*object, names[i]);
        if (index < 0)
            return {};
        object = m_scope.dictionary ? m_scope.dictionary->find(object->field(index).target) : nullptr;
    }
    return {};
}

QStringList Checker::findCollection(const SyntaxNode &syntax, Within within) const
{
    if (syntax.kind == SyntaxNode::Kind::Path)
        return collectionPrefix(syntax.path);
    if (syntax.kind == SyntaxNode::Kind::Call) {
        // An aggregate inside is one value; its collection is its own.
        const Function *called = findFunction(syntax.text);
        const bool extreme = called && (called->id == Function::Id::Min || called->id == Function::Id::Max);
        if (called && (called->aggregate || (extreme && within == Within::Values)))
            return {};
    }
    for (const auto &child : syntax.children) {
        const QStringList found = findCollection(*child, within);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

}  // namespace dw
