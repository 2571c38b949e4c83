// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/idgenerator.h"
#include "tests/bench/parts.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"

#include <algorithm>

namespace dw::bench
{

namespace
{

constexpr int Batch = 5000;

// The way of one deal to the stage where it stands, between its creation and the day it came there.
class HistoryWriter
{
public:
    HistoryWriter(PartContext &context, const Pipeline &pipeline)
        : m_context(context)
        , m_pipeline(pipeline)
        , m_open(pipeline.openStages())
        , m_type(context.desktop.ui().configuration()->dictionary->find(u"stage_history"))
        , m_idClock(Instant{1'700'000'000'000})
        , m_ids(m_idClock, 7)
    {}

    void add(const Record &deal)
    {
        const Stage *at = m_pipeline.find(deal.value(u"stage_id").id());
        if (!at)
            return;
        QList<Id> way;
        const bool closed = at->outcome != StageOutcome::Open;
        qsizetype passed = m_open.size();
        if (at->outcome == StageOutcome::Lost)
            passed = 1 + m_context.random.bounded(quint32(m_open.size()));
        for (qsizetype i = 0; i < passed; ++i) {
            way.append(m_open[i].id);
            if (m_open[i].id == at->id)
                break;
        }
        if (closed)
            way.append(at->id);
        const qint64 begun = deal.value(u"created_at").instant().ms;
        const qint64 arrived = std::max(begun, deal.value(u"stage_entered_at").instant().ms);
        qint64 before = begun;
        for (qsizetype i = 0; i < way.size(); ++i) {
            const bool last = i + 1 == way.size();
            const qint64 time =
                last     ? arrived
                : i == 0 ? begun
                         : before + qint64(double(arrived - before) * m_context.random.generateDouble() / 2);
            Record line(m_type, m_ids.next());
            line.set(u"record_ref", Value(deal.ref()));
            line.set(u"to_stage_id", Value(way[i]));
            line.set(u"at", Value(Instant{time}));
            line.set(u"by_id", deal.value(u"owner_id"));
            if (i > 0) {
                line.set(u"from_stage_id", Value(way[i - 1]));
                line.set(u"dwell_s", Value((time - before) / 1000));
            }
            line.set(u"amount_at", deal.value(u"amount"));
            for (const QStringView key :
                 {QStringView(u"currency"), QStringView(u"owner_id"), QStringView(u"team_id"),
                  QStringView(u"created_by"), QStringView(u"updated_by")})
                line.set(key, deal.value(key));
            line.set(u"created_at", Value(Instant{time}));
            line.set(u"updated_at", Value(Instant{time}));
            line.set(u"rev", Value(qint64(1)));
            m_lines.create(line);
            before = time;
        }
    }

    Result<void> write(WriteSession &session)
    {
        DW_TRY(session.begin(Durability::Redoable));
        DW_TRY(session.apply(m_lines));
        DW_TRY(session.commit());
        m_written += m_lines.changes.size();
        m_lines = {};
        return {};
    }
    qint64 written() const { return m_written; }

private:
    PartContext &m_context;
    const Pipeline &m_pipeline;
    QList<Stage> m_open;
    ObjectTypePtr m_type;
    FixedClock m_idClock;
    IdGenerator m_ids;
    ChangeSet m_lines;
    qint64 m_written = 0;
};

// Somebody with customers and tasks, so that Today has something to show.
Result<Id> somebody(const Reader &reader)
{
    DW_ASSIGN(const Query query,
              reader.query(QStringLiteral("user"), QStringLiteral("login = \"user1\""), {}));
    DW_ASSIGN(const auto rows, reader.rows(query, 1));
    DW_ASSIGN(const QList<Record> users, reader.page(query.object, rows, {}));
    if (users.isEmpty())
        return Error(ErrorCode::NotFound, QStringLiteral("bench.nobody"));
    return users.first().id();
}

}  // namespace

Measures preparePart(PartContext &context)
{
    ui::UiContext &ui = context.desktop.ui();
    const Id user = context.read<Id>(somebody);
    ui.settings.setValue(ui::setting::actingAs(), user.toString());
    ui.settings.setValue(ui::setting::welcomed(), true);
    ui.settings.flush();
    const Pipeline *pipeline = ui.configuration()->rulebook->pipelineByCode(u"standard");
    if (!pipeline)
        qFatal("no pipeline");
    HistoryWriter writer(context, *pipeline);
    qint64 done = 0;
    const auto rows =
        context.read<std::vector<RowRef>>([](const Reader &reader) -> Result<std::vector<RowRef>> {
            DW_ASSIGN(const Query query, reader.query(QStringLiteral("opportunity"), {}, {}));
            return reader.rows(query);
        });
    for (size_t first = 0; first < rows.size(); first += Batch) {
        const std::span<const RowRef> some(rows.data() + first, std::min<size_t>(Batch, rows.size() - first));
        const auto deals = context.read<QList<Record>>([&](const Reader &reader) -> Result<QList<Record>> {
            DW_ASSIGN(const ObjectTypePtr type, reader.object(QStringLiteral("opportunity")));
            QList<int> fields;
            for (int i = 0; i < type->fieldCount(); ++i)
                fields.append(i);
            return reader.page(type, some, fields);
        });
        for (const Record &deal : deals)
            writer.add(deal);
        done += deals.size();
        context.desktop.workspace().writeNow([&](WriteSession &session) {
            if (const Result<void> written = writer.write(session); !written.ok())
                qFatal("%s %s", qPrintable(written.error().key), qPrintable(written.error().detail));
        });
    }
    Measure lines;
    lines.key = QStringLiteral("histories");
    lines.what = QStringLiteral("stage moves of %1 deals").arg(done);
    lines.unit = QStringLiteral("lines");
    lines.samples = {double(writer.written())};
    return {lines};
}

}  // namespace dw::bench
