// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw::bench
{

// Fills the workspace of a server that was initialised and never started with so many records of all objects
// (new --scale). Ends the process where it cannot.
void fillServer(const QString &workspace, qint64 records);

}  // namespace dw::bench
