// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sqlite/waitingrows.h"

#include "core/base/text/textfold.h"
#include "core/store/sql/names.h"
#include "core/store/sql/onestatement.h"

#include <algorithm>
#include <utility>

namespace dw::sqlite
{

namespace
{

// Texts that are not UTF-16 become others in the file.
bool isStoredAsItIs(const Record &record)
{
    for (int i = 0; i < record.type().fieldCount(); ++i) {
        const Value &value = record.value(i);
        if (value.kind() == Value::Kind::Text && !value.text().isValidUtf16())
            return false;
    }
    return true;
}

}  // namespace

bool WaitingRows::takes(const ChangeSet &changes) const
{
    return sql::isOneStatement(changes) && changes.changes[0].kind == RecordChange::Kind::Create &&
           (isEmpty() ||
            m_changes.changes[0].after.typePointer() == changes.changes[0].after.typePointer()) &&
           isStoredAsItIs(changes.changes[0].after);
}

ChangeSet WaitingRows::take()
{
    m_exact.clear();
    m_folded.clear();
    return std::exchange(m_changes, {});
}

bool WaitingRows::isOf(const QString &object) const
{
    return !isEmpty() && m_changes.changes[0].after.type().key() == object;
}

bool WaitingRows::has(const ObjectType &type, const Id &id) const
{
    return isOf(type.key()) &&
           std::any_of(m_changes.changes.begin(), m_changes.changes.end(),
                       [&id](const RecordChange &change) { return change.after.id() == id; });
}

bool WaitingRows::mayHave(const ObjectType &type, int field, const Value &value,
                          ReadSession::Match match) const
{
    if (!isOf(type.key()) || value.isNull())
        return false;
    // Other values of one meaning may have several forms.
    const bool comparable = value.kind() == Value::Kind::Text && value.text().isValidUtf16();
    if (!comparable || &m_changes.changes[0].after.type() != &type || sql::isLinked(type.field(field)))
        return true;
    const QString text = value.text();
    return texts(field, match).contains(match == ReadSession::Match::Folded ? foldForSearch(text) : text);
}

const QSet<QString> &WaitingRows::texts(int field, ReadSession::Match match) const
{
    const bool fold = match == ReadSession::Match::Folded;
    Texts &known = fold ? m_folded[field] : m_exact[field];
    for (; known.rows < m_changes.changes.size(); ++known.rows) {
        const QString text = m_changes.changes[known.rows].after.value(field).text();
        known.all.insert(fold ? foldForSearch(text) : text);
    }
    return known.all;
}

}  // namespace dw::sqlite
