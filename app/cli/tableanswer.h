// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/clicontext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace dw
{

// {rows, count, as_of} and `more` on one line, or a table of tab-separated columns for people.
void answerTable(const CliContext &context, const QStringList &columns, const QJsonArray &rows, Instant asOf,
                 const QJsonObject &more = {});

}  // namespace dw
