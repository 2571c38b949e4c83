// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/demodesk.h"

#include <QApplication>
#include <QProcess>
#include <QTest>

#include <numeric>

namespace dw::test
{

namespace
{

constexpr int MakeMs = 120000;

}  // namespace

DemoDesk::DemoDesk() : m_clock(Instant::fromIso(u"2026-11-19T07:40:00+08:00", QTimeZone::utc()).value()) {}

std::unique_ptr<DemoDesk> DemoDesk::open(const QString &cli, const QString &language)
{
    std::unique_ptr<DemoDesk> desk(new DemoDesk);
    desktop::Options options;
    options.workspace = desk->m_folder.filePath(QStringLiteral("demo"));
    options.ownWorkspace = false;
    options.language = language;
    QProcess maker;
    maker.start(cli,
                {QStringLiteral("-w"), options.workspace, QStringLiteral("--now"),
                 QStringLiteral("2026-11-19T07:40:00+08:00"), QStringLiteral("new"), QStringLiteral("--demo"),
                 QStringLiteral("--seed"), QStringLiteral("1"), QStringLiteral("--date"),
                 QStringLiteral("2026-11-19"), QStringLiteral("--zone"), QStringLiteral("Asia/Shanghai")});
    if (!maker.waitForFinished(MakeMs) || maker.exitCode() != 0) {
        qWarning("%s", maker.readAllStandardError().constData());
        return nullptr;
    }
    auto context = desktop::DesktopContext::open(*qApp, options, desk->m_clock);
    if (!context.ok()) {
        qWarning("%s %s", qPrintable(context.error().key), qPrintable(context.error().detail));
        return nullptr;
    }
    desk->m_context = std::move(*context);
    desk->m_context->makeWindow();
    return desk;
}

std::unique_ptr<DemoDesk> DemoDesk::openShown(const QString &cli)
{
    std::unique_ptr<DemoDesk> desk = open(cli);
    return desk && desk->show() ? std::move(desk) : nullptr;
}

bool DemoDesk::show()
{
    go(QStringLiteral("today"));
    window().resize(1366, 768);
    window().show();
    window().activateWindow();
    return QTest::qWaitForWindowActive(&window()) && QTest::qWaitFor([this] { return isSettled(); }, 20000);
}

bool DemoDesk::isSettled()
{
    const ui::Page *page = window().pages()->currentPage();
    return page && page->isSettled();
}

void DemoDesk::go(const QString &page)
{
    ui::Place place;
    place.page = page;
    window().pages()->open(place);
}

Value DemoDesk::value(const RecordRef &ref, const QString &field)
{
    Value value;
    m_context->workspace().readNow([&](ReadSession &session) {
        const auto record = Reader(session, m_context->readContextNow()).record(ref);
        if (record.ok())
            value = record->value(field);
    });
    return value;
}

QList<Record> DemoDesk::find(const QString &object, const QString &where, const QStringList &sort, int limit)
{
    QList<Record> found;
    m_context->workspace().readNow([&](ReadSession &session) {
        const Reader reader(session, m_context->readContextNow());
        const Result<Query> query = reader.query(object, where, sort);
        if (!query.ok()) {
            qWarning("%s", qPrintable(query.error().key));
            return;
        }
        const auto rows = reader.rows(*query, limit);
        if (!rows.ok())
            return;
        QList<int> fields(query->object->fieldCount());
        std::iota(fields.begin(), fields.end(), 0);
        const auto records = reader.page(query->object, *rows, fields);
        if (records.ok())
            found = *records;
    });
    return found;
}

RecordRef DemoDesk::stage(const QString &code)
{
    const Pipeline *pipeline = m_context->ui().configuration()->rulebook->pipelineByCode(u"standard");
    return pipeline ? RecordRef{QStringLiteral("stage_definition"), pipeline->find(QStringView(code))->id}
                    : RecordRef();
}

}  // namespace dw::test
