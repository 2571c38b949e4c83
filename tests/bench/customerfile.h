// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/importmapping.h"

#include <QRandomGenerator>
#include <QString>

namespace dw::bench
{

// A CSV file of customers nobody has yet, with what such files have. False when it cannot be written.
bool writeCustomers(const QString &path, int rows, QRandomGenerator &random);
// As the import screen proposes it.
Result<ImportMapping> customerMapping(const QString &path, const DictionaryPtr &dictionary);

}  // namespace dw::bench
