// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxbanner.h"

#include "ui/inbox/inboxpage.h"
#include "ui/inbox/inboxtexts.h"

#include <QPushButton>

namespace dw::ui
{

InboxBanner::InboxBanner(UiContext &context, QWidget *parent)
    : Banner(context.theme, context.icons, Tone::Warning, {}, parent)
    , m_context(context)
    , m_watch(new InboxWatch(context, this))
    , m_look(addAction(tr("Look at it")))
{
    hide();
    connect(m_watch, &InboxWatch::changed, this, &InboxBanner::refresh);
    connect(m_look, &QPushButton::clicked, this, [this] {
        Place place;
        place.page = InboxPage::pageKey();
        place.record = m_record;
        if (m_context.navigator)
            m_context.navigator->open(place);
    });
}

void InboxBanner::setRecord(const RecordRef &record)
{
    m_record = record;
    refresh();
}

void InboxBanner::refresh()
{
    const InboxItem *item = m_record.id.isNull() ? nullptr : m_watch->about(m_record);
    if (item)
        setText(tr("A change of yours waits for a decision."), InboxTexts(m_context).line(*item));
    setVisible(item != nullptr);
}

}  // namespace dw::ui
