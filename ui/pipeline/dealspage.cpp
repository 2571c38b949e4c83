// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/dealspage.h"

#include "ui/common/segments.h"
#include "ui/records/viewbar.h"

namespace dw::ui
{

DealsPage::DealsPage(UiContext &context, QWidget *parent)
    : ListPage(context, QStringLiteral("deals"), QStringLiteral("opportunity"), {}, parent)
    , m_segments(new Segments(context.theme, context.icons))
{
    m_segments->addSegment(tr("List"), QStringLiteral("list"));
    m_segments->addSegment(tr("Board"), QStringLiteral("kanban"));
    m_segments->setCurrent(0);
    m_segments->setAccessibleName(tr("How to show the deals"));
    viewBar()->addTool(m_segments);
    connect(m_segments, &Segments::chosen, this, [this](int index) {
        if (index != 1 || this->context().navigator == nullptr)
            return;
        m_segments->setCurrent(0);
        Place board;
        board.page = QStringLiteral("pipeline");
        this->context().navigator->open(board);
    });
}

}  // namespace dw::ui
