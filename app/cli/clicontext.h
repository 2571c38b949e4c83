// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/idgenerator.h"
#include "core/dictionary/localtext.h"
#include "core/exchange/tableprinter.h"

#include <QJsonObject>
#include <QString>
#include <QTextStream>

namespace dw
{

// What every command of the command line works with: the options that stand before its name, the clock, and
// where answers go. Owned by main().
struct CliContext
{
    QString folder;  // of the workspace: -w, else the user's own
    QString login;   // --as; empty: the owner
    Language language = Language::English;
    bool json = false;
    const Clock &clock;
    IdGenerator &ids;
    QTextStream &out;
    QTextStream &err;
    // Empty where the program makes no PDF, or was not asked for one.
    TablePrinter printer = {};

    // One JSON object on one line.
    void answer(const QJsonObject &object) const;
    // "dealwright-cli: <what and what to do>" in one line.
    void complain(const QString &text) const;
    void complain(const Error &error) const;
};

}  // namespace dw
