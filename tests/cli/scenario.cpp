// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/scenario.h"

#include "core/base/clock.h"
#include "core/base/idgenerator.h"
#include "core/dictionary/builtindictionary.h"
#include "core/store/workspace.h"
#include "tests/support/serverprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QRegularExpression>

namespace dw::test
{

namespace
{

const QRegularExpression &idPattern()
{
    static const QRegularExpression pattern(
        QStringLiteral("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));
    return pattern;
}

QStringList splitArguments(const QString &line)
{
    QStringList arguments;
    QString current;
    bool quoted = false, any = false;
    for (const QChar c : line) {
        if (c == QLatin1Char('\'')) {
            quoted = !quoted;
            any = true;
        } else if (c == QLatin1Char(' ') && !quoted) {
            if (any)
                arguments.append(current);
            current.clear();
            any = false;
        } else {
            current.append(c);
            any = true;
        }
    }
    if (any)
        arguments.append(current);
    return arguments;
}

void appendLines(QStringList &shown, const char *mark, const QString &text)
{
    if (text.isEmpty())
        return;
    QStringList lines = text.split(QLatin1Char('\n'));
    if (lines.last().isEmpty())
        lines.removeLast();
    else
        lines.last() += QLatin1String("<no end of line>");
    for (const QString &line : std::as_const(lines))
        shown.append(line.isEmpty() ? QString::fromLatin1(mark)
                                    : QLatin1String(mark) + QLatin1Char(' ') + line);
}

}  // namespace

struct Scenario::Holder
{
    SystemClock clock;
    IdGenerator ids{clock};
    std::unique_ptr<Workspace> workspace;
};

Scenario::Scenario() = default;

Scenario::~Scenario() = default;

QString Scenario::masked(QString text) const
{
    if (m_server) {
        const QString address = m_server->url().section(QLatin1Char('/'), 2);
        text.replace(m_server->url(), QLatin1String("<server>"));
        text.replace(address, QLatin1String("<server>"));
        text.replace(m_server->fingerprint(), QLatin1String("<pin>"));
    }
    text.replace(m_folder.path(), QLatin1String("<dir>"));
    text.replace(idPattern(), QStringLiteral("<id>"));
    static const QRegularExpression milliseconds(QStringLiteral("_ms\":\\d+"));
    text.replace(milliseconds, QStringLiteral("_ms\":<n>"));
    static const QRegularExpression holder(QStringLiteral("process \\d+ on \\S+\\)"));
    text.replace(holder, QStringLiteral("process <n>)"));
    return text;
}

QString Scenario::replaced(QString argument) const
{
    for (auto name = m_names.cbegin(); name != m_names.cend(); ++name)
        argument.replace(QLatin1Char('@') + name.key(), name.value());
    return argument;
}

void Scenario::makeFile(const QString &name, const QStringList &lines) const
{
    QFile made(file(name));
    const QByteArray content = lines.isEmpty() ? QByteArray() : lines.join(QLatin1Char('\n')).toUtf8() + '\n';
    if (!made.open(QIODevice::WriteOnly) || made.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(made.fileName()));
}

QStringList Scenario::run(const QString &line)
{
    QStringList arguments{QStringLiteral("-w"), QStringLiteral("ws"), QStringLiteral("--now"),
                          QStringLiteral("2026-11-19T02:00:00Z")};
    for (const QString &argument : splitArguments(line))
        arguments.append(replaced(argument));
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("USER"), QStringLiteral("tester"));
    program.setProcessEnvironment(environment);
    program.setWorkingDirectory(m_folder.path());
    program.start(QStringLiteral(DEALWRIGHT_CLI), arguments);
    if (!program.waitForFinished(300000) || program.exitStatus() != QProcess::NormalExit)
        return {QStringLiteral("= crashed")};
    m_lastOutput = QString::fromUtf8(program.readAllStandardOutput());
    QStringList shown;
    appendLines(shown, ">", masked(m_lastOutput));
    appendLines(shown, "!", masked(QString::fromUtf8(program.readAllStandardError())));
    shown.append(QStringLiteral("= %1").arg(program.exitCode()));
    return shown;
}

QString Scenario::play(const QString &text)
{
    QStringList shown;
    QStringList lines = text.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines[i];
        const QString rest = line.mid(2);
        if (line.startsWith(QLatin1String("> ")) || line.startsWith(QLatin1String("! ")) ||
            line.startsWith(QLatin1String("= ")) || line == QLatin1String(">"))
            continue;
        shown.append(line);
        if (line.startsWith(QLatin1String("$ "))) {
            shown += run(rest);
        } else if (line.startsWith(QLatin1String("+ "))) {
            QStringList content;
            while (i + 1 < lines.size() && lines[i + 1].startsWith(QLatin1Char('|'))) {
                shown.append(lines[++i]);
                content.append(replaced(lines[i].mid(2)));
            }
            makeFile(rest, content);
        } else if (line.startsWith(QLatin1Char('@'))) {
            m_names.insert(line.mid(1), idPattern().match(m_lastOutput).captured());
        } else if (line.startsWith(QLatin1String("~ "))) {
            QFile written(file(rest));
            appendLines(shown, ">",
                        written.open(QIODevice::ReadOnly) ? masked(QString::fromUtf8(written.readAll()))
                                                          : QStringLiteral("<no file>\n"));
        } else if (line == QLatin1String("%lock")) {
            m_holder = std::make_unique<Holder>();
            auto definitions = BuiltinDictionary::definitions();
            auto opened = Workspace::open(file(QStringLiteral("ws")), Workspace::Access::ReadWrite,
                                          *Dictionary::build(*definitions), m_holder->clock, m_holder->ids);
            if (!opened.ok())
                qFatal("cannot hold the workspace");
            m_holder->workspace = std::move(opened).value();
        } else if (line == QLatin1String("%server")) {
            const QString root = file(QStringLiteral("server"));
            if (!QDir().mkpath(root))
                qFatal("cannot make %s", qPrintable(root));
            m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), root);
            m_server->addUser(QStringLiteral("lin"));
            m_server->start();
            m_names.insert(QStringLiteral("server"), m_server->url());
            m_names.insert(QStringLiteral("pin"), m_server->fingerprint());
            m_names.insert(QStringLiteral("password"), m_server->passwordFile());
        } else if (line == QLatin1String("%unlock")) {
            m_holder.reset();
        }
    }
    return shown.join(QLatin1Char('\n'));
}

}  // namespace dw::test
