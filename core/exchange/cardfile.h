// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/contentlines.h"
#include "core/exchange/recordfile.h"

namespace dw
{

// Contacts as vCards 4.0 (RFC 6350), one after the other.
class CardFile : public RecordFile
{
public:
    CardFile(std::unique_ptr<ContentLines> lines, const ObjectTypePtr &object, const QList<int> &fields);

    static QStringList fieldsOf(const QString &object);
    // A card without a name is none.
    static QString neededField() { return QStringLiteral("name"); }

    Result<void> write(const Record &record, const QHash<RecordRef, QString> &titles) override;
    Result<void> finish(const AtomicFile::Seal &seal) override { return m_lines->finish(seal); }

private:
    void addAddress(const QString &json);

    std::unique_ptr<ContentLines> m_lines;
};

}  // namespace dw
