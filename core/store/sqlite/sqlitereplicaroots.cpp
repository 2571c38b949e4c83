// SPDX-License-Identifier: GPL-3.0-or-later
// Aggregates and the scopes that hold them.
#include "core/store/sql/recordtable.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/sqlitereplica.h"
#include "core/store/sqlite/statement.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace dw::sqlite
{

Result<std::optional<RootState>> SqliteReplica::root(const RecordRef &root) const
{
    RootState state{root, 0, {}};
    {
        DW_ASSIGN(Statement read,
                  m_connection.prepare("SELECT version,scope FROM \"dw:root\" WHERE root=?1"));
        read.bind(1, root.id);
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return std::optional<RootState>();
        state.version = read.integer(0);
        if (read.isNull(1))
            return std::optional<RootState>(state);
        state.scopes.append(int(read.integer(1)));
    }
    DW_ASSIGN(Statement further,
              m_connection.prepare("SELECT scope FROM \"dw:root_scope\" WHERE root=?1 ORDER BY scope"));
    further.bind(1, root.id);
    for (;;) {
        DW_ASSIGN(const bool row, further.step());
        if (!row)
            return std::optional<RootState>(state);
        state.scopes.append(int(further.integer(0)));
    }
}

QList<int> SqliteReplica::inOrder(QList<int> scopes)
{
    std::sort(scopes.begin(), scopes.end());
    scopes.erase(std::unique(scopes.begin(), scopes.end()), scopes.end());
    return scopes;
}

Result<void> SqliteReplica::addRoots(const QList<RootState> &states)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(Statement add,
              m_connection.prepare("INSERT INTO \"dw:root\"(root,object,version,scope) VALUES(?1,?2,?3,?4)"));
    for (const RootState &state : states) {
        QList<int> scopes = inOrder(state.scopes);
        DW_ASSIGN(const int object, m_objects.number(state.root.object));
        add.bind(1, state.root.id);
        add.bind(2, qint64(object));
        add.bind(3, state.version);
        if (scopes.isEmpty())
            add.bindNull(4);
        else
            add.bind(4, qint64(scopes.takeFirst()));
        DW_TRY(add.run());
        if (!scopes.isEmpty())
            DW_TRY(addFurtherScopes(object, state.root.id, scopes));
    }
    return {};
}

Result<void> SqliteReplica::setRoot(const RootState &state)
{
    DW_TRY(m_gate.pass());
    QList<int> scopes = inOrder(state.scopes);
    DW_ASSIGN(const int object, m_objects.number(state.root.object));
    {
        DW_ASSIGN(
            Statement write,
            m_connection.prepare("INSERT INTO \"dw:root\"(root,object,version,scope) VALUES(?1,?2,?3,?4) "
                                 "ON CONFLICT(root) DO UPDATE SET version=excluded.version,"
                                 "scope=excluded.scope"));
        write.bind(1, state.root.id);
        write.bind(2, qint64(object));
        write.bind(3, state.version);
        if (!scopes.isEmpty())
            write.bind(4, qint64(scopes.takeFirst()));
        DW_TRY(write.run());
    }
    return setFurtherScopes(object, state.root.id, scopes);
}

Result<void> SqliteReplica::setFurtherScopes(int object, const Id &root, const QList<int> &scopes)
{
    {
        DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM \"dw:root_scope\" WHERE root=?1"));
        remove.bind(1, root);
        DW_TRY(remove.run());
    }
    return addFurtherScopes(object, root, scopes);
}

Result<void> SqliteReplica::addFurtherScopes(int object, const Id &root, const QList<int> &scopes)
{
    for (const int scope : scopes) {
        DW_ASSIGN(Statement add,
                  m_connection.prepare("INSERT INTO \"dw:root_scope\"(scope,object,root) VALUES(?1,?2,?3)"));
        add.bind(1, qint64(scope));
        add.bind(2, qint64(object));
        add.bind(3, root);
        DW_TRY(add.run());
    }
    return {};
}

Result<void> SqliteReplica::dropRoot(const RecordRef &root)
{
    DW_TRY(m_gate.pass());
    DW_TRY(setFurtherScopes(0, root.id, {}));
    DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM \"dw:root\" WHERE root=?1"));
    remove.bind(1, root.id);
    return remove.run();
}

Result<QList<ReplicaScope>> SqliteReplica::scopes() const
{
    DW_ASSIGN(Statement read,
              m_connection.prepare("SELECT number,key,objects,live,fetched_object,fetched,fetched_as_of "
                                   "FROM \"dw:scope\" ORDER BY number"));
    QList<ReplicaScope> scopes;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return scopes;
        ReplicaScope scope;
        scope.number = int(read.integer(0));
        scope.key = read.text(1);
        scope.objects = sql::keysFromText(read.bytes(2));
        scope.live = read.integer(3) != 0;
        scope.fetched = RecordRef{read.text(4), read.id(5)};
        scope.fetchedAsOf = read.integer(6);
        scopes.append(scope);
    }
}

Result<void> SqliteReplica::setScope(const ReplicaScope &scope)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(
        Statement write,
        m_connection.prepare("INSERT OR REPLACE INTO \"dw:scope\"(number,key,objects,live,fetched_object,"
                             "fetched,fetched_as_of) VALUES(?1,?2,?3,?4,?5,?6,?7)"));
    write.bind(1, qint64(scope.number));
    write.bind(2, QStringView(scope.key));
    write.bind(3, QStringView(QString::fromUtf8(sql::keysToText(scope.objects))));
    write.bind(4, qint64(scope.live ? 1 : 0));
    if (!scope.fetched.object.isEmpty())
        write.bind(5, QStringView(scope.fetched.object));
    write.bind(6, scope.fetched.id);
    write.bind(7, scope.fetchedAsOf);
    return write.run();
}

// Of one object, or of all where it is 0. Takes what it did from `left` and is done if that is not used up.
// Roots that held the scope first go on with the next one of theirs.
Result<bool> SqliteReplica::dropFromRoots(int number, int object, qint64 &left)
{
    struct Held
    {
        qint64 scope;
        qint64 object;
        Id root;
    };
    const QByteArray which =
        object == 0 ? " WHERE scope=?1 LIMIT ?2" : " WHERE scope=?1 AND object=?3 LIMIT ?2";
    const auto bindTo = [&](Statement &statement) {
        statement.bind(1, qint64(number));
        statement.bind(2, left);
        if (object != 0)
            statement.bind(3, qint64(object));
    };
    // Those that the statement gives, at most `left`.
    const auto collect = [&](const QByteArray &sql, std::vector<Held> &held) -> Result<void> {
        DW_ASSIGN(Statement read, m_connection.prepare(sql));
        bindTo(read);
        for (;;) {
            DW_ASSIGN(const bool row, read.step());
            if (!row)
                return {};
            held.push_back({read.integer(0), read.integer(1), read.id(2)});
        }
    };
    const auto removeFurther = [&](const std::vector<Held> &held) -> Result<void> {
        DW_ASSIGN(
            Statement remove,
            m_connection.prepare("DELETE FROM \"dw:root_scope\" WHERE scope=?1 AND object=?2 AND root=?3"));
        for (const Held &one : held) {
            remove.bind(1, one.scope);
            remove.bind(2, one.object);
            remove.bind(3, one.root);
            DW_TRY(remove.run());
        }
        return {};
    };
    std::vector<Held> further;
    DW_TRY(collect("SELECT scope,object,root FROM \"dw:root_scope\"" + which, further));
    DW_TRY(removeFurther(further));
    left -= qint64(further.size());
    if (left <= 0)
        return false;
    std::vector<Held> promoted;
    qint64 changed = 0;
    {
        DW_ASSIGN(Statement change,
                  m_connection.prepare("UPDATE \"dw:root\" SET scope=(SELECT min(s.scope) FROM "
                                       "\"dw:root_scope\" AS s WHERE s.root=\"dw:root\".root) "
                                       "WHERE root IN (SELECT root FROM \"dw:root\"" +
                                       which + ") RETURNING scope,object,root"));
        bindTo(change);
        for (;;) {
            DW_ASSIGN(const bool row, change.step());
            if (!row)
                break;
            ++changed;
            if (!change.isNull(0))
                promoted.push_back({change.integer(0), change.integer(1), change.id(2)});
        }
    }
    DW_TRY(removeFurther(promoted));
    left -= changed;
    return left > 0;
}

Result<bool> SqliteReplica::dropScope(int number, const QStringList &objects, int limit)
{
    DW_TRY(m_gate.pass());
    qint64 left = limit < 0 ? std::numeric_limits<qint64>::max() : limit;
    if (objects.isEmpty()) {
        DW_ASSIGN(const bool done, dropFromRoots(number, 0, left));
        if (!done)
            return false;
        DW_ASSIGN(Statement remove, m_connection.prepare("DELETE FROM \"dw:scope\" WHERE number=?1"));
        remove.bind(1, qint64(number));
        DW_TRY(remove.run());
        return true;
    }
    for (const QString &name : objects) {
        DW_ASSIGN(const int object, m_objects.find(name));
        if (object == 0)
            continue;
        DW_ASSIGN(const bool done, dropFromRoots(number, object, left));
        if (!done)
            return false;
    }
    return true;
}

Result<QList<RootState>> SqliteReplica::held(int scope, const RecordRef &after, int limit) const
{
    int from = 0;
    if (!after.id.isNull()) {
        DW_ASSIGN(from, m_objects.find(after.object));
    }
    DW_ASSIGN(Statement read,
              m_connection.prepare(
                  "SELECT object,root,version FROM \"dw:root\" WHERE scope=?1 AND (object,root)>(?2,?3) "
                  "UNION ALL SELECT s.object,s.root,r.version FROM \"dw:root_scope\" AS s CROSS JOIN "
                  "\"dw:root\" AS r ON r.root=s.root WHERE s.scope=?1 AND (s.object,s.root)>(?2,?3) "
                  "ORDER BY 1,2 LIMIT ?4"));
    read.bind(1, qint64(scope));
    read.bind(2, qint64(from));
    read.bindBlob(3, after.id.isNull() ? QByteArray() : after.id.toByteArray());
    read.bind(4, qint64(limit));
    QList<RootState> roots;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return roots;
        DW_ASSIGN(const QString object, m_objects.key(int(read.integer(0))));
        roots.append({{object, read.id(1)}, read.integer(2), {}});
    }
}

Result<QList<RecordRef>> SqliteReplica::orphans(int limit) const
{
    DW_ASSIGN(Statement read, m_connection.prepare("SELECT object,root FROM \"dw:root\" WHERE scope IS NULL "
                                                   "ORDER BY object,root LIMIT ?1"));
    read.bind(1, qint64(limit));
    QList<RecordRef> roots;
    for (;;) {
        DW_ASSIGN(const bool row, read.step());
        if (!row)
            return roots;
        DW_ASSIGN(const QString object, m_objects.key(int(read.integer(0))));
        roots.append({object, read.id(1)});
    }
}

Result<Replica::Purged> SqliteReplica::purgeOrphans(const ObjectTypePtr &object, const QList<Part> &parts)
{
    DW_TRY(m_gate.pass());
    DW_ASSIGN(const int number, m_objects.find(object->key()));
    return number == 0 ? Purged() : m_purge.run(object, number, parts);
}

}  // namespace dw::sqlite
