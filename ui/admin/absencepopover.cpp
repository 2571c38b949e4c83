// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/admin/absencepopover.h"

#include "ui/common/fieldrow.h"
#include "ui/common/textlabel.h"
#include "ui/records/fieldeditors.h"
#include "ui/shell/applied.h"
#include "ui/shell/refusaltext.h"

#include <QHBoxLayout>
#include <QJsonObject>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

AbsencePopover::AbsencePopover(UiContext &context, const Record &user, QWidget *window)
    : Popover(context.theme, window)
    , m_context(context)
    , m_user(user)
    , m_error(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::Danger))
{
    const Theme &theme = context.theme;
    auto *title = new TextLabel(theme, tr("Absence of %1").arg(user.value(u"name").text()),
                                Theme::Scale::Body, Theme::Role::Text, Theme::Weight::Strong);
    setAccessibleName(title->text());
    body()->addWidget(title);
    auto *help = new TextLabel(
        theme, tr("The delegate sees and edits what they see and edit, and gives nothing away."),
        Theme::Scale::Small, Theme::Role::TextMuted);
    help->setWordWrap(true);
    body()->addWidget(help);
    for (const QStringView key :
         {QStringView(u"delegate_id"), QStringView(u"away_from"), QStringView(u"away_to")}) {
        const Field &field = *user.type().find(key);
        FieldEditor *editor =
            FieldEditors(context).make(field, context.configuration()->settings.currency, this);
        editor->setValue(user.value(key));
        m_editors.append(editor);
        body()->addWidget(
            new FieldRow(theme, context.icons, field.label.in(context.language), editor->widget()));
    }
    m_error->setWordWrap(true);
    m_error->hide();
    body()->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    auto *back = new QPushButton(tr("Back at work"));
    back->setProperty("kind", QStringLiteral("quiet"));
    back->setToolTip(tr("Ends the absence; the delegate stands in no more"));
    connect(back, &QPushButton::clicked, this, [this] {
        QJsonObject set{{QStringLiteral("away_from"), QJsonValue()},
                        {QStringLiteral("away_to"), QJsonValue()},
                        {QStringLiteral("delegate_id"), QJsonValue()}};
        if (m_user.value(u"status").text() == QLatin1String("on_leave"))
            set.insert(QStringLiteral("status"), QStringLiteral("active"));
        submit(set, tr("%1 is back at work").arg(m_user.value(u"name").text()));
    });
    buttons->addWidget(back);
    buttons->addStretch(1);
    auto *keep = new QPushButton(tr("Set the absence"));
    keep->setProperty("kind", QStringLiteral("primary"));
    setPrimary(keep);
    connect(keep, &QPushButton::clicked, this, &AbsencePopover::save);
    buttons->addWidget(keep);
    body()->addLayout(buttons);
}

FieldEditor *AbsencePopover::editor(const QString &field) const
{
    for (FieldEditor *editor : m_editors) {
        if (editor->field().key == field)
            return editor;
    }
    return nullptr;
}

QString AbsencePopover::errorText() const
{
    return m_error->isHidden() ? QString() : m_error->text();
}

void AbsencePopover::save()
{
    QJsonObject set;
    for (const FieldEditor *editor : std::as_const(m_editors)) {
        if (const QString problem = editor->problem(); !problem.isEmpty()) {
            m_error->setText(problem);
            m_error->show();
            fit();
            editor->widget()->setFocus();
            return;
        }
        set.insert(editor->field().key, editor->value().toJson());
    }
    submit(set, tr("Set the absence of %1").arg(m_user.value(u"name").text()));
}

void AbsencePopover::submit(const QJsonObject &set, const QString &done)
{
    m_context.commands.submit({QStringLiteral("record.update"),
                               {{QStringLiteral("object"), QStringLiteral("user")},
                                {QStringLiteral("id"), m_user.id().toString()},
                                {QStringLiteral("set"), set}}},
                              m_context.actor(), this, [this, done](const CommandResult &result) {
                                  if (result.status == CommandResult::Status::Applied) {
                                      tellApplied(m_context, done, result);
                                      closePopover();
                                      return;
                                  }
                                  m_error->setText(refusalText(m_context, result));
                                  m_error->show();
                                  fit();
                              });
}

}  // namespace dw::ui
