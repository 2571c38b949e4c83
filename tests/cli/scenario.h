// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

class ServerProgram;

// A session at the command line as tests/data/cli/*.txt writes it, run line by line in a folder of its own:
//   # a remark
//   + file.csv      makes a file of the lines "| ..." that follow
//   $ ARGUMENTS     runs dealwright-cli with -w ws and --now 2026-11-19T02:00:00Z; 'quotes' keep blanks
//   > LINE          of its standard output; "! LINE" of its standard error; "= N" its exit code
//   @name           keeps the first id that the command before has written; @name stands for it later
//   ~ file          shows a file that a command has written, as "> LINE"
//   %lock %unlock   another program holds the workspace
//   %server         a dealwright-server runs from here on, with the users chen and lin; @server stands for
//   its
//                   address, @pin for its fingerprint, @password for the file of its users' password
// In what is compared ids read <id>, the folder reads <dir>, milliseconds and processes <n>, the server
// <server> and its fingerprint <pin>.
class Scenario
{
public:
    Scenario();
    ~Scenario();

    // The text as it comes out: equal to what was given where everything is as it was written.
    QString play(const QString &text);

private:
    struct Holder;

    QString file(const QString &name) const { return m_folder.filePath(name); }
    QStringList run(const QString &line);
    QString masked(QString text) const;
    QString replaced(QString argument) const;
    void makeFile(const QString &name, const QStringList &lines) const;

    QTemporaryDir m_folder;
    QHash<QString, QString> m_names;
    QString m_lastOutput;
    std::unique_ptr<Holder> m_holder;
    std::unique_ptr<ServerProgram> m_server;
};

}  // namespace dw::test
