// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/numbering.h"
#include "core/dictionary/dictionary.h"

#include <QString>
#include <QStringList>

namespace dw
{

// The numbers that a joined laptop gives without a line (sync-protocol.md 3.9): with its short name in them,
// or out of ranges that its server leased to it. What it has neither for stays empty, and the server gives
// it. Short name and ranges belong to the device: a laptop that is registered anew has none of before.
class LaptopNumbering final : public Numbering
{
public:
    // A range with fewer numbers left is the last but one.
    static constexpr qint64 FewLeft = 10;

    Result<Value> next(WriteSession &session, const Record &record, const Field &field, Date today) override;

    // In the running transaction. An empty name: none.
    static Result<void> setShortName(WriteSession &session, const Id &device, const QString &name);
    static Result<QString> shortName(const ReadSession &session);
    // Objects of whose leased numbers few are left.
    static Result<QStringList> runningOut(const ReadSession &session, const Dictionary &dictionary);
    // In the running transaction; what is no range is left out.
    static Result<void> addRange(WriteSession &session, const QString &object, qint64 first, qint64 last);
};

}  // namespace dw
