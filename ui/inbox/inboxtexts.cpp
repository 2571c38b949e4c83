// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxtexts.h"

namespace dw::ui
{

QString InboxTexts::groupName(Group group) const
{
    return group == Group::TwoPeople ? tr("Changed by two people") : tr("Refused by the server");
}

QString InboxTexts::icon(const InboxItem &item) const
{
    if (item.isDeleted)
        return QStringLiteral("trash-2");
    return item.isConflict() ? QStringLiteral("git-merge") : QStringLiteral("circle-x");
}

QString InboxTexts::fields(const InboxItem &item) const
{
    QStringList names;
    for (const InboxField &field : item.fields) {
        if (item.isConflict() && !item.isKept() && !field.conflict)
            continue;
        const QString name = m_text.label(field.described());
        if (!names.contains(name))
            names.append(name);
    }
    return m_context.format.list(names);
}

QString InboxTexts::other(const InboxItem &item) const
{
    for (const InboxField &field : item.fields) {
        if (!field.by.isEmpty())
            return field.by;
    }
    return tr("Someone else");
}

QString InboxTexts::line(const InboxItem &item) const
{
    const QString names = fields(item);
    if (!item.isConflict() || names.isEmpty())
        return item.reason;
    return tr("%1, with %2").arg(names, other(item));
}

QString InboxTexts::sentence(const InboxItem &item) const
{
    // What has no place any more stands in no column.
    QString lost;
    for (const InboxLost &one : item.lost)
        lost += QLatin1Char('\n') + one.label + tr(": ") + one.typed;
    if (!item.isKept() || item.fields.isEmpty())
        return item.command + tr(": ") + item.reason + lost;
    const QString same =
        tr("You and %1 changed the same %n field(s).", nullptr, int(item.fields.size())).arg(other(item));
    if (!item.lost.isEmpty())
        return same + QLatin1Char(' ') + item.reason + lost;
    if (item.joined.isEmpty())
        return same;
    return same + QLatin1Char(' ') +
           tr("%n other field(s) were joined on their own.", nullptr, int(item.joined.size()));
}

QString InboxTexts::value(const InboxItem &item, const InboxField &field,
                          const std::optional<Value> &value) const
{
    if (!value)
        return tr("not here");
    const QString text = m_text.withCurrency(field.described(), *value, item.titles);
    return text.isEmpty() ? tr("empty") : text;
}

QString InboxTexts::time(Instant at) const
{
    return at.ms > 0 ? m_context.format.dateTime(m_text.local(at), m_text.today()) : QString();
}

QString InboxTexts::who(const QString &name, Instant at) const
{
    QStringList parts{name, time(at)};
    parts.removeAll(QString());
    return m_context.format.clauses(parts);
}

}  // namespace dw::ui
