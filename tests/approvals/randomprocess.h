// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalprocess.h"

#include <QString>

#include <random>

namespace dw::test
{

// Processes that nobody would draw.
class RandomProcess
{
public:
    explicit RandomProcess(std::mt19937 &random) : m_random(random) {}

    // Blocks in blocks: publishable but for where it rejects to.
    ApprovalProcess blocks();
    // Nodes that name each other anyhow: seldom publishable.
    ApprovalProcess anyhow();

private:
    int below(int count) { return int(m_random() % unsigned(count)); }
    bool oneIn(int count) { return below(count) == 0; }
    QString newKey(const char *prefix);
    ApprovalNode step(const QString &next);
    // Appends what leads to `next`; answers where it begins.
    QString sequence(const QString &next, int depth);
    QString element(const QString &next, int depth);

    std::mt19937 &m_random;
    ApprovalProcess m_process;
    int m_keys = 0;
};

}  // namespace dw::test
