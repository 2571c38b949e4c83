// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/quickaddbar.h"

#include "core/dictionary/dictionary.h"
#include "ui/common/lineedit.h"
#include "ui/common/textlabel.h"
#include "ui/pipeline/localtime.h"
#include "ui/records/textdraft.h"
#include "ui/shell/applied.h"
#include "ui/shell/notices.h"
#include "ui/shell/refusaltext.h"
#include "ui/tasks/quickadd.h"

#include <QVBoxLayout>

namespace dw::ui
{

QuickAddBar::QuickAddBar(UiContext &context, const QString &place, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_meaning(new TextLabel(context.theme, {}, Theme::Scale::Small, Theme::Role::TextMuted))
    , m_draft(new TextDraft(context, QStringLiteral("task.line.") + place, {}, this))
{
    auto *edit = new LineEdit(context.theme, context.icons);
    edit->setLeadingIcon(QStringLiteral("plus"));
    edit->setPlaceholderText(tr("Add a task: call Zhang fri 3pm"));
    edit->setAccessibleName(tr("Add a task"));
    m_edit = edit;
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(context.theme.space(1));
    column->addWidget(m_edit);
    column->addWidget(m_meaning);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textChanged, this, &QuickAddBar::refresh);
    connect(m_edit, &QLineEdit::returnPressed, this, &QuickAddBar::add);
    refresh();
    m_draft->add(QStringLiteral("line"), m_edit);
    m_draft->restore();
}

QString QuickAddBar::understood() const
{
    return m_meaning->text();
}

void QuickAddBar::refresh()
{
    m_meaning->setRole(Theme::Role::TextMuted);
    const QDateTime now = localTime(m_context, m_context.clock.now());
    const QuickTask task = parseQuickTask(m_edit->text(), now);
    if (!task.isValid()) {
        m_meaning->setText({});
        return;
    }
    const ObjectType &type = m_context.configuration()->dictionary->object(u"task");
    const auto label = [&](QStringView field, const QString &value) {
        const Field *found = type.find(field);
        const PicklistValue *entry = found ? found->picklistValue(value) : nullptr;
        return entry ? entry->label.in(m_context.language) : value;
    };
    const QString due = isAnyTime(task.due) ? m_context.format.date(task.due.date(), now.date())
                                            : m_context.format.dateTime(task.due, now.date());
    QStringList parts{label(u"kind", task.kind), task.subject, due};
    if (task.priority != QLatin1String("normal"))
        parts.append(label(u"priority", task.priority));
    m_meaning->setText(parts.join(QStringLiteral(" · ")));
}

void QuickAddBar::add()
{
    const QuickTask task = parseQuickTask(m_edit->text(), localTime(m_context, m_context.clock.now()));
    if (!task.isValid())
        return;
    QJsonObject set{{QStringLiteral("subject"), task.subject},
                    {QStringLiteral("kind"), task.kind},
                    {QStringLiteral("priority"), task.priority},
                    {QStringLiteral("due_at"), Instant{task.due.toMSecsSinceEpoch()}.toIso()},
                    {QStringLiteral("assignee_id"), m_context.actor().user.toString()}};
    if (!isAnyTime(task.due))
        set.insert(QStringLiteral("remind_at"), set.value(QStringLiteral("due_at")));
    if (!m_related.id.isNull())
        set.insert(QStringLiteral("related"), Value(m_related).toJson());
    m_context.commands.submit(
        {QStringLiteral("record.create"),
         {{QStringLiteral("object"), QStringLiteral("task")}, {QStringLiteral("set"), set}}},
        m_context.actor(), this, [this, line = m_edit->text(), task](const CommandResult &result) {
            if (result.status == CommandResult::Status::Applied) {
                if (m_edit->text() == line) {
                    m_edit->clear();
                    m_draft->drop();
                }
                tellApplied(m_context, tr("Added: %1").arg(task.subject), result);
                Q_EMIT added();
                return;
            }
            m_meaning->setRole(Theme::Role::Danger);
            m_meaning->setText(refusalText(m_context, result));
        });
}

}  // namespace dw::ui
