// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/newcommand.h"

#include "core/base/clioptions.h"
#include "core/base/currencycode.h"
#include "core/base/wording.h"
#include "core/commands/commandrunner.h"
#include "core/commands/newworkspace.h"
#include "core/dictionary/builtindictionary.h"
#include "core/exchange/demo/democompany.h"
#include "core/exchange/demo/scaleworkspace.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTimeZone>

#include <optional>

namespace dw
{

namespace
{

struct Wanted
{
    bool demo = false;
    quint64 seed = 1;
    std::optional<qint64> scale;
    QString only;
    std::optional<Date> date;
    Currency currency;
    QByteArray zone;
};

Error badValue(const QString &value, const QString &option)
{
    return {ErrorCode::Invalid, QStringLiteral("cli.bad_value"), {value, option}};
}

Result<Wanted> parse(const QStringList &arguments)
{
    CliOptions options(arguments);
    Wanted wanted;
    wanted.demo = options.takeFlag(QStringLiteral("--demo"));
    DW_ASSIGN(const auto seed, options.takeNumber(QStringLiteral("--seed"), 0));
    DW_ASSIGN(wanted.scale, options.takeNumber(QStringLiteral("--scale"), 1));
    DW_ASSIGN(const auto only, options.takeValue(QStringLiteral("--only")));
    DW_ASSIGN(const auto date, options.takeValue(QStringLiteral("--date")));
    DW_ASSIGN(const auto currency, options.takeValue(QStringLiteral("--currency")));
    DW_ASSIGN(const auto zone, options.takeValue(QStringLiteral("--zone")));
    DW_ASSIGN(const QStringList rest, options.rest());
    if (!rest.isEmpty())
        return Error(ErrorCode::Invalid, QStringLiteral("cli.unknown_argument"), {rest.first()});
    if (wanted.demo && wanted.scale)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.not_together"),
                     {QStringLiteral("--demo"), QStringLiteral("--scale")});
    if (only && !wanted.scale)
        return Error(ErrorCode::Invalid, QStringLiteral("cli.needs_option"),
                     {QStringLiteral("--only"), QStringLiteral("--scale")});
    wanted.only = only.value_or(QString());
    wanted.seed = quint64(seed.value_or(1));
    if (date) {
        wanted.date = Date::fromIso(*date);
        if (!wanted.date)
            return badValue(*date, QStringLiteral("--date"));
    }
    const auto code = Currency::fromCode(currency.value_or(QStringLiteral("CNY")));
    if (!code || !isStandard(*code))
        return badValue(*currency, QStringLiteral("--currency"));
    wanted.currency = *code;
    const bool made = wanted.demo || wanted.scale.has_value();
    // Where the machine's zone has no IANA name that Qt knows (containers), days are UTC's.
    const QByteArray local = QTimeZone::systemTimeZoneId();
    const QByteArray own = BusinessZone::named(local) ? local : QByteArrayLiteral("UTC");
    wanted.zone = zone ? zone->toUtf8() : made ? QByteArrayLiteral("Asia/Shanghai") : own;
    if (!BusinessZone::named(wanted.zone))
        return badValue(QString::fromUtf8(wanted.zone), QStringLiteral("--zone"));
    return wanted;
}

// Documents of the demo go through the same door as any attachment.
Result<DemoCompany::KeptFile> keepFile(Workspace &workspace, const QString &name, const QByteArray &content)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(name));
    const bool written =
        folder.isValid() && file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    file.close();
    if (!written || file.error() != QFileDevice::NoError)
        return Error(ErrorCode::Storage, QStringLiteral("cli.cannot_write"), {file.fileName()},
                     file.errorString());
    DW_ASSIGN(const Workspace::StoredBlob blob, workspace.putBlob(file.fileName()));
    return DemoCompany::KeptFile{QString::fromLatin1(blob.sha256.toHex()), blob.size, blob.mime};
}

Result<BulkLoad::Figures> fill(const Wanted &wanted, CliContext &context, IdGenerator &ids, const Id &opener)
{
    DW_ASSIGN(QList<ObjectType::Definition> definitions, BuiltinDictionary::definitions());
    DW_ASSIGN(const DictionaryPtr dictionary, Dictionary::build(std::move(definitions)));
    DW_ASSIGN(const auto workspace,
              Workspace::open(context.folder, Workspace::Access::ReadWrite, dictionary, context.clock, ids));
    DW_ASSIGN(const auto runner,
              CommandRunner::open(*workspace, context.clock, ids, std::make_shared<const OwnerPolicy>()));
    BulkLoad::Options options;
    options.command = wanted.demo ? QStringLiteral("demo.load") : QStringLiteral("scale.load");
    options.user = opener;
    options.device = workspace->info().device;
    options.demo = wanted.demo;
    BulkLoad load(*workspace, runner->configuration(), context.clock, ids, options);
    const BusinessZone &zone = runner->configuration()->settings.zone;
    const Date date = wanted.date.value_or(zone.dateOf(context.clock.now()));
    if (wanted.scale) {
        DW_TRY(ScaleWorkspace::write(load, runner->configuration(), opener,
                                     {*wanted.scale, wanted.only, date, wanted.seed}));
        return load.figures();
    }
    DemoCompany::Options demo;
    demo.date = date;
    demo.seed = wanted.seed;
    DW_TRY(DemoCompany::write(
        load, runner->configuration(), opener, demo,
        [&](const QString &name, const QByteArray &content) { return keepFile(*workspace, name, content); }));
    return load.figures();
}

Result<BulkLoad::Figures> make(const Wanted &wanted, CliContext &context, IdGenerator &ids)
{
    Workspace::NewWorkspace options;
    options.zoneName = wanted.zone;
    options.currency = wanted.currency;
    options.demo = wanted.demo;
    WorkspaceOwner owner{QStringLiteral("owner"), qEnvironmentVariable("USER")};
    if (wanted.demo)
        owner = {QStringLiteral("lin"), QStringLiteral("林悦 Lin Yue")};
    DW_TRY(createStandaloneWorkspace(context.folder, options, owner, context.clock, ids));
    if (!wanted.demo && !wanted.scale)
        return BulkLoad::Figures();
    Result<BulkLoad::Figures> filled = fill(wanted, context, ids, Id::named("user:owner"));
    // A half-filled workspace is of no use, and the folder was empty before.
    if (!filled.ok())
        QDir(context.folder).removeRecursively();
    return filled;
}

}  // namespace

QString NewCommand::usage() const
{
    return QStringLiteral(
        "new [--demo] [--seed N] [--scale N [--only OBJECT]] [--date D] [--currency C] [--zone Z]");
}

ExitCode NewCommand::run(const QStringList &arguments, CliContext &context) const
{
    const Result<Wanted> wanted = parse(arguments);
    if (!wanted.ok()) {
        context.complain(wanted.error());
        return ExitCode::Usage;
    }
    // The same seed makes the same workspace, ids included.
    IdGenerator seeded(context.clock, wanted->seed);
    const bool repeats = wanted->demo || wanted->scale.has_value();
    const Result<BulkLoad::Figures> made = make(*wanted, context, repeats ? seeded : context.ids);
    if (!made.ok()) {
        context.complain(made.error());
        return made.error().key == QLatin1String("cli.bad_value") ? ExitCode::Usage : ExitCode::Failed;
    }
    if (context.json) {
        context.answer({{QStringLiteral("workspace"), context.folder},
                        {QStringLiteral("records"), made->records},
                        {QStringLiteral("waited_ms"), made->waitedMs},
                        {QStringLiteral("apply_ms"), made->applyMs},
                        {QStringLiteral("commit_ms"), made->commitMs},
                        {QStringLiteral("finish_ms"), made->finishMs}});
        return ExitCode::Done;
    }
    context.out << wording(QStringLiteral("cli.workspace_made"),
                           {context.folder, QString::number(made->records)})
                << '\n';
    return ExitCode::Done;
}

}  // namespace dw
