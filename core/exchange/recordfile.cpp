// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/recordfile.h"

#include "core/exchange/calendarfile.h"
#include "core/exchange/cardfile.h"

#include <QFileInfo>

namespace dw
{

namespace
{

QString formatOf(const QString &path)
{
    return QFileInfo(path).suffix().toLower();
}

}  // namespace

RecordFile::RecordFile(const ObjectTypePtr &object, const QList<int> &fields) : m_object(object)
{
    for (const int field : fields)
        m_chosen.append(object->field(field).key);
}

QStringList RecordFile::fieldsFor(const QString &path, const QString &object)
{
    const QString format = formatOf(path);
    if (format == QLatin1String("vcf"))
        return CardFile::fieldsOf(object);
    return format == QLatin1String("ics") ? CalendarFile::fieldsOf(object) : QStringList();
}

QStringList RecordFile::askedFor(const QString &path, const QString &object)
{
    return formatOf(path) == QLatin1String("ics") ? CalendarFile::askedFor(object) : QStringList();
}

Result<std::unique_ptr<RecordFile>> RecordFile::create(const QString &path, const ObjectTypePtr &object,
                                                       const QList<int> &fields, const Setting &setting)
{
    const bool cards = formatOf(path) == QLatin1String("vcf");
    const QString needed = cards ? CardFile::neededField() : CalendarFile::neededField(object->key());
    if (!needed.isEmpty() && !fields.contains(object->indexOf(needed)))
        return Error(ErrorCode::Invalid, QStringLiteral("exchange.format_needs_field"),
                     {QFileInfo(path).fileName(), needed});
    DW_ASSIGN(auto lines, ContentLines::create(path));
    std::unique_ptr<RecordFile> made;
    if (cards)
        made = std::make_unique<CardFile>(std::move(lines), object, fields);
    else
        made = std::make_unique<CalendarFile>(std::move(lines), object, fields, setting);
    return made;
}

Value RecordFile::chosen(const Record &record, QStringView field) const
{
    return m_chosen.contains(field) ? record.value(field) : Value();
}

QString RecordFile::chosenTitle(const Record &record, QStringView field,
                                const QHash<RecordRef, QString> &titles) const
{
    const Value value = chosen(record, field);
    if (value.kind() == Value::Kind::RecordRef)
        return titles.value(value.recordRef());
    return value.kind() == Value::Kind::Id ? titles.value({m_object->find(field)->target, value.id()})
                                           : QString();
}

}  // namespace dw
