// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/salesworld.h"

#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"

namespace dw::test
{

namespace
{

template <typename T>
T taken(Result<T> result)
{
    if (!result.ok())
        qFatal("%s %s: %s", qPrintable(result.error().key),
               qPrintable(result.error().arguments.join(QLatin1Char('|'))),
               qPrintable(result.error().detail));
    return std::move(result).value();
}

void done(const Result<void> &result)
{
    if (!result.ok())
        qFatal("%s %s: %s", qPrintable(result.error().key),
               qPrintable(result.error().arguments.join(QLatin1Char('|'))),
               qPrintable(result.error().detail));
}

Instant instant(const char *text)
{
    return Instant::fromIso(QString::fromLatin1(text), QTimeZone::utc()).value_or(Instant());
}

}  // namespace

SalesWorld::SalesWorld(const char *currency, const char *now, std::shared_ptr<const Policy> policy)
    : m_clock(instant(now))
    , m_ids(m_clock, 7)
    , m_currency(Currency::fromCode(QString::fromLatin1(currency)).value_or(Currency()))
{
    const QString folder = m_folder.filePath(QStringLiteral("workspace"));
    done(createStandaloneWorkspace(folder, {"Asia/Shanghai", m_currency, 1, false},
                                   {QStringLiteral("lin"), QStringLiteral("Lin Yue")}, m_clock, m_ids));
    const DictionaryPtr dictionary = taken(Dictionary::build(taken(BuiltinDictionary::definitions())));
    m_workspace = taken(Workspace::open(folder, Workspace::Access::ReadWrite, dictionary, m_clock, m_ids));
    m_runner = taken(CommandRunner::open(*m_workspace, m_clock, m_ids, std::move(policy)));
    m_teamOf.insert(owner(), Id::named("team:first"));
}

SalesWorld::~SalesWorld() = default;

Actor SalesWorld::actor() const
{
    Actor actor;
    actor.user = owner();
    actor.team = Id::named("team:first");
    actor.login = QStringLiteral("lin");
    actor.name = QStringLiteral("Lin Yue");
    actor.device = m_workspace->info().device;
    return actor;
}

ReadContext SalesWorld::context() const
{
    const ConfigurationPtr configuration = m_runner->configuration();
    return {configuration->dictionary, configuration->settings, configuration->policy, actor(), m_clock.now(),
            Language::English};
}

Id SalesWorld::stage(const char *key, const char *pipeline)
{
    return Id::named(QByteArray("stage:") + pipeline + ':' + key);
}

Id SalesWorld::pipeline(const char *code)
{
    return Id::named(QByteArray("pipeline:") + code);
}

Record SalesWorld::record(const char *object, const Id &id) const
{
    Record record(m_runner->configuration()->dictionary->pointer(QString::fromLatin1(object)), id);
    for (const QStringView key : {QStringView(u"created_at"), QStringView(u"updated_at")})
        record.set(key, Value(m_clock.now()));
    for (const QStringView key :
         {QStringView(u"created_by"), QStringView(u"updated_by"), QStringView(u"owner_id")})
        record.set(key, Value(owner()));
    record.set(u"rev", Value(qint64(1)));
    return record;
}

Value SalesWorld::moment(const QString &text) const
{
    const auto at = Instant::fromIso(text, m_runner->configuration()->settings.zone.zone());
    return at ? Value(*at) : Value();
}

void SalesWorld::add(Record record)
{
    m_pending.create(std::move(record));
    if (m_pending.changes.size() >= 4000)
        flush();
}

Id SalesWorld::addTeam(const QString &name, const Id &parent)
{
    Record team = record("team", m_ids.next());
    team.set(u"name", Value(name));
    team.set(u"kind", Value(QStringLiteral("sales")));
    team.set(u"parent_id", Value(parent));
    add(team);
    return team.id();
}

Id SalesWorld::addUser(const QString &name, const Id &team)
{
    Record user = record("user", m_ids.next());
    user.set(u"name", Value(name));
    user.set(u"login", Value(name.toLower().replace(QLatin1Char(' '), QLatin1Char('.'))));
    user.set(u"status", Value(QStringLiteral("active")));
    user.set(u"team_id", Value(team));
    m_teamOf.insert(user.id(), team);
    add(user);
    return user.id();
}

Id SalesWorld::addAccount(const QString &name)
{
    Record account = record("account", m_ids.next());
    account.set(u"name", Value(name));
    add(account);
    return account.id();
}

Id SalesWorld::addDeal(const Deal &deal)
{
    Record made = record("opportunity", m_ids.next());
    const Id ownerId = deal.owner.isNull() ? owner() : deal.owner;
    const Currency currency =
        deal.currency ? Currency::fromCode(QString::fromLatin1(deal.currency)).value_or(Currency())
                      : m_currency;
    made.set(u"name", Value(deal.name));
    made.set(u"account_id", Value(deal.account));
    made.set(u"owner_id", Value(ownerId));
    made.set(u"team_id", Value(m_teamOf.value(ownerId)));
    made.set(u"currency", Value(currency.key()));
    if (deal.amount >= 0)
        made.set(u"amount", Value(Money{deal.amount, currency}));
    made.set(u"pipeline_id", Value(pipeline(deal.pipeline)));
    made.set(u"stage_id", Value(stage(deal.stage, deal.pipeline)));
    const bool won = qstrcmp(deal.stage, "won") == 0, lost = qstrcmp(deal.stage, "lost") == 0;
    made.set(u"result", Value(won    ? QStringLiteral("won")
                              : lost ? QStringLiteral("lost")
                                     : QStringLiteral("open")));
    if (won)
        made.set(u"won_at", moment(deal.closed));
    if (lost)
        made.set(u"lost_at", moment(deal.closed));
    made.set(u"created_at", moment(deal.created));
    made.set(u"stage_entered_at", moment(!deal.entered.isEmpty()  ? deal.entered
                                         : !deal.closed.isEmpty() ? deal.closed
                                                                  : deal.created));
    m_ownerOf.insert(made.id(), {ownerId, deal.pipeline});
    add(made);
    return made.id();
}

Id SalesWorld::addMove(const Id &deal, const char *from, const char *to, const QString &at,
                       qint64 dwellSeconds, const char *gateResult)
{
    const auto [ownerId, code] = m_ownerOf.value(deal, {owner(), "standard"});
    Record line = record("stage_history", m_ids.next());
    line.set(u"record_ref", Value(RecordRef{QStringLiteral("opportunity"), deal}));
    if (from)
        line.set(u"from_stage_id", Value(stage(from, code)));
    line.set(u"to_stage_id", Value(stage(to, code)));
    line.set(u"at", moment(at));
    line.set(u"by_id", Value(ownerId));
    line.set(u"owner_id", Value(ownerId));
    line.set(u"team_id", Value(m_teamOf.value(ownerId)));
    if (dwellSeconds >= 0)
        line.set(u"dwell_s", Value(dwellSeconds));
    line.set(u"currency", Value(m_currency.key()));
    if (gateResult)
        line.set(u"gate_result", Value(QString::fromLatin1(gateResult)));
    add(line);
    return line.id();
}

void SalesWorld::flush()
{
    ChangeSet changes;
    std::swap(changes, m_pending);
    m_workspace->writeNow([&changes](WriteSession &session) {
        done(session.begin(Durability::Redoable));
        done(session.apply(changes));
        done(session.commit());
    });
}

void SalesWorld::read(const std::function<void(const Reader &)> &work)
{
    m_workspace->readNow([&](ReadSession &session) {
        done(session.beginRead());
        work(Reader(session, context()));
        session.endRead();
    });
}

}  // namespace dw::test
