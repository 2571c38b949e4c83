// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/orgpage.h"

#include "core/base/wording.h"
#include "ui/admin/orgmodel.h"
#include "ui/common/emptyview.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/records/formsheet.h"
#include "ui/records/recordform.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/pageactions.h"
#include "ui/shell/refusaltext.h"

#include <QJsonArray>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace dw::ui
{

OrgPage::OrgPage(UiContext &context, Kind kind, QWidget *parent)
    : Page(context, parent)
    , m_kind(kind)
    , m_model(new OrgModel(context, object(), this))
    , m_table(new RecordTable(context.theme, context.icons))
    , m_count(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_new(new QPushButton(context.icons.icon(QStringLiteral("plus"), Theme::Role::AccentText),
                            kind == Kind::Teams         ? tr("New team")
                            : kind == Kind::Territories ? tr("New territory")
                                                        : tr("New share")))
    , m_stack(new QStackedWidget)
    , m_none(new EmptyView(context.theme, context.icons))
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
    auto *title = new TextLabel(theme, titleOf(kind), Theme::Scale::Title);
    title->setElides(false);
    head->addWidget(title);
    head->addWidget(m_count, 1);
    m_new->setProperty("kind", QStringLiteral("primary"));
    head->addWidget(m_new);
    whole->addWidget(header);
    auto *content = new QFrame;
    content->setProperty("plane", QStringLiteral("surface"));
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    m_table->setModel(m_model);
    m_table->setEdge(theme.space(4));
    m_table->setAccessibleName(titleOf(kind));
    m_table->records()->setColumn(0, {CellSpec::Kind::Text, true, false});
    m_table->tableHeader()->setSectionsClickable(false);
    m_table->tableHeader()->setSortIndicatorShown(false);
    m_table->tableHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_none);
    column->addWidget(m_stack);
    whole->addWidget(content, 1);
    connect(m_new, &QPushButton::clicked, this, &OrgPage::openNew);
    connect(m_none, &EmptyView::primaryChosen, this, &OrgPage::openNew);
    connect(m_table, &QTableView::activated, this, &OrgPage::openCurrent);
    addActions();
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this](const CommitNotice &notice) {
            const QStringList own{object(), QStringLiteral("user")};
            const bool touched =
                std::any_of(
                    notice.entries.begin(), notice.entries.end(),
                    [&own](const CommitNotice::Entry &entry) { return own.contains(entry.object); }) ||
                std::any_of(own.begin(), own.end(),
                            [&notice](const QString &one) { return notice.bulkObjects.contains(one); });
            if (touched && m_started && isVisible())
                read();
        },
        Qt::QueuedConnection);
}

QString OrgPage::keyOf(Kind kind)
{
    return kind == Kind::Teams         ? QStringLiteral("teams")
           : kind == Kind::Territories ? QStringLiteral("territories")
                                       : QStringLiteral("shares");
}

QString OrgPage::titleOf(Kind kind)
{
    return kind == Kind::Teams ? tr("Teams") : kind == Kind::Territories ? tr("Territories") : tr("Shares");
}

QString OrgPage::object() const
{
    return m_kind == Kind::Teams         ? QStringLiteral("team")
           : m_kind == Kind::Territories ? QStringLiteral("territory")
                                         : QStringLiteral("record_share");
}

void OrgPage::addActions()
{
    const PageActions actions(context(), this, titleOf(m_kind), FormSheet::isInHand);
    const auto key = [](const char *text) { return QKeySequence(QString::fromLatin1(text)); };
    const QByteArray id = keyOf(m_kind).toLatin1();
    const auto add = [&](const char *what, const QString &text, const char *icon, const char *plain,
                         const std::function<void()> &run) {
        actions.add(id + what, text, icon, key(plain), run);
    };
    add(".new", m_new->text(), "plus", "N", [this] {
        if (mayRead() && context().may(Action::Create, object()))
            openNew();
    });
    add(".edit", tr("Edit"), "pencil", "E", [this] { openCurrent(); });
    add(".delete", m_kind == Kind::Shares ? tr("End the share") : tr("Delete"), "trash-2", "Del",
        [this] { removeCurrent(); });
}

bool OrgPage::mayRead() const
{
    return context().may(m_kind == Kind::Shares ? Action::Read : Action::Configure,
                         m_kind == Kind::Shares ? object() : QStringLiteral("role"));
}

bool OrgPage::isRefused() const
{
    return m_stack->currentWidget() == m_none && m_none->primaryButton()->isHidden();
}

void OrgPage::show(const Place &place)
{
    m_wanted = place.record.object == object() ? place.record.id : current();
    Q_EMIT headChanged();
    read();
}

void OrgPage::read()
{
    if (!mayRead()) {
        m_started = true;
        m_new->hide();
        m_none->setState(EmptyView::Reason::NoRight, tr("Only administrators see this"),
                         tr("Whoever has the role Administrator can give it to you."));
        m_none->setActions({}, {});
        m_stack->setCurrentWidget(m_none);
        return;
    }
    if (m_isReading) {
        m_readAgain = true;
        return;
    }
    m_isReading = true;
    context().reader.run<OrgDataPtr>(
        Workspace::Lane::List, QStringLiteral("admin.") + key(), this,
        [object = object()](const Reader &reader) { return readOrg(reader, object); },
        [this](const Result<OrgDataPtr> &told) { take(told); });
}

void OrgPage::take(const Result<OrgDataPtr> &told)
{
    m_isReading = false;
    m_started = true;
    if (!told.ok()) {
        context().notices.failed(describe(told.error()));
    } else {
        const Id kept = m_wanted.isNull() ? current() : m_wanted;
        m_wanted = Id();
        m_data = *told;
        // Of what is gone its neighbour, not the first: the next key is meant for what lies under the hand.
        const int before = m_table->currentIndex().row();
        m_model->setData(m_data);
        const int found = m_model->rowOf(kept);
        const int row = std::max(0, found >= 0 ? found : std::min(before, m_model->rowCount() - 1));
        if (m_model->rowCount() > 0)
            m_table->setCurrentIndex(m_model->index(row, 0));
        m_new->setVisible(context().may(Action::Create, object()));
        m_count->setText(context().format.integer(m_model->rowCount()));
        if (m_model->rowCount() == 0) {
            m_none->setState(EmptyView::Reason::FirstUse,
                             m_kind == Kind::Shares ? tr("Nothing is shared") : tr("There is none yet"),
                             m_kind == Kind::Shares
                                 ? tr("Share a record from its page; it ends when you say.")
                                 : tr("Rights of a team or a territory go by it."));
            m_none->setActions(m_new->isHidden() ? QString() : m_new->text(), QStringLiteral("plus"));
        }
        m_stack->setCurrentIndex(m_model->rowCount() == 0 ? 1 : 0);
        Q_EMIT headChanged();
    }
    if (std::exchange(m_readAgain, false))
        read();
    if (isSettled())
        Q_EMIT settled();
}

Id OrgPage::current() const
{
    return m_model->idAt(m_table->currentIndex().row());
}

FormSheet *OrgPage::openNew()
{
    return openSheet({});
}

FormSheet *OrgPage::openCurrent()
{
    return current().isNull() ? nullptr : openSheet({object(), current()});
}

FormSheet *OrgPage::openSheet(const RecordRef &record)
{
    auto *form = new RecordForm(context(), context().configuration()->dictionary->pointer(object()));
    auto *sheet = new FormSheet(context(), form, this);
    if (!record.id.isNull())
        form->startEdit(record);
    else if (m_kind != Kind::Shares && !current().isNull())
        form->startNew({{QStringLiteral("parent_id"), Value(current())}});
    else
        form->startNew({});
    connect(sheet, &FormSheet::saved, this, [this](const RecordRef &saved, const CommandResult &result) {
        tellApplied(context(), tr("Saved"), result);
        m_wanted = saved.id;
        read();
    });
    sheet->open();
    return sheet;
}

void OrgPage::removeCurrent()
{
    if (current().isNull() || m_underWay > 0)
        return;
    const QString name = m_model->index(m_table->currentIndex().row(), 0).data(Qt::ToolTipRole).toString();
    ++m_underWay;
    context().commands.submit(
        {QStringLiteral("record.delete"),
         {{QStringLiteral("object"), object()}, {QStringLiteral("ids"), QJsonArray{current().toString()}}}},
        context().actor(), this, [this, name](const CommandResult &result) {
            --m_underWay;
            if (result.status == CommandResult::Status::Applied)
                tellApplied(context(),
                            m_kind == Kind::Shares ? tr("%1 is shared no more").arg(name)
                                                   : tr("Deleted %1").arg(name),
                            result);
            else
                context().notices.failed(refusalText(context(), result));
            if (isSettled())
                Q_EMIT settled();
        });
}

QStringList OrgPage::breadcrumb() const
{
    return {tr("Admin"), titleOf(m_kind)};
}

QStringList OrgPage::statusTexts() const
{
    return m_data ? QStringList{tr("Enter edits, N makes a new one, Del deletes")} : QStringList();
}

QWidget *OrgPage::focusTarget()
{
    if (m_stack->currentWidget() == m_table)
        return m_table;
    return m_none->primaryButton()->isHidden() ? static_cast<QWidget *>(this) : m_none->primaryButton();
}

void OrgPage::showScene(const QString &scene)
{
    if (scene == QLatin1String("form"))
        openNew();
}

}  // namespace dw::ui
