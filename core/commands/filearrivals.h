// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QByteArray>

namespace dw
{

// Which files a server has got, and from whom: a fingerprint alone proves nothing, the bytes do. Thread-safe.
class FileArrivals
{
public:
    virtual ~FileArrivals() = default;
    virtual bool hasFrom(const Id &user, const QByteArray &sha256) const = 0;
};

}  // namespace dw
