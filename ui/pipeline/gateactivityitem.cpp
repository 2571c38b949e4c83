// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/gateactivityitem.h"

#include "ui/common/fieldrow.h"
#include "ui/pipeline/logform.h"
#include "ui/shell/refusaltext.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

GateActivityItem::GateActivityItem(UiContext &context, const Finding &finding, QWidget *parent)
    : GateItem(context, finding, parent)
    , m_deal(finding.record)
    , m_form(new LogForm(context, item().mid(9)))
    , m_button(new QPushButton)
{
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(context.theme.space(1));
    column->addWidget(m_form);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    m_form->hide();
    box->setFocusProxy(m_button);
    const bool visit = m_form->kind() == QLatin1String("visit");
    m_button->setIcon(context.icons.icon(visit ? QStringLiteral("map-pin") : QStringLiteral("phone")));
    m_button->setText(tr("Log: %1").arg(m_form->kindLabel()));
    auto *row =
        new FieldRow(context.theme, context.icons, m_form->kindLabel(), box, FieldRow::Need::Required);
    setRow(row);
    const bool english = context.language == Language::English;
    const QString kind = english ? m_form->kindLabel().toLower() : m_form->kindLabel();
    row->setError(tr("No %1 is logged on this deal.").arg(kind));
    connect(m_button, &QPushButton::clicked, this, &GateActivityItem::press);
    connect(m_form, &LogForm::changed, this, [this] {
        if (m_form->isVisible())
            m_button->setEnabled(m_form->isComplete());
    });
}

void GateActivityItem::setDeal(const GateDeal &deal)
{
    m_deal = deal.ref;
}

void GateActivityItem::press()
{
    if (m_form->isVisibleTo(this)) {
        log();
        return;
    }
    m_form->show();
    m_button->setText(tr("Save: %1").arg(m_form->kindLabel()));
    m_button->setEnabled(m_form->isComplete());
    m_form->setFocus(Qt::OtherFocusReason);
    Q_EMIT resized();
}

void GateActivityItem::log()
{
    m_button->setEnabled(false);
    const QJsonObject arguments{{QStringLiteral("set"), m_form->values(m_deal, context().clock.now())}};
    context().commands.submit({QStringLiteral("activity.log"), arguments}, context().actor(), this,
                              [this](const CommandResult &result) {
                                  if (result.status != CommandResult::Status::Applied) {
                                      m_button->setEnabled(true);
                                      setMessage(refusalText(context(), result));
                                      return;
                                  }
                                  m_logged = true;
                                  m_form->hide();
                                  m_button->setText(tr("Logged: %1").arg(m_form->kindLabel()));
                                  setMessage({});
                                  Q_EMIT resized();
                                  Q_EMIT changed();
                              });
}

}  // namespace dw::ui
