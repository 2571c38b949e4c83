// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/customers/activitypopover.h"
#include "ui/shell/uicontext.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace dw::ui
{

class FormSheet;

// What can be done with a record from anywhere: log a call, keep a note, set a task, start a deal, edit.
class RecordActions : public QObject
{
    Q_OBJECT

public:
    // `host` lends its window, and its area to forms.
    RecordActions(UiContext &context, QWidget *host);

    // Makes them known: for a given record to palette, context menus and peek panel, and as actions of the
    // window on the record in hand ("current.<id>"), which say why where there is none. The window does it
    // at its start; the last one counts.
    void registerAll(std::function<RecordRef()> inHand);
    // After the record in hand changed.
    void refresh();

    // `anchor` may be null: then at the window's top.
    ActivityPopover *openActivity(ActivityPopover::Kind kind, const RecordRef &about,
                                  QWidget *anchor = nullptr);
    FormSheet *openNew(const QString &object, const QHash<QString, Value> &presets);
    FormSheet *openEdit(const RecordRef &ref);
    // A deal, contact or task of this record, with what is known filled in.
    FormSheet *openNewFor(const QString &object, const RecordRef &about);

private:
    FormSheet *openSheet(FormSheet *sheet);

    UiContext &m_context;
    QPointer<QWidget> m_host;
    std::function<RecordRef()> m_inHand;
};

}  // namespace dw::ui
