// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/approvals/approvalcompany.h"
#include "tests/support/testrunner.h"

#include <QTest>

namespace dw::test
{

namespace
{

using C = ApprovalCompany;
using Status = ApprovalRequest::Status;

Record line(qint64 minor)
{
    Record line(C::dictionary()->find(u"opportunity_line"), Id::named("line"));
    line.set(u"currency", Value(C::text("cny")));
    line.set(u"unit_price", Value(Money{minor, C::cny()}));
    return line;
}

}  // namespace

// A decision is about what the approver saw, and about nothing else (U4, F4.22).
class SubjectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHashIsOfTheContent()
    {
        ApprovalCompany company;
        const QString before = company.subject().hash();
        QVERIFY(ApprovalSubject::isHash(before));
        QCOMPARE(company.subject().hash(), before);
        // Who saved it last and when is no part of it.
        company.deal.set(u"updated_at", Value(Instant{5}));
        company.deal.set(u"updated_by", Value(C::id("boss")));
        QCOMPARE(company.subject().hash(), before);
        company.setAmount(5000000, "USD");
        QVERIFY(company.subject().hash() != before);
        company.setAmount(5000000);
        company.lines.insert(C::text("lines"), {line(100)});
        const QString withLine = company.subject().hash();
        QVERIFY(withLine != before);
        company.lines.insert(C::text("lines"), {line(101)});
        QVERIFY(company.subject().hash() != withLine);
        QVERIFY(!ApprovalSubject::isHash(before.toUpper()));
        QVERIFY(!ApprovalSubject::isHash(before.mid(1)));
        // Another record with the same values is another subject.
        const auto other = ApprovalSubject::of(RecordRef{C::text("opportunity"), Id::named("other")},
                                               company.subject().content());
        QVERIFY(other.ok() && other->hash() != company.subject().hash());
    }

    void namedFieldsAreTheWholeSubject()
    {
        ApprovalCompany company;
        const auto hash = [&company] {
            return ApprovalSubject::of(company.deal, {}, company, {C::text("amount")})->hash();
        };
        const QString before = hash();
        company.deal.set(u"next_step", Value(C::text("Call")));
        QCOMPARE(hash(), before);
        company.setAmount(1);
        QVERIFY(hash() != before);
    }

    // U32: what is another value since, attachments and lines included.
    void changesNameWhatIsAnother()
    {
        ApprovalCompany company;
        company.lines.insert(C::text("lines"), {line(100)});
        const ApprovalSubject before = company.subject();
        company.setAmount(4000000);
        company.lines.insert(C::text("lines"), {line(90)});
        Record file(C::dictionary()->find(u"attachment"), Id::named("file"));
        file.set(u"sha256", Value(QString(64, u'a')));
        company.lines.insert(C::text("attachments"), {file});
        QStringList keys;
        for (const ApprovalSubject::Change &change : ApprovalSubject::changes(before, company.subject())) {
            keys.append(change.key);
            QVERIFY(change.before != change.after);
        }
        QVERIFY2(keys.contains(C::text("amount")), qPrintable(keys.join(u' ')));
        QVERIFY(keys.contains(QLatin1String("lines/") + Id::named("line").toString() +
                              QLatin1String("/unit_price")));
        QVERIFY(!keys.filter(QLatin1String("attachments/")).isEmpty());
        QCOMPARE(ApprovalSubject::changes(before, before).size(), 0);
    }

    void whatIsTooLargeIsRefused()
    {
        const auto big =
            ApprovalSubject::of(RecordRef{C::text("opportunity"), Id::named("deal")},
                                QJsonObject{{C::text("x"), QString(ApprovalSubject::MostBytes, u'x')}});
        QVERIFY(!big.ok());
        QCOMPARE(big.error().key, C::text("approval.subject_too_large"));
    }

    // Case 13: somebody decides on what is another document meanwhile.
    void aDecisionOnAnotherVersionIsVoid()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")}, "b"), C::step("b", {C::user("zoe")})}));
        DW_DONE(company.submit());
        const QString seen = company.subject().hash();
        const int task = company.taskOf("wei");
        company.setAmount(9900000);
        DW_DONE(company.act("lin", ApprovalAct::SubjectChanged{company.subject()}));
        QCOMPARE(company.lastEntry().changed, QStringList{C::text("amount")});
        const auto decided = company.act(
            "wei", ApprovalAct::Decide{task, ApprovalAct::Decide::Answer::Approve, seen, C::text("fine")});
        DW_DONE(decided);
        QVERIFY(decided->verdict == ApprovalOutcome::Verdict::Void);
        QVERIFY(company.lastEntry().kind == ApprovalEntry::Kind::Void);
        QCOMPARE(company.lastEntry().changed, QStringList{C::text("amount")});
        QCOMPARE(company.lastEntry().comment, C::text("fine"));
        QCOMPARE(company.told(ApprovalNotice::Kind::AskedAgain), QStringList{C::text("wei")});
        QCOMPARE(company.last.notices.last().task, company.taskOf("wei"));
        QCOMPARE(company.asked(), C::text("wei"));
        DW_DONE(company.approve("wei"));
        QCOMPARE(company.asked(), C::text("zoe"));
    }

    void hashesThatAreNoneAreRefused()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        DW_REFUSED(
            company.act("wei", ApprovalAct::Decide{1, ApprovalAct::Decide::Answer::Approve, QString()}),
            "bad_hash");
        DW_REFUSED(company.act("wei", ApprovalAct::Decide{1, ApprovalAct::Decide::Answer::Approve,
                                                          company.subject().hash().toUpper()}),
                   "bad_hash");
        // Of no version that there was: void, without anything to name.
        const auto unknown = company.act(
            "wei", ApprovalAct::Decide{1, ApprovalAct::Decide::Answer::Approve, QString(64, u'0')});
        DW_DONE(unknown);
        QVERIFY(unknown->verdict == ApprovalOutcome::Verdict::Void);
        QVERIFY(company.request->status == Status::Running);
        QCOMPARE(company.lastEntry().changed, QStringList());
    }

    void aChangeAsksThoseWhoHadSignedAgain()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")}, "b"), C::step("b", {C::user("zoe")})}));
        DW_DONE(company.submit());
        DW_DONE(company.approve("wei"));
        DW_DONE(company.act("lin", ApprovalAct::SubjectChanged{company.subject()}));
        QCOMPARE(company.asked(), C::text("zoe"));
        company.setAmount(1);
        DW_DONE(company.act("lin", ApprovalAct::SubjectChanged{company.subject()}));
        QCOMPARE(company.asked(), C::text("wei"));
        QCOMPARE(company.told(ApprovalNotice::Kind::AskedAgain), QStringList{C::text("wei")});
        // As long as it runs the record cannot become one that the process cannot judge.
        company.run(
            C::process({C::condition("c", "amount > 100000", "a", "a"), C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        company.setAmount(std::nullopt);
        DW_REFUSED(company.act("lin", ApprovalAct::SubjectChanged{company.subject()}), "undecided");
    }

    // F3.33: who changes what was approved has no approval any more.
    void whatWasApprovedAndChangedIsVoid()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        DW_DONE(company.approve("wei"));
        DW_DONE(company.act("lin", ApprovalAct::SubjectChanged{company.subject()}));
        QVERIFY(company.request->status == Status::Approved);
        company.setAmount(1);
        DW_DONE(company.act("lin", ApprovalAct::SubjectChanged{company.subject()}));
        QVERIFY(company.request->status == Status::Void);
        QCOMPARE(company.lastEntry().changed, QStringList{C::text("amount")});
        QCOMPARE(company.told(ApprovalNotice::Kind::Ended), QStringList{C::text("lin")});
    }

    void aRequestStaysWithItsRecord()
    {
        ApprovalCompany company;
        company.run(C::process({C::step("a", {C::user("wei")})}));
        DW_DONE(company.submit());
        const auto other =
            ApprovalSubject::of(RecordRef{C::text("opportunity"), Id::named("other")}, QJsonObject());
        DW_REFUSED(company.act("lin", ApprovalAct::SubjectChanged{*other}), "bad_request");
        DW_DONE(company.sendBack("wei", ApprovalAct::Decide::Back::Submitter));
        DW_REFUSED(company.act("lin", ApprovalAct::Resubmit{*other}), "bad_request");
    }
};

DW_TEST(SubjectTest)

}  // namespace dw::test

#include "subjecttest.moc"
