// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace dw::test
{

// A proxy that people run before servers, with a sample of packaging/server as its configuration. Ends with
// this object. Fails loudly.
class ProxyProgram
{
public:
    ProxyProgram() = default;
    ~ProxyProgram();  // ends it
    ProxyProgram(const ProxyProgram &) = delete;
    ProxyProgram &operator=(const ProxyProgram &) = delete;

    // Where the program is; empty: it is not installed.
    static QString found(const QString &name);
    // A file of packaging/server.
    static QString sample(const char *name);
    // `instead` of what the pattern finds in the sample, which must have it, line by line.
    static void put(QString &text, const char *pattern, const QString &instead);
    // Of this machine, that nobody listens on.
    static quint16 freePort();

    struct Command
    {
        QString program;
        QStringList arguments;
        quint16 port = 0;  // that laptops reach
    };
    // Returns once it listens; what it says goes to `log`.
    void start(const Command &command, const QString &log);
    void stop();

private:
    QProcess m_process;
};

}  // namespace dw::test
