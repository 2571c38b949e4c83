// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/commands/dealworld.h"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QJsonArray>
#include <QMap>
#include <QTest>

namespace dw::test
{

namespace
{

using Status = CommandResult::Status;

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

int below(int end)
{
    return *rc::gen::inRange(0, end);
}

// Every value of every record by object and id, but for who saved it last and for stage histories, which keep
// both lines of a move that was taken back.
using Values = QMap<QString, QString>;

Values valuesOf(DealWorld &world)
{
    static const QStringList bookkeeping{text("updated_at"), text("updated_by"), text("rev")};
    Values all;
    world.workspace->readNow([&](ReadSession &session) {
        for (const ObjectTypePtr &type : world.runner->configuration()->dictionary->objects()) {
            if (type->key() == QLatin1String("stage_history"))
                continue;
            QList<int> fields;
            for (int i = 0; i < type->fieldCount(); ++i) {
                if (type->field(i).isStored())
                    fields.append(i);
            }
            const auto cursor =
                session.open({type, nullptr, {}, Query::Deleted::Include}, fields,
                             world.runner->configuration()->settings.context(world.clock.now(), {}, {}));
            QList<Record> page;
            do {
                if (!cursor.ok() || !(*cursor)->next(page, 500).ok())
                    qFatal("cannot read %s", qPrintable(type->key()));
                for (const Record &record : std::as_const(page)) {
                    QString line = record.isDeleted() ? text("deleted") : text("live");
                    for (const int i : std::as_const(fields)) {
                        if (!bookkeeping.contains(type->field(i).key))
                            line += QLatin1Char('\n') + type->field(i).key + QLatin1Char('=') +
                                    record.value(i).toDebugString();
                    }
                    all.insert(type->key() + QLatin1Char(' ') + record.id().toString(), line);
                }
            } while (!page.isEmpty());
        }
    });
    return all;
}

// What was there has its values again; what was made since is in the bin. Empty, or the first difference.
QString difference(const Values &before, const Values &after)
{
    for (auto record = after.begin(); record != after.end(); ++record) {
        if (!before.contains(record.key())) {
            if (!record->startsWith(QLatin1String("deleted")))
                return record.key() + text(" is still there");
            continue;
        }
        const QStringList was = before.value(record.key()).split(QLatin1Char('\n')),
                          is = record->split(QLatin1Char('\n'));
        for (qsizetype i = 0; i < was.size(); ++i) {
            if (was[i] != is.value(i))
                return record.key() + text(": ") + was[i] + text(" became ") + is.value(i);
        }
    }
    return {};
}

}  // namespace

class UndoPropertyTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<DealWorld> m_world;
    QList<RecordRef> m_records;  // live or in the bin

    void tick() { m_world->clock.set(Instant{m_world->clock.now().ms + 1000}); }
    RecordRef any(const char *object)
    {
        QList<RecordRef> of;
        for (const RecordRef &ref : std::as_const(m_records)) {
            if (ref.object == QLatin1String(object))
                of.append(ref);
        }
        return of.value(of.isEmpty() ? 0 : below(int(of.size())));
    }
    RecordRef anyOfAll() { return m_records[below(int(m_records.size()))]; }
    static QJsonObject named(const RecordRef &ref)
    {
        return {{text("object"), ref.object}, {text("id"), ref.id.toString()}};
    }
    CommandResult attempt(const char *command, const QJsonObject &arguments)
    {
        tick();
        return m_world->attempt(command, arguments);
    }
    CommandResult create(const char *object, const QJsonObject &set)
    {
        const CommandResult made =
            attempt("record.create", {{text("object"), QString::fromLatin1(object)}, {text("set"), set}});
        if (made.status == Status::Applied)
            m_records.append({QString::fromLatin1(object), made.ids.first()});
        return made;
    }
    CommandResult update(const RecordRef &ref, const QJsonObject &set)
    {
        QJsonObject arguments = named(ref);
        arguments.insert(text("set"), set);
        return attempt("record.update", arguments);
    }

    // One random thing that a person may do; it may be refused.
    CommandResult step()
    {
        const QString word = text("v%1").arg(below(1000));
        switch (below(15)) {
            case 0:
                return update(any("account"), {{text("name"), word},
                                               {text("phone"), text("1380013%1").arg(1000 + below(9000))},
                                               {text("tags"), QJsonArray{word, text("x")}}});
            case 1:
                return update(any("opportunity"),
                              {{text("amount"), QString::number(below(100000))}, {text("next_step"), word}});
            case 2:
                return update(any("opportunity"), {{text("account_id"), any("account").id.toString()}});
            case 3:
                return update(any("contact"),
                              {{text("name"), word}, {text("account_id"), any("account").id.toString()}});
            case 4:
                return create("contact",
                              {{text("name"), word}, {text("account_id"), any("account").id.toString()}});
            case 5:
                return create("opportunity_line", {{text("opportunity_id"), any("opportunity").id.toString()},
                                                   {text("free_text"), word},
                                                   {text("line_no"), below(100)},
                                                   {text("qty"), QString::number(1 + below(9))},
                                                   {text("unit_price"), QString::number(below(500))}});
            case 6:
                return create("opportunity_contact",
                              {{text("opportunity_id"), any("opportunity").id.toString()},
                               {text("contact_id"), any("contact").id.toString()},
                               {text("role"), below(2) ? text("decision_maker") : text("user")}});
            case 7:
                return create("task", {{text("subject"), word},
                                       {text("related"), named(any("opportunity"))},
                                       {text("due_at"), text("2026-12-01T02:00:00.000Z")}});
            case 8: {
                const CommandResult made = attempt(
                    "activity.log", {{text("set"), QJsonObject{{text("kind"), text("note")},
                                                               {text("subject"), word},
                                                               {text("outcome"), text("neutral")},
                                                               {text("content"), word},
                                                               {text("related"), named(anyOfAll())}}}});
                if (made.status == Status::Applied)
                    m_records.append({text("activity"), made.ids.first()});
                return made;
            }
            case 9:
                return attempt("task.complete", {{text("ids"), QJsonArray{any("task").id.toString()}}});
            case 10:
                return attempt("task.snooze", {{text("ids"), QJsonArray{any("task").id.toString()}},
                                               {text("due_at"), text("2026-12-09T02:00:00.000Z")}});
            case 11: {
                const RecordRef gone = anyOfAll();
                return attempt("record.delete", {{text("object"), gone.object},
                                                 {text("ids"), QJsonArray{gone.id.toString()}}});
            }
            case 12: {
                const RecordRef back = anyOfAll();
                return attempt("record.restore", {{text("object"), back.object},
                                                  {text("ids"), QJsonArray{back.id.toString()}}});
            }
            case 13: {
                const QString stage = QStringList{text("initial"), text("needs"), text("proposal"),
                                                  text("quotation"), text("lost")}[below(5)];
                QJsonObject arguments{{text("id"), any("opportunity").id.toString()},
                                      {text("to"), stage},
                                      {text("back_reason"), text("a test")}};
                const CommandResult asked = attempt("opportunity.advance", arguments);
                if (asked.status != Status::Refused)
                    return asked;
                QJsonObject waive;
                for (const Finding &finding : asked.findings)
                    waive.insert(finding.item, text("a test"));
                arguments.insert(text("waive"), waive);
                return attempt("opportunity.advance", arguments);
            }
            default:
                return attempt("record.bulk_update", {{text("object"), text("opportunity")},
                                                      {text("where"), text("amount > %1").arg(below(5000))},
                                                      {text("set"), QJsonObject{{text("next_step"), word}}}});
        }
    }

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<DealWorld>();
        m_records.clear();
        for (const char *name : {"Alpha", "Beta"}) {
            const Id account = m_world->account(text(name));
            m_records.append({text("account"), account});
            create("contact", {{text("name"), text("Zhang")}, {text("account_id"), account.toString()}});
            const Id deal = m_world->deal(text("Line"), account, {{text("amount"), text("5000")}});
            m_records.append({text("opportunity"), deal});
            create("task", {{text("subject"), text("Call")},
                            {text("related"), named({text("opportunity"), deal})},
                            {text("due_at"), text("2026-12-01T02:00:00.000Z")}});
        }
    }
    void cleanup() { m_world.reset(); }

    // Whatever was done, taken back from the last to the first it is as it was.
    void anySequenceIsTakenBack()
    {
        int applied = 0;
        DW_PROPERTY([&] {
            const Values before = valuesOf(*m_world);
            QList<CommandResult> done;
            QStringList names;
            const int steps = *rc::gen::inRange(1, 9);
            for (int i = 0; i < steps; ++i) {
                const CommandResult result = step();
                if (result.status == Status::Applied && !result.notice.entries.isEmpty())
                    done.append(result);
            }
            for (auto result = done.crbegin(); result != done.crend(); ++result) {
                const CommandResult undone =
                    attempt("change.undo", {{text("transaction"), result->transaction.toString()}});
                const QString told = DealWorld::said(undone);
                RC_ASSERT(undone.status == Status::Applied && told.trimmed().toStdString() == "");
                ++applied;
            }
            const QString different = difference(before, valuesOf(*m_world));
            RC_ASSERT(different.toStdString() == "");
        });
        QVERIFY(applied > 100);
    }

    // What went into the bin together comes out of it as it was: lines, roles, tasks, activities, contacts.
    void theBinGivesBackWhatItTook()
    {
        int restored = 0;
        DW_PROPERTY([&] {
            const int steps = *rc::gen::inRange(1, 6);
            for (int i = 0; i < steps; ++i)
                step();
            const RecordRef gone = anyOfAll();
            const QJsonObject one{{text("object"), gone.object},
                                  {text("ids"), QJsonArray{gone.id.toString()}}};
            const Values before = valuesOf(*m_world);
            const bool live = before.value(gone.object + QLatin1Char(' ') + gone.id.toString())
                                  .startsWith(QLatin1String("live"));
            if (!live || attempt("record.delete", one).status != Status::Applied)
                return;
            const QString told = DealWorld::said(attempt("record.restore", one)).trimmed();
            // The role of a contact that went before it: the contact comes back first.
            if (told.startsWith(QLatin1String("; command.restore_first")))
                return;
            RC_ASSERT(told.toStdString() == "");
            const QString different = difference(before, valuesOf(*m_world));
            RC_ASSERT(different.toStdString() == "");
            ++restored;
        });
        QVERIFY(restored > 20);
    }
};

DW_TEST(UndoPropertyTest)

}  // namespace dw::test

#include "undopropertytest.moc"
