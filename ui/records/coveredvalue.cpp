// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/coveredvalue.h"

#include "core/access/fieldmask.h"
#include "core/base/wording.h"
#include "ui/common/textlabel.h"
#include "ui/shell/notices.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace dw::ui
{

CoveredValue::CoveredValue(const UiContext &context, const Record &record, const Field &field,
                           const QString &clear, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_audit(context)
    , m_label(field.label.in(context.language))
    , m_clear(clear)
    , m_mask(maskedText(field, record.value(field.key)))
    , m_value(new TextLabel(context.theme, {}, Theme::Scale::Body))
    , m_button(new QPushButton)
{
    m_read.object = record.type().key();
    m_read.record = record.id();
    m_read.fields = {field.key};
    m_read.way = SensitiveRead::Way::Reveal;
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(context.theme.space(2));
    row->addWidget(m_value, 1);
    m_button->setProperty("kind", QStringLiteral("quiet"));
    m_button->setObjectName(QStringLiteral("cover:") + field.key);
    row->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &CoveredValue::turn);
    put();
}

QString CoveredValue::text() const
{
    return m_isShown ? m_clear : m_mask;
}

void CoveredValue::put()
{
    m_value->setText(text());
    m_button->setText(m_isShown ? tr("Hide") : tr("Show"));
    m_button->setAccessibleName(m_isShown ? tr("Hide %1").arg(m_label) : tr("Show %1").arg(m_label));
}

void CoveredValue::turn()
{
    if (m_isShown) {
        m_isShown = false;
        put();
        return;
    }
    m_button->setEnabled(false);
    m_audit.before(m_read, this, [this](const Result<void> &written) {
        m_button->setEnabled(true);
        m_isShown = written.ok();
        put();
        if (!written.ok())
            m_context.notices.failed(describe(written.error()));
    });
}

}  // namespace dw::ui
