// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/commandrunner.h"
#include "core/store/accountstore.h"

#include <QJsonObject>

namespace dw
{

// What a laptop may hold (sync-protocol.md 3.20: "what was on the lost laptop"), in numbers, never values:
// what its user may see is what a laptop is given. By the rights and records of now: what came, went or was
// deleted since its last contact is not on it as it is counted here. Of a user who was disabled since, by the
// rights that they had.
class DeviceContents
{
public:
    DeviceContents(const CommandRunner &runner, Instant now) : m_runner(runner), m_now(now) {}

    // {device, short, name, platform, state, last_contact, user, login, as_of, records, rows: [{object,
    // label_en, label_zh, records, sensitive: [key]}]}: objects of which the user sees a record, the most
    // first; `sensitive` are the fields of personal or secret values that they read in clear. Reads a
    // snapshot that has been begun; counts, so that it takes a second for a million records.
    Result<QJsonObject> of(const ReadSession &session, const DeviceRecord &device) const;

private:
    Result<std::shared_ptr<const Policy>> policyOf(const ReadSession &session, const Record &user) const;

    const CommandRunner &m_runner;
    const Instant m_now;
};

}  // namespace dw
