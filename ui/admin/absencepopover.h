// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/record.h"
#include "ui/common/popover.h"
#include "ui/records/fieldeditor.h"
#include "ui/shell/uicontext.h"

namespace dw::ui
{

class TextLabel;

// Who stands in for a user, and from when to when. Saves itself; what is refused stands in it.
class AbsencePopover : public Popover
{
    Q_OBJECT

public:
    AbsencePopover(UiContext &context, const Record &user, QWidget *window);

    FieldEditor *editor(const QString &field) const;
    void save();
    QString errorText() const;

private:
    void submit(const QJsonObject &set, const QString &done);

    UiContext &m_context;
    Record m_user;
    QList<FieldEditor *> m_editors;
    TextLabel *m_error;
};

}  // namespace dw::ui
