// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/shownfields.h"

#include "core/store/masktexts.h"

#include <utility>

namespace dw
{

ShownFields::ShownFields(const ReadSession &session, const ObjectTypePtr &object, FieldRights rights,
                         const QList<int> &fields)
    : m_session(session), m_object(object), m_rights(std::move(rights))
{
    for (auto right = m_rights.byField.constBegin(); right != m_rights.byField.constEnd(); ++right) {
        if (right.value() == FieldRight::Masked && fields.contains(m_object->indexOf(right.key())))
            m_masked.append(right.key());
    }
}

Result<void> ShownFields::apply(QList<Record> &records) const
{
    if (isAll())
        return {};
    QStringList kept;
    if (!m_masked.isEmpty()) {
        DW_ASSIGN(kept, MaskTexts::fieldsOf(m_session, m_object->key()));
        kept.removeIf([this](const QString &field) { return !m_masked.contains(field); });
    }
    for (Record &record : records) {
        if (!record.isValid())
            continue;
        applyRights(record, m_rights);
        if (kept.isEmpty())
            continue;
        DW_ASSIGN(const QJsonObject texts, MaskTexts::of(m_session, record.ref()));
        for (const QString &field : std::as_const(kept)) {
            if (record.value(field).isNull())
                record.set(field, Value(texts.value(field).toString()));
        }
    }
    return {};
}

}  // namespace dw
