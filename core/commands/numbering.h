// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/records/record.h"
#include "core/store/session.h"

namespace dw
{

// Who gives the numbers of AutoNumber fields where a command runs (NumberMode). Never the highest one there
// is and one more: what counts them only goes on, whatever becomes of the records. In the running
// transaction.
class Numbering
{
public:
    virtual ~Numbering() = default;
    // Of a new record; null: somebody else gives it later. `today` is of the business zone.
    virtual Result<Value> next(WriteSession &session, const Record &record, const Field &field,
                               Date today) = 0;
};

// Where the last word is: a standalone workspace, a server.
class OwnNumbering : public Numbering
{
public:
    Result<Value> next(WriteSession &session, const Record &record, const Field &field, Date today) override;
};

}  // namespace dw
