// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

class SyncState;

// Tells the first synchronisation as a job: nobody waits for it, and what has come is there to be worked
// with.
class FirstSync : public QObject
{
    Q_OBJECT

public:
    FirstSync(UiContext &context, const SyncState &state, QObject *parent = nullptr);

private:
    void refresh();

    UiContext &m_context;
    const SyncState &m_state;
    int m_job = 0;  // while it runs
};

}  // namespace dw::ui
