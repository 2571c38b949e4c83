// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/auditpage.h"

#include "core/base/wording.h"
#include "core/reading/exportsearch.h"
#include "core/reading/readsearch.h"
#include "core/sync/serveraudit.h"
#include "ui/admin/auditmodel.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/segments.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/sync/synctext.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

namespace dw::ui
{

AuditPage::AuditPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_model(new AuditModel(context, this))
    , m_table(new RecordTable(context.theme, context.icons))
    , m_choice(new Segments(context.theme, context.icons))
    , m_count(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_again(new QPushButton(context.icons.icon(QStringLiteral("refresh-cw")), tr("Read again")))
    , m_problem(new Banner(context.theme, context.icons, Tone::Warning, {}))
    , m_stack(new QStackedWidget)
    , m_none(new EmptyView(context.theme, context.icons))
    , m_joined(DeviceIdentity::isIn(context.reader.workspace().folder()))
{
    const Theme &theme = context.theme;
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    auto *header = new QFrame;
    header->setObjectName(QStringLiteral("pageHeader"));
    header->setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *head = new QHBoxLayout(header);
    head->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    head->setSpacing(theme.space(2));
    auto *name = new TextLabel(theme, title(), Theme::Scale::Title);
    name->setElides(false);
    head->addWidget(name);
    head->addWidget(m_count, 1);
    // In the order of AuditModel::Shown.
    for (const QString &choice : {tr("All"), tr("Sensitive reads"), tr("Exports")})
        m_choice->addSegment(choice);
    m_choice->setAccessibleName(tr("What is shown"));
    head->addWidget(m_choice);
    head->addWidget(m_again);
    whole->addWidget(header);
    whole->addWidget(m_problem);
    m_problem->hide();
    auto *content = new QFrame;
    content->setProperty("plane", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    m_table->setModel(m_model);
    m_table->setEdge(theme.space(4));
    m_table->setAccessibleName(title());
    m_table->records()->setColumn(AuditModel::Who, {CellSpec::Kind::Text, true, false});
    m_table->records()->setColumn(AuditModel::Records, {CellSpec::Kind::Number, false, false});
    m_table->records()->setColumn(AuditModel::Narrowed, {CellSpec::Kind::Text, false, true});
    m_table->tableHeader()->setSectionsClickable(false);
    m_table->tableHeader()->setSortIndicatorShown(false);
    m_table->tableHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_none);
    column->addWidget(m_stack);
    whole->addWidget(content, 1);
    connect(m_again, &QPushButton::clicked, this, &AuditPage::read);
    connect(m_choice, &Segments::chosen, this, [this](int choice) {
        m_model->setShown(AuditModel::Shown(choice));
        showState();
    });
    connect(m_table, &QTableView::activated, this, &AuditPage::openCurrent);
}

void AuditPage::show(const Place &)
{
    Q_EMIT headChanged();
    read();
}

void AuditPage::read()
{
    m_isRefused = !context().may(Action::Configure, QStringLiteral("role"));
    m_again->setVisible(!m_isRefused);
    m_choice->setVisible(!m_isRefused);
    if (m_isRefused) {
        m_started = true;
        m_model->setRows({}, {});
        m_count->clear();
        m_none->setState(EmptyView::Reason::NoRight, tr("Only administrators see who read what"),
                         tr("Whoever has the role Administrator can give it to you."));
        m_none->setActions({}, {});
        m_stack->setCurrentWidget(m_none);
        return;
    }
    if (m_isReading || m_job.isRunning())
        return;
    m_isReading = true;
    m_again->setEnabled(false);
    context().reader.run<Told>(
        Workspace::Lane::List, QStringLiteral("admin.audit"), this,
        [](const Reader &reader) -> Result<Told> {
            Told told;
            DW_ASSIGN(told.reads, ReadSearch(reader).table({{}, {}, ServerAudit::MostLines}));
            DW_ASSIGN(told.exports, ExportSearch(reader).table({}, ServerAudit::MostLines));
            return told;
        },
        [this](const Result<Told> &told) {
            m_isReading = false;
            // What the server said last says more.
            if (told.ok() && (!m_joined || !m_started))
                showRows(told->reads, told->exports);
            else if (!told.ok())
                m_problem->setText(describe(told.error()));
            m_problem->setVisible(!told.ok());
            m_started = true;
            if (m_joined)
                readServer();
            else
                finish();
        });
}

void AuditPage::readServer()
{
    const QString folder = context().reader.workspace().folder();
    m_job.runAs<Told>(
        folder, {},
        [folder](HttpTransport &transport, const DeviceIdentity &identity) -> Result<Told> {
            ServerLine line(identity, folder, transport, {2, 500, 2'000});
            Told told;
            DW_ASSIGN(told.reads, ServerAudit::reads(line));
            DW_ASSIGN(told.exports, ServerAudit::exports(line));
            return told;
        },
        [this](const Result<Told> &told) {
            if (told.ok())
                showRows(told->reads, told->exports);
            else
                m_problem->setText(tr("The server does not answer now: this is what was known before"),
                                   syncText(told.error()));
            m_problem->setVisible(!told.ok());
            finish();
        });
}

void AuditPage::finish()
{
    m_again->setEnabled(true);
    Q_EMIT headChanged();
    Q_EMIT settled();
}

void AuditPage::showRows(const QJsonArray &reads, const QJsonArray &exports)
{
    m_model->setRows(reads, exports);
    showState();
}

void AuditPage::showState()
{
    m_count->setText(context().format.integer(m_model->rowCount()));
    if (m_model->rowCount() == 0) {
        m_none->setState(EmptyView::Reason::Done, tr("Nothing was read or taken out"),
                         tr("Whoever has secret values shown, lists personal data or exports stands here."));
        m_none->setActions({}, {});
    } else {
        m_table->setCurrentIndex(m_model->index(0, 0));
    }
    m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
    Q_EMIT headChanged();
}

QString AuditPage::problem() const
{
    return m_problem->isHidden() ? QString() : m_problem->accessibleName();
}

void AuditPage::openCurrent()
{
    const RecordRef record = m_model->recordAt(m_table->currentIndex().row());
    if (!record.id.isNull() && context().navigator)
        context().navigator->openRecord(record);
}

QStringList AuditPage::breadcrumb() const
{
    return {tr("Admin"), title()};
}

QStringList AuditPage::statusTexts() const
{
    return m_started && !m_isRefused ? QStringList{tr("Enter opens the record")} : QStringList();
}

QWidget *AuditPage::focusTarget()
{
    if (m_isRefused)
        return this;
    return m_stack->currentWidget() == m_table ? static_cast<QWidget *>(m_table) : m_again;
}

}  // namespace dw::ui
