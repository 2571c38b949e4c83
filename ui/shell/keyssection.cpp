// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/keyssection.h"

#include "ui/common/banner.h"
#include "ui/common/iconbutton.h"
#include "ui/common/paint.h"
#include "ui/common/textlabel.h"
#include "ui/shell/knownshortcuts.h"
#include "ui/shell/localsettings.h"
#include "ui/shell/settingkeys.h"
#include "ui/shell/shortcutedit.h"

#include <QGridLayout>
#include <QJsonObject>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int EditorWidth = 140;

}  // namespace

KeysSection::KeysSection(UiContext &context, QWidget *parent)
    : SettingsSection(context, tr("Keyboard"), parent)
    , m_refusal(new Banner(context.theme, context.icons, Tone::Warning, QString()))
{
    addWide(m_refusal);
    m_refusal->hide();
}

void KeysSection::refresh()
{
    ActionRegistry &actions = context().actions;
    actions.announce(knownShortcuts(context()));
    const Theme &theme = context().theme;
    delete m_list;
    m_list = new QWidget(this);
    auto *grid = new QGridLayout(m_list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.space(3));
    grid->setVerticalSpacing(theme.space(1));
    grid->setColumnStretch(0, 1);
    int row = 0;
    QString group;
    // By group, each where its first action was added.
    QList<ActionRegistry::Spec> specs = actions.specs();
    QHash<QString, int> places;
    for (const ActionRegistry::Spec &spec : std::as_const(specs)) {
        if (!places.contains(spec.group))
            places.insert(spec.group, int(places.size()));
    }
    std::stable_sort(specs.begin(), specs.end(),
                     [&places](const ActionRegistry::Spec &a, const ActionRegistry::Spec &b) {
                         return places.value(a.group) < places.value(b.group);
                     });
    for (const ActionRegistry::Spec &spec : std::as_const(specs)) {
        if (spec.group != group) {
            group = spec.group;
            auto *head = new TextLabel(theme, group, Theme::Scale::Small, Theme::Role::TextMuted);
            head->setMinimumHeight(theme.size(Theme::Size::RowCompact));
            grid->addWidget(head, row++, 0, 1, 3);
        }
        grid->addWidget(new TextLabel(theme, spec.text, Theme::Scale::Body), row, 0);
        auto *editor = new ShortcutEdit(theme, context().icons);
        editor->setObjectName(QStringLiteral("key.") + spec.id);
        editor->setAccessibleName(tr("Shortcut of %1").arg(spec.text));
        editor->setFixedWidth(EditorWidth);
        editor->setShortcut(actions.shortcut(spec.id));
        connect(editor, &ShortcutEdit::shortcutChosen, this,
                [this, editor, id = spec.id](const QKeySequence &shortcut) { choose(id, editor, shortcut); });
        grid->addWidget(editor, row, 1);
        auto *reset = new IconButton(context().icons, QStringLiteral("rotate-ccw"),
                                     tr("Default shortcut of %1").arg(spec.text), IconButton::Extent::Bar);
        connect(reset, &IconButton::clicked, this, [this, editor, id = spec.id] {
            context().actions.resetShortcut(id);
            editor->setShortcut(context().actions.shortcut(id));
            store();
        });
        grid->addWidget(reset, row, 2);
        ++row;
    }
    addWide(m_list);
}

ShortcutEdit *KeysSection::editorOf(const QString &action) const
{
    return findChild<ShortcutEdit *>(QStringLiteral("key.") + action);
}

QString KeysSection::refusal() const
{
    return m_refusal->isHidden() ? QString() : m_refusalText;
}

void KeysSection::choose(const QString &action, ShortcutEdit *editor, const QKeySequence &shortcut)
{
    QString clash;
    if (!context().actions.setShortcut(action, shortcut, &clash)) {
        const QList<ActionRegistry::Spec> all = context().actions.specs();
        QString name = clash;
        for (const ActionRegistry::Spec &spec : all)
            if (spec.id == clash)
                name = spec.text;
        m_refusalText = tr("%1 already means “%2”. Give that another key first.")
                            .arg(keyHintText(shortcut.toString(QKeySequence::PortableText)), name);
        m_refusal->setText(m_refusalText);
        m_refusal->show();
        return;
    }
    m_refusal->hide();
    editor->setShortcut(shortcut);
    store();
}

void KeysSection::store()
{
    QJsonObject kept;
    const QHash<QString, QKeySequence> own = context().actions.userShortcuts();
    for (auto one = own.constBegin(); one != own.constEnd(); ++one)
        kept.insert(one.key(), one.value().toString(QKeySequence::PortableText));
    context().settings.setValue(setting::shortcuts(), kept);
}

}  // namespace dw::ui
