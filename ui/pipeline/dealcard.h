// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/datetime.h"
#include "core/base/id.h"
#include "core/base/money.h"
#include "core/rules/stagegate.h"

#include <QList>
#include <QString>

#include <optional>

namespace dw::ui
{

// What a card of the board shows of a deal. A plain value, read off the GUI thread.
struct DealCard
{
    // Source: left behind while the card is on its way. Held: lies in the target until the gate is answered.
    enum class State { Rest, Source, Held };

    Id id;
    QString name;
    Id account;
    QString accountName;
    std::optional<Money> amount;
    Id stage;
    Instant enteredAt;
    QString nextStep;
    std::optional<Instant> nextAt;
    Id owner;
    QString ownerName;
    State state = State::Rest;

    friend bool operator==(const DealCard &, const DealCard &) = default;
};

// How long a deal may stay: amber over the limit of its stage, red over twice the limit.
enum class Rotting { Fresh, Late, VeryLate };
Rotting rotting(const Stage &stage, Instant enteredAt, Instant now);
// Whole days since it entered, 0 for a future instant.
qint64 daysInStage(Instant enteredAt, Instant now);
// The Lucide icon of a next step, by its words in either language: "Call ..." is a phone.
QString nextStepIcon(const QString &nextStep);

}  // namespace dw::ui
