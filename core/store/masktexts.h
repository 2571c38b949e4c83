// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/replica.h"
#include "core/store/session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace dw
{

// What a laptop has of fields that its user sees masked (DESIGN 7): the texts that its server made of their
// values. They stand beside the rows, which hold nothing there, so that no index, sort key, sum or formula
// takes them for values and nothing sends them back.
struct MaskTexts
{
    // Under this local value of the replica stand the fields of which texts are kept: {object: [field]}.
    static QString fieldsKey() { return QStringLiteral("masked_fields"); }

    // The area of local values of an object's records; no program reads it but by this.
    static QString area(const QString &object) { return QLatin1String("mask:") + object; }
    static bool isArea(const QString &name) { return name.startsWith(area({})); }

    // In a joined workspace nothing can be compared with the value of a masked field: it is not there.
    static Result<bool> areInPlaceOfValues(const ReadSession &session)
    {
        DW_ASSIGN(const QByteArray device, session.replica().value(QStringLiteral("device")));
        return !device.isEmpty();
    }
    static Result<QStringList> fieldsOf(const ReadSession &session, const QString &object)
    {
        DW_ASSIGN(const QByteArray told, session.replica().value(fieldsKey()));
        QStringList fields;
        const QJsonArray named = QJsonDocument::fromJson(told).object().value(object).toArray();
        for (const QJsonValue &field : named)
            fields.append(field.toString());
        return fields;
    }
    // {field: text} of a record.
    static Result<QJsonObject> of(const ReadSession &session, const RecordRef &record)
    {
        DW_ASSIGN(const QByteArray kept, session.localValue(area(record.object), record.id.toString()));
        return QJsonDocument::fromJson(kept).object();
    }
    // In the running transaction, in place of those before; none: nothing stays.
    static Result<void> keep(WriteSession &session, const RecordRef &record, const QJsonObject &texts)
    {
        return session.setLocalValue(
            area(record.object), record.id.toString(),
            texts.isEmpty() ? QByteArray() : QJsonDocument(texts).toJson(QJsonDocument::Compact));
    }
    // The same of all records of an object: what is left without these fields.
    static Result<bool> drop(WriteSession &session, const QString &object, const QStringList &fields)
    {
        DW_ASSIGN(const auto kept, session.localValues(area(object)));
        bool any = false;
        for (auto one = kept.constBegin(); one != kept.constEnd(); ++one) {
            const QJsonObject before = QJsonDocument::fromJson(*one).object();
            QJsonObject left = before;
            for (const QString &field : fields)
                left.remove(field);
            if (left == before)
                continue;
            any = true;
            DW_TRY(keep(session, {object, Id::fromString(one.key()).value_or(Id())}, left));
        }
        return any;
    }
};

}  // namespace dw
