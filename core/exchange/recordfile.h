// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/result.h"
#include "core/dictionary/localtext.h"
#include "core/exchange/files/atomicfile.h"
#include "core/records/record.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

namespace dw
{

// A file in a format that is made for records of one kind: contacts as vCards (.vcf), tasks and activities as
// entries of a calendar (.ics). The file appears when finish() succeeds. One thread at a time.
class RecordFile
{
public:
    struct Setting
    {
        Instant now;
        BusinessZone zone;
        Language language = Language::English;
    };

    virtual ~RecordFile() = default;
    RecordFile(const RecordFile &) = delete;
    RecordFile &operator=(const RecordFile &) = delete;

    // What the format that the file's name ends in has a place for, of this object; empty where there is no
    // such format for it.
    static QStringList fieldsFor(const QString &path, const QString &object);
    // What a record is to have been read with besides the fields that are written, chosen or not: how they
    // are written hangs on it.
    static QStringList askedFor(const QString &path, const QString &object);
    // For an object with fieldsFor(). Of `fields` those that the format has a place for are written, the
    // others left out. Error Invalid exchange.format_needs_field {name, field} where the one is not chosen
    // that the format cannot do without; those of AtomicFile.
    static Result<std::unique_ptr<RecordFile>> create(const QString &path, const ObjectTypePtr &object,
                                                      const QList<int> &fields, const Setting &setting);

    // `titles`: of everything that the record refers to.
    virtual Result<void> write(const Record &record, const QHash<RecordRef, QString> &titles) = 0;
    virtual Result<void> finish(const AtomicFile::Seal &seal) = 0;

protected:
    RecordFile(const ObjectTypePtr &object, const QList<int> &fields);

    // Null for a field that was not chosen; a mask is Text, whatever the field is: ask kind().
    Value chosen(const Record &record, QStringView field) const;
    QString chosenText(const Record &record, QStringView field) const { return chosen(record, field).text(); }
    // The title of what a reference names; empty for none.
    QString chosenTitle(const Record &record, QStringView field,
                        const QHash<RecordRef, QString> &titles) const;

private:
    ObjectTypePtr m_object;
    QStringList m_chosen;
};

}  // namespace dw
