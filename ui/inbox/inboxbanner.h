// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/banner.h"
#include "ui/inbox/inboxwatch.h"

namespace dw::ui
{

// Over a record: that something about it waits in the inbox, with the way there. Hidden where nothing does.
class InboxBanner : public Banner
{
    Q_OBJECT

public:
    explicit InboxBanner(UiContext &context, QWidget *parent = nullptr);

    void setRecord(const RecordRef &record);
    QPushButton *lookButton() const { return m_look; }

private:
    void refresh();

    UiContext &m_context;
    InboxWatch *m_watch;
    QPushButton *m_look;
    RecordRef m_record;
};

}  // namespace dw::ui
