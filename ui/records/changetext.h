// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "ui/records/valuetext.h"

namespace dw::ui
{

// Tells an entry of kind Change in words: what happened as its title, "Industry: Machinery → Electronics" as
// its text; values that were erased read "erased". A stage move without a stage before it is the making of
// the deal. Other entries stay as they are.
class ChangeText
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::ChangeText)

public:
    explicit ChangeText(const UiContext &context) : m_context(context), m_text(context) {}

    TimelineEntry told(TimelineEntry entry) const;

private:
    const UiContext &m_context;
    ValueText m_text;
};

}  // namespace dw::ui
