// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/returnedfields.h"

namespace dw
{

QList<int> returnedFields(const ObjectType &object, const Configuration &before)
{
    QList<int> fields;
    const ObjectTypePtr old = before.dictionary->find(object.key());
    for (int i = 0; old && i < object.fieldCount(); ++i) {
        const Field &field = object.field(i);
        if (field.custom && !field.isFormula() && field.isStored() && !old->find(field.key))
            fields.append(i);
    }
    return fields;
}

Result<Query> filledRecords(const ObjectTypePtr &object, const QList<int> &fields,
                            const Configuration &configuration)
{
    QStringList filled;
    for (const int field : fields)
        filled.append(QStringLiteral("NOT(ISBLANK(%1))").arg(object->field(field).key));
    const QString text =
        filled.size() == 1 ? filled.first() : QStringLiteral("OR(%1)").arg(filled.join(QLatin1String(", ")));
    DW_ASSIGN(Condition where, CheckedExpression::compile(text, CheckScope{configuration.dictionary, object,
                                                                           configuration.settings.currency}));
    return Query{object, std::move(where), {}, Query::Deleted::Include};
}

}  // namespace dw
