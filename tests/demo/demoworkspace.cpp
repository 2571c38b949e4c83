// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/demo/demoworkspace.h"

#include "core/base/digest.h"
#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/exchange/demo/democompany.h"

#include <QFile>

namespace dw::test
{

DemoWorkspace::DemoWorkspace()
    : m_clock(*Instant::fromIso(u"2026-11-18T23:40:00Z", QTimeZone::utc())), m_ids(m_clock, 7)
{}

Result<std::unique_ptr<DemoWorkspace>> DemoWorkspace::make(bool demo, const Filling &fill)
{
    std::unique_ptr<DemoWorkspace> made(new DemoWorkspace);
    const QString folder = made->m_folder.filePath(QStringLiteral("ws"));
    Workspace::NewWorkspace options;
    options.zoneName = "Asia/Shanghai";
    options.currency = *Currency::fromCode(u"CNY");
    options.demo = demo;
    DW_TRY(createStandaloneWorkspace(folder, options, {QStringLiteral("lin"), QStringLiteral("林悦 Lin Yue")},
                                     made->m_clock, made->m_ids));
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    DW_ASSIGN(made->m_workspace,
              Workspace::open(folder, Workspace::Access::ReadWrite, dictionary, made->m_clock, made->m_ids));
    DW_ASSIGN(made->m_runner, CommandRunner::open(*made->m_workspace, made->m_clock, made->m_ids,
                                                  std::make_shared<const OwnerPolicy>()));
    made->m_configuration = made->m_runner->configuration();
    BulkLoad::Options load;
    load.command = QStringLiteral("demo.load");
    load.user = opener();
    load.demo = demo;
    BulkLoad bulk(*made->m_workspace, made->m_configuration, made->m_clock, made->m_ids, load);
    DW_TRY(fill(bulk, *made));
    // Stages have new limits.
    DW_ASSIGN(made->m_runner, CommandRunner::open(*made->m_workspace, made->m_clock, made->m_ids,
                                                  std::make_shared<const OwnerPolicy>()));
    made->m_configuration = made->m_runner->configuration();
    return made;
}

Result<std::unique_ptr<DemoWorkspace>> DemoWorkspace::demo(quint64 seed)
{
    return make(true, [seed](BulkLoad &load, DemoWorkspace &made) -> Result<void> {
        DemoCompany::Options options;
        options.date = date();
        options.seed = seed;
        const auto keep = [&](const QString &name,
                              const QByteArray &content) -> Result<DemoCompany::KeptFile> {
            QFile file(made.m_folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
                return Error(ErrorCode::Storage, QStringLiteral("file.read_failed"), {file.fileName()});
            file.close();
            DW_ASSIGN(const Workspace::StoredBlob blob, made.m_workspace->putBlob(file.fileName()));
            return DemoCompany::KeptFile{QString::fromLatin1(blob.sha256.toHex()), blob.size, blob.mime};
        };
        return DemoCompany::write(load, made.m_configuration, opener(), options, keep);
    });
}

Actor DemoWorkspace::actor() const
{
    Actor actor;
    actor.user = opener();
    actor.login = QStringLiteral("lin");
    return actor;
}

EvaluationContext DemoWorkspace::evaluation() const
{
    return m_configuration->settings.context(m_clock.now(), opener(), Id());
}

QList<Record> DemoWorkspace::all(const QString &object)
{
    Query query;
    query.object = m_configuration->dictionary->find(object);
    QList<int> fields;
    for (int i = 0; i < query.object->fieldCount(); ++i)
        fields.append(i);
    QList<Record> records;
    m_workspace->readNow([&](ReadSession &session) {
        const auto cursor = session.open(query, fields, evaluation());
        if (!cursor.ok())
            return;
        QList<Record> page;
        do {
            if (!(*cursor)->next(page, 1000).ok())
                return;
            records += page;
        } while (!page.isEmpty());
    });
    std::sort(records.begin(), records.end(),
              [](const Record &a, const Record &b) { return a.id() < b.id(); });
    return records;
}

QByteArray DemoWorkspace::digest()
{
    QByteArray text;
    for (const ObjectTypePtr &type : m_configuration->dictionary->objects()) {
        const QList<Record> records = all(type->key());
        for (const Record &record : records) {
            text += record.id().toByteArray();
            for (int i = 0; i < type->fieldCount(); ++i)
                text += record.value(i).toDebugString().toUtf8() + '\n';
        }
    }
    return blake2b256(text);
}

}  // namespace dw::test
