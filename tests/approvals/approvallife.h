// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/approvals/approvalcompany.h"

#include <QList>
#include <QMap>
#include <QString>

#include <random>

namespace dw::test
{

// One request among people who do anything, rightly and wrongly, come and go, while time passes. After each
// act the state must keep what approvals promise; the first broken promise ends the life.
class ApprovalLife
{
public:
    ApprovalLife(const ApprovalProcess &process, std::mt19937 &random);

    void live(int acts);
    // What was broken, with the act; empty: nothing.
    const QString &broken() const { return m_broken; }
    // How often what happened, by kind of log entry and by status.
    const QMap<QString, int> &happened() const { return m_happened; }
    // The acts once more, with the people and the record as they were at each: the state must be the same.
    bool replaysTheSame() const;

private:
    // What the engine had before it, and the act.
    struct Moment
    {
        ApprovalCompany company;
        ApprovalAct act;
    };

    int below(int count) { return int(m_random() % unsigned(count)); }
    bool oneIn(int count) { return below(count) == 0; }
    const char *anybody();
    void begin();
    void change();
    ApprovalAct nextAct();
    ApprovalAct::What nextWork(const ApprovalTask &task);
    void take(const ApprovalAct &act);
    void check(const ApprovalRequest &before);
    void must(bool holds, const char *promise);
    bool somebodyCanAct() const;
    bool isSigned() const;
    bool isSignedAt(const QString &node) const;

    ApprovalCompany m_company;
    std::mt19937 &m_random;
    QList<Moment> m_moments;
    std::optional<ApprovalCompany> m_submitted;  // as it was then
    QMap<QString, int> m_happened;
    QString m_broken;
};

}  // namespace dw::test
