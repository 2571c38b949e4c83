// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QList>
#include <QString>

namespace dw::bench
{

// Fills the workspace of a server that was initialised and never started with so many records of all objects
// (new --scale). Ends the process where it cannot.
void fillServer(const QString &workspace, qint64 records);
// The same with so many users who are sales reps; from then on roles say who sees what.
QList<Id> fillReps(const QString &workspace, int count);

}  // namespace dw::bench
