// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/gatetextitem.h"

#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/common/textlabel.h"

namespace dw::ui
{

GateTextItem::GateTextItem(UiContext &context, const Finding &finding, QWidget *parent)
    : GateItem(context, finding, parent)
{
    if (item() == QLatin1String("reason")) {
        m_reason = new LineEdit(context.theme, context.icons);
        connect(m_reason, &QLineEdit::textChanged, this, &GateItem::changed);
        auto *row =
            new FieldRow(context.theme, context.icons, tr("Reason"), m_reason, FieldRow::Need::Required);
        row->setHelp(sentence());
        setRow(row);
        return;
    }
    auto *text = new TextLabel(context.theme, sentence(), Theme::Scale::Body);
    text->setWordWrap(true);
    auto *row = new FieldRow(context.theme, context.icons, tr("Condition"), text, FieldRow::Need::Required);
    row->setHelp(isWaivable() ? tr("Only a waiver helps from here.") : QString());
    setRow(row);
}

bool GateTextItem::isFilled() const
{
    return m_reason && !m_reason->text().trimmed().isEmpty();
}

void GateTextItem::contribute(QJsonObject &arguments) const
{
    if (isFilled() && !isWaiving())
        arguments.insert(QStringLiteral("reason"), m_reason->text().trimmed());
}

}  // namespace dw::ui
