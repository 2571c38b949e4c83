// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/numbersupply.h"

#include "core/sync/laptopnumbering.h"
#include "core/sync/writerjob.h"

namespace dw
{

Result<void> NumberSupply::takeShortName()
{
    const DeviceIdentity identity = m_line.identity();
    Result<QString> known = QString();
    m_workspace.readNow([&](ReadSession &session) { known = LaptopNumbering::shortName(session); });
    DW_TRY(known);
    if (*known == identity.shortName)
        return {};
    return saveOnWriter(m_workspace, Durability::Saved, [&](WriteSession &session) {
        return LaptopNumbering::setShortName(session, identity.device, identity.shortName);
    });
}

Result<void> NumberSupply::lease()
{
    Result<std::optional<QJsonObject>> request = std::optional<QJsonObject>();
    m_workspace.readNow([&](ReadSession &session) { request = m_client.leaseRequest(session); });
    DW_TRY(request);
    if (!*request)
        return {};
    DW_ASSIGN(const SyncAnswer answer, m_line.ask(QStringLiteral("numbers/lease"), **request));
    const auto taken = onWriter<bool>(m_workspace, [&](WriteSession &session) -> Result<bool> {
        DW_TRY(m_client.applyLease(session, **request, answer));
        return true;
    });
    return taken.ok() ? Result<void>() : Result<void>(taken.error());
}

}  // namespace dw
