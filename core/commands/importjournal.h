// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/changeset.h"
#include "core/store/session.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace dw
{

// What an import did, so that it can be undone: one local value for each committed portion, written in its
// transaction. Never travels.
class ImportJournal
{
public:
    struct Line
    {
        QString object;
        Id id;
        bool created = false;
        qint64 updatedAt = 0;  // as the import left it: another value means that somebody was there since
        QJsonObject fields;    // updated: key -> [before, after], canonical JSON
    };

    explicit ImportJournal(const Id &batch) : m_batch(batch) {}

    Result<void> append(WriteSession &session, const ChangeSet &changes);
    // Keys of the portions, oldest first.
    Result<QStringList> portions(const ReadSession &session) const;
    // In the order in which it was done.
    Result<QList<Line>> read(const ReadSession &session, const QString &portion) const;
    Result<void> remove(WriteSession &session, const QString &portion) const;

private:
    QString area() const;

    Id m_batch;
    qint64 m_next = 1;
};

}  // namespace dw
