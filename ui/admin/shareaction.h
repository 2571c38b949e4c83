// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

class FormSheet;

// "record.share", which shares a record with a person, a team or a role until a day, from its menus and from
// the palette: offered of what the person may share at all.
class ShareAction : public QObject
{
    Q_OBJECT

public:
    // To be made where the actions of records are; it goes with `host`.
    ShareAction(UiContext &context, QWidget *host);

    FormSheet *open(const RecordRef &record);

private:
    void offer();

    UiContext &m_context;
    QWidget *m_host;
};

}  // namespace dw::ui
