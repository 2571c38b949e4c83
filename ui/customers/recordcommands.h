// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/shell/uicontext.h"

#include <QObject>
#include <QSet>

namespace dw::ui
{

// What can be done with a record at once, without a form: its address or number to the clipboard, a task
// done, the record deleted. Says what was done, with undo where something was changed.
class RecordCommands : public QObject
{
    Q_OBJECT

public:
    explicit RecordCommands(UiContext &context, QObject *parent = nullptr);

    // For palette and menus ("record.copy_email", "record.copy_phone", "record.done", "record.delete",
    // "record.claim", "record.release").
    void registerAll();

    void copyEmail(const RecordRef &ref);
    void copyPhone(const RecordRef &ref);
    void complete(const RecordRef &task);
    // A lead that nobody owns becomes one's own; with a server it is asked for (ClaimLead).
    void claim(const RecordRef &lead);
    void release(const RecordRef &lead);
    void remove(const RecordRef &ref);
    // It was deleted here, by this person.
    bool hasRemoved(const RecordRef &ref) const { return m_removed.contains(ref); }

private:
    // The first of the fields that holds something.
    void copy(const RecordRef &ref, const QStringList &fields, const QString &none);
    void submit(const QString &command, const QJsonObject &arguments, const QString &done);

    UiContext &m_context;
    QSet<RecordRef> m_removed;
};

}  // namespace dw::ui
