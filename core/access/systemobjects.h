// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace dw
{

// What every user needs to work at all and may read without a role: who works here, how deals go, rates.
bool isCommonKnowledge(const QString &object);
// What users keep for themselves: their views, their reports, what they were told.
bool isPersonal(const QString &object);
// Changed by administrators alone, whatever permissions say: who may change it could give themselves rights.
bool isRuled(const QString &object);
// And read by them alone.
bool isSecret(const QString &object);
// A field of a ruled object that users set on their own record.
bool isOwnAffair(const QString &object, const QString &field);

}  // namespace dw
