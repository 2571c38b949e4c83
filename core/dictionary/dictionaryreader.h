// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dictionary/objecttype.h"

#include <QJsonObject>
#include <QSet>
#include <QString>

#include <optional>

namespace dw
{

// One JSON object of a dictionary file, read strictly: every property must be known and of its type. Take the
// properties, then ask finish(): it fails with the first thing that was wrong, or with a property nobody
// took.
class DictionaryReader
{
public:
    DictionaryReader(const QJsonObject &object, QString origin, QString where);

    QString text(const QString &property, const QString &otherwise = {});
    QString requiredText(const QString &property);
    bool flag(const QString &property, bool otherwise);
    std::optional<qint64> number(const QString &property);
    int smallNumber(const QString &property, int otherwise);
    LocalText localText(const QString &property);         // property_en, property_zh; either may be absent
    QList<QJsonObject> objects(const QString &property);  // an array of objects
    QJsonValue any(const QString &property);
    void fail(const char *reason, const QString &value = {});

    bool failed() const { return m_error.has_value(); }
    Result<void> finish();

    static Result<Field> field(const QJsonObject &object, const QString &origin, const QString &owner);
    static Result<ObjectType::Definition> definition(const QJsonObject &object, const QString &origin);
    static Result<QJsonObject> document(const QByteArray &json, const QString &origin);

private:
    QJsonValue take(const QString &property);

    QJsonObject m_object;
    QString m_origin;
    QString m_where;
    QSet<QString> m_taken;
    std::optional<Error> m_error;
};

}  // namespace dw
