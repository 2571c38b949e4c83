// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/access/accessworld.h"

#include "core/base/digest.h"

namespace dw::test
{

namespace
{

QJsonObject related(const char *object, const Id &id)
{
    return {{QStringLiteral("object"), QString::fromLatin1(object)}, {QStringLiteral("id"), id.toString()}};
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

}  // namespace

AccessWorld::AccessWorld() : m_world(QStringLiteral("CNY"), m_policy)
{
    m_policy->dictionary = runner().configuration()->dictionary;
    other = create("user", {{text("name"), text("Other")},
                            {text("login"), text("other")},
                            {text("status"), text("active")},
                            {text("email"), text("other@example.com")},
                            {text("language"), text("en")},
                            {text("time_zone"), text("Asia/Shanghai")},
                            {text("team_id"), Id::named("team:first").toString()}});
    const QString others = other.toString();
    const auto customer = [&](const char *name, const char *site, const QString &owner) {
        return create("account", {{text("name"), text(name)},
                                  {text("kind"), text("company")},
                                  {text("website"), text(site)},
                                  {text("phone"), text("13800138000")},
                                  {text("owner_id"), owner}});
    };
    const QString mine = actor().user.toString();
    account = customer("Harbor Logistics", "https://zebra-site.example", mine);
    hiddenAccount = customer("Zebra Works", "https://works.example", others);
    spareAccount = customer("Spare Parts", "https://spare.example", mine);
    const auto person = [&](const char *name, const QString &owner) {
        return create("contact", {{text("name"), text(name)},
                                  {text("account_id"), account.toString()},
                                  {text("mobile"), text("13912345678")},
                                  {text("consent_state"), text("unknown")},
                                  {text("owner_id"), owner}});
    };
    contact = person("Alice Wang", mine);
    hiddenContact = person("Zebra Chen", others);
    const auto sale = [&](const char *name, const Id &of, const char *amount, const QString &owner) {
        return create("opportunity", {{text("name"), text(name)},
                                      {text("account_id"), of.toString()},
                                      {text("amount"), text(amount)},
                                      {text("expected_close"), text("2027-01-15")},
                                      {text("next_step"), text("Call")},
                                      {text("next_step_at"), text("2026-11-25T02:00:00.000Z")},
                                      {text("owner_id"), owner}});
    };
    deal = sale("Harbor dock", account, "1000", mine);
    hiddenDeal = sale("Zebra deal", account, "76543.21", others);
    dealOfHidden = sale("Plain deal", hiddenAccount, "20", mine);
    goneDeal = sale("Zebra gone", account, "76543.21", others);
    const auto call = [&](const char *subject, const QString &owner) {
        return create("activity", {{text("kind"), text("note")},
                                   {text("subject"), text(subject)},
                                   {text("related"), related("opportunity", deal)},
                                   {text("outcome"), text("neutral")},
                                   {text("content"), text(subject)},
                                   {text("owner_id"), owner}});
    };
    activity = call("About the dock", mine);
    hiddenActivity = call("Zebra call", others);
    const auto todo = [&](const char *subject) {
        return create("task", {{text("subject"), text(subject)},
                               {text("related"), related("opportunity", deal)},
                               {text("due_at"), text("2026-11-20T02:00:00.000Z")}});
    };
    task = todo("Zebra task");
    goneTask = todo("Zebra chore");
    openly("record.delete",
           {{text("object"), text("opportunity")}, {text("ids"), QJsonArray{goneDeal.toString()}}});
    openly("record.delete", {{text("object"), text("task")}, {text("ids"), QJsonArray{goneTask.toString()}}});
    openly("record.update", {{text("object"), text("opportunity")},
                             {text("id"), hiddenDeal.toString()},
                             {text("set"), QJsonObject{{text("name"), text("Zebra deal two")}}}});

    m_policy->deniedObjects = {text("task")};
    for (const char *object : {"account", "contact", "opportunity", "activity", "stage_history"})
        m_policy->rows.insert(text(object), text("owner_id <> \"%1\"").arg(others));
    m_policy->rights.insert(
        text("account"), {{text("website"), FieldRight::Hidden}, {text("industry"), FieldRight::ReadOnly}});
    m_policy->rights.insert(text("contact"), {{text("mobile"), FieldRight::Masked}});
    m_policy->rights.insert(text("opportunity"), {{text("stage_id"), FieldRight::ReadOnly}});
    m_policy->open = false;
}

ReadContext AccessWorld::context() const
{
    const ConfigurationPtr configuration = m_world.runner->configuration();
    return {configuration->dictionary, configuration->settings, m_policy, m_world.actor,
            m_world.clock().now(),     Language::English};
}

Id AccessWorld::create(const char *object, const QJsonObject &set)
{
    // People share a number here: what is denied of one is compared with another.
    return openly("record.create", {{text("object"), text(object)},
                                    {text("set"), set},
                                    {text("waive"), QJsonObject{{text("duplicate"), text("Another one")}}}});
}

CommandResult AccessWorld::run(const char *command, const QJsonObject &arguments)
{
    return runner().runNow({text(command), arguments}, actor());
}

Id AccessWorld::openly(const char *command, const QJsonObject &arguments)
{
    const bool was = std::exchange(m_policy->open, true);
    const CommandResult result = run(command, arguments);
    m_policy->open = was;
    if (result.status != CommandResult::Status::Applied)
        qFatal("%s: %s", command, qPrintable(textOf(result)));
    return result.ids.value(0);
}

void AccessWorld::markDemo(const QString &object, const Id &id)
{
    const Record before = stored(object, id);
    Record after = before;
    after.set(u"is_demo", Value::boolean(true));
    ChangeSet changes;
    changes.update(before, after);
    m_world.workspace->writeNow([&](WriteSession &session) {
        if (!session.begin(Durability::Saved).ok() || !session.apply(changes).ok() || !session.commit().ok())
            qFatal("cannot mark %s", qPrintable(object));
    });
}

Id AccessWorld::importAccounts(const QByteArray &csv)
{
    const bool was = std::exchange(m_policy->open, true);
    const ImportReport report = m_world.import(
        m_world.file(QStringLiteral("accounts.csv"), csv),
        R"({"object": "account", "match": ["name"], "columns": {"Name": "name", "Phone": "phone"}})");
    m_policy->open = was;
    return report.batch;
}

void AccessWorld::read(const std::function<void(const Reader &)> &work)
{
    m_world.workspace->readNow([&](ReadSession &session) {
        if (!session.beginRead().ok())
            qFatal("cannot read");
        work(Reader(session, context()));
        session.endRead();
    });
}

Record AccessWorld::stored(const QString &object, const Id &id)
{
    Record found;
    m_world.workspace->readNow([&](ReadSession &session) {
        const auto read = session.find(runner().configuration()->dictionary->find(object), id);
        if (read.ok())
            found = *read;
    });
    return found;
}

QByteArray AccessWorld::digest()
{
    QByteArray all;
    m_world.workspace->readNow([&](ReadSession &session) {
        for (const ObjectTypePtr &type : runner().configuration()->dictionary->objects()) {
            QList<int> fields;
            for (int i = 0; i < type->fieldCount(); ++i)
                fields.append(i);
            const auto cursor =
                session.open({type, nullptr, {}, Query::Deleted::Include}, fields,
                             runner().configuration()->settings.context(m_world.clock().now(), {}, {}));
            QList<Record> page;
            do {
                if (!cursor.ok() || !(*cursor)->next(page, 500).ok())
                    qFatal("cannot read %s", qPrintable(type->key()));
                for (const Record &record : std::as_const(page))
                    all += textOf(record).toUtf8();
            } while (!page.isEmpty());
        }
    });
    return blake2b256(all);
}

QList<AuditRecord> AccessWorld::audit()
{
    QList<AuditRecord> lines;
    m_world.workspace->readNow([&](ReadSession &session) {
        const auto read = session.auditTrail(100000, 0);
        if (!read.ok())
            qFatal("cannot read the audit");
        lines = *read;
    });
    return lines;
}

QString AccessWorld::chainFault()
{
    const auto checks = m_world.workspace->verify(Ticket());
    if (!checks.ok())
        return checks.error().key;
    for (const VerifyCheck &check : *checks) {
        if (check.name == QLatin1String("audit_chain"))
            return check.ok ? QString() : check.detail;
    }
    return QStringLiteral("no such check");
}

bool AccessWorld::tells(const QString &answer)
{
    QString digits = answer;
    digits.remove(QLatin1Char('.')).remove(QLatin1Char(','));
    return answer.contains(QLatin1String("zebra"), Qt::CaseInsensitive) ||
           digits.contains(QLatin1String("7654321"));
}

QString AccessWorld::textOf(const Record &record)
{
    QString all;
    if (!record.isValid())
        return all;
    all = record.type().key() + QLatin1Char(' ') + record.id().toString();
    for (int i = 0; i < record.type().fieldCount(); ++i)
        all += QLatin1Char('|') + record.value(i).toDebugString();
    return all;
}

QString AccessWorld::textOf(const CommandResult &result)
{
    QString all = result.error.key + QLatin1Char(' ') + result.error.arguments.join(QLatin1Char('|')) +
                  QLatin1Char(' ') + result.error.detail;
    for (const Finding &finding : result.findings)
        all += QLatin1Char('\n') + finding.key + QLatin1Char(' ') + finding.arguments.join(QLatin1Char('|'));
    for (const Id &id : result.ids)
        all += QLatin1Char('\n') + id.toString();
    return all + QString::fromUtf8(QJsonDocument(result.data).toJson());
}

}  // namespace dw::test
