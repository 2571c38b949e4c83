// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/reachindex.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <algorithm>

using namespace dw;
using namespace dw::test;

// Who reaches a key in the same way is asked for once, and nobody is left behind.
class ReachIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesWhatIsTheSame()
    {
        ReachIndex index;
        QVERIFY(index.set(m_lin, {{m_own, {{m_account, 1}}}, {m_all, {{m_account, 3}, {m_task, 1}}}}));
        QVERIFY(index.set(m_anna, {{m_all, {{m_task, 1}, {m_account, 3}}}}));
        QVERIFY(index.set(m_bo, {{m_all, {{m_account, 2}}}}));
        QCOMPARE(index.parts(std::nullopt).size(), 3);
        const auto parts = index.parts(QStringList{m_all});
        QCOMPARE(parts.size(), 2);
        QSet<Id> together;
        for (const ReachIndex::Part &part : parts) {
            QCOMPARE(part.key, m_all);
            const QSet<Id> users = index.usersOf(part.number);
            QCOMPARE(users.size(), part.objects.contains(m_task) ? 2 : 1);
            together += users;
        }
        QCOMPARE(together, (QSet<Id>{m_lin, m_anna, m_bo}));
        QVERIFY(index.parts(QStringList{QStringLiteral("team:none")}).isEmpty());
        QVERIFY(index.parts(QStringList()).isEmpty());
    }

    void saysWhatIsAnother()
    {
        ReachIndex index;
        const LedgerReach before{{m_own, {{m_account, 1}}}, {m_all, {{m_task, 1}}}};
        QVERIFY(index.set(m_lin, before));
        QVERIFY(!index.set(m_lin, before));
        QCOMPARE(index.reachOf(m_lin), before);
        const LedgerReach after{{m_own, {{m_account, 2}}}};
        QVERIFY(index.set(m_lin, after));
        QCOMPARE(index.reachOf(m_lin), after);
        QCOMPARE(index.parts(std::nullopt).size(), 1);
        // One who reaches nothing is known all the same.
        QVERIFY(index.set(m_lin, {}));
        QVERIFY(!index.set(m_lin, {}));
        QVERIFY(index.contains(m_lin));
    }

    void forgets()
    {
        ReachIndex index;
        index.set(m_lin, {{m_all, {{m_account, 1}}}});
        index.set(m_anna, {{m_all, {{m_account, 1}}}});
        index.remove(m_lin);
        QVERIFY(!index.contains(m_lin));
        const auto parts = index.parts(QStringList{m_all});
        QCOMPARE(parts.size(), 1);
        QCOMPARE(index.usersOf(parts.first().number), QSet<Id>{m_anna});
        index.remove(m_anna);
        QVERIFY(index.parts(std::nullopt).isEmpty());
        QVERIFY(index.users().isEmpty());
    }

private:
    const QString m_own = QStringLiteral("own:lin");
    const QString m_all = QStringLiteral("all");
    const QString m_account = QStringLiteral("account");
    const QString m_task = QStringLiteral("task");
    const Id m_lin = Id::named("lin");
    const Id m_anna = Id::named("anna");
    const Id m_bo = Id::named("bo");
};

DW_TEST(ReachIndexTest)

#include "reachindextest.moc"
