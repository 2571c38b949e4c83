// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/issuespage.h"

#include "core/base/wording.h"
#include "core/records/valuejson.h"
#include "core/sync/issuelist.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/records/valuetext.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTimeZone>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int HeadHeight = 48;
enum Column { When, Who, Laptop, What, Why, Typed, ColumnCount };
enum ItemRole { ObjectRole = Qt::UserRole + 1, RecordRole };

}  // namespace

IssuesPage::IssuesPage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_job(new ServerJob(this))
    , m_whole(new QStackedWidget)
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_table(new RecordTable(context.theme, context.icons))
    , m_model(new QStandardItemModel(0, ColumnCount, this))
    , m_problem(new Banner(context.theme, context.icons, Tone::Warning, {}))
{
    const Theme &theme = context.theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QWidget;
    head->setFixedHeight(HeadHeight);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    row->addWidget(new TextLabel(theme, tr("Failed offline changes"), Theme::Scale::Title), 1);
    m_asOf = new TextLabel(theme, {}, Theme::Scale::Small, Theme::Role::TextMuted);
    m_asOf->setElides(false);
    row->addWidget(m_asOf);
    m_again = new QPushButton(context.icons.icon(QStringLiteral("refresh-cw")), tr("Ask again"));
    row->addWidget(m_again);
    column->addWidget(head);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addWidget(m_whole, 1);
    m_whole->addWidget(m_empty);
    m_whole->addWidget(m_table);
    m_empty->setActions({}, {});
    m_empty->setState(EmptyView::Reason::NotHere, tr("Asking the server"), {});
    m_model->setHorizontalHeaderLabels(
        {tr("When"), tr("Who"), tr("Laptop"), tr("Record"), tr("Why"), tr("What was typed")});
    m_table->setModel(m_model);
    m_table->setEdge(theme.space(4));
    m_table->setAccessibleName(tr("Failed offline changes"));
    m_table->records()->setColumn(What, {CellSpec::Kind::Text, true, false});
    for (const Column muted : {When, Laptop, Typed})
        m_table->records()->setColumn(muted, {CellSpec::Kind::Text, false, true});
    m_table->tableHeader()->setSectionsClickable(false);
    m_table->tableHeader()->setSortIndicatorShown(false);
    m_table->tableHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const auto &[section, width] : {std::pair(When, 120), std::pair(Who, 120), std::pair(Laptop, 72)}) {
        m_table->tableHeader()->setSectionResizeMode(section, QHeaderView::Fixed);
        m_table->setColumnWidth(section, width);
    }
    m_ask = [this](const Answer &done) {
        (void)readServerIssues(*m_job, this->context().commands.workspace().folder(), done);
    };
    connect(m_again, &QPushButton::clicked, this, &IssuesPage::read);
    connect(m_table, &QTableView::activated, this, [this] {
        if (const RecordRef record = currentRecord(); !record.id.isNull() && this->context().navigator)
            this->context().navigator->openRecord(record);
    });
}

void IssuesPage::show(const Place &)
{
    read();
}

void IssuesPage::read()
{
    if (m_isAsking)
        return;
    if (!context().may(Action::Configure, QStringLiteral("role"))) {
        m_empty->setState(EmptyView::Reason::NoRight, tr("This is for administrators"),
                          tr("Ask one of them to look for you."));
        m_whole->setCurrentWidget(m_empty);
        m_again->setEnabled(false);
        return;
    }
    m_isAsking = true;
    m_again->setEnabled(false);
    m_ask([this](const Result<QJsonArray> &answer) { take(answer); });
}

// In words, where the value is one of a field that is known here.
QString IssuesPage::typedText(const QJsonObject &line) const
{
    const ValueText text(context());
    QStringList parts;
    const QJsonArray typed = line.value(QLatin1String("typed")).toArray();
    for (const QJsonValue &one : typed) {
        const QJsonObject value = one.toObject();
        const ObjectTypePtr type =
            context().configuration()->dictionary->find(value.value(QLatin1String("obj")).toString());
        const Field *field = type ? type->find(value.value(QLatin1String("field")).toString()) : nullptr;
        if (!field)
            continue;
        const auto read = valueFromJson(*field, value.value(QLatin1String("value")),
                                        context().configuration()->settings.currency);
        if (read.ok())
            parts.append(tr("%1: %2").arg(text.label(*field), text.withCurrency(*field, *read)));
    }
    if (const int withheld = line.value(QLatin1String("withheld")).toInt(); withheld > 0)
        parts.append(tr("%n more field(s)", nullptr, withheld));
    return context().format.clauses(parts);
}

QString IssuesPage::whyText(const QString &code) const
{
    const QString key = QLatin1String("sync.issue_") + code;
    return hasWording(key) && !code.startsWith(QLatin1String("conflict")) ? wording(key)
           : code == QLatin1String("conflict_guarded") ? tr("Somebody else had changed the same field.")
                                                       : wording(QStringLiteral("sync.issue_other"), {code});
}

void IssuesPage::take(const Result<QJsonArray> &answer)
{
    m_isAsking = false;
    m_again->setEnabled(true);
    m_problem->setVisible(!answer.ok());
    if (!answer.ok()) {
        m_problem->setText(tr("The server could not be asked."), describe(answer.error()));
        // What was read before stays; without it nothing is known, which is not the same as nothing.
        if (m_model->rowCount() == 0)
            m_empty->setState(EmptyView::Reason::NotHere, tr("Not known without the server"),
                              tr("What it refused is listed here once it can be asked."));
    } else {
        m_empty->setState(EmptyView::Reason::Done, tr("No offline change has failed"),
                          tr("What a laptop sends and the server refuses is listed here for 180 days."));
        const ValueText text(context());
        m_model->removeRows(0, m_model->rowCount());
        for (const QJsonValue &one : *answer) {
            const QJsonObject line = one.toObject();
            const auto part = [&line](const char *key) { return line.value(QLatin1String(key)).toString(); };
            const auto at = Instant::fromIso(part("at"), QTimeZone::utc());
            const ObjectTypePtr type = context().configuration()->dictionary->find(part("object"));
            const QString object = type ? type->label().in(context().language) : part("object");
            const QStringList cells{at ? context().format.dateTime(text.local(*at), text.today()) : QString(),
                                    part("login"),
                                    part("device"),
                                    part("title").isEmpty() ? object : part("title"),
                                    whyText(part("code")),
                                    typedText(line)};
            QList<QStandardItem *> row;
            for (const QString &cell : cells) {
                auto *item = new QStandardItem(cell);
                item->setToolTip(cell);
                item->setData(part("object"), ObjectRole);
                item->setData(part("title").isEmpty() ? QString() : part("record"), RecordRole);
                row.append(item);
            }
            m_model->appendRow(row);
        }
        m_whole->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
        m_asOf->setText(tr("as of %1").arg(context().format.time(text.local(context().clock.now()).time())));
    }
    Q_EMIT headChanged();
    Q_EMIT settled();
}

QString IssuesPage::asOf() const
{
    return m_asOf->text();
}

QStringList IssuesPage::breadcrumb() const
{
    return {tr("Admin"), tr("Failed offline changes")};
}

QStringList IssuesPage::statusTexts() const
{
    return {tr("%n change(s)", nullptr, m_model->rowCount())};
}

QWidget *IssuesPage::focusTarget()
{
    return m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_again;
}

RecordRef IssuesPage::currentRecord() const
{
    const QModelIndex index = m_table->currentIndex();
    return {index.data(ObjectRole).toString(),
            Id::fromString(index.data(RecordRole).toString()).value_or(Id())};
}

}  // namespace dw::ui
