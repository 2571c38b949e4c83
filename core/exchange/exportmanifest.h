// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/exchange/files/atomicfile.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace dw
{

// Who took what out, when and by which filter (U29): as it stands in a file that was exported, or beside it,
// and in the audit. Texts are in the program's language, times in the workspace's zone.
struct ExportManifest
{
    QString user;
    QString login;
    Instant at;
    BusinessZone zone;
    QString object;
    QString report;  // else records
    QString view;    // the name of the list; may be empty
    QString where;
    QString quick;
    QStringList fields;
    qint64 rows = 0;
    QString file;  // its name, without a folder

    // "Exported by" and "Lin Xiaoyu (lin)", ...; without the rows, which a workbook counts by itself.
    QList<std::pair<QString, QString>> facts() const;
    // The same as lines of text, with the rows.
    QStringList lines() const;
    // "Lin Xiaoyu (lin), 2026-11-19 10:00", for paper.
    QString watermark() const;
    // {user, login, at, object, fields, rows, file, ...}: what is empty is left out.
    QJsonObject toJson() const;
    // Of data.export.
    QJsonObject arguments(const QByteArray &sha256) const;

    // Where the manifest of the file at `path` is that has no place for it: "list.csv.manifest.json".
    static QString pathBeside(const QString &path);
    // There once it is committed: the file comes first, and what an earlier one says stays until then. Errors
    // of AtomicFile.
    Result<AtomicFile> writeBeside(const QString &path, const QByteArray &sha256) const;
};

}  // namespace dw
