// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/requestjson.h"
#include "core/base/canonicaljson.h"
#include "core/base/wording.h"
#include "tests/approvals/approvalcompany.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <functional>

namespace dw::test
{

namespace
{

using C = ApprovalCompany;
using Change = std::function<void(QJsonObject &)>;

// A request with something of everything.
ApprovalRequest eventful()
{
    ApprovalCompany company;
    ApprovalProcess process = C::process(
        {C::parallel("p", {C::text("x"), C::text("y")}, "j"), C::step("x", {C::role("legal")}, "j"),
         C::step("y", {C::user("wei"), C::user("boss")}, "j", ApprovalNode::Mode::All),
         C::join("j", "done")});
    process.nodes[2].timeoutMinutes = 60;
    company.run(process);
    const auto must = [](const Result<ApprovalOutcome> &result) {
        if (!result.ok())
            qFatal("%s", qPrintable(result.error().key));
    };
    must(company.submit());
    must(company.act("wei", ApprovalAct::AddSigner{company.taskOf("wei"), C::id("kim")}));
    company.setAmount(100);
    must(company.act("lin", ApprovalAct::SubjectChanged{company.subject()}));
    must(company.act("wei",
                     ApprovalAct::Transfer{company.taskOf("wei"), C::id("chief"), C::text("knows it")}));
    must(company.approve("boss", QString::fromUtf8("可以 \"fine\"\n")));
    must(company.approve("zoe"));
    must(company.approve("yu"));
    return *company.request;
}

QJsonObject changedFirst(const QJsonObject &whole, const char *list, const Change &change)
{
    QJsonObject object = whole;
    QJsonArray items = object.value(QLatin1String(list)).toArray();
    QJsonObject first = items.first().toObject();
    change(first);
    items.replace(0, first);
    object.insert(QLatin1String(list), items);
    return object;
}

}  // namespace

// A state travels; what comes may be anybody's.
class RequestJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStateReadsBackAsItWas()
    {
        const ApprovalRequest request = eventful();
        const QByteArray json = requestToJson(request);
        const auto read = requestFromJson(json);
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(describe(read.error())));
        QVERIFY(*read == request);
        QCOMPARE(requestToJson(*read), json);
        QCOMPARE(canonicalJson(QJsonDocument::fromJson(json).object()), json);
    }

    void aForgedDigestIsNotBelieved()
    {
        const ApprovalRequest request = eventful();
        QJsonObject whole = QJsonDocument::fromJson(requestToJson(request)).object();
        whole = changedFirst(whole, "versions", [](QJsonObject &version) {
            QJsonObject content = version.value(QLatin1String("content")).toObject();
            content.insert(C::text("amount"), 1);
            version.insert(C::text("content"), content);
        });
        const auto read = requestFromJson(QJsonDocument(whole).toJson());
        QVERIFY(read.ok());
        QVERIFY(read->versions.first().hash() != request.versions.first().hash());
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("what");
        const QJsonObject whole = QJsonDocument::fromJson(requestToJson(eventful())).object();
        const auto row = [](const char *name, const QJsonObject &json, const char *key, const char *what) {
            QTest::newRow(name) << QJsonDocument(json).toJson() << C::text(key) << C::text(what);
        };
        const auto with = [&whole](const char *property, const QJsonValue &value) {
            QJsonObject changed = whole;
            changed.insert(QLatin1String(property), value);
            return changed;
        };
        const auto without = [&whole](const char *property) {
            QJsonObject changed = whole;
            changed.remove(QLatin1String(property));
            return changed;
        };
        const auto set = [](const char *property, const QJsonValue &value) {
            return Change([=](QJsonObject &object) { object.insert(QLatin1String(property), value); });
        };
        row("no id", without("id"), "dictionary.property_missing", "id");
        row("an id that is none", with("id", C::text("x")), "dictionary.property_type", "id");
        row("an id in capitals", with("id", Id::named("request").toString().toUpper()),
            "dictionary.property_type", "id");
        row("no submitter", without("submitted_by"), "dictionary.property_missing", "submitted_by");
        row("no time", without("submitted_at"), "dictionary.property_missing", "submitted_at");
        row("no version of the record", without("versions"), "dictionary.property_missing", "versions");
        row("an unknown status", with("status", C::text("granted")), "dictionary.word_unknown", "granted");
        row("an unknown property", with("approved", true), "dictionary.property_unknown", "approved");
        row("tasks that are no list", with("tasks", 1), "dictionary.property_type", "tasks");
        row("half a version", with("process_version", 1.5), "dictionary.property_type", "process_version");
        row("a number beyond", with("entries", 1e9), "dictionary.out_of_range", "entries");
        row("a task out of order", changedFirst(whole, "tasks", set("number", 2)), "dictionary.out_of_range",
            "number");
        row("a task of no stay", changedFirst(whole, "tasks", set("entry", 0)), "dictionary.out_of_range",
            "entry");
        row("a task of no status", changedFirst(whole, "tasks", set("status", QJsonValue::Undefined)),
            "dictionary.property_missing", "status");
        row("a task of an unknown kind", changedFirst(whole, "tasks", set("origin", C::text("magic"))),
            "dictionary.word_unknown", "magic");
        row("a line without a time", changedFirst(whole, "log", set("at", QJsonValue::Undefined)),
            "dictionary.property_missing", "at");
        row("a digest that is none", changedFirst(whole, "log", set("hash", C::text("beef"))),
            "dictionary.property_type", "hash");
        row("content that is none", changedFirst(whole, "versions", set("content", 1)),
            "dictionary.property_type", "content");
        row("too large",
            changedFirst(
                whole, "versions",
                set("content", QJsonObject{{C::text("x"), QString(ApprovalSubject::MostBytes, u'x')}})),
            "approval.subject_too_large", "");
        QJsonArray log;
        for (int i = 0; i <= ApprovalRequest::MostEntries; ++i)
            log.append(QJsonObject());
        row("too long", with("log", log), "approval.too_long", "");
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, key);
        QFETCH(QString, what);
        const auto read = requestFromJson(json);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().key, key);
        QVERIFY(hasWording(key));
        QVERIFY(what.isEmpty() || read.error().arguments.contains(what));
    }

    // It reads well, but it is no state that the process can be in.
    void aStateThatFitsNothingIsRefused()
    {
        ApprovalCompany company;
        company.run(
            C::process({C::step("a", {C::user("wei"), C::user("zoe")}, "done", ApprovalNode::Mode::All)}));
        DW_DONE(company.submit());
        const ApprovalRequest good = *company.request;
        const auto refused = [&](const std::function<void(ApprovalRequest &)> &change) {
            company.request = good;
            change(*company.request);
            return company.refusal(company.review());
        };
        const QString bad = C::text("bad_request");
        QCOMPARE(refused([](ApprovalRequest &) {}), C::text("done"));
        QCOMPARE(refused([](ApprovalRequest &request) { request.positions.clear(); }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.positions[0].node = C::text("done"); }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.positions[0].trail = {C::text("x")}; }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.positions.append(request.positions[0]); }),
                 bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.tasks[0].node = C::text("x"); }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.tasks[0].slot = 99999; }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.tasks[0].entry = 7; }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.tasks[0].openedAt.reset(); }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.tasks.clear(); }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.countsFrom = 50; }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) { request.versions.clear(); }), bad);
        QCOMPARE(
            refused([](ApprovalRequest &request) { request.status = ApprovalRequest::Status::Approved; }),
            bad);
        // A signature that is required has nobody any more who gives it.
        QCOMPARE(refused([](ApprovalRequest &request) { request.tasks.removeFirst(); }), bad);
        QCOMPARE(refused([](ApprovalRequest &request) {
                     request.tasks.removeFirst();
                     request.tasks[0].number = 1;
                 }),
                 bad);
    }
};

DW_TEST(RequestJsonTest)

}  // namespace dw::test

#include "requestjsontest.moc"
