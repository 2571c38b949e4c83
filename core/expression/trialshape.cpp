// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/trialshape.h"

#include "core/expression/syntaxnode.h"

#include <algorithm>
#include <utility>

namespace dw
{

class TrialSource final : public ValueSource
{
public:
    TrialSource(const TrialShape &shape, const TrialCase &values, QString prefix, ObjectTypePtr object,
                Currency currency)
        : m_shape(shape)
        , m_values(values)
        , m_prefix(std::move(prefix))
        , m_object(std::move(object))
        , m_currency(currency)
    {}

    Value field(int index) const override { return m_values.value(m_prefix + m_object->field(index).key); }

    Result<std::shared_ptr<const ValueSource>> follow(int referenceField) const override
    {
        const QString path = m_prefix + m_object->field(referenceField).key;
        return m_values.value(path).isNull() ? std::shared_ptr<const ValueSource>()
                                             : next(path + QLatin1Char('.'));
    }

    Result<QList<std::shared_ptr<const ValueSource>>> children(const QString &collection) const override
    {
        const QString path = m_prefix + collection;
        return QList<std::shared_ptr<const ValueSource>>(m_values.value(path).integer(),
                                                         next(path + QLatin1Char('.')));
    }

    Currency currency() const override { return m_currency; }

    Result<QString> referenceKey(int referenceField) const override
    {
        const QString path = m_prefix + m_object->field(referenceField).key;
        const ObjectTypePtr target = m_shape.m_behind.value(path + QLatin1Char('.'));
        if (m_values.value(path).isNull() || !target || target->keyIndex() < 0)
            return QString();
        return m_values.value(path + QLatin1Char('.') + target->field(target->keyIndex()).key).text();
    }

private:
    std::shared_ptr<const ValueSource> next(const QString &prefix) const
    {
        const ObjectTypePtr object = m_shape.m_behind.value(prefix);
        return object ? std::make_shared<TrialSource>(m_shape, m_values, prefix, object, m_currency)
                      : std::shared_ptr<TrialSource>();
    }

    const TrialShape &m_shape;
    const TrialCase &m_values;
    QString m_prefix;
    ObjectTypePtr m_object;
    Currency m_currency;
};

TrialShape::TrialShape(const CheckedExpression &expression) : m_object(expression.object())
{
    m_behind.insert(QString(), m_object);
    read(expression.root(), QString());
}

TrialShape::Leaf *TrialShape::leaf(const QString &path)
{
    const auto known =
        std::find_if(m_leaves.begin(), m_leaves.end(), [&](const Leaf &one) { return one.path == path; });
    if (known != m_leaves.end())
        return &*known;
    m_leaves.append({path, nullptr, nullptr, {}, {}});
    return &m_leaves.last();
}

QString TrialShape::add(const std::vector<Node::Step> &path, const QString &prefix)
{
    QString at = prefix;
    for (size_t i = 0; i < path.size(); ++i) {
        const Field &field = path[i].object->field(path[i].field);
        Leaf *one = leaf(at + field.key);
        one->field = &field;
        one->object = path[i].object;
        if (i + 1 == path.size())
            return one->path;
        one->leadsTo = path[i + 1].object->key();
        at = one->path + QLatin1Char('.');
        m_behind.insert(at, path[i + 1].object);
    }
    return at;
}

bool TrialShape::isComparison(const Node &node, const QString &prefix)
{
    if (node.kind != Node::Kind::Operation || node.op < Operator::Equal || node.op > Operator::In)
        return false;
    const auto place = std::find_if(node.children.begin(), node.children.end(),
                                    [](const auto &child) { return child->kind == Node::Kind::Field; });
    const auto others = std::count_if(node.children.begin(), node.children.end(),
                                      [](const auto &child) { return child->isConstant(); });
    if (place == node.children.end() || others + 1 != std::ptrdiff_t(node.children.size()))
        return false;
    Leaf *one = leaf(add((*place)->path, prefix));
    for (const auto &child : node.children) {
        if (child->isConstant() && !child->constant.isNull())
            one->constants.append(child->constant);
    }
    // Between two texts there are always others.
    const bool ordered =
        node.op != Operator::Equal && node.op != Operator::NotEqual && node.op != Operator::In;
    return !ordered || (*place)->type.kind != ValueType::Kind::Text;
}

void TrialShape::read(const Node &node, const QString &prefix)
{
    if (isComparison(node, prefix))
        return;
    switch (node.kind) {
        case Node::Kind::Constant:
            return;
        case Node::Kind::Field:
            add(node.path, prefix);
            // Only where it is a condition by itself.
            m_closed = m_closed && node.type.kind == ValueType::Kind::Boolean;
            return;
        case Node::Kind::Operation:
            m_closed = m_closed && node.op >= Operator::And;
            break;
        case Node::Kind::Call:
            if (node.function->id == Function::Id::IsBlank && node.children[0]->kind == Node::Kind::Field) {
                add(node.children[0]->path, prefix);
                return;
            }
            m_closed = false;
            break;
        case Node::Kind::Convert:
            m_closed = false;
            break;
        case Node::Kind::Aggregate: {
            m_closed = false;
            if (node.collection.isEmpty())
                return;
            QString at = prefix;
            for (const Node::Step &step : node.path) {
                const Field &field = step.object->field(step.field);
                Leaf *one = leaf(at + field.key);
                one->field = &field;
                one->object = step.object;
                one->leadsTo = field.target;
                at = one->path + QLatin1Char('.');
                if (&step == &node.path.back())
                    m_behind.insert(at, node.collectionOwner);
                else
                    m_behind.insert(at, (&step + 1)->object);
            }
            leaf(at + node.collection);
            at += node.collection + QLatin1Char('.');
            m_behind.insert(at, node.collectionObject);
            for (const auto &child : node.children) {
                if (child)
                    read(*child, at);
            }
            return;
        }
    }
    for (const auto &child : node.children) {
        if (child)
            read(*child, prefix);
    }
}

std::shared_ptr<const ValueSource> TrialShape::source(const TrialCase &values, Currency currency) const
{
    return std::make_shared<TrialSource>(*this, values, QString(), m_object, currency);
}

QString TrialShape::text(const QString &path, const Value &value)
{
    constexpr qsizetype Shown = 40;
    // A reference that is followed is named without its ending.
    const QString name = QString(path).replace(QLatin1String("_id."), QLatin1String("."));
    const auto equals = [&](const QString &written) { return name + QLatin1String(" = ") + written; };
    switch (value.kind()) {
        case Value::Kind::Null:
            return QStringLiteral("ISBLANK(%1)").arg(name);
        case Value::Kind::Text:
            if (value.text().size() > Shown)
                return QStringLiteral("LENGTH(%1) = %2").arg(name).arg(value.text().toUcs4().size());
            return equals(quotedText(value.text()));
        case Value::Kind::Integer:
            return equals(QString::number(value.integer()));
        case Value::Kind::Decimal:
            return equals(value.decimal().toString());
        case Value::Kind::Money:
            return equals(value.money().toString());
        case Value::Kind::Percent:
            return equals(Decimal(value.percent().basisPoints, 2).toString() + QLatin1Char('%'));
        case Value::Kind::Boolean:
            return equals(value.boolean() ? QStringLiteral("TRUE") : QStringLiteral("FALSE"));
        case Value::Kind::Date:
            return equals(quotedText(value.date().toIso()));
        case Value::Kind::Instant:
            return equals(quotedText(value.instant().toIso()));
        case Value::Kind::Keys: {
            QStringList has;
            const QStringList keys = value.keys();
            for (const QString &key : keys)
                has.append(QStringLiteral("HAS(%1, %2)").arg(name, quotedText(key)));
            return has.join(QLatin1String(", "));
        }
        default:
            return {};
    }
}

QString TrialShape::text(const TrialCase &values) const
{
    QStringList said;
    for (const Leaf &one : m_leaves) {
        // Nothing stands behind a reference that is empty.
        bool there = true;
        for (const Leaf &other : m_leaves)
            there = there && !(one.path.startsWith(other.path + QLatin1Char('.')) &&
                               (other.field ? values.value(other.path).isNull()
                                            : values.value(other.path).integer() == 0));
        const Value value = values.value(one.path);
        const QString word =
            !there      ? QString()
            : one.field ? text(one.path, value)
                        : QStringLiteral("COUNT(%1) = %2")
                              .arg(QString(one.path).replace(QLatin1String("_id."), QLatin1String(".")))
                              .arg(value.integer());
        if (!word.isEmpty())
            said.append(word);
    }
    return said.join(QLatin1String(", "));
}

}  // namespace dw
