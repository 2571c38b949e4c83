// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktopcontext.h"
#include "app/desktop/options.h"
#include "core/sync/syncoverview.h"

#include <QStringList>

namespace dw::desktop
{

// Renders every screen of the workspace to PNG: each page, its scenes (peek, forms, gate, wizard steps, empty
// states), what opens over a page by an action of its own, a record page of each kind, the palette, the
// frame's own layers, and the windows that stand in for it. Nothing is written into the workspace. Waits for
// each to settle and for its forms to be filled, never for a fixed time.
class Shots
{
public:
    Shots(DesktopContext &context, const Options &options);

    // The names of the files written, or what went wrong.
    Result<QStringList> take();

private:
    bool isSettled() const;
    void readAhead();
    void settle();
    void clear();
    bool save(const QString &name);
    bool save(const QString &name, QWidget &of);
    void takePage(const QString &key);
    void chooseFirst();
    void takeActions(const QString &key);
    void takeImport();
    void takeRecords();
    void takeLayers();
    void takeSync();
    void takeInbox();
    void takeStandIns();
    void showPage(const QString &key);
    SyncOverview sampleOverview() const;
    RecordRef someRecord(const QString &object, const QString &where, const QStringList &sort) const;

    DesktopContext &m_context;
    Options m_options;
    QStringList m_written;
    QString m_failed;
};

}  // namespace dw::desktop
