// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/signins.h"

#include "ui/sync/synctext.h"

#include <utility>

namespace dw::ui
{

SignIns::SignIns(UiContext &context, QObject *parent)
    : QObject(parent), m_context(context), m_joined(DeviceIdentity::isIn(context.reader.workspace().folder()))
{}

std::optional<SignIns::State> SignIns::of(const Id &user) const
{
    const auto known = m_states.constFind(user);
    return known == m_states.cend() ? std::nullopt : std::optional(*known);
}

void SignIns::read(const QList<Id> &users)
{
    if (!m_joined || users.isEmpty())
        return;
    using Known = QHash<Id, State>;
    const QString folder = m_context.reader.workspace().folder();
    const bool begun = m_reading.runAs<Known>(
        folder, {},
        [folder, users](HttpTransport &transport, const DeviceIdentity &identity) {
            ServerLine line(identity, folder, transport, {2, 500, 2'000});
            return ServerPasswords::of(line, users);
        },
        [this](const Result<Known> &known) {
            m_problem = known.ok() ? QString() : syncText(known.error());
            if (known.ok())
                m_states = *known;
            Q_EMIT changed();
            if (!m_wanted.isEmpty())
                read(std::exchange(m_wanted, {}));
        });
    if (!begun)
        m_wanted = users;
}

bool SignIns::give(const Id &user, std::function<void(const Result<QString> &)> done)
{
    const QString folder = m_context.reader.workspace().folder();
    return m_giving.runAs<QString>(
        folder, {},
        [folder, user](HttpTransport &transport, const DeviceIdentity &identity) {
            ServerLine line(identity, folder, transport, {2, 500, 2'000});
            return ServerPasswords::give(line, user);
        },
        [this, user, done = std::move(done)](const Result<QString> &given) {
            if (given.ok()) {
                m_states.insert(user, State::MustChange);
                Q_EMIT changed();
            }
            done(given);
        });
}

}  // namespace dw::ui
