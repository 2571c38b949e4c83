// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/workspace.h"

#include <QString>
#include <QStringList>

namespace dw
{

// What a check of Workspace::verify found: the first ones in words, the others counted.
class Faults
{
public:
    static constexpr int MostNamed = 5;

    void add(const QString &fault)
    {
        if (m_count++ < MostNamed)
            m_named.append(fault);
    }
    void finish(VerifyCheck &check) const
    {
        check.ok = m_count == 0;
        check.detail = m_named.join(QStringLiteral("; "));
        if (m_count > MostNamed)
            check.detail += QStringLiteral("; %1 in all").arg(m_count);
    }

private:
    qint64 m_count = 0;
    QStringList m_named;
};

}  // namespace dw
