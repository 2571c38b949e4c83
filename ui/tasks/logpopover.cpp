// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/logpopover.h"

#include "ui/common/combobox.h"
#include "ui/common/fieldrow.h"
#include "ui/common/textlabel.h"
#include "ui/pipeline/logform.h"
#include "ui/records/draftbanner.h"
#include "ui/records/textdraft.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

namespace
{

constexpr int Hits = 6;

}  // namespace

LogPopover::LogPopover(UiContext &context, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_draftBanner(new DraftBanner(context))
    , m_about(new ComboBox(context.theme))
    , m_form(new LogForm(context, QStringLiteral("call")))
    , m_error(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::Danger))
    , m_save(new QPushButton(tr("Log call")))
{
    setAccessibleName(tr("Log call"));
    body()->addWidget(new TextLabel(context.theme, tr("Log call"), Theme::Scale::Title));
    body()->addWidget(m_draftBanner);
    auto *combo = static_cast<ComboBox *>(m_about);
    combo->setPlaceholder(tr("Customer, contact or deal"));
    combo->setSearchable(true);
    body()->addWidget(
        new FieldRow(context.theme, context.icons, tr("About"), m_about, FieldRow::Need::Required));
    body()->addWidget(m_form);
    m_error->setWordWrap(true);
    m_error->hide();
    body()->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *cancel = new QPushButton(tr("Cancel"));
    m_save->setProperty("kind", QStringLiteral("primary"));
    setPrimary(m_save);
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    body()->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &Popover::closePopover);
    connect(m_save, &QPushButton::clicked, this, &LogPopover::save);
    connect(m_form, &LogForm::changed, this, &LogPopover::refresh);
    connect(m_about, &QComboBox::currentIndexChanged, this, &LogPopover::refresh);
    connect(m_about->lineEdit(), &QLineEdit::textEdited, this, &LogPopover::search);
    refresh();
}

void LogPopover::keepDraft()
{
    m_draft = new TextDraft(m_context, QStringLiteral("activity.log"), about().id, this);
    m_form->addTo(*m_draft);
    m_draft->setBanner(m_draftBanner);
    connect(m_draft, &TextDraft::restored, this, &Popover::fit);
    m_draft->restore();
}

RecordRef LogPopover::about() const
{
    if (m_about->currentIndex() < 0)
        return {};
    const QStringList parts = m_about->currentData().toString().split(QLatin1Char('/'));
    return {parts.value(0), Id::fromString(parts.value(1)).value_or(Id())};
}

void LogPopover::offer(const QList<QPair<RecordRef, QString>> &records)
{
    const QSignalBlocker quiet(m_about);
    for (const auto &[record, title] : records) {
        const QString key = record.object + QLatin1Char('/') + record.id.toString();
        if (m_about->findData(key) < 0)
            m_about->addItem(title, key);
    }
}

void LogPopover::setSuggestions(const QList<QPair<RecordRef, QString>> &records)
{
    offer(records);
    m_about->setCurrentIndex(records.isEmpty() ? -1 : 0);
    refresh();
}

void LogPopover::search(const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    m_context.reader.run<QList<SearchHit>>(
        Workspace::Lane::Detail, QStringLiteral("log.about"), this,
        [text](const Reader &reader) {
            return reader.search(
                text, {QStringLiteral("account"), QStringLiteral("contact"), QStringLiteral("opportunity")},
                Hits);
        },
        [this](const Result<QList<SearchHit>> &hits) {
            if (!hits.ok())
                return;
            QList<QPair<RecordRef, QString>> found;
            for (const SearchHit &hit : *hits)
                found.append({hit.record, hit.title});
            const QString typed = m_about->lineEdit()->text();
            const int chosen = m_about->currentIndex();
            offer(found);
            const QSignalBlocker quiet(m_about);
            m_about->setCurrentIndex(chosen);
            m_about->lineEdit()->setText(typed);
            if (m_about->lineEdit()->hasFocus())
                m_about->completer()->complete();
        });
}

void LogPopover::refresh()
{
    m_save->setEnabled(!about().id.isNull() && m_form->isComplete());
}

void LogPopover::save()
{
    m_save->setEnabled(false);
    const QString title = m_about->currentText();
    m_context.commands.submit({QStringLiteral("activity.log"),
                               {{QStringLiteral("set"), m_form->values(about(), m_context.clock.now())}}},
                              m_context.actor(), this, [this, title](const CommandResult &result) {
                                  if (result.status == CommandResult::Status::Applied) {
                                      if (m_draft != nullptr)
                                          m_draft->drop();
                                      tellApplied(m_context, tr("Call logged: %1").arg(title), result);
                                      closePopover();
                                      return;
                                  }
                                  m_error->setText(refusalText(m_context, result));
                                  m_error->show();
                                  refresh();
                              });
}

}  // namespace dw::ui
