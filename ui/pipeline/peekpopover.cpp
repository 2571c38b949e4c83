// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/peekpopover.h"

#include "core/dictionary/dictionary.h"
#include "ui/common/factlist.h"
#include "ui/common/textlabel.h"
#include "ui/pipeline/localtime.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

PeekPopover::PeekPopover(UiContext &context, const DealCard &deal, const Stage &stage, QWidget *window)
    : Popover(context.theme, window), m_context(context), m_deal(deal.id)
{
    setAccessibleName(deal.name);
    const ObjectType &type = context.configuration()->dictionary->object(u"opportunity");
    const auto label = [&](QStringView key) {
        const Field *field = type.find(key);
        return field ? field->label.in(context.language) : key.toString();
    };
    const QDate today = localToday(context);
    auto *facts = new FactList(context.theme);
    facts->addFact(label(u"account_id"), deal.accountName);
    if (deal.amount)
        facts->addFact(label(u"amount"), context.format.money(*deal.amount, Format::Decimals::Minor) +
                                             QLatin1Char(' ') + deal.amount->currency.code());
    facts->addFact(label(u"stage_id"), stage.name.in(context.language));
    facts->addFact(label(u"stage_entered_at"),
                   context.format.dateTime(localTime(context, deal.enteredAt), today));
    const bool late = rotting(stage, deal.enteredAt, context.clock.now()) != Rotting::Fresh;
    facts->addFact(
        tr("In this stage"),
        context.format.days(daysInStage(deal.enteredAt, context.clock.now())) + QLatin1String(" / ") +
            context.format.days(stage.maxDwellDays.toString().section(QLatin1Char('.'), 0, 0).toLongLong()),
        late ? Theme::Role::Warning : Theme::Role::Text);
    facts->addFact(label(u"next_step"), deal.nextStep.isEmpty() ? tr("no next step") : deal.nextStep,
                   deal.nextStep.isEmpty() ? Theme::Role::Warning : Theme::Role::Text);
    if (deal.nextAt)
        facts->addFact(label(u"next_step_at"),
                       context.format.dateTime(localTime(context, *deal.nextAt), today));
    facts->addFact(label(u"owner_id"), deal.ownerName);

    auto *title = new TextLabel(context.theme, deal.name, Theme::Scale::Title);
    title->setWordWrap(true);
    body()->addWidget(title);
    body()->addWidget(facts);
    auto *open = new QPushButton(tr("Open the deal"));
    open->setProperty("keyHint", QStringLiteral("Enter"));
    body()->addWidget(open, 0, Qt::AlignRight);
    connect(open, &QPushButton::clicked, this, [this] {
        closePopover();
        if (m_context.navigator)
            m_context.navigator->openRecord({QStringLiteral("opportunity"), m_deal});
    });
}

void PeekPopover::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
        case Qt::Key_Space:
            closePopover();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            closePopover();
            if (m_context.navigator)
                m_context.navigator->openRecord({QStringLiteral("opportunity"), m_deal});
            return;
        default:
            Popover::keyPressEvent(event);
    }
}

}  // namespace dw::ui
