// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace dw
{

// Takes the members of a request's JSON body, and remembers if one is missing or not what it should be.
class JsonArguments
{
public:
    explicit JsonArguments(const QJsonObject &object) : m_object(object) {}

    QString text(const QString &key);          // must be there; may be empty
    QString optionalText(const QString &key);  // empty if it is not there
    QByteArray bytes(const QString &key);      // base64url; must be there and some
    Id id(const QString &key);
    Id optionalId(const QString &key);
    bool flag(const QString &key);  // false if it is not there
    bool ok() const { return m_ok; }

private:
    const QJsonObject &m_object;
    bool m_ok = true;
};

}  // namespace dw
