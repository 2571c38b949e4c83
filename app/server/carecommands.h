// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/servercommand.h"

namespace dw
{

class ServerBackupCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("backup"); }
    QString usage() const override { return QStringLiteral("backup FOLDER"); }
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

// Proves that a backup comes back: restores it into a folder that goes again, and verifies what came.
class ServerRehearseCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("rehearse"); }
    QString usage() const override { return QStringLiteral("rehearse FOLDER"); }
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

class ServerRestoreCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("restore"); }
    QString usage() const override { return QStringLiteral("restore FOLDER"); }
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

// From a folder into a PostgreSQL database.
class ServerMigrateCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("migrate"); }
    QString usage() const override { return QStringLiteral("migrate --to postgresql://USER@HOST/DATABASE"); }
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

// Of the certificate that init made: what people compare when they enrol.
class ServerFingerprintCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("fingerprint"); }
    QString usage() const override { return QStringLiteral("fingerprint"); }
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

class ServerVerifyCommand final : public ServerCommand
{
public:
    QString name() const override { return QStringLiteral("verify"); }
    QString usage() const override { return QStringLiteral("verify"); }
    ServerExit run(const QStringList &arguments, ServerContext &context) const override;
};

}  // namespace dw
