// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pipeline/gateitem.h"

#include "core/rules/findingtext.h"
#include "ui/common/fieldrow.h"
#include "ui/common/lineedit.h"
#include "ui/records/textdraft.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace dw::ui
{

GateItem::GateItem(UiContext &context, const Finding &finding, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_item(finding.item.isEmpty() ? QLatin1String("field:") + finding.field : finding.item)
    , m_sentence(findingText(finding, *context.configuration()->rulebook, context.language))
    , m_waivable(finding.waivable)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
}

void GateItem::setRow(FieldRow *row)
{
    m_row = row;
    m_column->insertWidget(0, row);
    setFocusProxy(row->editor());
}

void GateItem::setWaiving(bool waiving)
{
    if (!m_waivable || waiving == m_waiving)
        return;
    m_waiving = waiving;
    if (waiving && !m_waiverRow) {
        m_waiver = new LineEdit(m_context.theme, m_context.icons);
        m_waiver->setPlaceholderText(tr("Why this deal may go on without it"));
        m_waiverRow = new FieldRow(m_context.theme, m_context.icons,
                                   tr("%1: reason for the waiver").arg(m_row ? m_row->label() : QString()),
                                   m_waiver, FieldRow::Need::Required);
        m_column->addWidget(m_waiverRow);
        connect(m_waiver, &QLineEdit::textChanged, this, &GateItem::changed);
        if (m_draft)
            m_draft->add(m_item + QStringLiteral("#waiver"), m_waiver);
    }
    if (m_waiverRow)
        m_waiverRow->setVisible(waiving);
    if (m_row)
        m_row->setVisible(!waiving);
    Q_EMIT changed();
}

void GateItem::addTo(TextDraft &draft)
{
    m_draft = &draft;
    int number = 0;
    const QList<QWidget *> parts = findChildren<QWidget *>();
    for (QWidget *part : parts) {
        const QString key = m_item + QLatin1Char('#') + QString::number(number);
        auto *line = qobject_cast<QLineEdit *>(part);
        if (auto *lines = qobject_cast<QPlainTextEdit *>(part))
            draft.add(key, lines);
        else if (line != nullptr && qobject_cast<QComboBox *>(line->parentWidget()) == nullptr)
            draft.add(key, line);
        else
            continue;
        ++number;
    }
}

QString GateItem::waiver() const
{
    return m_waiver ? m_waiver->text().trimmed() : QString();
}

void GateItem::focusWaiver()
{
    if (m_waiver)
        m_waiver->setFocus(Qt::OtherFocusReason);
}

void GateItem::setWaiver(const QString &reason)
{
    setWaiving(true);
    if (m_waiver)
        m_waiver->setText(reason);
}

void GateItem::setMessage(const QString &text)
{
    if (m_waiving && m_waiverRow)
        m_waiverRow->setError(text);
    else if (m_row)
        m_row->setError(text);
}

}  // namespace dw::ui
