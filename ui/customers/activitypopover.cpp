// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/activitypopover.h"

#include "ui/common/combobox.h"
#include "ui/common/lineedit.h"
#include "ui/common/textlabel.h"
#include "ui/records/draftbanner.h"
#include "ui/records/fieldeditors.h"
#include "ui/records/textdraft.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

ActivityPopover::ActivityPopover(UiContext &context, Kind kind, const RecordRef &about, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_kind(kind)
    , m_about(about)
    , m_draftBanner(new DraftBanner(context))
    , m_error(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::Danger))
    , m_save(new QPushButton)
{
    const ConfigurationPtr configuration = context.configuration();
    const ObjectType &type = configuration->dictionary->object(kind == Kind::Task ? u"task" : u"activity");
    const QString title = kind == Kind::Call   ? tr("Log a call")
                          : kind == Kind::Note ? tr("Note")
                                               : tr("New task");
    setAccessibleName(title);
    body()->addWidget(
        new TextLabel(context.theme, title, Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong));
    body()->addWidget(m_draftBanner);
    const auto line = [&](const QString &label, QWidget *widget) {
        body()->addWidget(new TextLabel(context.theme, label, Theme::Scale::Small, Theme::Role::TextMuted));
        widget->setAccessibleName(label);
        body()->addWidget(widget);
    };
    const auto labelOf = [&](QStringView key) { return type.find(key)->label.in(context.language); };
    const auto combo = [&](QStringView key) {
        auto *made = new ComboBox(context.theme);
        for (const PicklistValue &value : type.find(key)->values)
            made->addItem(value.label.in(context.language), value.key);
        return made;
    };
    if (kind != Kind::Note) {
        m_subject = new LineEdit(context.theme, context.icons);
        line(labelOf(u"subject"), m_subject);
    }
    if (kind == Kind::Call) {
        m_subject->setText(tr("Call"));
        m_outcome = combo(u"outcome");
        line(labelOf(u"outcome"), m_outcome);
        m_direction = combo(u"direction");
        m_direction->setCurrentIndex(m_direction->findData(QStringLiteral("out")));
        line(labelOf(u"direction"), m_direction);
        m_minutes = FieldEditors(context).make(*type.find(u"duration_s"), {}, this);
        m_minutes->setTyped(QStringLiteral("5"));
        line(labelOf(u"duration_s"), m_minutes->widget());
    }
    if (kind == Kind::Task) {
        m_due = FieldEditors(context).make(*type.find(u"due_at"), {}, this);
        m_due->setTyped(tr("tomorrow") + QStringLiteral(" 09:00"));
        line(labelOf(u"due_at"), m_due->widget());
    } else {
        m_content = new QPlainTextEdit;
        m_content->setTabChangesFocus(true);
        m_content->setFixedHeight(context.theme.line(Theme::Scale::Body) * 5);
        line(labelOf(u"content"), m_content);
    }
    m_error->setWordWrap(true);
    m_error->hide();
    body()->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    m_save->setText(kind == Kind::Call   ? tr("Log call")
                    : kind == Kind::Note ? tr("Keep note")
                                         : tr("Set task"));
    m_save->setProperty("kind", QStringLiteral("primary"));
    setPrimary(m_save);
    buttons->addWidget(m_save);
    body()->addLayout(buttons);
    connect(m_save, &QPushButton::clicked, this, &ActivityPopover::save);
    setFocusProxy(kind == Kind::Task ? static_cast<QWidget *>(m_subject) : m_content);
    keepDraft();
}

void ActivityPopover::keepDraft()
{
    const QString area = m_kind == Kind::Call   ? QStringLiteral("activity.call")
                         : m_kind == Kind::Note ? QStringLiteral("activity.note")
                                                : QStringLiteral("activity.task");
    m_draft = new TextDraft(m_context, area, m_about.id, this);
    if (m_subject != nullptr)
        m_draft->add(QStringLiteral("subject"), m_subject);
    if (m_content != nullptr)
        m_draft->add(QStringLiteral("content"), m_content);
    m_draft->setBanner(m_draftBanner);
    connect(m_draft, &TextDraft::restored, this, &Popover::fit);
    m_draft->restore();
}

QJsonObject ActivityPopover::values() const
{
    const QString now = m_context.clock.now().toIso();
    QJsonObject set{{QStringLiteral("related"), Value(m_about).toJson()}};
    if (m_kind == Kind::Task) {
        set.insert(QStringLiteral("subject"), m_subject->text().trimmed());
        set.insert(QStringLiteral("due_at"), m_due->value().toJson());
        set.insert(QStringLiteral("assignee_id"), m_context.actor().user.toString());
        set.insert(QStringLiteral("kind"), QStringLiteral("todo"));
        set.insert(QStringLiteral("priority"), QStringLiteral("normal"));
        set.insert(QStringLiteral("status"), QStringLiteral("open"));
        return set;
    }
    const QString content = m_content->toPlainText().trimmed();
    set.insert(QStringLiteral("occurred_at"), now);
    set.insert(QStringLiteral("performer_id"), m_context.actor().user.toString());
    set.insert(QStringLiteral("content"), content);
    if (m_kind == Kind::Call) {
        set.insert(QStringLiteral("kind"), QStringLiteral("call"));
        set.insert(QStringLiteral("subject"), m_subject->text().trimmed());
        set.insert(QStringLiteral("outcome"), m_outcome->currentData().toString());
        set.insert(QStringLiteral("direction"), m_direction->currentData().toString());
        set.insert(QStringLiteral("duration_s"), m_minutes->value().toJson());
    } else {
        set.insert(QStringLiteral("kind"), QStringLiteral("note"));
        set.insert(QStringLiteral("outcome"), QStringLiteral("neutral"));
        QString subject = content.section(QLatin1Char('\n'), 0, 0).simplified();
        if (subject.size() > 80)
            subject = subject.left(79) + QChar(0x2026);
        set.insert(QStringLiteral("subject"), subject.isEmpty() ? tr("Note") : subject);
    }
    return set;
}

CommandRequest ActivityPopover::request() const
{
    if (m_kind == Kind::Task)
        return {QStringLiteral("record.create"),
                {{QStringLiteral("object"), QStringLiteral("task")}, {QStringLiteral("set"), values()}}};
    return {QStringLiteral("activity.log"), {{QStringLiteral("set"), values()}}};
}

void ActivityPopover::save()
{
    QString problem;
    if (m_kind == Kind::Note && m_content->toPlainText().trimmed().isEmpty())
        problem = tr("The note is empty.");
    else if (m_subject != nullptr && m_subject->text().trimmed().isEmpty())
        problem = tr("Say what it is about.");
    else if (m_minutes != nullptr && !m_minutes->problem().isEmpty())
        problem = m_minutes->problem();
    else if (m_due != nullptr && !m_due->problem().isEmpty())
        problem = m_due->problem();
    m_error->setText(problem);
    m_error->setVisible(!problem.isEmpty());
    if (!problem.isEmpty())
        return;
    m_save->setEnabled(false);
    m_context.commands.submit(request(), m_context.actor(), this, [this](const CommandResult &result) {
        m_save->setEnabled(true);
        if (result.status == CommandResult::Status::Applied) {
            m_draft->drop();
            tellApplied(m_context,
                        m_kind == Kind::Call   ? tr("Logged the call")
                        : m_kind == Kind::Note ? tr("Kept the note")
                                               : tr("Set the task"),
                        result);
            Q_EMIT saved(result);
            closePopover();
            return;
        }
        m_error->setText(refusalText(m_context, result));
        m_error->show();
        fit();
    });
}

}  // namespace dw::ui
