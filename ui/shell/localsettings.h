// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonValue>
#include <QObject>
#include <QString>
#include <QTimer>

namespace dw
{
class AsyncReader;
class CommandRunner;
}  // namespace dw

namespace dw::ui
{

// The person's own small settings on this laptop: language, theme, density, shortcuts, column widths, recent
// records. Loaded once at start, then answered from memory; writes go to the workspace's local values behind
// the person's back (coalesced, never waited for). GUI thread.
class LocalSettings : public QObject
{
    Q_OBJECT

public:
    LocalSettings(AsyncReader &reader, CommandRunner &commands, QObject *parent = nullptr);

    void load();  // blocks: before the window is shown only
    QJsonValue value(const QString &key, const QJsonValue &fallback = {}) const;
    void setValue(const QString &key, const QJsonValue &value);
    // Writes what is waiting; for the end of the program.
    void flush();

Q_SIGNALS:
    void changed(const QString &key);

private:
    AsyncReader &m_reader;
    CommandRunner &m_commands;
    QHash<QString, QJsonValue> m_values;
    QHash<QString, QJsonValue> m_waiting;
    QTimer m_writer;
};

}  // namespace dw::ui
