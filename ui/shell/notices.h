// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/ticket.h"
#include "core/commands/commandresult.h"

#include <QObject>
#include <QString>

namespace dw::ui
{

// How pages tell the person what happened. The frame shows it: toast with undo, jobs popover, notification
// list.
class Notices : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // "Moved 12 deals to Won": with Undo when `transaction` is not null. `warning`: what is to be seen to
    // although it was done; a command's result goes through tellApplied().
    virtual void done(const QString &text, const Id &transaction = {}, const QString &warning = {}) = 0;
    // A failure that no field or banner of a page can show; also the result of an undo.
    virtual void failed(const QString &text) = 0;
    // A long job: returns its number; shown from 300 ms on, with Cancel when a ticket is given.
    virtual int beginJob(const QString &text, const Ticket &ticket) = 0;
    virtual void jobProgress(int job, double share, const QString &detail) = 0;  // 0..1, -1 = unknown
    // `resultPath`: a file to open from the list, may be empty.
    virtual void endJob(int job, const QString &text, const QString &resultPath = {}) = 0;
};

}  // namespace dw::ui
