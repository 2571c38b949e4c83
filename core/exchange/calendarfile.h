// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/contentlines.h"
#include "core/exchange/recordfile.h"

namespace dw
{

// A calendar (RFC 5545): tasks as VTODO, activities as VEVENT. Times stand in the workspace's zone, whose
// rules the file brings along, so that what repeats on Mondays does so on the Mondays of the company.
class CalendarFile : public RecordFile
{
public:
    CalendarFile(std::unique_ptr<ContentLines> lines, const ObjectTypePtr &object, const QList<int> &fields,
                 const Setting &setting);

    static QStringList fieldsOf(const QString &object);
    static QStringList askedFor(const QString &object);
    // An event is at a time.
    static QString neededField(const QString &object);

    Result<void> write(const Record &record, const QHash<RecordRef, QString> &titles) override;
    Result<void> finish(const AtomicFile::Seal &seal) override;

private:
    void addZone();
    void addTime(const QByteArray &name, Instant at);
    void addTask(const Record &record);
    void addActivity(const Record &record);
    void addWords(const Record &record, const QStringList &fields, const QHash<RecordRef, QString> &titles);

    std::unique_ptr<ContentLines> m_lines;
    Setting m_setting;
    bool m_utc;
};

}  // namespace dw
