// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace dw::ui
{

// Asks a person for a file or a folder. The answer comes later, with no event loop in between: `done` gets
// the path, or an empty one when the person thought better of it. Nothing comes once `asker` is gone; the
// dialog goes with it.
class FileChoice
{
public:
    using Done = std::function<void(const QString &path)>;

    // `filter` as Qt has it: "Tables (*.xlsx *.csv);;All files (*)"; empty = all files.
    static void open(QWidget *asker, const QString &title, const QString &filter, Done done);
    // `proposal`: a name, or a folder and a name. The person confirms replacing a file that is there.
    static void save(QWidget *asker, const QString &title, const QString &proposal, const QString &filter,
                     Done done);
    static void folder(QWidget *asker, const QString &title, const QString &start, Done done);
};

}  // namespace dw::ui
