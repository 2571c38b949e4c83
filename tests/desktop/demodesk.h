// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktopcontext.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace dw::test
{

// The demo company opened as the program opens it: a real workspace in a temporary folder, the whole window,
// Lin at 07:40 in Shanghai on 2026-11-19. Needs the QApplication, and DEALWRIGHT_CLI as the path of
// dealwright-cli.
class DemoDesk
{
public:
    // Null, with the reason printed, when the workspace cannot be made.
    static std::unique_ptr<DemoDesk> open(const QString &cli, const QString &language = QStringLiteral("en"));

    // As `new` makes it with these arguments, in place of the demo company.
    static std::unique_ptr<DemoDesk> openNew(const QString &cli, const QStringList &arguments,
                                             const QString &language = QStringLiteral("en"));

    // The same with its window shown and ready.
    static std::unique_ptr<DemoDesk> openShown(const QString &cli);

    // Ends the program and keeps what it stored, for others to open; nothing else of this may be asked then.
    void closeContext() { m_context.reset(); }
    QString folder() const { return m_folder.filePath(QStringLiteral("demo")); }
    desktop::DesktopContext &context() { return *m_context; }
    ui::MainWindow &window() { return *m_context->window(); }
    // Shows the window, 1366 x 768, and waits until it is active and its page has what it shows.
    bool show();
    // The page has what it shows; to be asked inside QTRY_VERIFY.
    bool isSettled();
    void go(const QString &page);

    // Every screen that the window has, one after the other: its pages and their scenes, a record of each
    // kind, what opens over a page, and the windows that stand in for it. `look` is told where it is and what
    // to look at. False, with the place printed, where one does not settle or is not there.
    bool everyScreen(const std::function<void(const QString &where, QWidget *root)> &look);

    // As stored now.
    Value value(const RecordRef &ref, const QString &field);
    // The records that fit, in this order.
    QList<Record> find(const QString &object, const QString &where, const QStringList &sort = {},
                       int limit = 50);
    RecordRef stage(const QString &code);

private:
    DemoDesk();
    // A page with its scenes; `reopen` makes it as it was.
    bool walk(const QString &where, const std::function<void()> &reopen,
              const std::function<void(const QString &where, QWidget *root)> &look);
    void addJoinedPages();

    QTemporaryDir m_folder;
    FixedClock m_clock;
    std::unique_ptr<desktop::DesktopContext> m_context;
};

}  // namespace dw::test
