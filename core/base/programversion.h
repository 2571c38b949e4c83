// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <array>
#include <compare>
#include <optional>

namespace dw
{

// A version of the program, "1.4.2".
struct ProgramVersion
{
    std::array<int, 3> parts{};

    // One to three numbers of at most six digits: "1", "1.4", "1.4.2". Nothing for anything else.
    static std::optional<ProgramVersion> fromText(QStringView text);
    // What runs.
    static ProgramVersion ofThis();

    QString text() const;

    friend auto operator<=>(const ProgramVersion &, const ProgramVersion &) = default;
};

}  // namespace dw
