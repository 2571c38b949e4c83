// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/listbulk.h"

#include "core/base/wording.h"
#include "ui/common/iconbutton.h"
#include "ui/common/listfooter.h"
#include "ui/records/bulkeditpopover.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QJsonArray>
#include <QPushButton>

namespace dw::ui
{

namespace
{

constexpr int Limit = 10000;  // of record.bulk_update

}  // namespace

ListBulk::ListBulk(UiContext &context, ObjectTypePtr object, RecordListModel *model, RecordTableView *table,
                   ListFooter *footer)
    : QObject(footer)
    , m_context(context)
    , m_object(std::move(object))
    , m_model(model)
    , m_table(table)
    , m_footer(footer)
    , m_edit(new QPushButton(tr("Edit")))
{
    auto *give = new QPushButton(tr("Assign"));
    give->setToolTip(tr("Give the chosen records to someone"));
    connect(give, &QPushButton::clicked, this, &ListBulk::assign);
    footer->addBulkAction(give);
    m_edit->setProperty("keyHint", QStringLiteral("Ctrl+E"));
    m_edit->setToolTip(tr("Set a field of the chosen records"));
    connect(m_edit, &QPushButton::clicked, this, &ListBulk::editField);
    footer->addBulkAction(m_edit);
    m_export = new IconButton(context.icons, QStringLiteral("download"), tr("Export the chosen records"));
    connect(m_export, &QToolButton::clicked, this, &ListBulk::exportRows);
    footer->addBulkAction(m_export);
    connect(&context.actions, &ActionRegistry::changed, this, &ListBulk::refreshExport);
    auto *drop = new IconButton(context.icons, QStringLiteral("trash-2"), tr("Delete the chosen records"));
    connect(drop, &QToolButton::clicked, this, &ListBulk::remove);
    footer->addBulkAction(drop);
}

QString ListBulk::noun(qsizetype count) const
{
    const LocalText &name = count == 1 ? m_object->label() : m_object->plural();
    const QString text = name.in(m_context.language);
    return m_context.language == Language::English ? text.toLower() : text;
}

void ListBulk::withIds(std::function<void(const QList<Id> &)> work)
{
    if (m_model->markedCount() == 0) {
        const Record current = m_model->record(m_table->currentRow());
        if (current.isValid())
            work({current.id()});
        return;
    }
    if (m_model->markedCount() > Limit) {
        m_context.notices.failed(
            tr("At most %1 records can be changed at once; %2 are chosen.")
                .arg(m_context.format.integer(Limit), m_context.format.integer(m_model->markedCount())));
        return;
    }
    m_model->withMarkedIds(Limit, this, [this, work = std::move(work)](const Result<QList<Id>> &ids) {
        if (ids.ok() && !ids.value().isEmpty())
            work(ids.value());
        else if (!ids.ok())
            m_context.notices.failed(describe(ids.error()));
    });
}

void ListBulk::report(const CommandResult &result, const QString &done)
{
    switch (result.status) {
        case CommandResult::Status::Applied:
            tellApplied(m_context, done, result);
            m_model->clearMarks();
            break;
        case CommandResult::Status::Refused:
        case CommandResult::Status::Failed:
            m_context.notices.failed(tr("Nothing was changed. %1").arg(refusalText(m_context, result)));
            break;
        case CommandResult::Status::Cancelled:
            break;
    }
    Q_EMIT finished(result);
}

void ListBulk::update(const QJsonObject &set)
{
    withIds([this, set](const QList<Id> &ids) {
        QJsonArray list;
        for (const Id &id : ids)
            list.append(id.toString());
        CommandRequest request{QStringLiteral("record.bulk_update"),
                               {{QStringLiteral("object"), m_object->key()},
                                {QStringLiteral("ids"), list},
                                {QStringLiteral("set"), set},
                                {QStringLiteral("base"), m_seen}}};
        m_context.commands.submit(request, m_context.actor(), this, [this, ids](const CommandResult &result) {
            report(result, tr("Changed %1 %2").arg(m_context.format.integer(ids.size()), noun(ids.size())));
        });
    });
}

void ListBulk::remove()
{
    withIds([this](const QList<Id> &ids) {
        QJsonArray list;
        for (const Id &id : ids)
            list.append(id.toString());
        CommandRequest request{QStringLiteral("record.delete"),
                               {{QStringLiteral("object"), m_object->key()}, {QStringLiteral("ids"), list}}};
        m_context.commands.submit(request, m_context.actor(), this, [this, ids](const CommandResult &result) {
            report(result, tr("Deleted %1 %2").arg(m_context.format.integer(ids.size()), noun(ids.size())));
        });
    });
}

void ListBulk::assign()
{
    openEditor(QStringLiteral("owner_id"));
}

void ListBulk::editField()
{
    openEditor({});
}

void ListBulk::openEditor(const QString &field)
{
    if (m_popover == nullptr) {
        m_popover = new BulkEditPopover(m_context, m_object, m_footer->window());
        connect(m_popover, &BulkEditPopover::fieldShown, this, &ListBulk::readSeen);
        connect(m_popover, &BulkEditPopover::chosen, this, &ListBulk::update);
    }
    m_popover->setField(field, std::max<qsizetype>(m_model->markedCount(), 1));
    const QRect row = m_table->visualRect(m_table->currentIndex());
    if (m_edit->isVisible())
        m_popover->openAt(m_edit, Popover::Side::Above);
    else
        m_popover->openAt(QRect(m_table->viewport()->mapTo(m_footer->window(), row.topLeft()), row.size()),
                          Popover::Side::Below);
}

// What the person decides on is what stands there as they are asked (B6).
void ListBulk::readSeen(const QString &field)
{
    m_seen = {};
    const int index = m_object->indexOf(field);
    if (m_model->markedCount() > Limit || index < 0)
        return;
    const auto keep = [this, field](const Result<QList<Record>> &answer) {
        if (!answer.ok())
            return;
        for (const Record &record : answer.value())
            m_seen.insert(record.id().toString(), QJsonObject{{field, record.value(field).toJson()}});
    };
    if (m_model->markedCount() > 0) {
        m_model->withMarkedRecords(Limit, {index}, this, keep);
        return;
    }
    const Record current = m_model->record(m_table->currentRow());
    if (!current.isValid())
        return;
    m_context.reader.run<QList<Record>>(
        Workspace::Lane::List, {}, this,
        [ref = current.ref()](const Reader &reader) -> Result<QList<Record>> {
            DW_ASSIGN(const Record record, reader.record(ref));
            return QList<Record>{record};
        },
        keep);
}

void ListBulk::refreshExport()
{
    const QAction *action = m_context.actions.actionAround(QStringLiteral("export.list"), m_footer);
    const bool enabled = action == nullptr || action->isEnabled();
    m_export->setEnabled(enabled);
    m_export->setToolTip(enabled ? m_export->accessibleName() : action->toolTip());
}

void ListBulk::exportRows()
{
    if (QAction *action = m_context.actions.action(QStringLiteral("export.list")))
        action->trigger();
}

}  // namespace dw::ui
