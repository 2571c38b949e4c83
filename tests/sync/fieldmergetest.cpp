// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fieldmerge.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QTest>

#include <limits>

namespace dw::test
{

namespace
{

using Outcome = FieldMerge::Outcome;

Field fieldOf(MergeClass merge)
{
    Field field;
    field.key = QStringLiteral("field");
    field.merge = merge;
    return field;
}

Value text(const char *utf8)
{
    return Value(QString::fromUtf8(utf8));
}

Value number(qint64 n)
{
    return Value(n);
}

QStringList keysOf(const std::set<int> &numbers)
{
    QStringList keys;
    for (const int n : numbers)
        keys.append(QString::number(n));
    return keys;
}

QStringList sorted(QStringList keys)
{
    keys.sort();
    return keys;
}

rc::Gen<std::set<int>> numbers()
{
    return rc::gen::resize(6, rc::gen::container<std::set<int>>(rc::gen::inRange(0, 8)));
}

// A value that the class can hold, null now and then; few, so that they meet.
Value anyOf(MergeClass merge)
{
    const int n = *rc::gen::inRange(0, 5);
    if (n == 0)
        return {};
    if (merge == MergeClass::Set)
        return Value(keysOf(*numbers()));
    if (merge == MergeClass::Counter)
        return number(n);
    return Value(QStringLiteral("line\n").repeated(n - 1) + QString::number(n));
}

MergeClass anyClass()
{
    return *rc::gen::element(MergeClass::ThreeWay, MergeClass::Text3, MergeClass::Set, MergeClass::Guarded,
                             MergeClass::Append, MergeClass::Counter);
}

}  // namespace

class FieldMergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatNobodyElseChangedIsWritten()
    {
        DW_PROPERTY([] {
            const MergeClass merge = anyClass();
            const Value before = anyOf(merge);
            const Value after = anyOf(merge);
            const FieldMerge merged = FieldMerge::of(fieldOf(merge), before, before, after);
            RC_ASSERT(merged.outcome == (before == after ? Outcome::Same : Outcome::Write));
            RC_ASSERT(merged.value == after);
        });
    }

    void whatTheLaptopDidNotChangeStays()
    {
        DW_PROPERTY([] {
            const MergeClass merge = anyClass();
            const Value before = anyOf(merge);
            const Value server = anyOf(merge);
            const FieldMerge merged = FieldMerge::of(fieldOf(merge), before, server, before);
            RC_ASSERT(merged.outcome == Outcome::Same);
            RC_ASSERT(merged.value == server);
        });
    }

    void theSameChangeTwiceIsOne()
    {
        DW_PROPERTY([] {
            const MergeClass merge = anyClass();
            RC_PRE(merge != MergeClass::Counter);
            const Value before = anyOf(merge);
            const Value after = anyOf(merge);
            const FieldMerge merged = FieldMerge::of(fieldOf(merge), before, after, after);
            RC_ASSERT(merged.outcome == Outcome::Same);
            RC_ASSERT(merged.value == after);
        });
    }

    void mergingIsIdempotent()
    {
        DW_PROPERTY([] {
            const MergeClass merge = anyClass();
            RC_PRE(merge != MergeClass::Counter && merge != MergeClass::Text3);
            const Value before = anyOf(merge);
            const Value server = anyOf(merge);
            const Value after = anyOf(merge);
            const FieldMerge once = FieldMerge::of(fieldOf(merge), before, server, after);
            const FieldMerge twice = FieldMerge::of(fieldOf(merge), before, once.value, after);
            RC_ASSERT(twice.value == once.value);
        });
    }

    void setsTakeBothChangesInEitherOrder()
    {
        DW_PROPERTY([] {
            const std::set<int> before = *numbers();
            const std::set<int> server = *numbers();
            const std::set<int> after = *numbers();
            std::set<int> expected = server;
            for (const int n : before) {
                if (after.count(n) == 0)
                    expected.erase(n);
            }
            for (const int n : after) {
                if (before.count(n) == 0)
                    expected.insert(n);
            }
            const Field field = fieldOf(MergeClass::Set);
            const auto merge = [&](const std::set<int> &theirs, const std::set<int> &ours) {
                const FieldMerge merged =
                    FieldMerge::of(field, Value(keysOf(before)), Value(keysOf(theirs)), Value(keysOf(ours)));
                RC_ASSERT(merged.outcome == Outcome::Same || merged.outcome == Outcome::Write);
                return sorted(merged.value.keys());
            };
            RC_ASSERT(merge(server, after) == keysOf(expected));
            RC_ASSERT(merge(after, server) == keysOf(expected));
        });
    }

    void countersAddBothSteps()
    {
        const Field field = fieldOf(MergeClass::Counter);
        QCOMPARE(FieldMerge::of(field, number(10), number(12), number(9)).value, number(11));
        const FieldMerge same = FieldMerge::of(field, number(1), number(2), number(2));
        QCOMPARE(same.outcome, Outcome::Write);
        QCOMPARE(same.value, number(3));
        QCOMPARE(FieldMerge::of(field, {}, number(2), number(2)).value, number(4));
        const Currency yuan = *Currency::fromCode(u"CNY");
        QCOMPARE(
            FieldMerge::of(field, Value(Money{100, yuan}), Value(Money{150, yuan}), Value(Money{70, yuan}))
                .value,
            Value(Money{120, yuan}));
        QCOMPARE(FieldMerge::of(field, Value(*Decimal::fromString(u"1.5")),
                                Value(*Decimal::fromString(u"2.25")), Value(*Decimal::fromString(u"2.0")))
                     .value,
                 Value(*Decimal::fromString(u"2.75")));
    }

    void whatDoesNotAddUpIsKeptForThePerson()
    {
        const Field field = fieldOf(MergeClass::Counter);
        constexpr qint64 Most = std::numeric_limits<qint64>::max();
        QCOMPARE(FieldMerge::of(field, number(0), number(Most), number(1)).outcome, Outcome::Keep);
        QCOMPARE(FieldMerge::of(field, number(1), Value(), number(2)).outcome, Outcome::Keep);
        const Value yuan(Money{1, *Currency::fromCode(u"CNY")});
        const Value crowns(Money{1, *Currency::fromCode(u"SEK")});
        QCOMPARE(FieldMerge::of(field, yuan, crowns, Value(Money{2, *Currency::fromCode(u"CNY")})).outcome,
                 Outcome::Keep);
    }

    void longTextsMergeByLines()
    {
        const Field field = fieldOf(MergeClass::Text3);
        const FieldMerge merged =
            FieldMerge::of(field, text("背景\n预算\n下一步"), text("背景：老客户\n预算\n下一步"),
                           text("背景\n预算\n下一步：周五拜访"));
        QCOMPARE(merged.outcome, Outcome::Write);
        QCOMPARE(merged.value, text("背景：老客户\n预算\n下一步：周五拜访"));
        const FieldMerge both = FieldMerge::of(field, text("预算"), text("预算 5"), text("预算 6"));
        QCOMPARE(both.outcome, Outcome::Keep);
        QCOMPARE(both.value, text("预算 5"));
    }

    void conflictsByClass_data()
    {
        QTest::addColumn<int>("merge");
        QTest::addColumn<int>("away");
        QTest::addColumn<int>("outcome");
        const auto row = [](const char *name, MergeClass merge, FieldMerge::Away away, Outcome outcome) {
            QTest::newRow(name) << int(merge) << int(away) << int(outcome);
        };
        using Away = FieldMerge::Away;
        row("plain", MergeClass::ThreeWay, Away::Short, Outcome::Keep);
        row("plain, long away", MergeClass::ThreeWay, Away::Long, Outcome::Reject);
        row("guarded", MergeClass::Guarded, Away::Short, Outcome::Reject);
        row("long text", MergeClass::Text3, Away::Short, Outcome::Keep);
        row("long text, long away", MergeClass::Text3, Away::Long, Outcome::Reject);
        row("written once", MergeClass::Append, Away::Long, Outcome::Keep);
        row("worked out", MergeClass::Derived, Away::Short, Outcome::Ignore);
    }

    void conflictsByClass()
    {
        QFETCH(const int, merge);
        QFETCH(const int, away);
        QFETCH(const int, outcome);
        const FieldMerge merged = FieldMerge::of(fieldOf(MergeClass(merge)), text("a"), text("b"), text("c"),
                                                 FieldMerge::Away(away));
        QCOMPARE(int(merged.outcome), outcome);
        QCOMPARE(merged.value, text("b"));
    }

    void whatTheEngineWritesIsNeverTaken()
    {
        Field formula = fieldOf(MergeClass::ThreeWay);
        formula.type = FieldType::Formula;
        QCOMPARE(FieldMerge::of(formula, text("a"), text("a"), text("c")).outcome, Outcome::Ignore);
    }
};

DW_TEST(FieldMergeTest)

}  // namespace dw::test

#include "fieldmergetest.moc"
