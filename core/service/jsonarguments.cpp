// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/jsonarguments.h"

#include "core/service/serverkeys.h"

namespace dw
{

QString JsonArguments::text(const QString &key)
{
    const QJsonValue value = m_object.value(key);
    m_ok = m_ok && value.isString();
    return value.toString();
}

QString JsonArguments::optionalText(const QString &key)
{
    return m_object.contains(key) ? text(key) : QString();
}

QByteArray JsonArguments::bytes(const QString &key)
{
    const QByteArray decoded = fromBase64Url(text(key).toLatin1());
    m_ok = m_ok && !decoded.isEmpty();
    return decoded;
}

Id JsonArguments::id(const QString &key)
{
    const std::optional<Id> id = Id::fromString(text(key));
    m_ok = m_ok && id;
    return id.value_or(Id());
}

Id JsonArguments::optionalId(const QString &key)
{
    return m_object.contains(key) ? id(key) : Id();
}

bool JsonArguments::flag(const QString &key)
{
    const QJsonValue value = m_object.value(key);
    m_ok = m_ok && (value.isUndefined() || value.isBool());
    return value.toBool();
}

}  // namespace dw
