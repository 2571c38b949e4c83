// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approvals/approvallife.h"
#include "tests/approvals/randomprocess.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

// Random graphs and actors: no route ends approved without every required signature, somebody or time can
// always act, versions are respected, and the same acts give the same state. DEALWRIGHT_APPROVAL_SEED: one
// life alone, as a failure names it; DEALWRIGHT_APPROVAL_SEEDS: how many.
class ApprovalPropertyTest : public QObject
{
    Q_OBJECT

private:
#ifdef __SANITIZE_ADDRESS__
    static constexpr int UsualSeeds = 30;
#else
    static constexpr int UsualSeeds = 300;
#endif
    // Graphs put together anyhow: most may not be published, and cost next to nothing.
    static constexpr int AnySeeds = 300;
    static constexpr int Acts = 60;

    using Make = ApprovalProcess (RandomProcess::*)();

    // Answers how many of them had a process to live in.
    static int live(Make make, int usual, QMap<QString, int> &happened, QString &broken)
    {
        bool one = false, some = false;
        const int seed = qEnvironmentVariableIntValue("DEALWRIGHT_APPROVAL_SEED", &one);
        const int seeds = qEnvironmentVariableIntValue("DEALWRIGHT_APPROVAL_SEEDS", &some);
        int lived = 0;
        for (int i = one ? seed : 1; i <= (one ? seed : some ? seeds : usual); ++i) {
            std::mt19937 random{unsigned(i)};
            const ApprovalProcess process = (RandomProcess(random).*make)();
            if (!ApprovalCompany().problems(process).isEmpty())
                continue;
            ++lived;
            ApprovalLife life(process, random);
            life.live(Acts);
            for (auto it = life.happened().begin(); it != life.happened().end(); ++it)
                happened[it.key()] += it.value();
            if (life.broken().isEmpty() && life.replaysTheSame())
                continue;
            broken = QStringLiteral("seed %1: %2")
                         .arg(i)
                         .arg(life.broken().isEmpty() ? QStringLiteral("the same acts give the same state")
                                                      : life.broken());
            return lived;
        }
        return lived;
    }

private Q_SLOTS:
    void promisesHoldInEveryLife()
    {
        QMap<QString, int> happened;
        QString broken;
        const int lived = live(&RandomProcess::blocks, UsualSeeds, happened, broken);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
        if (qEnvironmentVariableIsSet("DEALWRIGHT_APPROVAL_SEED"))
            return;
        QCOMPARE(lived, qEnvironmentVariableIsSet("DEALWRIGHT_APPROVAL_SEEDS") ? lived : UsualSeeds);
        // What never happens proves nothing.
        for (int kind = 0; kind <= int(ApprovalEntry::Kind::Ended); ++kind)
            QVERIFY2(happened.contains(QStringLiteral("entry %1").arg(kind)),
                     qPrintable(QString::number(kind)));
        for (int status = 0; status <= int(ApprovalRequest::Status::Void); ++status)
            QVERIFY2(happened.contains(QStringLiteral("status %1").arg(status)),
                     qPrintable(QString::number(status)));
    }

    // Of graphs that were put together anyhow those that may be published keep every promise too.
    void whatMayBePublishedCanRun()
    {
        QMap<QString, int> happened;
        QString broken;
        const int lived = live(&RandomProcess::anyhow, AnySeeds, happened, broken);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
        if (!qEnvironmentVariableIsSet("DEALWRIGHT_APPROVAL_SEED"))
            QVERIFY2(lived > 0, "no graph could be published");
    }
};

DW_TEST(ApprovalPropertyTest)

}  // namespace dw::test

#include "approvalpropertytest.moc"
