// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/fieldmask.h"

#include <QStringList>

namespace dw
{

namespace
{

// The object that one step of a path leads to: a followed reference ("account") or a collection ("lines").
ObjectTypePtr stepTarget(const Dictionary &dictionary, const ObjectType &object, const QString &step)
{
    if (const Collection *collection = object.collection(step))
        return dictionary.find(collection->object);
    if (const Field *reference = object.find(QString(step + QLatin1String("_id"))))
        return dictionary.find(reference->target);
    return nullptr;
}

Error forbidden(const ObjectType &object, const QString &field)
{
    return Error(ErrorCode::Forbidden, QStringLiteral("access.forbidden_field"), {object.key(), field});
}

Result<void> checkPath(const QStringList &path, const ObjectTypePtr &root, const Actor &actor,
                       const Policy &policy, const Dictionary &dictionary)
{
    ObjectTypePtr object = root;
    for (qsizetype i = 0; i < path.size() && object; ++i) {
        const FieldRights rights = policy.fields(actor, *object);
        const QString &step = path[i];
        if (object->find(step)) {
            if (!rights.mayRead(step))
                return forbidden(*object, step);
            return {};
        }
        if (const QString reference = step + QLatin1String("_id");
            object->find(reference) && !rights.mayRead(reference))
            return forbidden(*object, reference);
        object = stepTarget(dictionary, *object, step);
        if (object && !policy.may(actor, Action::Read, *object, nullptr).allowed)
            return forbidden(*object, path.value(i + 1));
    }
    return {};
}

}  // namespace

QString maskedText(const Field &field, const Value &value)
{
    if (value.isNull())
        return {};
    const QString text = value.text();
    if (field.type == FieldType::Phone && text.size() >= 8) {
        const QString local = text.startsWith(QLatin1String("+86")) ? text.mid(3) : text;
        return local.left(3) + QStringLiteral("****") + local.right(4);
    }
    if (field.type == FieldType::Email) {
        const qsizetype at = text.indexOf(QLatin1Char('@'));
        return at > 0 ? text.left(1) + QStringLiteral("***") + text.mid(at) : QStringLiteral("***");
    }
    return QStringLiteral("•••");
}

void applyRights(Record &record, const FieldRights &rights)
{
    if (!rights.restrictsAny())
        return;
    for (auto right = rights.byField.constBegin(); right != rights.byField.constEnd(); ++right) {
        const int index = record.type().indexOf(right.key());
        if (index < 0)
            continue;
        if (right.value() == FieldRight::Hidden)
            record.set(index, Value());
        else if (right.value() == FieldRight::Masked)
            record.set(index, Value(maskedText(record.type().field(index), record.value(index))));
    }
}

Result<void> checkFields(const CheckedExpression &expression, const Actor &actor, const Policy &policy,
                         const Dictionary &dictionary)
{
    for (const QString &path : expression.fieldsRead())
        DW_TRY(checkPath(path.split(QLatin1Char('.')), expression.object(), actor, policy, dictionary));
    return {};
}

}  // namespace dw
