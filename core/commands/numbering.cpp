// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/numbering.h"

#include "core/commands/autonumber.h"

namespace dw
{

Result<Value> OwnNumbering::next(WriteSession &session, const Record &record, const Field &field, Date today)
{
    const ObjectType &object = record.type();
    if (field.numbers != NumberMode::DevicePrefix) {
        DW_ASSIGN(const qint64 number, session.nextNumber(object.key()));
        return Value(autoNumber(object, number));
    }
    DeviceNumber number{today.toQDate().year(), {}, 0};
    DW_ASSIGN(number.n, session.nextNumber(number.sequence(object, field)));
    return Value(number.text(object));
}

}  // namespace dw
