// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approvalsubject.h"

#include "core/base/canonicaljson.h"

#include <QCryptographicHash>

#include <algorithm>

namespace dw
{

namespace
{

void addValues(const Record &record, const QString &prefix, const QStringList &fields, QJsonObject &content)
{
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Field &field = record.type().field(i);
        const bool meant = fields.isEmpty() ? field.isStored() && !field.system : fields.contains(field.key);
        if (meant && !record.value(i).isNull())
            content.insert(prefix + field.key, record.value(i).toJson());
    }
    // An amount is none without its currency.
    if (record.type().hasMoney() && !record.currency().isNull())
        content.insert(prefix + record.type().field(record.type().currencyIndex()).key,
                       record.currency().code());
}

}  // namespace

Result<ApprovalSubject> ApprovalSubject::of(const Record &record, const QStringList &collections,
                                            const RelatedValues &related, const QStringList &fields)
{
    QJsonObject content;
    addValues(record, {}, fields, content);
    for (const QString &collection : collections) {
        DW_ASSIGN(const QList<Record> children, related.children(record, collection));
        for (const Record &child : children) {
            addValues(child, collection + QLatin1Char('/') + child.id().toString() + QLatin1Char('/'), {},
                      content);
        }
    }
    return of(record.ref(), content);
}

Result<ApprovalSubject> ApprovalSubject::of(const RecordRef &record, const QJsonObject &content)
{
    const QJsonObject whole{{QStringLiteral("object"), record.object},
                            {QStringLiteral("id"), record.id.toString()},
                            {QStringLiteral("content"), content}};
    const QByteArray canonical = canonicalJson(whole);
    if (canonical.size() > MostBytes)
        return Error(ErrorCode::Limit, QStringLiteral("approval.subject_too_large"),
                     {record.id.toString(), QString::number(MostBytes)});
    ApprovalSubject subject;
    subject.m_record = record;
    subject.m_content = content;
    subject.m_hash =
        QString::fromLatin1(QCryptographicHash::hash(canonical, QCryptographicHash::Sha256).toHex());
    return subject;
}

bool ApprovalSubject::isHash(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

QList<ApprovalSubject::Change> ApprovalSubject::changes(const ApprovalSubject &before,
                                                        const ApprovalSubject &after)
{
    QStringList keys = before.m_content.keys() + after.m_content.keys();
    keys.sort();
    keys.removeDuplicates();
    const auto valueOf = [](const ApprovalSubject &subject, const QString &key) {
        const QJsonValue value = subject.m_content.value(key);
        return value.isUndefined() ? QJsonValue() : value;
    };
    QList<Change> changes;
    for (const QString &key : keys) {
        const Change change{key, valueOf(before, key), valueOf(after, key)};
        if (change.before != change.after)
            changes.append(change);
    }
    return changes;
}

}  // namespace dw
