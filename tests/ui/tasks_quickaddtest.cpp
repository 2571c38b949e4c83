// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testrunner.h"
#include "ui/tasks/quickadd.h"

#include <QTest>
#include <QTimeZone>

using namespace dw::ui;

class QuickAddTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("priority");
        // It is Thursday 19 November 2026, 07:40.
        const auto row = [](const char *line, const char *subject, const char *due, const char *kind = "todo",
                            const char *priority = "normal") {
            QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(subject)
                                << QString::fromLatin1(due) << QString::fromLatin1(kind)
                                << QString::fromLatin1(priority);
        };
        row("call Zhang fri 3pm", "call Zhang", "2026-11-20 15:00", "call");
        row("周五下午3点 给张总打电话", "给张总打电话", "2026-11-20 15:00", "call");
        row("Call Zhang", "Call Zhang", "2026-11-19 23:59", "call");
        row("send quote tomorrow", "send quote", "2026-11-20 23:59");
        row("send quote 28 Nov !high", "send quote", "2026-11-28 23:59", "todo", "high");
        row("send quote 2027-01-15 at 9", "send quote", "2027-01-15 09:00");
        row("pay 1286000 to the supplier mon", "pay 1286000 to the supplier", "2026-11-23 23:59");
        row("visit 宏威金属 next fri 9:30am", "visit 宏威金属", "2026-11-27 09:30", "visit");
        row("standup thu 9am", "standup", "2026-11-19 09:00");
        row("standup thu 7am", "standup", "2026-11-26 07:00");
        row("report thursday", "report", "2026-11-26 23:59");
        row("mail the plan 15:00", "mail the plan", "2026-11-19 15:00");
        row("mail the plan 06:30", "mail the plan", "2026-11-20 06:30");
        row("ring back in 2 hours", "ring back", "2026-11-19 09:40", "call");
        row("check in 3 days", "check", "2026-11-22 23:59");
        row("check in 2 weeks p3", "check", "2026-12-03 23:59", "todo", "low");
        row("lunch with Emma noon", "lunch with Emma", "2026-11-19 12:00");
        row("plan the year 5 Jan", "plan the year", "2027-01-05 23:59");
        row("明天上午9点半拜访宏威金属", "拜访宏威金属", "2026-11-20 09:30", "visit");
        row("下周五 发合同", "发合同", "2026-11-27 23:59");
        row("下周一下午两点 开会", "开会", "2026-11-23 14:00");
        row("3天后 发报价 !高", "发报价", "2026-11-22 23:59", "todo", "high");
        row("11月28日 发报价", "发报价", "2026-11-28 23:59");
        row("今晚8点 致电郭文博", "致电郭文博", "2026-11-19 20:00", "call");
        row("后天 15:30 回电", "回电", "2026-11-21 15:30", "call");
        row("半小时后 回邮件", "回邮件", "2026-11-19 08:10");
        row("周五下午３：１５ 交图纸", "交图纸", "2026-11-20 15:15");
        row("星期日 休息", "休息", "2026-11-22 23:59");
        row("十二点 吃饭", "吃饭", "2026-11-19 12:00");
    }

    void reads()
    {
        QFETCH(QString, line);
        const QTimeZone shanghai("Asia/Shanghai");
        const QDateTime now(QDate(2026, 11, 19), QTime(7, 40), shanghai);
        const QuickTask task = parseQuickTask(line, now);
        QTEST(task.subject, "subject");
        QTEST(task.due.toString(QStringLiteral("yyyy-MM-dd HH:mm")), "due");
        QTEST(task.kind, "kind");
        QTEST(task.priority, "priority");
        QCOMPARE(task.due.timeZone(), shanghai);
    }

    void keepsWordsThatOnlyLookLikeTimes()
    {
        const QDateTime now(QDate(2026, 11, 19), QTime(7, 40), QTimeZone::utc());
        for (const QString &line :
             {QStringLiteral("Monitor the sunny market"), QStringLiteral("Order 12 pumps"),
              QStringLiteral("Mr. Friedrich"), QStringLiteral("三号流量线"), QStringLiteral("PT-300 × 40")}) {
            const QuickTask task = parseQuickTask(line, now);
            QCOMPARE(task.subject, line);
            QVERIFY(isAnyTime(task.due));
        }
        QVERIFY(!parseQuickTask(QStringLiteral("  "), now).isValid());
        QVERIFY(!parseQuickTask(QStringLiteral("fri 3pm"), now).isValid());
    }
};

DW_TEST(QuickAddTest)

#include "tasks_quickaddtest.moc"
