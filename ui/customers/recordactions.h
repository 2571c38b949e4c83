// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/customers/activitypopover.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace dw::ui
{

class FormSheet;

// What can be done with a record from anywhere: log a call, keep a note, set a task, start a deal, edit.
// Registers itself for the palette, context menus and the peek panel; the last one made counts.
class RecordActions : public QObject
{
    Q_OBJECT

public:
    // `host` lends its window, and its area to forms.
    RecordActions(UiContext &context, QWidget *host);

    // `anchor` may be null: then at the window's top.
    ActivityPopover *openActivity(ActivityPopover::Kind kind, const RecordRef &about,
                                  QWidget *anchor = nullptr);
    FormSheet *openNew(const QString &object, const QHash<QString, Value> &presets);
    FormSheet *openEdit(const RecordRef &ref);
    // A deal, contact or task of this record, with what is known filled in.
    FormSheet *openNewFor(const QString &object, const RecordRef &about);

private:
    void add();
    FormSheet *openSheet(FormSheet *sheet);

    UiContext &m_context;
    QPointer<QWidget> m_host;
};

}  // namespace dw::ui
