// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalengine.h"
#include "core/dictionary/builtindictionary.h"
#include "core/records/relatedvalues.h"

#include <QHash>
#include <QString>
#include <QTest>

#include <memory>
#include <optional>

namespace dw::test
{

// A small company with a deal, and one request at a time that runs through it. People by their login:
//   boss      administrator        chief     leader of all, manager of wei
//   wei       manager of lin       lin       who submits
//   zoe, yu, kim   have the role "legal", nobody is above them but chief
class ApprovalCompany final : public RelatedValues
{
public:
    ApprovalCompany();

    static QString text(const char *utf8) { return QString::fromUtf8(utf8); }
    static Id id(const char *login) { return Id::named(QByteArray("user:") + login); }
    static Id id(const QString &login) { return id(login.toUtf8().constData()); }
    static QString loginOf(const Id &id);

    static ApproverRule user(const char *login);
    static ApproverRule role(const char *code);
    static ApproverRule manager(int level);
    static ApproverRule expression(const char *text);
    // A step from there to `next`; any one of its approvers decides.
    static ApprovalNode step(const char *key, const QList<ApproverRule> &approvers, const char *next = "done",
                             ApprovalNode::Mode mode = ApprovalNode::Mode::Any);
    static ApprovalNode condition(const char *key, const char *when, const char *then, const char *otherwise);
    static ApprovalNode parallel(const char *key, const QStringList &starts, const char *join);
    static ApprovalNode join(const char *key, const char *next);
    static ApprovalNode end(const char *key = "done");
    // It begins at the first node. An end "done" is added where there is none.
    static ApprovalProcess process(QList<ApprovalNode> nodes);
    static Currency cny() { return *Currency::fromCode(u"CNY"); }
    static const DictionaryPtr &dictionary();

    QList<Error> problems(const ApprovalProcess &process) const
    {
        return PublishedProcess::problems(process, dictionary(), cny());
    }
    // The keys of what is wrong, without "approval.".
    QStringList wrongs(const ApprovalProcess &process) const;

    // Publishes and forgets the request before.
    void run(const ApprovalProcess &process);
    // Of the request so far, or of none; the last answer is kept in `last`.
    Result<ApprovalOutcome> submit(const char *by = "lin");
    Result<ApprovalOutcome> act(const char *by, const ApprovalAct::What &what);
    Result<ApprovalOutcome> approve(const char *by, const QString &comment = {});
    Result<ApprovalOutcome> reject(const char *by);
    Result<ApprovalOutcome> sendBack(const char *by, ApprovalAct::Decide::Back back, const char *step = "");
    Result<ApprovalOutcome> review() { return apply(ApprovalAct{Id(), ApprovalAct::Review{}, {}, {}}); }
    Result<ApprovalOutcome> apply(const ApprovalAct &act);
    // The task that they would answer: open, else the newest of theirs; 0 where they have none.
    int taskOf(const char *login) const;
    // "wei zoe": who has an open task, in the order of the tasks; "-" for nobody's.
    QString asked() const;
    QString refusal(const Result<ApprovalOutcome> &result) const;
    QStringList told(ApprovalNotice::Kind kind) const;  // by the last act

    ApprovalSubject subject() const;
    // Money of the deal, in fen.
    void setAmount(std::optional<qint64> minor, const char *currency = "CNY");
    void setUser(const char *login, const char *field, const Value &value);
    void leave(const char *login) { setUser(login, "status", Value(text("disabled"))); }
    void giveRoles(const char *login, const QStringList &codes);
    void delegate(const ApprovalPeople::Delegation &delegation);
    void pass(qint64 minutes) { now.ms += minutes * 60000; }

    ApprovalPeople people() const { return ApprovalPeople(records, delegations); }
    const ApprovalEntry &lastEntry() const { return request->log.last(); }

    Result<Record> record(const RecordRef &ref) const override;
    Result<QList<Record>> children(const Record &, const QString &collection, int) const override
    {
        return lines.value(collection);
    }
    Result<std::optional<Money>> inBase(const Record &record, const Money &money) const override;

    AccessRecords records;
    QList<ApprovalPeople::Delegation> delegations;
    QHash<QString, QList<Record>> lines;
    QHash<QString, qint64> rates;  // currency -> CNY for one
    Record deal;
    Instant now{1790000000000};
    PublishedProcessPtr published;
    std::optional<ApprovalRequest> request;
    ApprovalOutcome last;

private:
    void addUser(const char *login, const char *manager, const QStringList &roles);
    Record &userRecord(const char *login);
    Result<ApprovalOutcome> keep(Result<ApprovalOutcome> result);
};

// What a request's acts must come to.
#define DW_DONE(result)                                                           \
    do {                                                                          \
        const auto dwDone = (result);                                             \
        QVERIFY2(dwDone.ok(), dwDone.ok() ? "" : qPrintable(dwDone.error().key)); \
    } while (false)
#define DW_REFUSED(result, why) QCOMPARE(company.refusal(result), QString::fromLatin1(why))

}  // namespace dw::test
