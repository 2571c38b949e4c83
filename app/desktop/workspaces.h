// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace dw::desktop
{

// The workspaces of this user on this computer: the own one, and a folder for each server that was joined.
// Which of them the program opens by itself is the line of the file "start" beside them.
class Workspaces
{
public:
    // ${XDG_DATA_HOME:-~/.local/share}/dealwright
    Workspaces();
    explicit Workspaces(const QString &root) : m_root(root) {}

    QString own() const;
    // What opens without being told: the one that was joined or chosen last, while it is there; else the own.
    QString start() const;
    // An empty folder is the own one.
    bool setStart(const QString &folder) const;

    // Absent or empty: where joining this server as this user makes its workspace.
    QString folderFor(const QUrl &server, const QString &login) const;
    struct Joined
    {
        QString folder;
        QString server;  // "crm.example.com:8443"
        QString login;
    };
    QList<Joined> joined() const;

private:
    QString servers() const;
    QString startFile() const;

    const QString m_root;
};

}  // namespace dw::desktop
