// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace dw::test
{

// A real dealwright-server in a folder of its own, with the workspace "acme" and its owner "chen", on a free
// port of this machine. Passwords of all: ServerProgram::password(). Fails loudly.
class ServerProgram
{
public:
    // `program` is the file; `root` an empty folder.
    ServerProgram(QString program, QString root);
    // Its workspace in a PostgreSQL database; with `first` another server of that one's, with its
    // certificate.
    ServerProgram(QString program, QString root, const QString &database,
                  const ServerProgram *first = nullptr);
    ~ServerProgram();  // kills it

    static QString password() { return QStringLiteral("correct horse battery"); }
    QString passwordFile() const { return m_root + QStringLiteral("/password"); }
    QString folder() const { return m_root + QStringLiteral("/server"); }
    QString url() const { return QStringLiteral("https://127.0.0.1:%1").arg(m_port); }
    quint16 port() const { return m_port; }
    QString fingerprint() const { return m_fingerprint; }

    // The one line that the program answers.
    QJsonObject run(const QStringList &arguments) const;
    struct Ended
    {
        int code = -1;
        QByteArray output;
        QByteArray errors;
    };
    // Also what it refuses.
    Ended tryTo(const QStringList &arguments) const;
    void addUser(const QString &login, const QStringList &more = {}) const;
    // Listens where it listened before.
    void start(const QStringList &more = {});
    // On a socket, behind a proxy that laptops reach at `port`; says every request in its log.
    void startBehind(const QString &socket, quint16 port);
    QByteArray log() const;
    qint64 process() const { return m_process ? m_process->processId() : 0; }
    void kill();  // at once: kill -9
    void stop();  // as an administrator stops it

private:
    void writePassword() const;
    QStringList init() const;

    const QString m_program;
    const QString m_root;
    QString m_fingerprint;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_process;
};

}  // namespace dw::test
