// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recycle/recyclepage.h"

#include "core/base/wording.h"
#include "core/commands/purgebin.h"
#include "core/sync/deviceidentity.h"
#include "ui/common/banner.h"
#include "ui/common/combobox.h"
#include "ui/common/emptyview.h"
#include "ui/common/lineedit.h"
#include "ui/common/popover.h"
#include "ui/common/recorddelegate.h"
#include "ui/common/recordtable.h"
#include "ui/common/searchfield.h"
#include "ui/common/seenrefresh.h"
#include "ui/common/tableheader.h"
#include "ui/common/textlabel.h"
#include "ui/records/formsheet.h"
#include "ui/recycle/binmodel.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/pageactions.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr qint64 DayMs = 86400000;
constexpr int RefreshDelayMs = 200;
constexpr int MostNamed = 5;    // records in a question
constexpr int MostReasons = 3;  // in the banner
constexpr int SearchWidth = 200;
constexpr int KindWidth = 160;

}  // namespace

RecyclePage::RecyclePage(UiContext &context, QWidget *parent)
    : Page(context, parent)
    , m_joined(DeviceIdentity::isIn(context.reader.workspace().folder()))
    , m_run(context)
    , m_model(new BinModel(context, this))
    , m_count(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_object(new ComboBox(context.theme))
    , m_search(new SearchField(context.theme, context.icons, tr("Record or person")))
    , m_restore(new QPushButton(context.icons.icon(QStringLiteral("rotate-ccw"), Theme::Role::AccentText),
                                tr("Restore")))
    , m_purge(new QPushButton(tr("Delete for ever…")))
    , m_problem(new Banner(context.theme, context.icons, Tone::Warning, {}))
    , m_whole(new QStackedWidget)
    , m_table(new RecordTable(context.theme, context.icons))
    , m_empty(new EmptyView(context.theme, context.icons))
    , m_refresh(new SeenRefresh(this, RefreshDelayMs, [this] { read(); }))
{
    const Theme &theme = context.theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QFrame;
    head->setObjectName(QStringLiteral("pageHeader"));
    head->setFixedHeight(theme.size(Theme::Size::PageHeader));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme.space(4), 0, theme.space(4), 0);
    row->setSpacing(theme.space(2));
    auto *title = new TextLabel(theme, tr("Recycle bin"), Theme::Scale::Title);
    title->setElides(false);
    row->addWidget(title);
    row->addWidget(m_count, 1);
    m_object->setFixedWidth(KindWidth);
    m_object->setAccessibleName(tr("Kind of records"));
    row->addWidget(m_object);
    m_search->setFixedWidth(SearchWidth);
    m_search->setAccessibleName(tr("Find in the recycle bin"));
    m_search->setKeyHint(QStringLiteral("/"));
    row->addWidget(m_search);
    row->addWidget(m_purge);
    m_restore->setProperty("kind", QStringLiteral("primary"));
    row->addWidget(m_restore);
    column->addWidget(head);
    m_problem->hide();
    m_problem->setClosable(true);
    column->addWidget(m_problem);
    buildTable();
    auto *content = new QFrame;
    content->setProperty("plane", QStringLiteral("surface"));
    auto *whole = new QVBoxLayout(content);
    whole->setContentsMargins(0, 0, 0, 0);
    m_empty->setActions({}, {});
    m_whole->addWidget(m_empty);
    m_whole->addWidget(m_table);
    whole->addWidget(m_whole);
    column->addWidget(content, 1);
    connect(m_problem, &Banner::closed, m_problem, &QWidget::hide);
    connect(m_object, &QComboBox::currentIndexChanged, this, &RecyclePage::filter);
    connect(m_search, &QLineEdit::textChanged, this, &RecyclePage::filter);
    connect(m_restore, &QPushButton::clicked, this, &RecyclePage::restore);
    connect(m_purge, &QPushButton::clicked, this, &RecyclePage::askToPurge);
    connect(&m_run, &BinRun::finished, this, &RecyclePage::finish);
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this] {
            if (!m_run.isRunning())
                m_refresh->start();
        },
        Qt::QueuedConnection);
    addActions();
    fillObjects();
    refresh();
}

Popover *RecyclePage::question() const
{
    return m_question;
}

QPushButton *RecyclePage::confirmButton() const
{
    return m_confirm;
}

LineEdit *RecyclePage::numberField() const
{
    return m_number;
}

void RecyclePage::buildTable()
{
    m_table->setModel(m_model);
    m_table->setEdge(context().theme.space(4));
    m_table->setAccessibleName(tr("Recycle bin"));
    RecordDelegate *cells = m_table->records();
    cells->setColumn(BinModel::Mark, {CellSpec::Kind::Mark, false, false});
    cells->setColumn(BinModel::Title, {CellSpec::Kind::Text, true, false});
    for (const BinModel::Column muted : {BinModel::Kind, BinModel::Along})
        cells->setColumn(muted, {CellSpec::Kind::Text, false, true});
    cells->setColumn(BinModel::When, {CellSpec::Kind::Date, false, true});
    cells->setColumn(BinModel::Left, {CellSpec::Kind::Number, false, false});
    TableHeader *header = m_table->tableHeader();
    header->setMarkColumn(BinModel::Mark);
    header->setSortIndicatorShown(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(BinModel::Title, QHeaderView::Stretch);
    for (const auto &[section, width] :
         {std::pair(BinModel::Mark, 40), std::pair(BinModel::Kind, 136), std::pair(BinModel::Along, 232),
          std::pair(BinModel::By, 160), std::pair(BinModel::When, 136), std::pair(BinModel::Left, 96)})
        m_table->setColumnWidth(section, width);
    m_table->viewport()->installEventFilter(this);
    connect(header, &TableHeader::markAllToggled, this,
            [this] { m_model->markAll(m_model->marked().isEmpty()); });
    connect(m_model, &BinModel::marksChanged, this, &RecyclePage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RecyclePage::refresh);
}

void RecyclePage::addActions()
{
    const PageActions actions(context(), this, tr("Recycle bin"), FormSheet::isInHand);
    actions.add("bin.restore", tr("Restore"), "rotate-ccw", QKeySequence(Qt::Key_R), [this] { restore(); });
    actions.add("bin.purge", tr("Delete for ever…"), "trash-2", QKeySequence(Qt::SHIFT | Qt::Key_Delete),
                [this] { askToPurge(); });
    actions.add(
        "bin.mark", tr("Mark or unmark the row"), "square-check-big", QKeySequence(Qt::Key_X),
        [this] { toggleMark(); }, false);
    actions.add(
        "bin.find", tr("Find in the recycle bin"), "search", QKeySequence(Qt::Key_Slash),
        [this] { m_search->setFocus(Qt::ShortcutFocusReason); }, false);
}

bool RecyclePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::MouseButtonPress) {
        const auto *press = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_table->indexAt(press->position().toPoint());
        if (index.column() == BinModel::Mark && press->button() == Qt::LeftButton) {
            m_model->setMarked(index.row(), !m_model->isMarked(index.row()));
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void RecyclePage::toggleMark()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    m_model->setMarked(row, !m_model->isMarked(row));
    if (row + 1 < m_model->rowCount())
        m_table->setCurrentIndex(m_model->index(row + 1, BinModel::Title));
}

void RecyclePage::show(const Place &)
{
    Q_EMIT headChanged();
    read();
}

void RecyclePage::read()
{
    m_isReading = true;
    const Instant since{context().clock.now().ms - PurgeBin::BinDays * DayMs};
    context().reader.run<BinnedRecords>(
        Workspace::Lane::Detail, QStringLiteral("bin.%1").arg(quintptr(this), 0, 16), this,
        [since](const Reader &reader) { return binnedRecords(reader, since); },
        [this](const Result<BinnedRecords> &answer) { take(answer); });
}

void RecyclePage::take(const Result<BinnedRecords> &answer)
{
    m_isReading = false;
    if (answer.ok()) {
        const RecordRef current = m_table->currentIndex().isValid()
                                      ? m_model->at(m_table->currentIndex().row()).record
                                      : RecordRef();
        const int row = std::max(0, m_table->currentIndex().row());
        m_more = answer->more;
        m_model->setRecords(answer->records);
        fillObjects();
        int again = std::min(row, m_model->rowCount() - 1);
        for (int i = 0; i < m_model->rowCount(); ++i) {
            if (m_model->at(i).record == current)
                again = i;
        }
        if (again >= 0)
            m_table->setCurrentIndex(m_model->index(again, BinModel::Title));
    } else {
        m_problem->setText(tr("The recycle bin could not be read. Nothing is lost."),
                           describe(answer.error()));
        m_problem->show();
    }
    refresh();
    Q_EMIT headChanged();
    Q_EMIT settled();
}

void RecyclePage::fillObjects()
{
    QMap<QString, int> counts;
    for (const BinnedRecord &record : m_model->all())
        ++counts[record.record.object];
    const QString chosen = m_object->currentData().toString();
    {
        const QSignalBlocker quiet(m_object);
        m_object->clear();
        m_object->addItem(tr("All kinds"), QString());
        for (const ObjectTypePtr &type : context().configuration()->dictionary->objects()) {
            if (const int count = counts.value(type->key()); count > 0)
                m_object->addItem(
                    tr("%1 (%2)").arg(type->plural().in(context().language), context().format.integer(count)),
                    type->key());
        }
        m_object->setCurrentIndex(std::max(0, m_object->findData(chosen)));
    }
    filter();
}

void RecyclePage::filter()
{
    m_model->setFilter(m_object->currentData().toString(), m_search->text());
    if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_model->index(0, BinModel::Title));
    refresh();
    Q_EMIT headChanged();
}

// Why nothing is removed for good here, in place of what the button does.
QString RecyclePage::whyNoPurge() const
{
    if (m_joined)
        return tr("The server removes what was deleted, %1 days later.").arg(PurgeBin::TombstoneDays);
    if (!context().may(Action::Configure, QStringLiteral("role")))
        return tr("Your role does not allow it. An administrator can do it.");
    return {};
}

void RecyclePage::refresh()
{
    const qsizetype marked = m_model->marked().size();
    const bool any = !inHand().isEmpty() && !m_run.isRunning();
    const QString why = whyNoPurge();
    m_restore->setEnabled(any);
    m_restore->setText(marked > 0 ? tr("Restore %1").arg(context().format.integer(marked)) : tr("Restore"));
    m_restore->setToolTip(any ? tr("With what went with it (R)") : tr("Nothing is chosen."));
    m_purge->setEnabled(any && why.isEmpty());
    m_purge->setToolTip(!why.isEmpty() ? why
                        : any          ? tr("Nobody can bring it back")
                                       : tr("Nothing is chosen."));
    m_table->records()->setAnythingMarked(marked > 0);
    m_table->tableHeader()->setMarked(marked == 0                     ? Check::Off
                                      : marked == m_model->rowCount() ? Check::On
                                                                      : Check::Part);
    m_count->setText(m_model->all().isEmpty() ? QString() : context().format.integer(m_model->rowCount()));
    const bool searched = !m_model->all().isEmpty();
    if (searched)
        m_empty->setState(
            EmptyView::Reason::NoMatch, tr("Nothing deleted fits"),
            tr("Without the search there are %1.").arg(context().format.integer(m_model->all().size())));
    else
        m_empty->setState(EmptyView::Reason::Done, tr("The recycle bin is empty"),
                          tr("What is deleted stays here for %1 days and can be restored, with what "
                             "belongs to it.")
                              .arg(PurgeBin::BinDays),
                          QStringLiteral("trash-2"));
    m_whole->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_empty);
}

QList<BinnedRecord> RecyclePage::inHand() const
{
    const QList<BinnedRecord> marked = m_model->marked();
    const QModelIndex current = m_table->currentIndex();
    if (!marked.isEmpty() || !current.isValid() || current.row() >= m_model->rowCount())
        return marked;
    return {m_model->at(current.row())};
}

QList<BinRun::Item> RecyclePage::items() const
{
    QList<BinRun::Item> items;
    const QList<BinnedRecord> records = inHand();
    for (const BinnedRecord &record : records)
        items.append({record.record, m_model->titleOf(record)});
    return items;
}

QString RecyclePage::nameOf(const QList<BinnedRecord> &records) const
{
    return records.size() == 1 ? tr("“%1”").arg(m_model->titleOf(records.first()))
                               : tr("%n record(s)", nullptr, int(records.size()));
}

void RecyclePage::restore()
{
    if (!m_restore->isEnabled())
        return;
    m_purges = false;
    m_problem->hide();
    m_run.start(QStringLiteral("record.restore"), items(), tr("Restoring %1").arg(nameOf(inHand())));
    refresh();
}

// It cannot be taken back: asked before, by name.
void RecyclePage::askToPurge()
{
    const QList<BinnedRecord> records = inHand();
    if (!m_purge->isEnabled() || records.isEmpty())
        return;
    const Theme &theme = context().theme;
    delete m_question;
    m_question = new Popover(theme, window());
    m_question->setContentWidth(theme.size(Theme::Size::PeekPanel) - theme.space(4));
    m_question->setAccessibleName(tr("Delete %1 for ever?").arg(nameOf(records)));
    const auto add = [&](const QString &text, Theme::Scale scale, Theme::Role role) {
        auto *label = new TextLabel(theme, text, scale, role);
        label->setWordWrap(true);
        m_question->body()->addWidget(label);
    };
    add(m_question->accessibleName(), Theme::Scale::Title, Theme::Role::Text);
    for (const BinnedRecord &record : records.first(std::min<qsizetype>(MostNamed, records.size()))) {
        const QString along = m_model->alongOf(record);
        const QString what = tr("%1: %2").arg(m_model->kindOf(record), m_model->titleOf(record));
        add(along.isEmpty() ? what : tr("%1, with %2").arg(what, along), Theme::Scale::Body,
            Theme::Role::Text);
    }
    if (records.size() > MostNamed)
        add(tr("and %n more", nullptr, int(records.size()) - MostNamed), Theme::Scale::Body,
            Theme::Role::TextMuted);
    add(tr("Nobody can bring it back. The history keeps that it was there, not what it held."),
        Theme::Scale::Body, Theme::Role::TextMuted);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *keep = new QPushButton(tr("Keep"));
    m_confirm = new QPushButton(tr("Delete for ever"));
    m_confirm->setProperty("kind", QStringLiteral("danger"));
    if (records.size() > MostUntyped) {
        m_number = new LineEdit(theme, context().icons);
        m_number->setAccessibleName(tr("Type how many records go: %1").arg(records.size()));
        m_number->setPlaceholderText(m_number->accessibleName());
        m_question->body()->addWidget(m_number);
        m_confirm->setEnabled(false);
        connect(m_number, &QLineEdit::textChanged, m_confirm,
                [confirm = m_confirm, count = records.size()](const QString &typed) {
                    confirm->setEnabled(typed.trimmed() == QString::number(count));
                });
    }
    buttons->addWidget(keep);
    buttons->addWidget(m_confirm);
    m_question->body()->addLayout(buttons);
    connect(keep, &QPushButton::clicked, m_question, &Popover::closePopover);
    // What was asked about, whatever is read anew meanwhile.
    connect(m_confirm, &QPushButton::clicked, this, [this, asked = items(), named = nameOf(records)] {
        m_question->closePopover();
        purge(asked, named);
    });
    connect(m_question, &Popover::closed, m_question, &QObject::deleteLater);
    m_question->openAt(m_purge);
}

void RecyclePage::purge(const QList<BinRun::Item> &items, const QString &named)
{
    m_purges = true;
    m_problem->hide();
    m_run.start(QStringLiteral("record.purge"), items, tr("Deleting %1 for ever").arg(named));
    refresh();
}

void RecyclePage::finish(const BinRun::Outcome &outcome)
{
    const int done = int(outcome.done.size());
    if (m_purges && done > 0)
        context().notices.done(tr("Deleted %n record(s) for ever", nullptr, done));
    else if (done == 1)
        tellApplied(context(), tr("Restored the record"), outcome.last);
    else if (done > 1)
        context().notices.done(tr("Restored %n record(s)", nullptr, done));
    if (!outcome.refused.isEmpty()) {
        QStringList reasons;
        for (const auto &[item, reason] :
             outcome.refused.first(std::min<qsizetype>(MostReasons, outcome.refused.size())))
            reasons.append(tr("“%1”: %2").arg(item.title, reason));
        if (outcome.refused.size() > MostReasons)
            reasons.append(tr("and %n more", nullptr, int(outcome.refused.size()) - MostReasons));
        m_problem->setText(
            m_purges ? tr("%n record(s) could not be deleted for ever.", nullptr, int(outcome.refused.size()))
                     : tr("%n record(s) could not be restored.", nullptr, int(outcome.refused.size())),
            reasons.join(QLatin1Char(' ')));
        m_problem->show();
    }
    m_model->markAll(false);
    read();
}

QStringList RecyclePage::breadcrumb() const
{
    return {tr("Settings"), tr("Recycle bin")};
}

QStringList RecyclePage::statusTexts() const
{
    QStringList texts{tr("%n record(s)", nullptr, m_model->rowCount()), tr("R restore, X mark")};
    if (m_more)
        texts.append(
            tr("of each kind the newest %1").arg(context().format.integer(BinnedRecords::MostPerObject)));
    return texts;
}

QWidget *RecyclePage::focusTarget()
{
    return m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_search;
}

QStringList RecyclePage::scenes() const
{
    return m_purge->isEnabled() ? QStringList{QStringLiteral("purge")} : QStringList();
}

void RecyclePage::showScene(const QString &)
{
    askToPurge();
    Q_EMIT settled();
}

}  // namespace dw::ui
