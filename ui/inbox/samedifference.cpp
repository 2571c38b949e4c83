// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/samedifference.h"

#include <QHash>
#include <QString>

#include <algorithm>

namespace dw::ui
{

namespace
{

struct Chosen
{
    bool mine = true;
    QString by;
};

const InboxField *fieldOf(const InboxItem &item, const InboxDecision::Choice &choice)
{
    const auto found = std::find_if(item.fields.begin(), item.fields.end(), [&](const InboxField &field) {
        return field.record == choice.record && field.field == choice.field;
    });
    return found == item.fields.end() ? nullptr : &*found;
}

}  // namespace

SameDifference SameDifference::of(const InboxItem &item, const QList<InboxDecision::Choice> &choices,
                                  const QList<InboxItem> &all)
{
    QHash<QString, Chosen> chosen;
    QStringList unlike;
    for (const InboxDecision::Choice &choice : choices) {
        const InboxField *field = fieldOf(item, choice);
        if (!field || field->by.isEmpty() || choice.record.object != item.record.object)
            continue;
        const auto known = chosen.constFind(choice.field);
        if (known != chosen.constEnd() && (known->mine != choice.mine || known->by != field->by))
            unlike.append(choice.field);
        chosen.insert(choice.field, {choice.mine, field->by});
    }
    for (const QString &field : std::as_const(unlike))
        chosen.remove(field);

    SameDifference same;
    for (const InboxItem &other : all) {
        if (!other.isKept() || other.record == item.record || other.record.object != item.record.object)
            continue;
        Also also{other, {}};
        for (const InboxField &field : other.fields) {
            const auto like = chosen.constFind(field.field);
            if (!field.conflict || like == chosen.constEnd() || like->by != field.by)
                continue;
            also.decision.choices.append({field.record, field.field, like->mine});
            if (!same.fields.contains(field.field))
                same.fields.append(field.field);
        }
        if (also.decision.choices.isEmpty())
            continue;
        also.decision.number = other.number;
        also.decision.record = other.record;
        also.decision.onlyChoices = true;
        const bool anyMine = std::any_of(also.decision.choices.begin(), also.decision.choices.end(),
                                         [](const InboxDecision::Choice &choice) { return choice.mine; });
        also.decision.action = anyMine ? InboxDecision::Action::Mine : InboxDecision::Action::Theirs;
        same.count += also.decision.choices.size();
        same.also.append(also);
    }
    return same;
}

}  // namespace dw::ui
