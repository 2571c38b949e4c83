// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/records/listextras.h"

#include <QCoreApplication>

namespace dw::ui
{

// What the customers' list says of their open deals: the sum, and the most urgent next step with its time.
class AccountExtras final : public ListExtras
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::AccountExtras)

public:
    QList<Column> columns() const override;
    Result<QHash<Id, QList<Value>>> read(const Reader &reader, const QList<Record> &records) const override;
    QStringList dependsOn() const override { return {QStringLiteral("opportunity")}; }
};

}  // namespace dw::ui
