// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"
#include "tests/support/serverprogram.h"
#include "tests/support/testrunner.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

// Two laptops of a real server, over TLS: one whose user sees mobile numbers, one whose user sees them
// masked.
class ValueMasksTest : public QObject
{
    Q_OBJECT

private:
    static QString text(const char *latin) { return QString::fromLatin1(latin); }
    QString path(const QString &name) const { return m_root.path() + QLatin1Char('/') + name; }

    struct Ended
    {
        int code = -1;
        QJsonObject answer;
        QByteArray errors;
    };
    Ended tryTo(const QString &laptop, const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(DEALWRIGHT_CLI),
                      QStringList{text("-w"), path(laptop), text("--json")} + arguments);
        if (!process.waitForFinished(120'000))
            qFatal("%s %s hangs", qPrintable(laptop), qPrintable(arguments.join(QLatin1Char(' '))));
        return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()).object(),
                process.readAllStandardError()};
    }
    QJsonObject answer(const QString &laptop, const QStringList &arguments) const
    {
        const Ended ended = tryTo(laptop, arguments);
        if (ended.code != 0)
            qFatal("%s %s: %s", qPrintable(laptop), qPrintable(arguments.join(QLatin1Char(' '))),
                   ended.errors.constData());
        return ended.answer;
    }
    void enrol(const QString &laptop, const QString &login) const
    {
        answer(laptop, {text("device"), text("enrol"), text("--server"), m_server->url(), text("--login"),
                        login, text("--password-file"), m_server->passwordFile(), text("--fingerprint"),
                        m_server->fingerprint()});
        sync(laptop);
    }
    void sync(const QString &laptop) const { answer(laptop, {text("sync")}); }
    QString run(const QString &laptop, const QString &command, const QJsonObject &arguments) const
    {
        return answer(laptop, {text("run"), command, QString::fromUtf8(QJsonDocument(arguments).toJson())})
            .value(QLatin1String("ids"))
            .toArray()
            .first()
            .toString();
    }
    QString create(const QString &laptop, const char *object, const QJsonObject &set) const
    {
        return run(laptop, text("record.create"), {{text("object"), text(object)}, {text("set"), set}});
    }
    QJsonArray contacts(const QString &laptop, const QStringList &more = {}) const
    {
        return answer(
                   laptop,
                   QStringList{text("query"), text("contact"), text("--fields"), text("name,mobile")} + more)
            .value(QLatin1String("rows"))
            .toArray();
    }
    QStringList whose(const QString &mobile) const
    {
        QStringList names;
        const QJsonArray rows =
            contacts(text("b"), {text("--where"), QStringLiteral("mobile = \"%1\"").arg(mobile)});
        for (const QJsonValue &row : rows)
            names.append(row.toObject().value(QLatin1String("name")).toString());
        return names;
    }
    // In any of the laptop's files.
    bool has(const QString &laptop, const QByteArray &bytes) const
    {
        QDirIterator files(path(laptop), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes))
                return true;
        }
        return false;
    }
    void setRight(const char *read)
    {
        const QJsonObject set{{text("field_read"), text(read)}, {text("field_edit"), false}};
        if (m_permission.isEmpty()) {
            QJsonObject all = set;
            all.insert(text("role_id"), Id::named("role:sales_rep").toString());
            all.insert(text("object_type"), text("contact"));
            all.insert(text("field_name"), text("mobile"));
            m_permission = create(text("a"), "permission", all);
        } else {
            run(text("a"), text("record.update"),
                {{text("object"), text("permission")}, {text("id"), m_permission}, {text("set"), set}});
        }
        sync(text("a"));
        sync(text("b"));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProgram>(QStringLiteral(DEALWRIGHT_SERVER), m_root.path());
        m_server->addUser(text("lin"), {text("--role"), text("administrator")});
        m_server->addUser(text("mei"), {text("--role"), text("sales_rep")});
        m_server->start();
        enrol(text("a"), text("lin"));
        enrol(text("b"), text("mei"));
        const QString account = create(text("b"), "account", {{text("name"), text("Acme")}});
        for (const char *name : {"Anna", "Bo"}) {
            m_contacts.append(create(text("b"), "contact",
                                     {{text("name"), text(name)},
                                      {text("email"), text(name).toLower() + text("@acme.cn")},
                                      {text("account_id"), account}}));
        }
        sync(text("b"));
        sync(text("a"));
        setRight("masked");
        const char *const numbers[] = {"+8613812345678", "+8613987654321"};
        for (int i = 0; i < 2; ++i)
            run(text("a"), text("record.update"),
                {{text("object"), text("contact")},
                 {text("id"), m_contacts[i]},
                 {text("set"), QJsonObject{{text("mobile"), text(numbers[i])}}}});
        sync(text("a"));
        sync(text("b"));
    }
    void cleanupTestCase() { m_server.reset(); }

    void theMaskIsShownAndTheNumberIsNowhere()
    {
        QStringList shown;
        const QJsonArray rows = contacts(text("b"));
        for (const QJsonValue &row : rows)
            shown.append(row.toObject().value(QLatin1String("mobile")).toString());
        shown.sort();
        QCOMPARE(shown, (QStringList{text("138****5678"), text("139****4321")}));
        QVERIFY(has(text("a"), "13812345678"));
        QVERIFY(!has(text("b"), "13812345678"));
        QVERIFY(!has(text("b"), "13987654321"));
        const Ended set = tryTo(
            text("b"),
            {text("run"), text("record.update"),
             QString::fromUtf8(
                 QJsonDocument(QJsonObject{{text("object"), text("contact")},
                                           {text("id"), m_contacts[0]},
                                           {text("set"), QJsonObject{{text("mobile"), text("138****5678")}}}})
                     .toJson())});
        QCOMPARE(set.code, 2);
        QVERIFY(set.errors.contains("access.field_forbidden") || set.errors.contains("may not change"));
    }

    // A laptop cannot compare with what it does not have; its server can.
    void equalityIsAnsweredByTheServer()
    {
        QCOMPARE(whose(text("+8613812345678")), QStringList{text("Anna")});
        QCOMPARE(whose(text("+8613987654321")), QStringList{text("Bo")});
        QCOMPARE(whose(text("+8613700000000")), QStringList());
        QCOMPARE(whose(text("138****5678")), QStringList());
        const Ended part = tryTo(text("b"), {text("query"), text("contact"), text("--where"),
                                             text("STARTSWITH(mobile, \"+86138\")")});
        QCOMPARE(part.code, 2);
        const Ended many = tryTo(text("b"), {text("query"), text("contact"), text("--where"),
                                             text("mobile IN (\"+8613812345678\", \"+8613812345679\")")});
        QVERIFY(many.code != 0);
        QVERIFY2(many.errors.contains("exactly one value"), many.errors.constData());
        QVERIFY(!has(text("b"), "13812345678"));
    }

    void withoutTheServerItSaysSo()
    {
        m_server->stop();
        const Ended ended = tryTo(text("b"), {text("query"), text("contact"), text("--where"),
                                              text("mobile = \"+8613812345678\"")});
        m_server->start();
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.errors.contains("only the server"), ended.errors.constData());
        QVERIFY2(ended.errors.contains("cannot be reached"), ended.errors.constData());
    }

    void whatIsGrantedComesAndWhatIsWithdrawnLeaves()
    {
        setRight("read");
        QVERIFY(has(text("b"), "13812345678"));
        QCOMPARE(whose(text("+8613812345678")), QStringList{text("Anna")});
        setRight("masked");
        QVERIFY(!has(text("b"), "13812345678"));
        QVERIFY(has(text("b"), "138****5678"));
        setRight("hidden");
        QVERIFY(!has(text("b"), "138****5678"));
    }

private:
    QTemporaryDir m_root;
    std::unique_ptr<ServerProgram> m_server;
    QStringList m_contacts;
    QString m_permission;
};

DW_TEST(ValueMasksTest)

}  // namespace dw::test

#include "valuemaskstest.moc"
