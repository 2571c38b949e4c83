// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/serverprogram.h"

#include <QFile>
#include <QJsonDocument>
#include <QUrl>

#include <utility>

namespace dw::test
{

namespace
{

constexpr int PatienceMs = 120'000;

QJsonObject lineOf(QProcess &process)
{
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(PatienceMs))
            return {};
    }
    return QJsonDocument::fromJson(process.readLine()).object();
}

}  // namespace

ServerProgram::ServerProgram(QString program, QString root)
    : m_program(std::move(program)), m_root(std::move(root))
{
    writePassword();
    m_fingerprint = run(init()).value(QLatin1String("fingerprint")).toString();
}

ServerProgram::ServerProgram(QString program, QString root, const QString &database,
                             const ServerProgram *first)
    : m_program(std::move(program)), m_root(std::move(root))
{
    writePassword();
    const QStringList in{QStringLiteral("--database"), database};
    if (!first) {
        m_fingerprint = run(init() + in).value(QLatin1String("fingerprint")).toString();
        return;
    }
    run(QStringList{QStringLiteral("init"), QStringLiteral("--name"), QStringLiteral("acme"),
                    QStringLiteral("--join")} +
        in);
    if (QProcess::execute(QStringLiteral("cp"),
                          {QStringLiteral("-a"), first->folder() + QStringLiteral("/tls/."),
                           folder() + QStringLiteral("/tls/")}) != 0)
        qFatal("cannot copy the certificate");
    m_fingerprint = first->m_fingerprint;
}

void ServerProgram::writePassword() const
{
    QFile file(passwordFile());
    if (!file.open(QIODevice::WriteOnly) || file.write(password().toUtf8() + '\n') < 0)
        qFatal("cannot write %s", qPrintable(passwordFile()));
}

QStringList ServerProgram::init() const
{
    return {QStringLiteral("init"),
            QStringLiteral("--name"),
            QStringLiteral("acme"),
            QStringLiteral("--admin"),
            QStringLiteral("chen"),
            QStringLiteral("--zone"),
            QStringLiteral("Asia/Shanghai"),
            QStringLiteral("--password-file"),
            passwordFile()};
}

ServerProgram::~ServerProgram()
{
    kill();
}

ServerProgram::Ended ServerProgram::tryTo(const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_root);
    process.start(
        m_program,
        QStringList{QStringLiteral("-d"), QStringLiteral("server"), QStringLiteral("--json")} + arguments);
    Ended ended;
    if (!process.waitForFinished(PatienceMs) || process.exitStatus() != QProcess::NormalExit)
        return ended;
    ended.code = process.exitCode();
    ended.output = process.readAllStandardOutput();
    ended.errors = process.readAllStandardError();
    return ended;
}

QJsonObject ServerProgram::run(const QStringList &arguments) const
{
    const Ended ended = tryTo(arguments);
    if (ended.code != 0)
        qFatal("dealwright-server %s: %s", qPrintable(arguments.join(QLatin1Char(' '))),
               ended.errors.constData());
    return QJsonDocument::fromJson(ended.output).object();
}

void ServerProgram::addUser(const QString &login, const QStringList &more) const
{
    run(QStringList{QStringLiteral("user"), QStringLiteral("add"), login, QStringLiteral("--name"), login,
                    QStringLiteral("--email"), login + QStringLiteral("@acme.cn"),
                    QStringLiteral("--password-file"), passwordFile()} +
        more);
}

void ServerProgram::start(const QStringList &more)
{
    m_process = std::make_unique<QProcess>();
    m_process->setStandardErrorFile(m_root + QStringLiteral("/server.log"), QIODevice::Append);
    m_process->setWorkingDirectory(m_root);
    m_process->start(m_program,
                     QStringList{QStringLiteral("-d"), QStringLiteral("server"), QStringLiteral("--json"),
                                 QStringLiteral("serve"), QStringLiteral("--listen"),
                                 QStringLiteral("127.0.0.1:%1").arg(m_port)} +
                         more);
    const QUrl url(lineOf(*m_process).value(QLatin1String("url")).toString());
    if (url.port() <= 0)
        qFatal("the server did not start; see %s/server.log", qPrintable(m_root));
    m_port = quint16(url.port());
}

void ServerProgram::startBehind(const QString &socket, quint16 port)
{
    m_process = std::make_unique<QProcess>();
    m_process->setStandardErrorFile(m_root + QStringLiteral("/server.log"), QIODevice::Append);
    m_process->setWorkingDirectory(m_root);
    m_process->start(m_program, {QStringLiteral("-d"), QStringLiteral("server"), QStringLiteral("--json"),
                                 QStringLiteral("serve"), QStringLiteral("--log"), QStringLiteral("debug"),
                                 QStringLiteral("--socket"), socket});
    if (lineOf(*m_process).isEmpty())
        qFatal("the server did not start; see %s/server.log", qPrintable(m_root));
    m_port = port;
}

QByteArray ServerProgram::log() const
{
    QFile file(m_root + QStringLiteral("/server.log"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ServerProgram::kill()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(PatienceMs);
    m_process.reset();
}

void ServerProgram::stop()
{
    m_process->terminate();
    if (!m_process->waitForFinished(PatienceMs))
        qFatal("the server does not stop");
    m_process.reset();
}

}  // namespace dw::test
