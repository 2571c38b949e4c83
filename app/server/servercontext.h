// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/idgenerator.h"
#include "core/service/serverfolder.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QTextStream>

namespace dw
{

// What every command of the server program works with. Owned by main().
struct ServerContext
{
    ServerFolder folder;
    bool json = false;
    const Clock &clock;
    IdGenerator &ids;
    QTextStream &in;
    QTextStream &out;
    QTextStream &err;

    // One JSON object on one line.
    void answer(const QJsonObject &object) const;
    // {rows, count, as_of} on one line, or a table of tab-separated columns for people.
    void answerTable(const QStringList &columns, const QJsonArray &rows) const;
    void say(const QString &line) const;
    // "dealwright-server: <what and what to do>" in one line.
    void complain(const Error &error) const;
};

}  // namespace dw
