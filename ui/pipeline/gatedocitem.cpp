// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/gatedocitem.h"

#include "core/dictionary/dictionary.h"
#include "ui/common/fieldrow.h"
#include "ui/common/filechoice.h"
#include "ui/common/textlabel.h"
#include "ui/shell/refusaltext.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

namespace dw::ui
{

GateDocItem::GateDocItem(UiContext &context, const Finding &finding, QWidget *parent)
    : GateItem(context, finding, parent)
    , m_kind(item().mid(4))
    , m_deal(finding.record)
    , m_button(new QPushButton(context.icons.icon(QStringLiteral("paperclip")), tr("Attach file")))
    , m_state(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
{
    const ObjectType &attachment = context.configuration()->dictionary->object(u"attachment");
    const Field *field = attachment.find(u"doc_kind");
    const PicklistValue *value = field ? field->picklistValue(m_kind) : nullptr;
    const QString label = value ? value->label.in(context.language) : m_kind;

    auto *line = new QWidget;
    auto *lineRow = new QHBoxLayout(line);
    lineRow->setContentsMargins(0, 0, 0, 0);
    lineRow->setSpacing(context.theme.space(2));
    lineRow->addWidget(m_button);
    lineRow->addWidget(m_state, 1);
    line->setFocusProxy(m_button);
    auto *row = new FieldRow(context.theme, context.icons, label, line, FieldRow::Need::Required);
    setRow(row);
    const bool english = context.language == Language::English;
    row->setError(tr("No %1 is attached to this deal.").arg(english ? label.toLower() : label));
    m_button->setAccessibleName(tr("Attach file: %1").arg(label));
    connect(m_button, &QPushButton::clicked, this, &GateDocItem::choose);
}

void GateDocItem::setDeal(const GateDeal &deal)
{
    m_deal = deal.ref;
}

void GateDocItem::choose()
{
    if (m_storing)
        return;
    FileChoice::open(this, tr("Attach file"), {}, [this](const QString &path) {
        if (!path.isEmpty() && !m_storing)
            attach(path);
    });
}

void GateDocItem::attach(const QString &path)
{
    m_storing = true;
    m_state->setText(tr("Storing %1").arg(QFileInfo(path).fileName()));
    context().commands.attachFile(path, m_deal, m_kind, context().actor(), this,
                                  [this, name = QFileInfo(path).fileName()](const CommandResult &result) {
                                      if (result.status != CommandResult::Status::Applied) {
                                          refused(refusalText(context(), result));
                                          return;
                                      }
                                      m_attached = true;
                                      m_storing = false;
                                      m_state->setText(name);
                                      setMessage({});
                                      Q_EMIT changed();
                                  });
}

void GateDocItem::refused(const QString &text)
{
    m_storing = false;
    m_state->setText({});
    setMessage(text);
}

}  // namespace dw::ui
