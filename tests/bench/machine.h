// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace dw::bench
{

// Where the figures were taken.
struct Machine
{
    QString cpu;
    int cores = 0;
    qint64 memoryMb = 0;
    QString system;  // distribution and kernel
    QString qt;
    QString sqlite;
    QString compiler;

    static Machine here();
    QJsonObject toJson() const;
    QString text() const;  // one line
};

}  // namespace dw::bench
