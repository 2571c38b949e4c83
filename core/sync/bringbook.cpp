// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bringbook.h"

#include "core/store/localarea.h"

#include <algorithm>

namespace dw
{

namespace
{

constexpr qsizetype IdBytes = 16;
const QString Rows = QStringLiteral("rows:");
const QString Batch = QStringLiteral("batch:");
const QString Done = QStringLiteral("done:");

Id idAt(const QByteArray &bytes, qsizetype at)
{
    return Id::fromBytes(bytes.mid(at, IdBytes)).value_or(Id());
}

}  // namespace

QString BringBook::area() const
{
    return broughtArea(m_workspace.toString());
}

Result<void> BringBook::load(const ReadSession &session)
{
    m_brought.clear();
    m_batches.clear();
    m_steps.clear();
    m_portions = 0;
    DW_ASSIGN(const auto values, session.localValues(area()));
    for (auto one = values.constBegin(); one != values.constEnd(); ++one) {
        if (one.key().startsWith(Batch)) {
            m_batches.insert(one.key().mid(Batch.size()), idAt(*one, 0));
        } else if (one.key().startsWith(Done)) {
            m_steps.append(one.key().mid(Done.size()));
        } else if (one.key().startsWith(Rows)) {
            ++m_portions;
            for (qsizetype at = 0; at + 2 * IdBytes <= one->size(); at += 2 * IdBytes)
                m_brought.insert(idAt(*one, at), idAt(*one, at + IdBytes));
        }
    }
    return {};
}

std::optional<Id> BringBook::as(const Id &record) const
{
    const auto known = m_brought.constFind(record);
    return known == m_brought.cend() ? std::nullopt : std::optional(*known);
}

int BringBook::waiting() const
{
    return int(std::count_if(m_brought.begin(), m_brought.end(), [](const Id &as) { return as.isNull(); }));
}

Result<void> BringBook::add(WriteSession &session, const Brought &brought)
{
    QByteArray bytes;
    for (const auto &[record, as] : brought) {
        bytes += record.toByteArray();
        bytes += as.isNull() ? QByteArray(IdBytes, '\0') : as.toByteArray();
        m_brought.insert(record, as);
    }
    return session.setLocalValue(area(), Rows + QString::number(m_portions++), bytes);
}

Result<void> BringBook::setBatch(WriteSession &session, const QString &object, const Id &batch)
{
    m_batches.insert(object, batch);
    return session.setLocalValue(area(), Batch + object, batch.toByteArray());
}

Result<void> BringBook::setDone(WriteSession &session, const QString &step)
{
    m_steps.append(step);
    return session.setLocalValue(area(), Done + step, QByteArrayLiteral("1"));
}

}  // namespace dw
