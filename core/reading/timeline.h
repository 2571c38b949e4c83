// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"

namespace dw
{

// The merged history of a record (and, for a customer, of its deals): activities, stage moves, changes.
// Newest first, older than `before`.
Result<QList<TimelineEntry>> readTimeline(const Reader &reader, const RecordRef &ref, int limit,
                                          const TimelineKey &before);

}  // namespace dw
