// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/inboxtexts.h"

#include "core/sync/seenparts.h"

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
    if (!item.by.isEmpty())
        return item.by;
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

// By which it is called: its number, and what it is of.
QList<int> InboxTexts::namingFields(const InboxLine &line) const
{
    QList<int> naming;
    const QList<int> shown = SeenParts::shownFields(*line.type);
    for (const int field : shown) {
        const FieldType type = line.type->field(field).valueType();
        const bool number = field == shown.first() && type == FieldType::Integer;
        if (number || type == FieldType::Reference || type == FieldType::Text)
            naming.append(field);
    }
    return naming;
}

QString InboxTexts::partName(const InboxLine &line, const InboxItem &item) const
{
    const Record &named = line.mine.isValid()     ? line.mine
                          : line.theirs.isValid() ? line.theirs
                                                  : line.original;
    QStringList parts;
    const QList<int> naming = namingFields(line);
    for (const int field : named.isValid() ? naming : QList<int>()) {
        if (!named.value(field).isNull())
            parts.append(m_text.withCurrency(line.type->field(field), named.value(field), item.titles));
    }
    return parts.isEmpty() ? line.type->label().in(m_context.language) : m_context.format.clauses(parts);
}

QString InboxTexts::part(const InboxLine &line, const Record &side, const InboxItem &item) const
{
    if (!side.isValid())
        return tr("no such line");
    const bool all = !line.original.isValid() || !line.mine.isValid() || !line.theirs.isValid();
    QStringList parts;
    const QList<int> shown = SeenParts::shownFields(*line.type);
    const QList<int> naming = namingFields(line);
    for (const int field : shown) {
        const bool differs = all ? !naming.contains(field) && !side.value(field).isNull()
                                 : line.original.value(field) != line.mine.value(field) ||
                                       line.original.value(field) != line.theirs.value(field);
        if (!differs)
            continue;
        const Field &described = line.type->field(field);
        const QString value = m_text.withCurrency(described, side.value(field), item.titles);
        parts.append(m_text.label(described) + QLatin1Char(' ') + (value.isEmpty() ? tr("empty") : value));
    }
    return m_context.format.clauses(parts);
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
