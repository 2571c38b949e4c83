// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/dictionary.h"
#include "core/records/changeset.h"
#include "core/store/session.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <functional>

namespace dw
{

// What an import did, so that it can be undone: local values written in the transaction of each committed
// portion, none of more than PieceLines lines, so that undoing one does not keep the writer for long. Never
// travels.
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

    static constexpr qsizetype PieceLines = 250;
    Result<void> append(WriteSession &session, const ChangeSet &changes);
    // Keys of the pieces, oldest first.
    Result<QStringList> portions(const ReadSession &session) const;
    // In the order in which it was done.
    Result<QList<Line>> read(const ReadSession &session, const QString &portion) const;
    Result<void> remove(WriteSession &session, const QString &portion) const;

    // What no longer may be known here is left out: `edit` changes a line, or says by false that none of it
    // stays. In the running transaction.
    using Edit = std::function<bool(Line &line)>;
    Result<void> revise(WriteSession &session, const Edit &edit) const;
    // Every import of this workspace that has a journal, or had one.
    static Result<QList<Id>> batches(const ReadSession &session, const Dictionary &dictionary);

private:
    QString area() const;
    Result<void> write(WriteSession &session, QByteArray &lines);

    Id m_batch;
    qint64 m_next = 1;
};

}  // namespace dw
