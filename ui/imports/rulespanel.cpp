// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/imports/rulespanel.h"

#include "ui/common/combobox.h"
#include "ui/common/fieldrow.h"
#include "ui/common/segments.h"
#include "ui/common/switch.h"
#include "ui/common/textlabel.h"
#include "ui/imports/fieldoptions.h"

#include <QBoxLayout>
#include <QLabel>

namespace dw::ui
{

namespace
{

QLabel *explanation(const Theme &theme, const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(theme.font(Theme::Scale::Small));
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, theme.color(Theme::Role::TextMuted));
    label->setPalette(palette);
    label->setWordWrap(true);
    return label;
}

}  // namespace

RulesPanel::RulesPanel(UiContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_match(new ComboBox(context.theme))
    , m_duplicate(new Segments(context.theme, context.icons))
    , m_new(new Segments(context.theme, context.icons))
    , m_history(new Switch(context.theme, tr("Import history")))
    , m_incomplete(new Switch(context.theme, tr("Accept incomplete records")))
{
    const Theme &theme = context.theme;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(4));
    column->setSpacing(theme.space(2));
    column->addWidget(
        new TextLabel(theme, tr("Every row"), Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong));
    m_matchRow = new FieldRow(theme, context.icons, tr("It is the same record when this is equal"), m_match);
    column->addWidget(m_matchRow);
    m_duplicate->addSegment(tr("Skip"));
    m_duplicate->addSegment(tr("Update"));
    m_duplicate->addSegment(tr("Create"));
    column->addWidget(
        new FieldRow(theme, context.icons, tr("A row whose record is already here"), m_duplicate));
    m_new->addSegment(tr("Create it"));
    m_new->addSegment(tr("Reject the row"));
    column->addWidget(new FieldRow(theme, context.icons, tr("A row whose record is not here"), m_new));
    m_history->setCheckable(true);
    m_incomplete->setCheckable(true);
    column->addWidget(m_history);
    column->addWidget(explanation(
        theme,
        tr("Original dates, owners and any stage are kept and no gate is asked. Every record is marked as "
           "imported, and every later move is checked again.")));
    m_waiting = explanation(theme, {});
    m_waiting->hide();
    column->addWidget(m_waiting);
    column->addWidget(m_incomplete);
    column->addWidget(explanation(
        theme, tr("Rows that lack a required value come in, are marked incomplete, and are asked for "
                  "what is missing at the next edit.")));

    connect(m_match, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (!m_filling)
            Q_EMIT matchChosen(m_match->itemData(index).toStringList());
    });
    connect(m_duplicate, &Segments::chosen, this,
            [this](int index) { Q_EMIT duplicateChosen(ImportRecords::OnDuplicate(index)); });
    connect(m_new, &Segments::chosen, this,
            [this](int index) { Q_EMIT missingRecordChosen(ImportRecords::OnMissing(index)); });
    connect(m_history, &QAbstractButton::toggled, this, [this](bool on) {
        if (!m_filling)
            Q_EMIT historyChosen(on);
    });
    connect(m_incomplete, &QAbstractButton::toggled, this, [this](bool on) {
        if (!m_filling)
            Q_EMIT incompleteChosen(on);
    });
}

void RulesPanel::show(const MappingState &state, const MappingFindings &findings)
{
    m_filling = true;
    const auto labels = [&](const QStringList &ways) {
        QStringList texts;
        for (const QString &way : ways) {
            QStringList fields;
            for (const QString &key : way.split(QLatin1Char('+')))
                fields.append(targetLabel(*state.object(), key.trimmed(), m_context.language));
            texts.append(fields.join(QStringLiteral(" + ")));
        }
        return texts.join(tr(", then "));
    };
    m_match->clear();
    const QString usual = state.match().isEmpty() && !findings.matchBy.isEmpty()
                              ? tr("The usual: %1").arg(labels(findings.matchBy))
                              : tr("The usual");
    m_match->addItem(
        state.match().isEmpty() && findings.matchBy.isEmpty() ? tr("Nothing: every row is new") : usual,
        QStringList());
    if (!state.match().isEmpty() &&
        (state.match().size() > 1 || state.match().first().contains(QLatin1Char('+'))))
        m_match->addItem(labels(state.match()), state.match());
    for (const MappingState::Column &column : state.columns()) {
        for (const ImportTarget &target : column.targets) {
            if (!target.field.contains(QLatin1Char('.')))
                m_match->addItem(targetLabel(*state.object(), target.field, m_context.language),
                                 QStringList{target.field});
        }
    }
    int current = 0;
    for (int i = 1; i < m_match->count(); ++i) {
        if (m_match->itemData(i).toStringList() == state.match())
            current = i;
    }
    m_match->setCurrentIndex(current);
    m_duplicate->setCurrent(int(state.onDuplicate()));
    m_new->setCurrent(int(state.onMissing()));
    const ConfigurationPtr configuration = m_context.configuration();
    const bool allowed =
        configuration->policy->may(m_context.actor(), Action::ImportHistory, *state.object(), nullptr)
            .allowed;
    m_history->setEnabled(allowed);
    m_history->setToolTip(allowed ? QString()
                                  : tr("Importing history is a right of its own; you do not have it"));
    const QStringList waiting = state.waitingHeaders();
    m_waiting->setText(tr("Only with history: %1").arg(waiting.join(tr(", "))));
    m_waiting->setVisible(!waiting.isEmpty());
    m_history->setChecked(state.history());
    m_incomplete->setChecked(state.acceptIncomplete());
    m_filling = false;
}

}  // namespace dw::ui
