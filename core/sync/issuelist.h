// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/serverjob.h"

#include <QJsonArray>

namespace dw
{

// What laptops sent and the server refused, as IssueBook::list() tells it, asked online by a laptop whose
// workspace is in `folder`. False while `job` runs. Errors: as ServerLine::ask() and ServerLine::errorOf().
bool readServerIssues(ServerJob &job, const QString &folder,
                      std::function<void(const Result<QJsonArray> &)> done);

}  // namespace dw
