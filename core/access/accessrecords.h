// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/record.h"

#include <QList>

namespace dw
{

// The live records that decide who may what, whole.
struct AccessRecords
{
    QList<Record> roles;
    QList<Record> permissions;
    QList<Record> shares;
    QList<Record> users;
    QList<Record> teams;
    QList<Record> territories;
};

}  // namespace dw
