// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/inboxitem.h"
#include "ui/records/valuetext.h"
#include "ui/shell/uicontext.h"

#include <QCoreApplication>

namespace dw::ui
{

// The inbox for the eye.
class InboxTexts
{
    Q_DECLARE_TR_FUNCTIONS(dw::ui::InboxTexts)

public:
    explicit InboxTexts(const UiContext &context) : m_context(context), m_text(context) {}

    enum class Group { TwoPeople, Refused };
    static Group group(const InboxItem &item)
    {
        return item.isConflict() ? Group::TwoPeople : Group::Refused;
    }
    QString groupName(Group group) const;
    QString icon(const InboxItem &item) const;
    // "Phone and Next step, with Sun Kai"; of a refusal why.
    QString line(const InboxItem &item) const;
    // Under the title of what is shown.
    QString sentence(const InboxItem &item) const;
    QString fields(const InboxItem &item) const;
    QString value(const InboxItem &item, const InboxField &field, const std::optional<Value> &value) const;
    // A strict part: "Deal line 2, Pump", and what one side has of what differs.
    QString partName(const InboxLine &line, const InboxItem &item) const;
    QString part(const InboxLine &line, const Record &side, const InboxItem &item) const;
    // "Lin Yue, 19 Nov 07:31"
    QString who(const QString &name, Instant at) const;
    QString time(Instant at) const;
    // Whose value stands against this person's; "Someone else" where it is not known.
    QString other(const InboxItem &item) const;

private:
    QList<int> namingFields(const InboxLine &line) const;

    const UiContext &m_context;
    ValueText m_text;
};

}  // namespace dw::ui
