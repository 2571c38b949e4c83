// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/linediff.h"
#include "core/sync/textmerge.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QStringList>
#include <QTest>

namespace dw::test
{

namespace
{

using Lines = std::vector<int>;

// Few different lines, so that they repeat and meet.
rc::Gen<Lines> lines()
{
    return rc::gen::resize(12, rc::gen::container<Lines>(rc::gen::inRange(0, 4)));
}

QString textOf(const Lines &lines)
{
    QStringList parts;
    for (const int line : lines)
        parts.append(QString::number(line));
    return parts.join(QLatin1Char('\n'));
}

QList<int> listOf(const Lines &lines)
{
    return {lines.begin(), lines.end()};
}

// The plain table of lengths, as a second opinion.
int longestCommon(const Lines &a, const Lines &b)
{
    std::vector<std::vector<int>> length(a.size() + 1, std::vector<int>(b.size() + 1, 0));
    for (size_t i = 1; i <= a.size(); ++i) {
        for (size_t j = 1; j <= b.size(); ++j)
            length[i][j] = a[i - 1] == b[j - 1] ? length[i - 1][j - 1] + 1
                                                : std::max(length[i - 1][j], length[i][j - 1]);
    }
    return length[a.size()][b.size()];
}

}  // namespace

class TextMergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStaysIsTheLongestCommonPart()
    {
        DW_PROPERTY([] {
            const Lines from = *lines();
            const Lines to = *lines();
            const auto matches = LineDiff::matches(listOf(from), listOf(to), 100);
            RC_ASSERT(matches.has_value());
            RC_ASSERT(matches->size() == qsizetype(from.size()));
            int last = -1;
            int count = 0;
            for (qsizetype i = 0; i < matches->size(); ++i) {
                const int at = matches->at(i);
                if (at < 0)
                    continue;
                RC_ASSERT(at > last);
                RC_ASSERT(to.at(size_t(at)) == from.at(size_t(i)));
                last = at;
                ++count;
            }
            RC_ASSERT(count == longestCommon(from, to));
        });
    }

    void editsAreCounted()
    {
        DW_PROPERTY([] {
            const Lines from = *lines();
            const Lines to = *lines();
            const int edits = int(from.size() + to.size()) - 2 * longestCommon(from, to);
            RC_ASSERT(LineDiff::matches(listOf(from), listOf(to), edits).has_value());
            RC_ASSERT(edits == 0 || !LineDiff::matches(listOf(from), listOf(to), edits - 1).has_value());
        });
    }

    void aChangeOfOneSideIsTaken()
    {
        DW_PROPERTY([] {
            const QString base = textOf(*lines());
            const QString other = textOf(*lines());
            RC_ASSERT(TextMerge::merge(base, other, base) == other);
            RC_ASSERT(TextMerge::merge(base, base, other) == other);
            RC_ASSERT(TextMerge::merge(base, other, other) == other);
        });
    }

    void sidesDoNotMatter()
    {
        DW_PROPERTY([] {
            const QString base = textOf(*lines());
            const QString ours = textOf(*lines());
            const QString theirs = textOf(*lines());
            RC_ASSERT(TextMerge::merge(base, ours, theirs) == TextMerge::merge(base, theirs, ours));
        });
    }

    void changesApartMeet()
    {
        // Lines that neither side touches stand between: every change of both is in the result.
        DW_PROPERTY([] {
            const Lines head = *lines();
            const Lines newHead = *lines();
            const Lines tail = *lines();
            const Lines newTail = *lines();
            const QString middle = QStringLiteral("\nmiddle\n");
            const auto merged = TextMerge::merge(textOf(head) + middle + textOf(tail),
                                                 textOf(newHead) + middle + textOf(tail),
                                                 textOf(head) + middle + textOf(newTail));
            RC_ASSERT(merged == textOf(newHead) + middle + textOf(newTail));
        });
    }

    void changesInTheSamePlaceDoNot_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("theirs");
        QTest::newRow("same line") << QStringLiteral("a\nb\nc") << QStringLiteral("a\nx\nc")
                                   << QStringLiteral("a\ny\nc");
        QTest::newRow("changed and removed")
            << QStringLiteral("a\nb\nc") << QStringLiteral("a\nx\nc") << QStringLiteral("a\nc");
        QTest::newRow("lines that touch")
            << QStringLiteral("a\nb\nc\nd") << QStringLiteral("a\nx\nc\nd") << QStringLiteral("a\nb\ny\nd");
        QTest::newRow("added at one place")
            << QStringLiteral("会议纪要") << QStringLiteral("会议纪要\n已报价")
            << QStringLiteral("会议纪要\n客户不同意");
        QTest::newRow("from nothing") << QString() << QStringLiteral("a") << QStringLiteral("b");
    }

    void changesInTheSamePlaceDoNot()
    {
        QFETCH(const QString, base);
        QFETCH(const QString, ours);
        QFETCH(const QString, theirs);
        QVERIFY(!TextMerge::merge(base, ours, theirs).has_value());
    }

    void tooLongIsNotMerged()
    {
        const QString base = QStringLiteral("a\n").repeated(TextMerge::MaxLines - 1);
        const QString ours = QStringLiteral("x\n") + base.chopped(2);
        const QString theirs = base + QStringLiteral("y");
        QCOMPARE(TextMerge::merge(base, ours, theirs).value_or(QString()),
                 QStringLiteral("x\n") + base.chopped(2) + QStringLiteral("y"));
        QVERIFY(!TextMerge::merge(base, ours, theirs + QStringLiteral("\nz")).has_value());
        QString rewritten;
        for (int i = 0; i <= TextMerge::MaxEdits / 2; ++i)
            rewritten += QStringLiteral("line %1\n").arg(i);
        QVERIFY(!TextMerge::merge(base, rewritten, theirs).has_value());
    }
};

DW_TEST(TextMergeTest)

}  // namespace dw::test

#include "textmergetest.moc"
