// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/parts.h"

#include <QElapsedTimer>

namespace dw::bench
{

namespace
{

constexpr int Saves = 250;  // of each kind

}  // namespace

Measures savingPart(PartContext &context)
{
    Measure save;
    save.key = QStringLiteral("save");
    save.what = QStringLiteral("save a record (gates, audit, index, outbox, FULL)");
    save.unit = QStringLiteral("ms");
    save.budget = 15;
    save.judged = Measure::Judged::P99;
    ui::UiContext &ui = context.desktop.ui();
    const Pipeline *pipeline = ui.configuration()->rulebook->pipelineByCode(u"standard");
    qint64 refused = 0;
    const auto run = [&](const char *command, const QJsonObject &arguments) {
        QElapsedTimer timer;
        timer.start();
        const CommandResult result = ui.commands.runNow({QLatin1String(command), arguments}, ui.actor());
        if (result.status == CommandResult::Status::Applied)
            save.samples.append(double(timer.nsecsElapsed()) / 1e6);
        else
            ++refused;
    };
    const auto update = [&](const Record &record, const QJsonObject &set) {
        run("record.update", {{QStringLiteral("object"), record.type().key()},
                              {QStringLiteral("id"), record.id().toString()},
                              {QStringLiteral("set"), set}});
    };
    const QList<Record> accounts = context.sample(QStringLiteral("account"), Saves);
    const QList<Record> contacts = context.sample(QStringLiteral("contact"), Saves);
    const QList<Record> deals = context.sample(QStringLiteral("opportunity"), 2 * Saves);
    for (int i = 0; i < Saves; ++i) {
        update(accounts[i], {{QStringLiteral("name"), accounts[i].value(u"name").text() + QLatin1Char('A')}});
        update(contacts[i], {{QStringLiteral("job_title"), QStringLiteral("Buyer %1").arg(i)}});
        run("record.create", {{QStringLiteral("object"), QStringLiteral("task")},
                              {QStringLiteral("set"),
                               QJsonObject{{QStringLiteral("subject"), QStringLiteral("Call %1").arg(i)},
                                           {QStringLiteral("kind"), QStringLiteral("todo")},
                                           {QStringLiteral("due_at"), QStringLiteral("2030-01-07T01:00:00Z")},
                                           {QStringLiteral("assignee_id"), ui.actor().user.toString()}}}});
    }
    // Deals that are open move a stage on, through their gates.
    qint64 moved = 0;
    for (const Record &deal : deals) {
        const Stage *stage = pipeline ? pipeline->find(deal.value(u"stage_id").id()) : nullptr;
        if (!stage || stage->outcome != StageOutcome::Open)
            continue;
        const QList<Stage> open = pipeline->openStages();
        for (qsizetype i = 0; i + 1 < open.size(); ++i) {
            if (open[i].id != stage->id)
                continue;
            const qint64 before = refused;
            run("opportunity.advance",
                {{QStringLiteral("id"), deal.id().toString()},
                 {QStringLiteral("to"), open[i + 1].id.toString()},
                 {QStringLiteral("set"),
                  QJsonObject{{QStringLiteral("next_step"), QStringLiteral("Call")},
                              {QStringLiteral("next_step_at"), QStringLiteral("2030-01-07T01:00:00Z")}}}});
            moved += refused == before ? 1 : 0;
        }
    }
    save.note = QStringLiteral("%1 saves, %2 of them stage moves; %3 more were held by a gate")
                    .arg(save.samples.size())
                    .arg(moved)
                    .arg(refused);
    return {save};
}

}  // namespace dw::bench
