// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/idgenerator.h"
#include "core/commands/commandrunner.h"
#include "core/reading/reader.h"
#include "core/store/workspace.h"
#include "tests/support/testworkspace.h"

#include <QJsonObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace dw::test
{

// A real standalone workspace in yuan, at 2026-11-19 10:00 in Shanghai, and its command runner.
class DealWorld
{
public:
    explicit DealWorld(std::shared_ptr<const Policy> policy = std::make_shared<OwnerPolicy>());

    // Closes the workspace and opens it again, as at the next start.
    void reopen();
    CommandResult attempt(const char *command, const QJsonObject &arguments);
    // Fails the test unless it is applied.
    CommandResult run(const char *command, const QJsonObject &arguments);
    Id create(const char *object, const QJsonObject &set);
    void update(const char *object, const Id &id, const QJsonObject &set);
    void remove(const char *object, const Id &id);
    void undo(const CommandResult &result);
    Id account(const QString &name, QJsonObject set = {});
    // Of the standard pipeline's first stage, with what it asks for.
    Id deal(const QString &name, const Id &account, QJsonObject set = {});
    // To another stage; what its gate misses is waived.
    CommandResult advance(const Id &deal, const QString &stage);
    Id stage(QStringView key) const;
    // As stored, deleted or not; invalid if there is none.
    Record stored(const char *object, const Id &id);
    Value value(const char *object, const Id &id, const char16_t *field);
    void read(const std::function<void(const Reader &)> &work);

    static QString said(const CommandResult &result);

    QTemporaryDir folder;
    TestWorkspace place{folder.filePath(QStringLiteral("w"))};
    FixedClock clock;
    IdGenerator ids;
    std::shared_ptr<const Policy> policy;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<CommandRunner> runner;
    Actor actor;
};

}  // namespace dw::test
