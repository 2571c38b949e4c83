// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/fieldmask.h"
#include "core/store/session.h"

#include <QList>
#include <QStringList>

namespace dw
{

// Records of one object as somebody may see them (features/README.md 6): every value that leaves reading
// passes here. On a laptop, which has no value of a masked field, its server's mask stands there (MaskTexts).
// Only of `fields`, which were asked for, are masks looked up. The session must outlive it.
class ShownFields
{
public:
    ShownFields(const ReadSession &session, const ObjectTypePtr &object, FieldRights rights,
                const QList<int> &fields);

    bool isAll() const { return !m_rights.restrictsAny(); }
    // Invalid records stay as they are.
    Result<void> apply(QList<Record> &records) const;

private:
    const ReadSession &m_session;
    ObjectTypePtr m_object;
    FieldRights m_rights;
    QStringList m_masked;
};

}  // namespace dw
