// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testworkspace.h"

#include "core/dictionary/builtindictionary.h"
#include "core/store/postgres/connection.h"
#include "core/store/postgres/postgresworkspace.h"
#include "core/store/postgres/schema.h"
#include "core/store/sqlite/connection.h"
#include "tests/support/postgresserver.h"

#include <map>
#include <utility>

namespace dw::test
{

namespace
{

// Its ids are none of those that a test makes.
constexpr quint64 TemplateSeed = 4711;

QString nextDatabase()
{
    static int last = 0;
    return QStringLiteral("workspace%1").arg(++last);
}

Result<std::unique_ptr<postgres::Connection>> connect(const QString &database)
{
    return postgres::Connection::open(PostgresServer::shared().address(database),
                                      postgres::Connection::Use::Write);
}

Result<void> onServer(const QString &sql)
{
    DW_ASSIGN(const auto server, connect(QStringLiteral("postgres")));
    return server->execute(sql.toUtf8());
}

// Databases that were copies of a template.
QStringList &idleOf(const QString &name)
{
    static std::map<QString, QStringList> idle;
    return idle[name];
}

// What a template keeps of itself, in a schema beside the workspace's: its rows, and its tables and indexes
// as a digest.
constexpr char Shape[] = R"sql((SELECT md5(string_agg(x, ',' ORDER BY x)) FROM (
    SELECT c.relname || '.' || a.attname || ':' || a.atttypid AS x FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = '{schema}'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped) columns))sql";
constexpr char Keep[] = R"sql(DO $do$
DECLARE name text; filled boolean;
BEGIN
    DROP SCHEMA IF EXISTS pristine CASCADE;
    CREATE SCHEMA pristine;
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('SELECT EXISTS(SELECT 1 FROM {schema}.%I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE pristine.%I AS TABLE {schema}.%I', name, name);
        END IF;
    END LOOP;
    CREATE TABLE pristine."dw:shape" AS SELECT {shape} AS shape;
END $do$)sql";
constexpr char Refill[] = R"sql(DO $do$
DECLARE name text;
BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('DELETE FROM {schema}.%I', name);
        IF to_regclass(format('pristine.%I', name)) IS NOT NULL THEN
            EXECUTE format('INSERT INTO {schema}.%I OVERRIDING SYSTEM VALUE SELECT * FROM pristine.%I', name, name);
        END IF;
    END LOOP;
END $do$)sql";

QByteArray sqlFor(const char *sql, const Id &workspace)
{
    return QByteArray(sql).replace("{shape}", Shape).replace("{schema}", postgres::schemaName(workspace));
}

}  // namespace

bool TestWorkspace::onPostgres()
{
    const bool asked = qgetenv("DEALWRIGHT_TEST_DATABASE") == "postgres";
    if (asked)
        PostgresServer::shared();
    return asked;
}

TestWorkspace::TestWorkspace(QString folder) : m_folder(std::move(folder)) {}

TestWorkspace::~TestWorkspace()
{
    drop();
}

void TestWorkspace::drop()
{
    const QString database = std::exchange(m_database, {});
    const QString of = std::exchange(m_template, {});
    // A template is there for as long as the process, and ends with the server.
    if (!of.isEmpty() && of != database)
        idleOf(of).append(database);
    else if (!database.isEmpty() && of != database)
        (void)onServer(QStringLiteral("DROP DATABASE %1").arg(database));
}

void TestWorkspace::take(TestWorkspace &other)
{
    drop();
    m_id = other.m_id;
    m_database = std::exchange(other.m_database, {});
    m_template = std::exchange(other.m_template, {});
}

Result<void> TestWorkspace::copy(const TestWorkspace &other)
{
    drop();
    m_id = other.m_id;
    const bool often = other.m_template == other.m_database;
    for (QStringList *idle = &idleOf(other.m_database); often && !idle->isEmpty();) {
        const QString name = idle->takeLast();
        DW_ASSIGN(const bool refilled, refill(name));
        if (!refilled) {
            DW_TRY(onServer(QStringLiteral("DROP DATABASE %1").arg(name)));
            continue;
        }
        m_database = name;
        m_template = other.m_template;
        return {};
    }
    const QString name = nextDatabase();
    DW_TRY(onServer(QStringLiteral("CREATE DATABASE %1 TEMPLATE %2").arg(name, other.m_database)));
    m_database = name;
    m_template = often ? other.m_template : QString();
    return {};
}

Result<void> TestWorkspace::becomeTemplate()
{
    m_template = m_database;
    DW_ASSIGN(const auto connection, connect(m_database));
    return connection->execute(sqlFor(Keep, m_id));
}

// False: a test has given it other tables or columns.
Result<bool> TestWorkspace::refill(const QString &database) const
{
    DW_ASSIGN(const auto connection, connect(database));
    DW_ASSIGN(
        const qint64 same,
        connection->integer(sqlFor("SELECT count(*) FROM pristine.\"dw:shape\" WHERE shape={shape}", m_id)));
    if (same == 0)
        return false;
    DW_TRY(connection->execute(sqlFor(Refill, m_id)));
    return true;
}

Result<void> TestWorkspace::execute(const QByteArray &sql) const
{
    if (!onPostgres()) {
        DW_ASSIGN(const auto file, sqlite::Connection::open(m_folder + QLatin1String("/workspace.db"),
                                                            sqlite::Connection::Mode::ReadWrite, 1024));
        return file->execute(sql);
    }
    DW_ASSIGN(const auto connection, connect(m_database));
    DW_TRY(connection->setSchema(postgres::schemaName(m_id)));
    return connection->execute(sql);
}

Result<void> TestWorkspace::create(const Workspace::NewWorkspace &options, const WorkspaceOwner &owner,
                                   const Clock &clock, IdGenerator &ids)
{
    if (!onPostgres())
        return createStandaloneWorkspace(m_folder, options, owner, clock, ids);
    using Key = std::pair<QByteArray, QString>;
    static std::map<Key, std::unique_ptr<TestWorkspace>> known;
    std::unique_ptr<TestWorkspace> &made =
        known[{options.zoneName, options.currency.code() + owner.login + owner.name}];
    if (!made) {
        auto fresh = std::make_unique<TestWorkspace>(m_folder);
        IdGenerator own(clock, TemplateSeed);
        const QString name = nextDatabase();
        DW_TRY(onServer(QStringLiteral("CREATE DATABASE %1").arg(name)));
        fresh->m_database = name;
        DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
        DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
        DW_ASSIGN(fresh->m_id, postgres::PostgresWorkspace::create(PostgresServer::shared().address(name),
                                                                   options, dictionary, clock, own));
        DW_ASSIGN(auto workspace, fresh->open(dictionary, clock, own));
        DW_TRY(fillNewWorkspace(*workspace, owner, clock));
        workspace.reset();
        DW_TRY(fresh->becomeTemplate());
        made = std::move(fresh);
    }
    return copy(*made);
}

Result<std::unique_ptr<Workspace>> TestWorkspace::open(const DictionaryPtr &dictionary, const Clock &clock,
                                                       IdGenerator &ids) const
{
    if (!onPostgres())
        return Workspace::open(m_folder, Workspace::Access::ReadWrite, dictionary, clock, ids);
    DW_ASSIGN(auto opened, postgres::PostgresWorkspace::open(PostgresServer::shared().address(m_database),
                                                             m_id, Workspace::Access::ReadWrite, dictionary,
                                                             m_folder + QLatin1String("-cache")));
    return std::unique_ptr<Workspace>(std::move(opened));
}

}  // namespace dw::test
