// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/rulebook.h"
#include "ui/records/listextras.h"

#include <QCoreApplication>

namespace dw::ui
{

// What a customer's list says of its open deals: the days in the present stage, marked when over its limit.
class DealExtras final : public ListExtras
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::DealExtras)

public:
    explicit DealExtras(RulebookPtr rulebook) : m_rulebook(std::move(rulebook)) {}

    QList<Column> columns() const override;
    Result<QHash<Id, QList<Value>>> read(const Reader &reader, const QList<Record> &records) const override;
    QStringList dependsOn() const override { return {}; }

private:
    RulebookPtr m_rulebook;
};

}  // namespace dw::ui
