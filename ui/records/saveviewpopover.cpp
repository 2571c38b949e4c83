// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/saveviewpopover.h"

#include "core/access/reachesall.h"
#include "ui/common/lineedit.h"
#include "ui/common/segments.h"
#include "ui/common/textlabel.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace dw::ui
{

SaveViewPopover::SaveViewPopover(UiContext &context, QWidget *window, const QString &name,
                                 const QString &shared)
    : Popover(context.theme, window)
    , m_name(new LineEdit(context.theme, context.icons))
    , m_shared(new Segments(context.theme, context.icons))
{
    setAccessibleName(name.isEmpty() ? tr("Save as a view") : tr("Rename or share the view"));
    body()->addWidget(
        new TextLabel(context.theme, tr("Name of the view"), Theme::Scale::Small, Theme::Role::TextMuted));
    m_name->setAccessibleName(tr("Name of the view"));
    m_name->setMaxLength(80);
    body()->addWidget(m_name);
    addSharing(context, shared);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *save = new QPushButton(name.isEmpty() ? tr("Save view") : tr("Save"));
    save->setProperty("kind", QStringLiteral("primary"));
    setPrimary(save);
    save->setEnabled(false);
    row->addWidget(save);
    body()->addLayout(row);
    setFocusProxy(m_name);
    connect(m_name, &QLineEdit::textChanged, save,
            [this, save] { save->setEnabled(!m_name->text().trimmed().isEmpty()); });
    m_name->setText(name);
    m_name->selectAll();
    const auto finish = [this] {
        const QString given = m_name->text().trimmed();
        if (given.isEmpty())
            return;
        Q_EMIT named(given, m_keys.value(m_shared->current()));
        closePopover();
    };
    connect(save, &QPushButton::clicked, this, finish);
}

// Words and order are those of the field, so that a form or an import says the same.
void SaveViewPopover::addSharing(const UiContext &context, const QString &shared)
{
    const ObjectTypePtr type = context.configuration()->dictionary->find(u"saved_view");
    const Field *field = type->find(u"shared");
    const Actor actor = context.actor();
    body()->addWidget(new TextLabel(context.theme, field->label.in(context.language), Theme::Scale::Small,
                                    Theme::Role::TextMuted));
    m_shared->setAccessibleName(field->label.in(context.language));
    const bool mayAll = reachesAll(*context.configuration()->policy, actor, Action::Edit, type);
    QString note;
    for (const PicklistValue &value : field->values) {
        m_keys.append(value.key);
        QAbstractButton *button = m_shared->button(m_shared->addSegment(value.label.in(context.language)));
        QString reason;
        if (value.key == QLatin1String("team") && actor.team.isNull())
            reason = tr("You belong to no team.");
        else if (value.key == QLatin1String("all") && !mayAll)
            reason = tr("To show a view to everybody is for who may change every view.");
        button->setEnabled(reason.isEmpty());
        button->setToolTip(reason);
        if (!reason.isEmpty())
            note = reason;
        if (value.key == shared)
            m_shared->setCurrent(int(m_keys.size()) - 1);
    }
    body()->addWidget(m_shared);
    if (!note.isEmpty()) {
        auto *told = new TextLabel(context.theme, note, Theme::Scale::Small, Theme::Role::TextMuted);
        told->setWordWrap(true);
        body()->addWidget(told);
    }
}

}  // namespace dw::ui
