// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/desktopcontext.h"

#include <QTemporaryDir>

#include <memory>

namespace dw::test
{

// Where the program keeps what it has, for a test that starts it as a person does: alone, and without a
// display.
class ProgramHome
{
public:
    ProgramHome();

    struct Outcome
    {
        int code = -1;
        QString errors;
        QString output;
    };
    // The program itself, until it ends; -1 when it does not within two minutes.
    Outcome start(const QStringList &arguments) const;
    // The program in here, on the workspace of its first start.
    std::unique_ptr<desktop::DesktopContext> open();
    QString filePath(const QString &name) const { return m_folder.filePath(name); }
    QString path() const { return m_folder.path(); }
    const SystemClock &clock() const { return m_clock; }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
};

}  // namespace dw::test
