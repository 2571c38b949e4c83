// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/access/visibility.h"
#include "tests/access/roleworld.h"
#include "tests/support/testrunner.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

namespace dw::test
{

namespace
{

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

const char *const Objects[] = {"account",  "contact", "opportunity", "opportunity_line",
                               "activity", "task",    "comment",     "stage_history"};

QString textOf(const Record &record)
{
    QString all;
    for (int i = 0; i < record.type().fieldCount(); ++i)
        all += record.value(i).toDebugString() + QLatin1Char(' ');
    return all;
}

}  // namespace

// Whatever RolePolicy denies is in no answer of the reader, and what it shows in memory and in SQL is the
// same, for random roles.
class RolesPropertyTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RoleWorld> m_world;
    Id m_role;
    QList<Id> m_rows;

    void randomRole(QRandomGenerator &random)
    {
        for (const Id &row : std::as_const(m_rows))
            m_world->mine("record.delete",
                          {{text("object"), text("permission")}, {text("ids"), QJsonArray{row.toString()}}});
        m_rows.clear();
        const char *const scopes[] = {"none", "own", "team", "team_and_below", "territory", "all"};
        const char *const reads[] = {"hidden", "masked", "read"};
        for (const char *object : Objects) {
            if (random.bounded(5) == 0)
                continue;
            QJsonObject row{{text("read"), text(scopes[random.bounded(6)])},
                            {text("edit"), text(scopes[random.bounded(6)])}};
            if (text(object) == text("opportunity") && random.bounded(3) == 0)
                row.insert(text("record_filter"), text("account.name <> \"boss works\""));
            if (text(object) == text("account") && random.bounded(2) == 0)
                row.insert(text("record_filter"), text("OR(ISBLANK(industry), name = \"boss works\")"));
            m_rows.append(m_world->permission(m_role, object, row));
            const ObjectTypePtr type =
                m_world->base().runner->configuration()->dictionary->find(text(object));
            for (const Field &field : type->fields()) {
                if (!field.system && random.bounded(4) == 0)
                    m_rows.append(m_world->permission(m_role, object,
                                                      {{text("field_name"), field.key},
                                                       {text("field_read"), text(reads[random.bounded(3)])},
                                                       {text("field_edit"), false}}));
            }
        }
    }

    // Every text that the reader gives the actor about the object.
    QString answers(const Reader &reader, const ObjectTypePtr &type, QSet<Id> &listed)
    {
        QString all;
        QList<int> fields;
        for (int i = 0; i < type->fieldCount(); ++i)
            fields.append(i);
        const auto query = reader.query(type->key(), {}, {});
        if (query.ok()) {
            const auto rows = reader.rows(*query);
            const auto page = reader.page(type, *rows, fields);
            for (const Record &record : *page) {
                if (!record.isValid())
                    qFatal("a listed row of %s is not shown", qPrintable(type->key()));
                listed.insert(record.id());
                all += textOf(record);
                if (const auto one = reader.record(record.ref()); one.ok())
                    all += textOf(*one);
                else
                    qFatal("a listed record of %s cannot be read", qPrintable(type->key()));
                for (const Collection &collection : type->collections()) {
                    const auto children = reader.children(record.ref(), collection.name);
                    for (const Record &child : children.ok() ? *children : QList<Record>())
                        all += textOf(child);
                }
                if (const auto lines = reader.history(record.ref(), 100); lines.ok()) {
                    for (const AuditRecord &line : *lines)
                        all += QString::fromUtf8(QJsonDocument(line.entry.values).toJson());
                }
                if (const auto entries = reader.timeline(record.ref(), 100); entries.ok()) {
                    for (const TimelineEntry &entry : *entries) {
                        all += entry.title + entry.text + entry.who;
                        for (const auto &change : entry.changes)
                            all += change.before.toDebugString() + change.after.toDebugString();
                        for (const QString &title : entry.titles)
                            all += title;
                    }
                }
            }
            const auto titles = reader.titlesOf(*page);
            for (const QString &title : *titles)
                all += title + QLatin1Char(' ');
            const auto count = reader.count(*query);
            if (!count.ok() || *count != qint64(rows->size()))
                qFatal("another count than rows of %s", qPrintable(type->key()));
        }
        for (const Field &field : type->fields()) {
            const auto grouped = reader.groupQuery(type->key(), {}, {field.key}, {text("count()")},
                                                   GroupQuery::MoneyMode::PerCurrency);
            const auto groups =
                grouped.ok() ? reader.group(*grouped) : Result<QList<GroupRow>>(grouped.error());
            for (const GroupRow &row : groups.ok() ? *groups : QList<GroupRow>())
                all += row.keys.first().toDebugString();
        }
        return all;
    }

    void check(const char *login)
    {
        const Actor actor = m_world->actor(login);
        const RolePolicy &policy = m_world->policy();
        QString all;
        QHash<QString, QSet<Id>> listed;
        m_world->read(actor, [&](const Reader &reader) {
            for (const char *object : Objects)
                all += answers(reader, reader.context().dictionary->find(text(object)), listed[text(object)]);
            for (const QString &word : m_world->logins()) {
                const auto hits = reader.search(word, {}, 50);
                for (const SearchHit &hit : hits.ok() ? *hits : QList<SearchHit>()) {
                    if (const auto shown = reader.record(hit.record); !shown.ok())
                        qFatal("%s finds a record out of sight", login);
                    all += hit.title + QLatin1Char(' ');
                }
            }
            const auto trail = reader.auditTrail(2000);
            for (const AuditRecord &line : *trail) {
                if (line.entry.record.object != text("permission") && line.entry.user != actor.user)
                    all += QString::fromUtf8(QJsonDocument(line.entry.values).toJson());
            }
        });
        QStringList allowed;  // texts that records in sight have too
        QStringList secret;
        for (const char *key : Objects) {
            const ObjectTypePtr type = m_world->base().runner->configuration()->dictionary->find(text(key));
            const FieldRights rights = policy.fields(actor, *type);
            for (const Record &record : m_world->storedAll(text(key))) {
                bool visible = false;
                m_world->base().workspace->readNow([&](ReadSession &session) {
                    const ConfigurationPtr configuration = m_world->base().runner->configuration();
                    const auto seen = isVisible(
                        record, policy, actor, session,
                        configuration->settings.context(m_world->clock().now(), actor.user, actor.team));
                    visible = seen.ok() && *seen;
                });
                QVERIFY2(visible == listed.value(text(key)).contains(record.id()),
                         qPrintable(text(key) + QLatin1Char(' ') + textOf(record)));
                for (int i = 0; i < type->fieldCount(); ++i) {
                    const Value &value = record.value(i);
                    const bool told =
                        value.kind() == Value::Kind::Text && value.text().size() > 6 &&
                        m_world->logins().contains(value.text().section(QLatin1Char(' '), 0, 0));
                    if (told)
                        (visible && rights.mayRead(type->field(i).key) ? allowed : secret)
                            .append(value.text());
                }
            }
        }
        for (const QString &canary : std::as_const(secret))
            QVERIFY2(allowed.contains(canary) || !all.contains(canary),
                     qPrintable(text(login) + text(" is told: ") + canary));
    }

private Q_SLOTS:
    void whatIsDeniedIsInNoAnswer()
    {
        m_world = std::make_unique<RoleWorld>();
        m_role = m_world->role("random");
        for (const char *login : {"rep", "boss"})
            m_world->give(login, {text("random")});
        m_world->share("account", m_world->of("other").account, {text("user"), m_world->of("rep").user});
        m_world->set("contact", m_world->of("other").contact,
                     {{text("account_id"), m_world->of("rep").account.toString()}});
        QRandomGenerator random(20261122);
        for (int round = 0; round < 8; ++round) {
            randomRole(random);
            check("rep");
            check("boss");
            if (QTest::currentTestFailed())
                return;
        }
        m_world.reset();
    }
};

DW_TEST(RolesPropertyTest)

}  // namespace dw::test

#include "rolespropertytest.moc"
