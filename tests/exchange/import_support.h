// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/exchange/importengine.h"
#include "core/reading/asyncreader.h"
#include "core/reading/reader.h"
#include "core/store/workspace.h"
#include "tests/support/testworkspace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace dw::test
{

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline QString errorText(const Error &error)
{
    return error.key + QLatin1Char(' ') + error.arguments.join(QLatin1Char('|')) + QLatin1Char(' ') +
           error.detail;
}

inline bool hasNote(const ImportReport &report, const char *key)
{
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [key](const FileFinding &note) { return note.key == QLatin1String(key); });
}

// A new standalone workspace with an import engine, at 2026-11-19 in Asia/Shanghai.
class ImportWorld
{
public:
    explicit ImportWorld(const QString &currency = QStringLiteral("CNY"),
                         std::shared_ptr<const Policy> policy = std::make_shared<OwnerPolicy>())
        : m_clock(*Instant::fromIso(u"2026-11-19T02:00:00Z", QTimeZone::utc())), m_ids(m_clock, 7)
    {
        const Workspace::NewWorkspace options{"Asia/Shanghai", *Currency::fromCode(currency)};
        const auto created =
            m_place.create(options, {QStringLiteral("chen"), QStringLiteral("Chen")}, m_clock, m_ids);
        if (!created.ok())
            qFatal("%s", qPrintable(errorText(created.error())));
        reopen(std::move(policy));
        actor.user = Id::named("user:owner");
        actor.team = Id::named("team:first");
        actor.login = QStringLiteral("chen");
        actor.device = workspace->info().device;
    }

    // As at the next start.
    void reopen() { reopen(runner->configuration()->policy); }
    void reopenByRoles() { reopen(nullptr); }
    void reopen(std::shared_ptr<const Policy> policy)
    {
        runner.reset();
        workspace.reset();
        auto opened = m_place.open(*Dictionary::build(*BuiltinDictionary::definitions()), m_clock, m_ids);
        if (!opened.ok())
            qFatal("%s", qPrintable(errorText(opened.error())));
        workspace = std::move(opened).value();
        auto running = CommandRunner::open(*workspace, m_clock, m_ids, std::move(policy));
        if (!running.ok())
            qFatal("%s", qPrintable(errorText(running.error())));
        runner = std::move(running).value();
    }

    ImportEngine engine() { return ImportEngine(*runner, actor, Language::English); }

    QString file(const QString &name, const QByteArray &content)
    {
        const QString path = m_folder.filePath(name);
        QFile target(path);
        if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    // Fails loudly; `map` is a map file's text.
    ImportReport import(const QString &path, const QByteArray &map, const ImportEngine::Options &options = {})
    {
        const auto mapping = ImportMapping::fromJson(map, QStringLiteral("map.json"));
        if (!mapping.ok())
            qFatal("%s", qPrintable(errorText(mapping.error())));
        const auto report = engine().run(path, *mapping, options);
        if (!report.ok())
            qFatal("%s", qPrintable(errorText(report.error())));
        return *report;
    }

    void read(const std::function<void(const Reader &)> &work)
    {
        workspace->readNow([&](ReadSession &session) {
            if (!session.beginRead().ok())
                qFatal("cannot read");
            const ConfigurationPtr configuration = runner->configuration();
            work(Reader(session, {configuration->dictionary, configuration->settings, configuration->policy,
                                  actor, m_clock.now(), Language::English}));
            session.endRead();
        });
    }
    qint64 count(const QString &object, const QString &where = {})
    {
        qint64 found = -1;
        read([&](const Reader &reader) {
            const auto query = reader.query(object, where, {});
            if (!query.ok())
                qFatal("%s", qPrintable(errorText(query.error())));
            const auto counted = reader.count(*query);
            if (!counted.ok())
                qFatal("%s", qPrintable(errorText(counted.error())));
            found = *counted;
        });
        return found;
    }
    // The first records that fulfil `where`, whole.
    QList<Record> records(const QString &object, const QString &where = {}, int limit = 100)
    {
        QList<Record> found;
        read([&](const Reader &reader) {
            const auto query = reader.query(object, where, {});
            if (!query.ok())
                qFatal("%s", qPrintable(errorText(query.error())));
            const auto rows = reader.rows(*query, limit);
            if (!rows.ok())
                qFatal("%s", qPrintable(errorText(rows.error())));
            QList<int> fields;
            for (int i = 0; i < query->object->fieldCount(); ++i)
                fields.append(i);
            const auto page = reader.page(query->object, *rows, fields);
            if (!page.ok())
                qFatal("%s", qPrintable(errorText(page.error())));
            found = *page;
        });
        return found;
    }
    Record record(const QString &object, const QString &where)
    {
        const QList<Record> found = records(object, where, 2);
        if (found.size() != 1)
            qFatal("%lld records of %s where %s", qint64(found.size()), qPrintable(object),
                   qPrintable(where));
        return found.first();
    }

    FixedClock &clock() { return m_clock; }
    const FixedClock &clock() const { return m_clock; }

private:
    QTemporaryDir m_folder;
    TestWorkspace m_place{m_folder.path() + QLatin1String("/w")};
    FixedClock m_clock;
    IdGenerator m_ids;

public:
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<CommandRunner> runner;
    Actor actor;
};

inline constexpr char AccountMap[] = R"({"object": "account", "match": ["name"],
 "columns": {"Name": "name", "Phone": "phone", "Revenue": "annual_revenue"}})";

// Denies some actions and one field.
class TestPolicy final : public Policy
{
public:
    QList<Action> denied;
    QString readOnly;

    Decision may(const Actor &, Action action, const ObjectType &, const Record *) const override
    {
        return {!denied.contains(action), QStringLiteral("access.denied")};
    }
    Condition readable(const Actor &, const ObjectTypePtr &) const override { return nullptr; }
    FieldRights fields(const Actor &, const ObjectType &) const override
    {
        FieldRights rights;
        if (!readOnly.isEmpty())
            rights.byField.insert(readOnly, FieldRight::ReadOnly);
        return rights;
    }
};

inline AsyncReader readerOf(ImportWorld &world, std::shared_ptr<const Policy> policy = nullptr)
{
    return AsyncReader(*world.workspace, [&world, policy] {
        const ConfigurationPtr configuration = world.runner->configuration();
        return ReadContext{configuration->dictionary,
                           configuration->settings,
                           policy ? policy : configuration->policy,
                           world.actor,
                           world.clock().now(),
                           Language::English};
    });
}

}  // namespace dw::test
