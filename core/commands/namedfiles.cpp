// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/namedfiles.h"

namespace dw
{

Result<QSet<QByteArray>> namedFiles(const ReadSession &session, const Dictionary &dictionary)
{
    QSet<QByteArray> named;
    for (const ObjectTypePtr &type : dictionary.objects()) {
        QList<int> fields;
        for (int i = 0; i < type->fieldCount(); ++i) {
            const Field &field = type->field(i);
            if (field.type == FieldType::Blob ||
                (type->key() == QLatin1String("attachment") && field.key == QLatin1String("sha256")))
                fields.append(i);
        }
        if (fields.isEmpty())
            continue;
        DW_ASSIGN(const auto cursor, session.open({type, nullptr, {}, Query::Deleted::Include}, fields, {}));
        QList<Record> page;
        do {
            DW_TRY(cursor->next(page, 1000));
            for (const Record &record : std::as_const(page)) {
                for (const int field : fields)
                    named.insert(QByteArray::fromHex(record.value(field).text().toLatin1()));
            }
        } while (!page.isEmpty());
    }
    return named;
}

}  // namespace dw
