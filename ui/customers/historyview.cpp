// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/historyview.h"

#include "core/access/fieldmask.h"
#include "core/base/wording.h"
#include "core/reading/refusedtext.h"
#include "core/records/valuejson.h"
#include "core/rules/decidingtime.h"
#include "core/sync/proventimes.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QPushButton>
#include <QSet>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

// Leaves what the server has not got yet.
void removeKnown(QList<AuditRecord> &here, const QList<AuditRecord> &server)
{
    QSet<Id> known;
    for (const AuditRecord &line : server)
        known.insert(line.entry.transaction);
    here.removeIf([&](const AuditRecord &line) {
        return line.entry.receivedAt.has_value() || known.contains(line.entry.transaction);
    });
}

}  // namespace

struct HistoryView::Page
{
    QList<AuditRecord> records;
    Titles titles;
    QHash<Id, Instant> proven;
    Source source = Source::File;
    qint64 before = 0;
};

HistoryView::HistoryView(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_text(context)
    , m_model(new QStandardItemModel(0, ColumnCount, this))
    , m_table(new RecordTable(context.theme, context.icons))
    , m_none(new EmptyView(context.theme, context.icons))
    , m_stack(new QStackedWidget)
    , m_more(new QPushButton(tr("Show earlier")))
    , m_job(new ServerJob(this))
    , m_alone(new Banner(context.theme, context.icons, Tone::Info, {}))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_model->setHorizontalHeaderLabels({tr("When"), tr("Who"), tr("Field"), tr("Before"), tr("After")});
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("History"));
    m_table->records()->setColumn(When, {CellSpec::Kind::Text, false, true});
    m_table->records()->setColumn(FieldName, {CellSpec::Kind::Text, true, false});
    m_table->records()->setColumn(Before, {CellSpec::Kind::Text, false, true});
    const int widths[] = {150, 120, 160, 220, 220};
    for (int i = 0; i < ColumnCount; ++i)
        m_table->setColumnWidth(i, widths[i]);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_table->setEdge(context.theme.space(4));
    m_none->setState(EmptyView::Reason::Done, tr("Nothing has been changed yet"),
                     tr("What people change here is listed with the value before and after."),
                     QStringLiteral("history"));
    m_alone->hide();
    connect(m_alone->addAction(tr("Ask again")), &QPushButton::clicked, this,
            [this] { askServer(m_source == Source::Server ? m_before : 0); });
    column->addWidget(m_alone);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_none);
    column->addWidget(m_stack, 1);
    m_more->setProperty("kind", QStringLiteral("quiet"));
    m_more->hide();
    column->addWidget(m_more, 0, Qt::AlignLeft);
    connect(m_more, &QPushButton::clicked, this, &HistoryView::readMore);
    if (context.pending) {
        m_ask = [this](const RecordRef &record, qint64 before, const Answer &done) {
            return readServerHistory(*m_job, m_context.reader.workspace().folder(), record, PageRows, before,
                                     done);
        };
    }
}

void HistoryView::showRecord(const RecordRef &ref)
{
    m_ref = ref;
    m_before = 0;
    m_shown = {};
    m_source = Source::File;
    m_model->setRowCount(0);
    m_alone->hide();
    readMore();
    if (m_ask)
        askServer(0);
}

void HistoryView::readMore()
{
    if (m_source == Source::Server) {
        askServer(m_before);
        return;
    }
    read(Source::File, m_before, {}, [ref = m_ref, before = m_before](const Reader &reader) {
        return reader.history(ref, PageRows, before);
    });
}

void HistoryView::askServer(qint64 before)
{
    m_more->setEnabled(false);
    const RecordRef record = m_ref;
    // Where another record's answer is under way, that one's end asks for this one.
    if (m_isAsking)
        return;
    m_isAsking = true;
    const bool asked = m_ask(record, before, [this, record, before](const Result<RecordHistory> &answer) {
        m_isAsking = false;
        if (record == m_ref)
            take(answer, before);
        else
            askServer(0);
    });
    if (!asked) {
        m_isAsking = false;
        m_more->setEnabled(true);
    }
}

void HistoryView::take(const Result<RecordHistory> &answer, qint64 before)
{
    m_more->setEnabled(true);
    m_alone->setVisible(!answer.ok());
    if (!answer.ok()) {
        tellAlone(answer.error());
        return;
    }
    m_more->setVisible(answer->more);
    read(Source::Server, before, answer->proven,
         [ref = m_ref, lines = answer->lines, before](const Reader &reader) -> Result<QList<AuditRecord>> {
             if (before > 0)
                 return lines;
             DW_ASSIGN(QList<AuditRecord> all, reader.history(ref, PageRows));
             removeKnown(all, lines);
             return all + lines;
         });
}

void HistoryView::tellAlone(const Error &error)
{
    m_alone->setText(m_source == Source::Server
                         ? tr("What is earlier is on the server, which could not be asked.")
                         : tr("This is what was changed on this laptop. The server, which knows what others "
                              "changed, could not be asked."),
                     describe(error));
}

Result<HistoryView::Page> HistoryView::pageOf(const Reader &reader, const RecordRef &ref,
                                              const QList<AuditRecord> &lines)
{
    Page page;
    page.records = lines;
    DW_ASSIGN(const ObjectTypePtr type, reader.object(ref.object));
    QList<RecordRef> refs;
    for (const AuditRecord &record : lines) {
        refs.append({QStringLiteral("user"), record.entry.user});
        const QJsonObject &values = record.entry.values;
        for (auto value = values.constBegin(); value != values.constEnd(); ++value) {
            const Field *field = type->find(value.key());
            const QJsonArray sides = value.value().toArray();
            for (const QJsonValue &side : sides) {
                if (field == nullptr)
                    continue;
                const auto typed = valueFromJson(*field, side, {});
                if (!typed.ok())
                    continue;
                if (field->type == FieldType::Reference && !typed.value().isNull())
                    refs.append({field->target, typed.value().id()});
                else if (field->type == FieldType::AnyReference && !typed.value().isNull())
                    refs.append(typed.value().recordRef());
            }
        }
    }
    DW_ASSIGN(page.titles, reader.titles(refs));
    return page;
}

void HistoryView::read(Source source, qint64 before, const QHash<Id, Instant> &proven, const Lines &lines)
{
    const int generation = ++m_generation;
    m_reading = true;
    m_context.reader.run<Page>(
        Workspace::Lane::Detail, QStringLiteral("history.%1").arg(quintptr(this), 0, 16), this,
        [ref = m_ref, lines](const Reader &reader) -> Result<Page> {
            DW_ASSIGN(const QList<AuditRecord> records, lines(reader));
            return pageOf(reader, ref, records);
        },
        [this, generation, source, before, proven](const Result<Page> &answer) {
            if (generation != m_generation)
                return;
            m_reading = false;
            if (!answer.ok())
                return;
            Page page = answer.value();
            page.source = source;
            page.before = before;
            page.proven = proven;
            if (source == Source::File)
                askProven(page, generation);
            else
                show(page);
        });
}

// Where what was received late may be proved to have been there before.
void HistoryView::askProven(Page page, int generation)
{
    QList<Id> late;
    for (const AuditRecord &record : std::as_const(page.records)) {
        if (wasReceivedLate(record))
            late.append(record.entry.transaction);
    }
    if (late.isEmpty()) {
        show(page);
        return;
    }
    m_reading = true;
    ProvenTimes::ask(m_context.reader.workspace(), QStringLiteral("proven.%1").arg(quintptr(this), 0, 16),
                     late, this, [this, page, generation](const QHash<Id, Instant> &proven) mutable {
                         if (generation != m_generation)
                             return;
                         m_reading = false;
                         page.proven = proven;
                         show(page);
                     });
}

QString HistoryView::whenOf(const AuditRecord &record, const QHash<Id, Instant> &proven) const
{
    const auto said = [this](Instant at) {
        return m_context.format.dateTime(m_text.local(at), m_text.today());
    };
    const QString entered = said(record.entry.at);
    if (!wasReceivedLate(record))
        return entered;
    const QString received = said(*record.entry.receivedAt);
    const auto there = proven.constFind(record.entry.transaction);
    if (there != proven.cend() &&
        decidingTime(record.entry.at, record.entry.receivedAt, *there) != *record.entry.receivedAt)
        return tr("%1, received %2, proved to be there %3").arg(entered, received, said(*there));
    return tr("%1, received %2").arg(entered, received);
}

void HistoryView::show(const Page &page)
{
    if (page.source == Source::Server && page.before == 0) {
        m_model->setRowCount(0);
        m_shown = {};
    } else if (page.source == Source::File) {
        m_more->setVisible(page.records.size() >= PageRows);
    }
    m_source = page.source;
    const ObjectTypePtr type = m_context.configuration()->dictionary->find(m_ref.object);
    const Currency currency = m_context.configuration()->settings.currency;
    for (const AuditRecord &record : page.records) {
        m_before = record.sequence;
        markClock(record);
        const QString when = whenOf(record, page.proven);
        const QString who = page.titles.value({QStringLiteral("user"), record.entry.user});
        if (const auto refused = refusedText(record, *type, m_context.language)) {
            addRow({when, who, tr("Refused"), QString(), refused->isEmpty() ? tr("erased") : *refused});
            continue;
        }
        for (const QString &key : record.fields) {
            const Field *field = type->find(key);
            const QJsonArray sides = record.entry.values.value(key).toArray();
            const auto side = [&](int index) {
                if (record.erased)
                    return tr("erased");
                if (field == nullptr)
                    return sides.at(index).toVariant().toString();
                const auto value = valueFromJson(*field, sides.at(index), currency);
                if (field->sensitivity == Sensitivity::Secret)
                    return value.ok() ? maskedText(*field, value.value()) : QString();
                return value.ok() ? m_text.withCurrency(*field, value.value(), page.titles)
                                  : sides.at(index).toVariant().toString();
            };
            addRow({when, who, field == nullptr ? key : m_text.label(*field), side(0), side(1)});
        }
    }
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_none);
    Q_EMIT shown();
}

// What stands above it, the newest, was written after it.
void HistoryView::markClock(const AuditRecord &older)
{
    if (m_shown.sequence > 0 && wasClockSetBack(m_shown, older) && m_model->rowCount() > 0) {
        QStandardItem *when = m_model->item(m_model->rowCount() - 1, When);
        when->setData(int(Tone::Warning), ToneCell);
        when->setData(QStringLiteral("triangle-alert"), IconCell);
        when->setToolTip(tr("%1; the clock had been set back before").arg(when->text()));
        when->setData(when->toolTip(), Qt::AccessibleTextRole);
    }
    m_shown = older;
}

void HistoryView::addRow(const QStringList &texts)
{
    QList<QStandardItem *> row;
    for (const QString &text : texts) {
        auto *item = new QStandardItem(text);
        item->setEditable(false);
        item->setToolTip(text);
        row.append(item);
    }
    m_model->appendRow(row);
}

}  // namespace dw::ui
