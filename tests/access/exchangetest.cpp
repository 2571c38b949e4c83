// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analytics/metriccatalog.h"
#include "core/analytics/report.h"
#include "core/exchange/exporter.h"
#include "core/store/refusedattempt.h"
#include "tests/access/accessworld.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

// Exports, imports and reports under a policy that denies an object, rows and fields (DESIGN 7).
class ExchangeAccessTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<AccessWorld> m_world;
    std::unique_ptr<AsyncReader> m_reader;

    Result<ExportReport> exported(const char *object, const char *where, const QStringList &fields,
                                  const QStringList &sort, QString &content)
    {
        const QString path = m_world->base().path(text("out.json"));
        QFile::remove(path);
        const Exporter::Request request{text(object), text(where), {}, {}, sort, fields, {}};
        auto done = Exporter(*m_reader, m_world->runner()).run(request, path);
        QFile file(path);
        content = file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        return done;
    }
    bool refuses(const char *object, const char *where, const QStringList &fields, const QStringList &sort)
    {
        QString content;
        const auto done = exported(object, where, fields, sort, content);
        return !done.ok() && done.error().code == ErrorCode::Forbidden && content.isEmpty();
    }
    // As the denied one, what is wrong with a file's rows included.
    Result<ImportReport> imported(const QByteArray &csv, const QByteArray &map)
    {
        const auto mapping = ImportMapping::fromJson(map, text("map.json"));
        if (!mapping.ok())
            return mapping.error();
        return m_world->base().engine().run(m_world->base().file(text("in.csv"), csv), *mapping, {});
    }
    static QString rejectsOf(const ImportReport &report)
    {
        QString all;
        for (const ImportReject &reject : report.rejects)
            all += reject.column + QLatin1Char(' ') + reject.reason + QLatin1Char('\n');
        for (const FileFinding &note : report.notes)
            all += note.key + note.arguments.join(QLatin1Char('|'));
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<AccessWorld>();
        m_reader =
            std::make_unique<AsyncReader>(*m_world->base().workspace, [this] { return m_world->context(); });
    }
    void cleanup()
    {
        m_reader.reset();
        m_world.reset();
    }

    void exportLeavesOutWhatIsDenied()
    {
        QString content;
        for (const char *object : {"account", "contact", "opportunity", "activity", "stage_history"}) {
            const ObjectTypePtr type = m_world->runner().configuration()->dictionary->find(text(object));
            QStringList every;
            const FieldRights rights{m_world->policy().rights.value(text(object))};
            for (const Field &field : type->fields()) {
                if (rights.of(field.key) != FieldRight::Hidden && !field.isFormula())
                    every.append(field.key);
            }
            for (const QStringList &fields : {QStringList(), every}) {
                const auto done = exported(object, "", fields, {}, content);
                QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(errorText(done.error())));
                QVERIFY(done->rows > 0);
                QVERIFY2(!AccessWorld::tells(content), qPrintable(content));
            }
        }
        QVERIFY(exported("contact", "", {text("name"), text("mobile")}, {}, content).ok());
        QVERIFY(content.contains(QLatin1String("139****5678")));
        QVERIFY(!content.contains(QLatin1String("13912345678")));
        QVERIFY(exported("opportunity", "", {text("name"), text("account_id")}, {}, content).ok());
        QVERIFY(content.contains(QLatin1String("Plain deal")));
    }

    void quickFilterFindsNothingHidden()
    {
        m_world->read([&](const Reader &reader) {
            const auto hidden = reader.query(text("account"), {}, text("zebra"), {});
            QVERIFY(hidden.ok());
            QCOMPARE(*reader.count(*hidden), 0);
            QCOMPARE(*reader.count(*reader.query(text("account"), {}, text("harbor"), {})), 1);
            QVERIFY(!reader.query(text("task"), {}, text("zebra"), {}).ok());
        });
    }

    void exportIsRefused()
    {
        QVERIFY(refuses("task", "", {}, {}));
        QVERIFY(refuses("account", "", {text("website")}, {}));
        QVERIFY(refuses("account", "", {text("total_won")}, {}));
        QVERIFY(refuses("account", "website <> \"x\"", {text("name")}, {}));
        QVERIFY(refuses("account", "", {text("name")}, {text("website")}));
        QVERIFY(refuses("contact", "CONTAINS(mobile, \"5678\")", {text("name")}, {}));
        m_world->policy().deniedActions = {Action::Export};
        QVERIFY(refuses("account", "", {}, {}));
        QString path = m_world->base().path(text("report.csv"));
        const auto table = Exporter(*m_reader, m_world->runner())
                               .writeTable(path, {text("opportunity"), text("x"), text("x"), {}, {}});
        QVERIFY(!table.ok());
        QCOMPARE(table.error().code, ErrorCode::Forbidden);
        QVERIFY(!QFile::exists(path));
    }

    void reportsCountOnlyWhatIsVisible()
    {
        const auto catalog = MetricCatalog::shipped();
        QVERIFY(catalog.ok());
        m_world->read([&](const Reader &reader) {
            for (const ReportDefinition &report : (*catalog)->reports()) {
                const auto parameters = ReportParameters::read({}, reader);
                QVERIFY(parameters.ok());
                const auto table = Report(*catalog, reader).run(report.name, *parameters);
                QVERIFY2(table.ok(), table.ok() ? "" : qPrintable(errorText(table.error())));
                const QString json =
                    QString::fromUtf8(QJsonDocument(table->toJson(Language::English)).toJson());
                QVERIFY2(!AccessWorld::tells(json), qPrintable(report.name + json));
                if (report.name == QLatin1String("funnel"))
                    QCOMPARE(table->rows.first().values[2].integer(), 2);
            }
            QVERIFY(!ReportParameters::read({{text("owner"), text("Nobody")}}, reader).ok());
        });
        m_world->policy().rights[text("opportunity")].insert(text("amount"), FieldRight::Hidden);
        m_world->read([&](const Reader &reader) {
            const auto parameters = ReportParameters::read({}, reader);
            for (const char *name : {"funnel", "leaderboard", "won_by_quarter"}) {
                const auto table = Report(*catalog, reader).run(text(name), *parameters);
                QVERIFY(!table.ok());
                QCOMPARE(table.error().code, ErrorCode::Forbidden);
            }
        });
        m_world->policy().deniedObjects.insert(text("opportunity"));
        m_world->read([&](const Reader &reader) {
            const auto parameters = ReportParameters::read({}, reader);
            for (const ReportDefinition &report : (*catalog)->reports()) {
                const auto table = Report(*catalog, reader).run(report.name, *parameters);
                QVERIFY2(!table.ok(), qPrintable(report.name));
                QCOMPARE(table.error().code, ErrorCode::Forbidden);
            }
        });
    }

    void importIsRefused()
    {
        const QByteArray before = m_world->digest();
        const auto forbids = [&](const QByteArray &csv, const QByteArray &map) {
            const auto done = imported(csv, map);
            return !done.ok() && done.error().code == ErrorCode::Forbidden;
        };
        QVERIFY(forbids("S\nx\n", R"({"object": "task", "columns": {"S": "subject"}})"));
        QVERIFY(
            forbids("N,W\nHarbor Logistics,https://a.example\n",
                    R"({"object": "account", "match": ["name"], "columns": {"N": "name", "W": "website"}})"));
        QVERIFY(forbids(
            "N,I\nHarbor Logistics,other\n",
            R"({"object": "account", "match": ["name"], "columns": {"N": "name", "I": "industry"}})"));
        QVERIFY(
            forbids("N,M\nAlice Wang,13900000000\n",
                    R"({"object": "contact", "match": ["name"], "columns": {"N": "name", "M": "mobile"}})"));
        QVERIFY(m_world->digest() == before);
        const AuditRecord line = m_world->audit().first();
        QCOMPARE(line.entry.command, text("import.run"));
        QCOMPARE(line.entry.record, (RecordRef{text("contact"), Id()}));
        QCOMPARE(RefusedAttempt::of(line)->code, text("access.field_forbidden"));
        QCOMPARE(RefusedAttempt::of(line)->field, text("mobile"));
    }

    // Rows that access refuses are one line with their number, of a try as of the real thing.
    void refusedRowsAreOneLine()
    {
        m_world->policy().deniedOn.insert(text("account"), {Action::Edit});
        QByteArray csv = "N,P\nQuite new,13711112222\n";
        for (int i = 0; i < 700; ++i)
            csv += "Harbor Logistics,1371111" + QByteArray::number(3000 + i) + '\n';
        const qsizetype before = m_world->audit().size();
        const auto done = imported(
            csv, R"({"object": "account", "match": ["name"], "columns": {"N": "name", "P": "phone"}})");
        QVERIFY(done.ok());
        QCOMPARE(done->counts.rejected, 700);
        qsizetype refused = 0;
        const QList<AuditRecord> audit = m_world->audit();
        for (qsizetype i = 0; i < audit.size() - before; ++i) {
            const auto attempt = RefusedAttempt::of(audit[i]);
            if (!attempt)
                continue;
            ++refused;
            QCOMPARE(attempt->count, 700);
            QCOMPARE(attempt->code, text("access.action_forbidden"));
            QCOMPARE(audit[i].entry.record, (RecordRef{text("account"), m_world->account}));
            QVERIFY(audit[i].entry.note.contains(text("in.csv")));
        }
        QCOMPARE(refused, 1);
        QCOMPARE(m_world->chainFault(), QString());
    }

    void refusedExportsAreAudited()
    {
        const auto line = [&] { return m_world->audit().first(); };
        QVERIFY(refuses("account", "", {text("website")}, {}));
        QCOMPARE(line().entry.command, text("data.export"));
        QCOMPARE(RefusedAttempt::of(line())->field, text("website"));
        QVERIFY(refuses("task", "", {}, {}));
        QCOMPARE(line().entry.record, (RecordRef{text("task"), Id()}));
        m_world->policy().deniedActions = {Action::Export};
        const qsizetype before = m_world->audit().size();
        const auto table = Exporter(*m_reader, m_world->runner())
                               .writeTable(m_world->base().path(text("r.csv")),
                                           {text("opportunity"), text("x"), {}, {}, {}});
        QVERIFY(!table.ok());
        QCOMPARE(m_world->audit().size(), before + 1);
        QCOMPARE(RefusedAttempt::of(line())->code, text("access.action_forbidden"));
    }

    // A row that means a record out of sight changes nothing of it and learns nothing of it.
    void importUpdateDoesNotReachHiddenRows()
    {
        const Record before = m_world->stored(text("account"), m_world->hiddenAccount);
        const auto done =
            imported("N,P\nZebra Works,13711112222\n",
                     R"({"object": "account", "match": ["name"], "columns": {"N": "name", "P": "phone"}})");
        QVERIFY(done.ok());
        QVERIFY(m_world->stored(text("account"), m_world->hiddenAccount) == before);
        // Somebody who does not see it is told that there may be one, and nothing of it.
        QCOMPARE(done->counts.rejected, 1);
        QVERIFY(!rejectsOf(*done).contains(QLatin1String("works.example")));
        QVERIFY(!rejectsOf(*done).contains(m_world->hiddenAccount.toString()));
    }

    void importDoesNotReferToHiddenRows()
    {
        const QByteArray csv = "N,A\nNew person,Zebra Works\n";
        const auto done = imported(csv, R"({"object": "contact", "columns": {"N": "name",
            "A": {"to": "account_id", "by": "name", "missing": "reject"}}})");
        QVERIFY(done.ok());
        QCOMPARE(done->counts.rejected, 1);
        QVERIFY(!rejectsOf(*done).contains(m_world->hiddenAccount.toString()));
        // Nor by a field that may not be read.
        const auto by = imported("N,A\nNew person,https://zebra-site.example\n",
                                 R"({"object": "contact", "columns": {"N": "name",
            "A": {"to": "account_id", "by": "website", "missing": "reject"}}})");
        QVERIFY(by.ok());
        QCOMPARE(by->counts.rejected, 1);
    }

    // Of several with one name only those in sight make it ambiguous, or are meant.
    void ambiguityIsAmongWhatIsVisible()
    {
        const auto customer = [&](const char *name, const Id &owner) {
            return m_world->openly("record.create",
                                   {{text("object"), text("account")},
                                    {text("waive"), QJsonObject{{text("duplicate"), text("Twins")}}},
                                    {text("set"), QJsonObject{{text("name"), text(name)},
                                                              {text("kind"), text("company")},
                                                              {text("owner_id"), owner.toString()}}}});
        };
        for (int i = 0; i < 3; ++i)
            customer("Twin Co", m_world->other);
        const Id mine = customer("Twin Co", m_world->actor().user);
        const QByteArray csv = "N,A\nNew person,Twin Co\n",
                         map = R"({"object": "contact", "columns": {"N": "name",
            "A": {"to": "account_id", "by": "name", "missing": "reject"}}})";
        const auto first = imported(csv, map);
        QVERIFY(first.ok());
        QVERIFY2(first->counts.created == 1, qPrintable(rejectsOf(*first)));
        QCOMPARE(m_world->base()
                     .records(text("contact"), text("name = \"New person\""))
                     .first()
                     .value(u"account_id")
                     .id(),
                 mine);
        // The record that a row is to change is found the same way.
        const auto update =
            imported("N,P\nTwin Co,13711112222\n",
                     R"({"object": "account", "match": ["name"], "columns": {"N": "name", "P": "phone"}})");
        QVERIFY(update.ok());
        QCOMPARE(update->counts.updated, 1);
        QCOMPARE(m_world->stored(text("account"), mine).value(u"phone").text(), text("+8613711112222"));
        // Two in sight are two.
        customer("Twin Co", m_world->actor().user);
        const auto second = imported("N,A\nOther person,Twin Co\n", map);
        QVERIFY(second.ok());
        QCOMPARE(second->counts.rejected, 1);
    }

    void earlierImportOutOfSightIsNotTold()
    {
        const QByteArray csv = "N\nQuite new\n",
                         map = R"({"object": "account", "match": ["name"], "columns": {"N": "name"}})";
        QVERIFY(imported(csv, map).ok());
        QVERIFY(hasNote(*imported(csv, map), "import.same_file"));
        m_world->policy().rows.insert(text("import_batch"), text("file_name = \"none\""));
        QVERIFY(!hasNote(*imported(csv, map), "import.same_file"));
    }
};

DW_TEST(ExchangeAccessTest)

}  // namespace dw::test

#include "exchangetest.moc"
