// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/workspaces.h"

#include "core/sync/deviceidentity.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSaveFile>
#include <QStandardPaths>

namespace dw::desktop
{

namespace
{

constexpr qint64 LongestPath = 4096;

bool isWorkspace(const QString &folder)
{
    return QFileInfo::exists(folder + QStringLiteral("/workspace.db"));
}

// What is safe in a file name everywhere.
QString plain(const QString &text)
{
    static const QRegularExpression other(QStringLiteral("[^A-Za-z0-9._-]+"));
    QString name = text;
    return name.replace(other, QStringLiteral("_")).left(100);
}

}  // namespace

Workspaces::Workspaces()
    : m_root(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
             QStringLiteral("/dealwright"))
{}

QString Workspaces::own() const
{
    return m_root + QStringLiteral("/workspace");
}

QString Workspaces::servers() const
{
    return m_root + QStringLiteral("/servers");
}

QString Workspaces::startFile() const
{
    return m_root + QStringLiteral("/start");
}

QString Workspaces::start() const
{
    QFile file(startFile());
    if (!file.open(QIODevice::ReadOnly))
        return own();
    const QString folder = QString::fromUtf8(file.read(LongestPath)).trimmed();
    return !folder.isEmpty() && isWorkspace(folder) ? folder : own();
}

bool Workspaces::setStart(const QString &folder) const
{
    if (folder.isEmpty() || folder == own())
        return !QFile::exists(startFile()) || QFile::remove(startFile());
    QSaveFile file(startFile());
    return QDir().mkpath(m_root) && file.open(QIODevice::WriteOnly) &&
           file.write(folder.toUtf8() + '\n') > 0 && file.commit();
}

QString Workspaces::folderFor(const QUrl &server, const QString &login) const
{
    const QString name = servers() + QLatin1Char('/') + plain(server.authority() + QLatin1Char('-') + login);
    QString folder = name;
    for (int i = 2; QFileInfo::exists(folder) && !QDir(folder).isEmpty(); ++i)
        folder = name + QLatin1Char('-') + QString::number(i);
    return folder;
}

QList<Workspaces::Joined> Workspaces::joined() const
{
    QList<Joined> found;
    const QStringList names = QDir(servers()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        const QString folder = servers() + QLatin1Char('/') + name;
        const Result<DeviceIdentity> identity = DeviceIdentity::load(folder);
        if (identity.ok() && isWorkspace(folder))
            found.append({folder, identity->server.authority(), identity->login});
    }
    return found;
}

}  // namespace dw::desktop
