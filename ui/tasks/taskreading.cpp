// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskreading.h"

#include "ui/pipeline/dealcard.h"

namespace dw::ui
{

Result<QList<TaskRow>> readTasks(const Reader &reader, const QString &where, int limit,
                                 const QStringList &sort)
{
    DW_ASSIGN(const Query query, reader.query(QStringLiteral("task"), where, sort));
    DW_ASSIGN(const std::vector<RowRef> rows, reader.rows(query, limit));
    QList<int> fields;
    for (const QStringView key : {QStringView(u"subject"), QStringView(u"kind"), QStringView(u"priority"),
                                  QStringView(u"related"), QStringView(u"due_at"), QStringView(u"status")})
        fields.append(query.object->indexOf(key));
    DW_ASSIGN(const QList<Record> records, reader.page(query.object, rows, fields));
    return taskRows(reader, records);
}

Result<QList<TaskRow>> taskRows(const Reader &reader, const QList<Record> &records)
{
    QList<TaskRow> tasks;
    QHash<RecordRef, RecordRef> accounts;
    QList<RecordRef> refs;
    for (const Record &record : records) {
        if (!record.isValid())
            continue;
        TaskRow task;
        task.id = record.id();
        task.subject = record.value(u"subject").text();
        task.kind = record.value(u"kind").text();
        task.priority = record.value(u"priority").text();
        task.related = record.value(u"related").recordRef();
        task.due = record.value(u"due_at").instant();
        task.done = record.value(u"status").text() == QLatin1String("done");
        if (task.related.object == QLatin1String("account")) {
            task.account = task.related;
        } else if (!task.related.id.isNull()) {
            if (!accounts.contains(task.related)) {
                RecordRef account;
                // What is gone or not visible leaves the task without a customer.
                if (const auto about = reader.record(task.related); about.ok())
                    account = {QStringLiteral("account"), about->value(u"account_id").id()};
                accounts.insert(task.related, account);
            }
            task.account = accounts.value(task.related);
        }
        if (!task.related.id.isNull())
            refs.append(task.related);
        if (!task.account.id.isNull())
            refs.append(task.account);
        tasks.append(task);
    }
    DW_ASSIGN(const auto titles, reader.titles(refs));
    for (TaskRow &task : tasks) {
        task.relatedTitle = titles.value(task.related);
        task.accountTitle = titles.value(task.account);
    }
    return tasks;
}

Result<TaskPart> readTaskPart(const Reader &reader, const QString &where, int limit, const QStringList &sort)
{
    TaskPart part;
    DW_ASSIGN(part.tasks, readTasks(reader, where, limit, sort));
    part.all = part.tasks.size();
    if (part.all >= limit) {
        DW_ASSIGN(part.all, countTasks(reader, where));
    }
    return part;
}

Result<qint64> countTasks(const Reader &reader, const QString &where)
{
    DW_ASSIGN(const Query query, reader.query(QStringLiteral("task"), where, {}));
    return reader.count(query);
}

QString openTasks()
{
    return QStringLiteral("OR(status = \"open\", status = \"doing\", status = \"deferred\")");
}

QString taskIcon(const TaskRow &task)
{
    if (task.kind == QLatin1String("call"))
        return QStringLiteral("phone");
    if (task.kind == QLatin1String("visit"))
        return QStringLiteral("map-pin");
    const QString byWords = nextStepIcon(task.subject);
    return byWords == QLatin1String("calendar") ? QStringLiteral("square-check-big") : byWords;
}

}  // namespace dw::ui
