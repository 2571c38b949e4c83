// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/demo/demoworld.h"

namespace dw
{

// The saved views that the team shares.
class DemoViews
{
public:
    explicit DemoViews(DemoWorld &world) : m_world(world) {}

    void make();

private:
    void add(const QString &object, const QString &name, const QString &kind, const QString &filter,
             const QStringList &columns, const QStringList &sort);

    DemoWorld &m_world;
};

}  // namespace dw
