// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"

#include <QString>

#include <optional>

namespace dw
{

// A user of the workspace, as far as the server's door wants to know.
struct ServerUser
{
    Id id;
    QString login;
    QString name;
    bool active = false;         // a disabled one may nothing
    bool administrator = false;  // may change users and devices of others
};

// Who works here. Thread-safe; may block.
class UserDirectory
{
public:
    virtual ~UserDirectory() = default;
    virtual Result<std::optional<ServerUser>> byLogin(const QString &login) = 0;
    virtual Result<std::optional<ServerUser>> byId(const Id &id) = 0;
};

}  // namespace dw
