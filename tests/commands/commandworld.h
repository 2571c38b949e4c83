// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/exchange/import_support.h"

#include <QJsonArray>
#include <QJsonObject>

namespace dw::test
{

// A new workspace with one customer, for commands one at a time.
class CommandWorld
{
public:
    explicit CommandWorld(std::shared_ptr<const Policy> policy = std::make_shared<OwnerPolicy>());

    ImportWorld &base() { return m_world; }
    CommandResult run(const char *command, const QJsonObject &arguments);
    // Fails loudly unless it is applied; the main record's id.
    Id done(const char *command, const QJsonObject &arguments);
    Id create(const char *object, const QJsonObject &set);
    CommandResult update(const char *object, const Id &id, const QJsonObject &set,
                         const QJsonObject &base = {});
    // A deal of the customer in its first stage.
    Id deal(const QString &name);
    Record stored(const char *object, const Id &id);
    qint64 auditLines();

    static QString textOf(const CommandResult &result);

    Id account;

private:
    ImportWorld m_world;
};

}  // namespace dw::test
