// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/laptops/proxyprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace dw::test
{

namespace
{

constexpr int StartMs = 20'000;

}  // namespace

ProxyProgram::~ProxyProgram()
{
    stop();
}

QString ProxyProgram::found(const QString &name)
{
    const QString path = QStandardPaths::findExecutable(name);
    return path.isEmpty() ? QStandardPaths::findExecutable(name, {QStringLiteral("/usr/sbin")}) : path;
}

QString ProxyProgram::sample(const char *name)
{
    QFile file(QStringLiteral(DEALWRIGHT_PROXIES "/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

void ProxyProgram::put(QString &text, const char *pattern, const QString &instead)
{
    const QRegularExpression expression(QString::fromLatin1(pattern), QRegularExpression::MultilineOption);
    if (!text.contains(expression))
        qFatal("the sample has no %s", pattern);
    text.replace(expression, instead);
}

quint16 ProxyProgram::freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port");
    return server.serverPort();
}

void ProxyProgram::start(const Command &command, const QString &log)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(log);
    m_process.start(command.program, command.arguments);
    const auto answers = [&] {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), command.port);
        return socket.waitForConnected(200);
    };
    if (!QTest::qWaitFor(answers, StartMs)) {
        QFile file(log);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the proxy says nothing");
        qFatal("the proxy did not start: %s", file.readAll().constData());
    }
}

void ProxyProgram::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(5'000))
        m_process.kill();
    m_process.waitForFinished();
}

}  // namespace dw::test
