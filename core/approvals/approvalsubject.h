// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/records/record.h"
#include "core/records/relatedvalues.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace dw
{

// What is approved: the values of a record and of its children that a decision is about, and their SHA-256,
// which is what an approver signs (U4). Keys are "amount" for a field of the record and
// "lines/<id>/quantity" for one of a child; values are canonical JSON.
class ApprovalSubject
{
public:
    static constexpr qsizetype MostBytes = 256 * 1024;

    // U32: what is another value in another version; what is not there is null.
    struct Change
    {
        QString key;
        QJsonValue before;
        QJsonValue after;

        friend bool operator==(const Change &, const Change &) = default;
    };

    ApprovalSubject() = default;
    // All stored fields of the object itself, or `fields` alone; of children all of theirs ("attachments"
    // says which files, by their digests). System fields, and with them who looked at it last, are no part
    // of it. Limit "approval.subject_too_large" (record, bytes allowed).
    static Result<ApprovalSubject> of(const Record &record, const QStringList &collections,
                                      const RelatedValues &related, const QStringList &fields = {});
    // Of content that came from somewhere: its digest is worked out, not believed.
    static Result<ApprovalSubject> of(const RecordRef &record, const QJsonObject &content);

    const RecordRef &record() const { return m_record; }
    const QJsonObject &content() const { return m_content; }
    const QString &hash() const { return m_hash; }  // 64 lower-case hexadecimal digits

    static bool isHash(const QString &text);
    static QList<Change> changes(const ApprovalSubject &before, const ApprovalSubject &after);

    friend bool operator==(const ApprovalSubject &a, const ApprovalSubject &b) = default;

private:
    RecordRef m_record;
    QJsonObject m_content;
    QString m_hash;
};

}  // namespace dw
