// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/uicontext.h"

#include <QObject>

namespace dw::ui
{

class WhyPopover;

// "record.why", which asks of a record from its menus and from the palette: offered to who may configure.
class WhyAction : public QObject
{
    Q_OBJECT

public:
    // To be made where the actions of records are; it goes with `host`.
    WhyAction(UiContext &context, QWidget *host);

    WhyPopover *open(const RecordRef &record);

private:
    void offer();

    UiContext &m_context;
    QWidget *m_host;
};

}  // namespace dw::ui
