// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inbox.h"
#include "ui/inbox/samedifference.h"
#include "ui/shell/uicontext.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace dw::ui
{

class FormSheet;

// Carries out what a person decides about an item, says what came of it, and offers to take it back.
class InboxActions : public QObject
{
    Q_OBJECT

public:
    // `host` lends its area to forms.
    InboxActions(UiContext &context, QWidget *host);

    // `also`: what is decided with it, one after the other; the first that does not go through ends it, and
    // what was decided before it stays. All of it is taken back together.
    void decide(const InboxItem &item, const InboxDecision &decision,
                const QList<SameDifference::Also> &also = {});
    // The form of the record with what was typed over what is there now; saved, the item is settled by it.
    FormSheet *edit(const InboxItem &item);
    // A new record with what was typed.
    FormSheet *createAsNew(const InboxItem &item);
    bool mayEdit(const InboxItem &item) const;
    bool mayCreate(const InboxItem &item) const;
    bool isBusy() const { return m_isBusy; }
    // The last decision, taken back.
    void undo();

Q_SIGNALS:
    void decided(qint64 number);
    void refused(const QString &why);
    void busyChanged();

private:
    FormSheet *openForm(const InboxItem &item, bool asNew);
    enum class Naming { Nothing, Records };  // what a refusal tells besides why
    void submit(QList<SameDifference::Also> left, Naming naming, const std::function<void()> &done);
    void tell(const InboxItem &item, InboxDecision::Action action, qsizetype more);

    UiContext &m_context;
    QPointer<QWidget> m_host;
    InboxUndo m_undo;
    bool m_isBusy = false;
};

}  // namespace dw::ui
