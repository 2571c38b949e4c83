// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/recordpage.h"

#include "core/rules/findingtext.h"
#include "ui/common/tabbar.h"
#include "ui/customers/collectiontab.h"
#include "ui/customers/recordactions.h"
#include "ui/customers/recordcommands.h"
#include "ui/customers/recordview.h"
#include "ui/figures/figureexplainer.h"
#include "ui/pipeline/gatepopover.h"
#include "ui/records/listpage.h"
#include "ui/records/recordlistmodel.h"
#include "ui/shell/notices.h"

#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace dw::ui
{

RecordPage::RecordPage(UiContext &context, QWidget *parent)
    : Page(context, parent), m_actions(new RecordActions(context, this)), m_stack(new QStackedLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_stack, 1);
}

void RecordPage::setNotice(QWidget *notice)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, notice);
}

void RecordPage::setDataAge(const QString &age)
{
    m_dataAge = age;
    for (RecordView *view : std::as_const(m_views))
        view->explainer()->setDataAge(age);
}

void RecordPage::show(const Place &place)
{
    m_record = place.record;
    m_wasSettled = false;
    const ObjectTypePtr object = context().configuration()->dictionary->find(place.record.object);
    if (!object)
        return;
    RecordView *&view = m_views[object->key()];
    if (view == nullptr) {
        view = new RecordView(context(), object, m_actions);
        m_stack->addWidget(view);
        connect(view, &RecordView::stepRequested, this, &RecordPage::step);
        connect(view, &RecordView::shown, this, &RecordPage::settle);
        connect(view, &RecordView::headChanged, this, &RecordPage::headChanged);
        connect(view, &RecordView::gateHeld, this, &RecordPage::answerGate);
        connect(view, &RecordView::gone, this, &RecordPage::leave);
        connect(view, &RecordView::listMade, this, &RecordPage::listMade);
        view->explainer()->setDataAge(m_dataAge);
    }
    m_view = view;
    m_stack->setCurrentWidget(view);
    view->showRecord(place.record);
    refreshPlace();
    Q_EMIT headChanged();
}

// The gate popover asks for what is missing; where nothing can be filled in, the reasons are said.
void RecordPage::answerGate(const Id &deal, const Id &target, const CommandResult &result, QWidget *anchor)
{
    if (GatePopover::canAnswer(result)) {
        auto *popover = new GatePopover(context(), deal, target, result.findings, window());
        connect(popover, &Popover::closed, popover, &QObject::deleteLater);
        QWidget *beside = anchor == nullptr ? static_cast<QWidget *>(this) : anchor;
        popover->openBeside(QRect(beside->mapTo(window(), QPoint(0, 0)), beside->size()));
        return;
    }
    Q_EMIT gateHeld(deal, target, result, anchor);
    QStringList reasons;
    for (const Finding &finding : result.findings) {
        if (finding.severity == Finding::Severity::Blocker)
            reasons.append(findingText(finding, *context().configuration()->rulebook, context().language));
    }
    context().notices.failed(reasons.join(QLatin1Char(' ')));
}

// The list that the record was opened from: the one beside this page that holds it.
ListPage *RecordPage::listOf(const RecordRef &ref) const
{
    const QList<ListPage *> lists = window()->findChildren<ListPage *>();
    for (ListPage *list : lists) {
        if (list->object()->key() == ref.object && list->model()->rowOf(ref.id) >= 0)
            return list;
    }
    return nullptr;
}

void RecordPage::refreshPlace()
{
    const ListPage *list = listOf(m_record);
    if (m_view != nullptr)
        m_view->setPlace(list == nullptr ? 0 : list->model()->placeOf(list->model()->rowOf(m_record.id)),
                         list == nullptr ? 0 : list->model()->recordCount());
}

void RecordPage::step(int by)
{
    const ListPage *list = listOf(m_record);
    const RecordRef next = list == nullptr ? RecordRef() : list->neighbour(m_record, by);
    if (!next.id.isNull() && context().navigator != nullptr)
        context().navigator->openRecord(next);
}

// The record was deleted or revoked while it was shown: what is left of it is not to be looked at.
void RecordPage::leave(const QString &title)
{
    if (!isVisible() || context().navigator == nullptr)
        return;
    const QList<RecordCommands *> commands = window()->findChildren<RecordCommands *>();
    if (std::any_of(commands.begin(), commands.end(),
                    [this](const RecordCommands *one) { return one->hasRemoved(m_record); }))
        return;
    context().notices.failed(tr("“%1” was deleted, or is no longer yours to see.").arg(title));
    context().navigator->back();
}

QStringList RecordPage::breadcrumb() const
{
    const ObjectTypePtr object = context().configuration()->dictionary->find(m_record.object);
    if (!object)
        return {};
    return {object->plural().in(context().language), m_view == nullptr ? QString() : m_view->title()};
}

QStringList RecordPage::statusTexts() const
{
    if (m_view == nullptr || !m_view->data().details.record.isValid())
        return {};
    const Record &record = m_view->data().details.record;
    const ValueText text(context());
    QStringList texts;
    for (const char *key : {"account_no", "opp_no", "lead_no"}) {
        if (const Value number = record.value(QString::fromLatin1(key)); !number.isNull())
            texts.append(record.type().label().in(context().language) + QLatin1Char(' ') +
                         text.text(*record.type().find(QString::fromLatin1(key)), number));
    }
    const Value at = record.value(u"updated_at");
    if (!at.isNull())
        texts.append((at == record.value(u"created_at") ? tr("Added %1 by %2") : tr("Changed %1 by %2"))
                         .arg(context().format.date(text.local(at.instant()).date(), text.today()),
                              m_view->data().details.titles.value(
                                  {QStringLiteral("user"), record.value(u"updated_by").id()})));
    texts.append(m_view->explainer()->asOfText());
    return texts;
}

bool RecordPage::isSettled() const
{
    return m_view != nullptr && m_view->isSettled();
}

void RecordPage::settle()
{
    refreshPlace();
    if (m_wasSettled || !isSettled())
        return;
    m_wasSettled = true;
    Q_EMIT settled();
}

QWidget *RecordPage::focusTarget()
{
    return m_view == nullptr ? static_cast<QWidget *>(this) : m_view->tabs();
}

RecordRef RecordPage::currentRecord() const
{
    return m_record;
}

QStringList RecordPage::scenes() const
{
    return {QStringLiteral("timeline"), QStringLiteral("deals"), QStringLiteral("history"),
            QStringLiteral("call"),     QStringLiteral("form"),  QStringLiteral("definition")};
}

void RecordPage::showScene(const QString &scene)
{
    if (m_view == nullptr)
        return;
    m_wasSettled = false;
    if (scene == QLatin1String("call") || scene == QLatin1String("form") ||
        scene == QLatin1String("definition"))
        m_view->showTab(QStringLiteral("overview"));
    if (scene == QLatin1String("call"))
        m_actions->openActivity(ActivityPopover::Kind::Call, m_record);
    else if (scene == QLatin1String("form"))
        m_actions->openEdit(m_record);
    else if (scene == QLatin1String("definition"))
        m_view->explainer()->explainCurrent();
    else
        m_view->showTab(scene == QLatin1String("deals") ? QStringLiteral("opportunities") : scene);
    QTimer::singleShot(0, this, &RecordPage::settle);
}

}  // namespace dw::ui
