// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/duplicatepanel.h"

#include "core/rules/findingtext.h"
#include "ui/common/lineedit.h"
#include "ui/common/textlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

const QString Item = QStringLiteral("duplicate");

bool isCandidate(const Finding &finding)
{
    return finding.item == Item && finding.severity == Finding::Severity::Blocker &&
           finding.key != QLatin1String("duplicate.waiver_refused");
}

}  // namespace

DuplicatePanel::DuplicatePanel(UiContext &context, const ObjectTypePtr &object, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_object(object)
    , m_rows(new QVBoxLayout)
    , m_past(new QWidget)
    , m_edit(new LineEdit(context.theme, context.icons))
    , m_anyway(new QPushButton)
{
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("There may be one already"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, context.theme.space(2));
    column->setSpacing(context.theme.space(1));
    column->addLayout(m_rows);
    auto *past = new QHBoxLayout(m_past);
    past->setContentsMargins(0, 0, 0, 0);
    past->setSpacing(context.theme.space(2));
    m_edit->setPlaceholderText(tr("Why there is another one"));
    m_edit->setAccessibleName(tr("Why there is another one"));
    past->addWidget(m_edit, 1);
    past->addWidget(m_anyway);
    column->addWidget(m_past);
    m_anyway->setEnabled(false);
    connect(m_edit, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_anyway->setEnabled(!text.trimmed().isEmpty()); });
    const auto goOn = [this] {
        if (!m_anyway->isEnabled())
            return;
        m_reason = m_edit->text().trimmed();
        Q_EMIT this->goOn();
    };
    connect(m_anyway, &QPushButton::clicked, this, goOn);
    connect(m_edit, &QLineEdit::returnPressed, this, goOn);
    hide();
}

bool DuplicatePanel::show(const Findings &findings, bool isNew)
{
    m_reason.clear();
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    bool any = false;
    for (const Finding &finding : findings) {
        if (isCandidate(finding)) {
            addCandidate(finding);
            any = true;
        }
    }
    const bool may = m_context.may(Action::WaiveGate, m_object->key());
    m_past->setVisible(may);
    m_anyway->setText(isNew ? tr("Create anyway") : tr("Save anyway"));
    if (any && !may)
        m_rows->addWidget(new TextLabel(m_context.theme,
                                        tr("Your role may not make another one; a manager's may."),
                                        Theme::Scale::Small, Theme::Role::TextMuted));
    setVisible(any);
    return any;
}

void DuplicatePanel::addCandidate(const Finding &finding)
{
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(m_context.theme.space(2));
    const QString text = findingText(finding, *m_context.configuration()->rulebook, m_context.language);
    auto *label = new TextLabel(m_context.theme, text, Theme::Scale::Body);
    label->setWordWrap(true);
    line->addWidget(label, 1);
    if (finding.key == QLatin1String("duplicate.possible")) {
        auto *open = new QPushButton(tr("Open"));
        open->setObjectName(QStringLiteral("candidate"));
        open->setAccessibleName(tr("Open %1").arg(finding.arguments.value(0)));
        connect(open, &QPushButton::clicked, this, [this, ref = finding.record] {
            if (m_context.navigator != nullptr)
                m_context.navigator->openRecord(ref);
        });
        line->addWidget(open);
    }
    m_rows->addWidget(row);
}

QList<QPushButton *> DuplicatePanel::candidates() const
{
    return findChildren<QPushButton *>(QStringLiteral("candidate"));
}

QWidget *DuplicatePanel::nextToAnswer() const
{
    if (const QList<QPushButton *> all = candidates(); !all.isEmpty())
        return all.first();
    return m_past->isVisibleTo(this) ? m_edit : nullptr;
}

}  // namespace dw::ui
