// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/listpage.h"

#include "core/base/wording.h"
#include "core/records/grouping.h"
#include "ui/common/banner.h"
#include "ui/common/emptyview.h"
#include "ui/common/listfooter.h"
#include "ui/common/popover.h"
#include "ui/common/searchfield.h"
#include "ui/common/skeletonview.h"
#include "ui/common/tabbar.h"
#include "ui/common/tableheader.h"
#include "ui/figures/figureexplainer.h"
#include "ui/records/columnchooser.h"
#include "ui/records/filterbar.h"
#include "ui/records/filterpopover.h"
#include "ui/records/formsheet.h"
#include "ui/records/listbulk.h"
#include "ui/records/listtotals.h"
#include "ui/records/peekpanel.h"
#include "ui/records/recordform.h"
#include "ui/records/recordlistmodel.h"
#include "ui/records/recordtableview.h"
#include "ui/records/viewbar.h"
#include "ui/records/viewkeeper.h"
#include "ui/shell/applied.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/notices.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

namespace dw::ui
{

ListPage::ListPage(UiContext &context, const QString &pageKey, const QString &object,
                   std::shared_ptr<const ListExtras> extras, QWidget *parent)
    : Page(context, parent)
    , m_pageKey(pageKey)
    , m_object(context.configuration()->dictionary->pointer(object))
    , m_extras(std::move(extras))
    , m_columnSet(context, m_object, m_extras)
    , m_views(ListView::shipped(object))
    , m_model(new RecordListModel(context, m_object, m_extras, this))
    , m_totals(new ListTotals(context, m_extras, this))
    , m_explainer(new FigureExplainer(context, this))
{
    m_source.object = object;
    build();
    addActions();
    prepareFigures();
    connect(m_model, &RecordListModel::stateChanged, this, &ListPage::refreshState);
    connect(m_model, &RecordListModel::rowsReplaced, this, &ListPage::refreshState);
    connect(m_model, &RecordListModel::marksChanged, this, &ListPage::refreshFooter);
    connect(m_model, &RecordListModel::rowsReplaced, this, &ListPage::refreshPeek);
    connect(m_model, &RecordListModel::pageArrived, this, &ListPage::refreshPeek);
    connect(m_totals, &ListTotals::changed, this, [this] {
        m_model->setGroupTotals(m_totals->groupTotals());
        refreshFooter();
    });
    connect(m_model, &RecordListModel::collapsedChanged, this, [this] {
        m_source.collapsed = m_model->source().collapsed;
        refreshViewActions();
    });
    connect(
        &context.commands, &CommandRunner::committed, this,
        [this, later = new QTimer(this)](const CommitNotice &notice) mutable {
            bool touched = notice.bulkObjects.contains(m_object->key());
            for (const CommitNotice::Entry &entry : notice.entries) {
                touched = touched || entry.object == m_object->key();
                if (entry.object == QLatin1String("saved_view"))
                    m_keeper->read();
            }
            if (!touched)
                return;
            later->setSingleShot(true);
            later->disconnect(this);
            connect(later, &QTimer::timeout, this, [this] {
                readCounts();
                m_totals->read(m_source, m_model->columns());
                if (m_peek != nullptr && m_peek->isVisibleTo(this))
                    refreshPeek();
            });
            later->start(200);
        },
        Qt::QueuedConnection);
}

ListPage::~ListPage() = default;

void ListPage::build()
{
    UiContext &context = this->context();
    auto *outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    outer->addWidget(m_splitter);

    auto *main = new QWidget;
    auto *column = new QVBoxLayout(main);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_viewBar = new ViewBar(context);
    m_keeper = new ViewKeeper(context, m_object->key(), QStringLiteral("list"), this);
    m_filterBar = new FilterBar(context, m_object);
    column->addWidget(m_viewBar);
    column->addWidget(m_filterBar);
    m_error = new Banner(context.theme, context.icons, Tone::Warning, {});
    QPushButton *again = m_error->addAction(tr("Read again"));
    again->setProperty("keyHint", QStringLiteral("F5"));
    connect(again, &QPushButton::clicked, m_model, &RecordListModel::reload);
    m_error->hide();
    column->addWidget(m_error);

    m_tablePlace = new QWidget;
    auto *stack = new QStackedLayout(m_tablePlace);
    stack->setStackingMode(QStackedLayout::StackOne);
    m_table = new RecordTableView(context, m_model);
    m_table->setAccessibleName(m_object->plural().in(context.language));
    stack->addWidget(m_table);
    m_empty = new EmptyView(context.theme, context.icons);
    stack->addWidget(m_empty);
    m_skeleton = new SkeletonView(
        context.theme, {{24, Qt::AlignLeft, true}, {0}, {112}, {96, Qt::AlignRight}, {88, Qt::AlignRight}});
    stack->addWidget(m_skeleton);
    column->addWidget(m_tablePlace, 1);
    m_footer = new ListFooter(context.theme);
    m_footer->setHeader(m_table->tableHeader());
    column->addWidget(m_footer);
    m_splitter->addWidget(main);
    m_bulk = new ListBulk(context, m_object, m_model, m_table, m_footer);

    m_views = m_keeper->arranged(m_views);
    m_viewBar->setViews(m_views, m_view);
    connect(m_viewBar, &ViewBar::viewChosen, this, [this](int index) { chooseView(index); });
    m_keeper->setAnchors(m_viewBar->addButton(), m_viewBar->tabBar());
    connect(m_viewBar, &ViewBar::addRequested, m_keeper, &ViewKeeper::save);
    connect(m_keeper, &ViewKeeper::viewsRead, this, &ListPage::takeViews);
    connect(m_viewBar, &ViewBar::chooseRequested, this, &ListPage::showViewChooser);
    connect(m_keeper, &ViewKeeper::chooserRequested, this, &ListPage::showViewChooser);
    connect(m_keeper, &ViewKeeper::viewChosen, this, [this](const QString &key) {
        for (int i = 0; i < m_views.size(); ++i) {
            if (m_views[i].key != key)
                continue;
            m_viewBar->setCurrent(i);
            chooseView(i);
            return;
        }
    });
    connect(m_keeper, &ViewKeeper::resetRequested, this, [this] { chooseView(m_view); });
    connect(m_viewBar, &ViewBar::menuRequested, this, &ListPage::showViewMenu);
    connect(m_viewBar, &ViewBar::moreRequested, this, &ListPage::showMoreMenu);
    connect(m_viewBar, &ViewBar::columnsRequested, this, [this] {
        if (m_chooser == nullptr) {
            m_chooser = new ColumnChooser(this->context(), m_columnSet, window());
            connect(m_chooser, &ColumnChooser::columnsChosen, this, &ListPage::applyColumns);
            connect(this, &QObject::destroyed, m_chooser, &QObject::deleteLater);
        }
        m_chooser->setChosen(m_source.columns);
        m_chooser->openAt(m_viewBar->columnsButton());
    });
    connect(m_filterBar, &FilterBar::filterChanged, this, &ListPage::applyFilter);
    connect(m_filterBar, &FilterBar::quickChanged, this, &ListPage::applyQuick);
    connect(m_filterBar, &FilterBar::quickLeft, this, [this] { m_table->setFocus(); });
    connect(m_filterBar, &FilterBar::saveRequested, m_keeper, &ViewKeeper::save);
    connect(m_filterBar, &FilterBar::resetRequested, this, [this] { chooseView(m_view); });
    connect(m_table, &RecordTableView::sortRequested, this, &ListPage::applySort);
    connect(m_table, &RecordTableView::headMenuRequested, this, &ListPage::showHeadMenu);
    connect(m_table, &RecordTableView::openRequested, this, &ListPage::openCurrent);
    connect(m_table, &RecordTableView::columnMoved, this, &ListPage::applyColumns);
    connect(m_table, &RecordTableView::currentRowChanged, this, &ListPage::refreshPeek);
    connect(m_empty, &EmptyView::primaryChosen, this, [this] {
        if (!m_isFirstUse && (m_dropFilter != m_source.where || !m_source.quick.isEmpty())) {
            m_filterBar->clearQuick();
            m_filterBar->setFilter(m_dropFilter);
            applyFilter(m_dropFilter);
        } else if (QAction *import = this->context().actions.action(QStringLiteral("go.import"))) {
            import->trigger();
        } else {
            createRecord();
        }
    });
    connect(m_empty, &EmptyView::secondChosen, this, [this] {
        if (!m_isFirstUse && (!m_source.where.isEmpty() || !m_source.quick.isEmpty())) {
            m_filterBar->clearQuick();
            m_filterBar->setFilter({});
            applyFilter({});
        } else {
            createRecord();
        }
    });
}

const ListView &ListPage::view() const
{
    return m_isAdHoc ? m_adHoc : m_views[m_view];
}

void ListPage::show(const Place &place)
{
    if (!place.where.isEmpty() || !place.title.isEmpty()) {
        ListView wanted;
        wanted.key = QStringLiteral("adhoc");
        wanted.name = {place.title, place.title};
        wanted.filter = place.where;
        wanted.sort = place.sort;
        wanted.columns = m_views[m_view].columns;
        if (!m_isAdHoc || wanted.filter != m_adHoc.filter || wanted.name != m_adHoc.name) {
            m_adHoc = wanted;
            m_viewBar->setAdHoc(place.title.isEmpty() ? tr("Selection") : place.title);
            m_started = true;
            chooseView(-1);
            readCounts();
        }
        return;
    }
    if (m_started)
        return;
    m_started = true;
    openLast();
    m_keeper->read();
    readCounts();
}

void ListPage::chooseView(int index, bool remember)
{
    m_isAdHoc = index < 0;
    m_awaited.clear();
    if (index >= 0) {
        m_view = index;
        if (remember)
            context().settings.setValue(lastViewKey(), m_views[index].key);
    }
    const ListView &chosen = view();
    m_source.where = chosen.filter;
    m_source.sort = chosen.sort;
    m_source.group = chosen.group;
    m_source.collapsed = chosen.collapsed;
    m_source.quick.clear();
    m_source.columns = chosen.columns.isEmpty() ? m_columnSet.defaults() : chosen.columns;
    m_filterBar->clearQuick();
    m_filterBar->setFilter(chosen.filter);
    m_model->setColumns(m_columnSet.columns(m_source.columns));
    m_table->layoutColumns();
    m_table->setSortShown(m_source.sort.value(0));
    restart(false);
    Q_EMIT headChanged();
}

void ListPage::applyFilter(const QString &where)
{
    m_source.where = where;
    m_source.quick = m_filterBar->quickText();
    restart(true);
}

void ListPage::applyQuick(const QString &text)
{
    if (m_source.quick == text)
        return;
    m_source.quick = text;
    restart(true);
}

void ListPage::applySort(const QString &sortKey)
{
    m_source.sort = {sortKey};
    m_table->setSortShown(sortKey);
    restart(true);
    Q_EMIT headChanged();
}

void ListPage::applyColumns(const QStringList &keys)
{
    if (keys.isEmpty())
        return;
    m_source.columns = keys;
    const int row = m_table->currentRow();
    m_model->setColumns(m_columnSet.columns(keys));
    m_table->layoutColumns();
    m_table->setCurrentRow(row);
    m_totals->read(m_source, m_model->columns());
    refreshViewActions();
}

void ListPage::restart(bool keepRows)
{
    m_wasSettled = false;
    refreshViewActions();
    m_model->clearMarks();
    m_model->setSource(m_source, keepRows ? RecordListModel::Keep::Rows : RecordListModel::Keep::Nothing);
    m_totals->read(m_source, m_model->columns());
    refreshState();
}

void ListPage::refreshState()
{
    auto *stack = static_cast<QStackedLayout *>(m_tablePlace->layout());
    const bool failed = m_model->state() == RecordListModel::State::Failed;
    m_error->setVisible(failed);
    if (failed)
        m_error->setText(tr("The list could not be read. Nothing is lost."), describe(m_model->error()));
    const bool reading = m_model->state() == RecordListModel::State::Reading || !m_awaited.isEmpty();
    if (reading && m_model->rowCount() == 0) {
        m_skeleton->setRowHeight(m_table->verticalHeader()->defaultSectionSize());
        if (stack->currentWidget() != m_skeleton) {
            stack->setCurrentWidget(m_skeleton);
            m_skeleton->start();
        }
    } else if (m_model->state() == RecordListModel::State::Ready && m_model->rowCount() == 0) {
        m_skeleton->stop();
        refreshEmpty();
        stack->setCurrentWidget(m_empty);
    } else {
        m_skeleton->stop();
        const bool hadFocus = m_skeleton->hasFocus() || m_empty->isAncestorOf(window()->focusWidget());
        stack->setCurrentWidget(m_table);
        if (m_model->rowCount() > 0 && !m_table->currentIndex().isValid())
            m_table->setCurrentRow(m_model->firstRecord());
        if (hadFocus)
            m_table->setFocus();
    }
    refreshFooter();
    settle();
}

void ListPage::refreshEmpty()
{
    const Language language = context().language;
    const QString single =
        language == Language::English ? m_object->label().en.toLower() : m_object->label().zh;
    const QList<FilterBar::Part> parts = m_filterBar->parts();
    m_dropFilter = m_source.where;
    m_isFirstUse = false;
    if (!m_source.quick.isEmpty()) {
        m_dropFilter = m_source.where;
        m_empty->setState(EmptyView::Reason::NoMatch, tr("No %1 matches “%2”").arg(single, m_source.quick),
                          tr("The view holds others."));
        m_empty->setActions(tr("Show the view"), QString(), tr("Clear all"));
        return;
    }
    if (!parts.isEmpty()) {
        m_empty->setState(EmptyView::Reason::NoMatch, tr("No %1 fits these filters").arg(single), QString());
        m_empty->setActions(tr("Drop that filter"), QString(), tr("Clear all"));
        m_dropFilter = parts.last().without;
        // Which condition hides most: the first whose absence shows something.
        struct Hidden
        {
            int part = 0;  // whose absence shows most
            qint64 count = -1;
            qint64 all = 0;
        };
        context().reader.run<Hidden>(
            Workspace::Lane::Detail, QStringLiteral("without.%1").arg(quintptr(this), 0, 16), this,
            [parts, object = m_object->key()](const Reader &reader) -> Result<Hidden> {
                Hidden best;
                DW_ASSIGN(const Query every, reader.query(object, {}, {}));
                DW_ASSIGN(best.all, reader.count(every));
                for (int i = 0; i < parts.size(); ++i) {
                    DW_ASSIGN(const Query query, reader.query(object, parts[i].without, {}));
                    DW_ASSIGN(const qint64 count, reader.count(query));
                    if (count > best.count) {
                        best.part = i;
                        best.count = count;
                    }
                }
                return best;
            },
            [this, parts, single](const Result<Hidden> &answer) {
                if (!answer.ok() || m_model->rowCount() > 0)
                    return;
                if (answer->all == 0) {
                    showFirstUse();
                    return;
                }
                const auto [part, count, all] = answer.value();
                m_dropFilter = parts[part].without;
                m_empty->setState(EmptyView::Reason::NoMatch, tr("No %1 fits these filters").arg(single),
                                  count > 0 ? tr("Without “%1” there are %2.")
                                                  .arg(parts[part].sentence, context().format.integer(count))
                                            : tr("No single condition is the cause."));
            });
        return;
    }
    showFirstUse();
}

void ListPage::showFirstUse()
{
    const bool english = context().language == Language::English;
    const QString plural = english ? m_object->plural().en.toLower() : m_object->plural().zh;
    const QString single = english ? m_object->label().en.toLower() : m_object->label().zh;
    m_isFirstUse = true;
    m_empty->setState(EmptyView::Reason::FirstUse, tr("No %1 yet").arg(plural),
                      tr("Bring them from Excel, or start with the first one."), m_object->icon());
    const bool canImport = context().actions.action(QStringLiteral("go.import")) != nullptr;
    m_empty->setActions(canImport ? tr("Import a file") : tr("New %1").arg(single),
                        canImport ? QStringLiteral("upload") : QStringLiteral("plus"),
                        canImport ? tr("New %1").arg(single) : QString());
}

void ListPage::refreshFooter()
{
    const Language language = context().language;
    const int count = m_model->recordCount();
    const LocalText &noun = count == 1 ? m_object->label() : m_object->plural();
    const QString number = m_model->isComplete() ? context().format.integer(count) : QString(QChar(0x2026));
    //: A noun after its number: "43 customers".
    m_footer->setSummary(number, tr("%1").arg(language == Language::English ? noun.en.toLower() : noun.zh));
    QHash<int, QString> totals;
    const QList<ListColumn> &columns = m_model->columns();
    for (int i = 0; i < columns.size(); ++i) {
        const auto total = m_totals->totals().constFind(columns[i].key);
        if (total != m_totals->totals().constEnd())
            totals.insert(i, *total);
    }
    m_footer->setTotals(totals.isEmpty() ? QString() : tr("Total"), totals);
    const int marked = m_model->markedCount();
    m_footer->setSelection(marked == 0 ? QString() : tr("%1 selected").arg(context().format.integer(marked)));
    m_footer->setVisible(count > 0);
    Q_EMIT headChanged();
}

void ListPage::togglePeek()
{
    if (m_peek == nullptr) {
        m_peek = new PeekPanel(context());
        m_peek->setExplains();
        m_peek->setMinimumWidth(320);
        m_splitter->addWidget(m_peek);
        m_splitter->setStretchFactor(0, 1);
        m_splitter->setStretchFactor(1, 0);
        const int width = context().theme.size(Theme::Size::PeekPanel);
        m_splitter->setSizes({std::max(320, this->width() - width), width});
        connect(m_peek, &PeekPanel::stepRequested, this,
                [this](int by) { m_table->setCurrentRow(m_table->currentRow() + by); });
        connect(m_peek, &PeekPanel::openRequested, this, &ListPage::openCurrent);
        connect(m_peek, &PeekPanel::closeRequested, this, &ListPage::togglePeek);
        connect(m_peek, &PeekPanel::shown, this, &ListPage::settle);
        connect(m_peek, &PeekPanel::figurePressed, m_explainer,
                qOverload<const QString &>(&FigureExplainer::explain));
        refreshPeek();
        return;
    }
    m_peek->setVisible(!m_peek->isVisibleTo(this));
    refreshPeek();
    if (!m_peek->isVisibleTo(this))
        m_table->setFocus();
}

void ListPage::refreshPeek()
{
    if (m_peek == nullptr || !m_peek->isVisibleTo(this))
        return;
    const int row = m_table->currentRow();
    const Record current = m_model->record(row);
    if (current.isValid())
        m_peek->showRecord(current.ref(), m_model->placeOf(row), m_model->recordCount());
    else if (row < 0 || m_model->group(row) != nullptr || m_model->rowCount() == 0)
        m_peek->showRecord({}, 0, 0);
    // Else the row is being read, and comes with its page.
}

void ListPage::openCurrent()
{
    if (m_model->group(m_table->currentRow()) != nullptr) {
        m_table->toggleGroup(m_table->currentRow());
        return;
    }
    const RecordRef ref = currentRecord();
    if (!ref.id.isNull() && context().navigator != nullptr)
        context().navigator->openRecord(ref);
}

void ListPage::createRecord()
{
    openForm({});
}

FormSheet *ListPage::openForm(const QHash<QString, Value> &presets)
{
    auto *form = new RecordForm(context(), m_object);
    auto *sheet = new FormSheet(context(), form, this);
    form->startNew(presets);
    connect(sheet, &FormSheet::saved, this, [this](const RecordRef &ref, const CommandResult &result) {
        tellApplied(context(), tr("Saved"), result);
        if (context().navigator != nullptr)
            context().navigator->openRecord(ref);
    });
    sheet->open();
    return sheet;
}

RecordRef ListPage::currentRecord() const
{
    const Record current = m_model->record(m_table->currentRow());
    return current.isValid() ? current.ref() : RecordRef();
}

RecordRef ListPage::neighbour(const RecordRef &of, int by) const
{
    const int row = m_model->rowOf(of.id);
    int next = row + by;
    while (m_model->group(next) != nullptr)
        next += by < 0 ? -1 : 1;
    const Record record = row < 0 ? Record() : m_model->record(next);
    return record.isValid() ? record.ref() : RecordRef();
}

QStringList ListPage::breadcrumb() const
{
    return {m_object->plural().in(context().language), view().name.in(context().language)};
}

QStringList ListPage::statusTexts() const
{
    QStringList texts;
    if (const QString key = m_source.sort.value(0); !key.isEmpty())
        texts.append(
            tr("Sorted by %1")
                .arg(m_columnSet.heading(key.startsWith(QLatin1Char('-')) ? key.mid(1) : key).toLower()));
    if (const auto grouping = Grouping::fromText(m_source.group))
        texts.append(tr("Grouped by %1").arg(m_columnSet.heading(grouping->field).toLower()));
    texts.append(tr("Space peeks, X selects"));
    return texts;
}

bool ListPage::isSettled() const
{
    return m_started && m_awaited.isEmpty() && m_model->isSettled() && !m_totals->isReading() &&
           !m_countsUnderWay && (m_peek == nullptr || !m_peek->isVisibleTo(this) || !m_peek->isReading());
}

void ListPage::settle()
{
    if (m_wasSettled || !isSettled())
        return;
    m_wasSettled = true;
    Q_EMIT settled();
}

QWidget *ListPage::focusTarget()
{
    return m_model->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_empty->primaryButton();
}

ListSource ListPage::listSource() const
{
    ListSource source = m_source;
    source.view = view().name.in(context().language);
    return source;
}

QStringList ListPage::scenes() const
{
    return {QStringLiteral("peek"),   QStringLiteral("filter"), QStringLiteral("form"),
            QStringLiteral("groups"), QStringLiteral("empty"),  QStringLiteral("view")};
}

void ListPage::showScene(const QString &scene)
{
    m_wasSettled = false;
    if (scene == QLatin1String("peek") && (m_peek == nullptr || !m_peek->isVisibleTo(this)))
        togglePeek();
    else if (scene == QLatin1String("filter"))
        m_filterBar->addCondition();
    else if (scene == QLatin1String("form"))
        openForm({});
    else if (scene == QLatin1String("view"))
        m_keeper->save();
    else if (scene == QLatin1String("groups"))
        showGroups();
    else if (scene == QLatin1String("empty")) {
        const QString none = QStringLiteral("ISBLANK(id)");
        m_filterBar->setFilter(none);
        applyFilter(none);
    }
    QTimer::singleShot(0, this, &ListPage::settle);
}

}  // namespace dw::ui
