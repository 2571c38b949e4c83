// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bench.h"
#include "tests/bench/machine.h"

namespace dw::bench
{

// The same figures as a table for the terminal, as JSON with every sample, and as tests/bench/RESULTS.md.
class BenchReport
{
public:
    BenchReport(const BenchOptions &options, const Bench &bench);

    QString table() const;
    QJsonObject json() const;
    QString markdown() const;

private:
    const BenchOptions &m_options;
    const Bench &m_bench;
    Machine m_machine;
    QString m_date;
};

}  // namespace dw::bench
