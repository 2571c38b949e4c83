// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actionregistry.h"

#include "ui/common/icons.h"
#include "ui/common/paint.h"

#include <QWidget>

#include <algorithm>

namespace dw::ui
{

ActionRegistry::ActionRegistry(const Icons &icons, QObject *parent) : QObject(parent), m_icons(icons) {}

ActionRegistry::~ActionRegistry() = default;

QAction *ActionRegistry::add(const Spec &spec, QWidget *owner, std::function<void()> run)
{
    dropDead();
    auto found = m_entries.find(spec.id);
    if (found == m_entries.end()) {
        m_order.append(spec.id);
        found = m_entries.emplace(spec.id, Entry{}).first;
    }
    Entry &entry = found->second;
    entry.spec = spec;
    std::erase_if(entry.bindings, [owner](const Binding &binding) {
        if (binding.owner != owner)
            return false;
        delete binding.action;
        return true;
    });

    auto *made = new QAction(owner);
    made->setObjectName(spec.id);
    // A window action must not fire in a second window, a page action not while its page is hidden: both
    // follow from the window context, which asks whether the owner is visible.
    made->setShortcutContext(Qt::WindowShortcut);
    if (!spec.icon.isEmpty())
        made->setIcon(m_icons.icon(spec.icon));
    owner->QWidget::addAction(made);
    connect(made, &QAction::triggered, this, [this, id = spec.id, run = std::move(run)] {
        Q_EMIT triggered(id);
        run();
    });
    made->setEnabled(!isDenied(spec.right));
    entry.bindings.push_back({owner, made, spec.right, isDenied(spec.right)});
    refresh(entry);
    Q_EMIT changed();
    return made;
}

void ActionRegistry::addForRecord(const RecordSpec &spec)
{
    const auto same = std::find_if(m_recordSpecs.begin(), m_recordSpecs.end(),
                                   [&spec](const RecordSpec &other) { return other.id == spec.id; });
    if (same != m_recordSpecs.end())
        *same = spec;
    else
        m_recordSpecs.append(spec);
    Q_EMIT changed();
}

void ActionRegistry::announce(const QList<Spec> &specs)
{
    m_announced = specs;
    Q_EMIT changed();
}

const ActionRegistry::Spec *ActionRegistry::announced(const QString &id) const
{
    const auto found = std::find_if(m_announced.begin(), m_announced.end(),
                                    [&id](const Spec &spec) { return spec.id == id; });
    return found == m_announced.end() ? nullptr : &*found;
}

void ActionRegistry::setEnabled(const QString &id, bool enabled, const QString &reason)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    Entry &entry = found->second;
    entry.reason = enabled ? QString() : reason;
    entry.enabled = enabled;
    for (const Binding &binding : entry.bindings)
        if (binding.action)
            binding.action->setEnabled(enabled && !binding.denied);
    refresh(entry);
    Q_EMIT changed();
}

void ActionRegistry::setPolicy(std::function<bool(const Right &right)> allows)
{
    m_allows = std::move(allows);
    renewRights();
}

void ActionRegistry::renewRights()
{
    bool isNew = false;
    for (auto &[id, entry] : m_entries) {
        for (Binding &binding : entry.bindings) {
            const bool denied = isDenied(binding.right);
            if (denied == binding.denied)
                continue;
            binding.denied = denied;
            isNew = true;
            if (binding.action)
                binding.action->setEnabled(entry.enabled && !denied);
        }
        refresh(entry);
    }
    if (isNew)
        Q_EMIT changed();
}

bool ActionRegistry::isDenied(const std::optional<Right> &right) const
{
    return right && m_allows && !m_allows(*right);
}

QString ActionRegistry::reasonOf(const Entry &entry, const Binding &binding)
{
    return binding.denied ? tr("Your role does not allow it") : entry.reason;
}

QAction *ActionRegistry::action(const QString &id) const
{
    const auto found = m_entries.find(id);
    const Binding *binding = found == m_entries.end() ? nullptr : current(found->second);
    return binding ? binding->action.data() : nullptr;
}

QAction *ActionRegistry::actionAround(const QString &id, const QWidget *widget) const
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return nullptr;
    for (const Binding &binding : found->second.bindings) {
        if (binding.owner && (binding.owner == widget || binding.owner->isAncestorOf(widget)))
            return binding.action;
    }
    return nullptr;
}

QString ActionRegistry::disabledReason(const QString &id) const
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return {};
    const Binding *binding = current(found->second);
    return binding ? reasonOf(found->second, *binding) : found->second.reason;
}

QList<ActionRegistry::Spec> ActionRegistry::specs() const
{
    QList<Spec> all;
    for (const QString &id : m_order) {
        const Entry &entry = m_entries.at(id);
        if (current(entry))
            all.append(entry.spec);
    }
    for (const Spec &spec : m_announced) {
        const auto found = m_entries.find(spec.id);
        if (found == m_entries.end() || !current(found->second))
            all.append(spec);
    }
    return all;
}

QList<ActionRegistry::Spec> ActionRegistry::available() const
{
    QList<Spec> all;
    for (const QString &id : m_order) {
        const Entry &entry = m_entries.at(id);
        const Binding *binding = current(entry);
        if (binding && binding->owner && binding->owner->isVisible())
            all.append(entry.spec);
    }
    return all;
}

QList<ActionRegistry::RecordSpec> ActionRegistry::forRecord(const QString &object) const
{
    QList<RecordSpec> fitting;
    for (const RecordSpec &spec : m_recordSpecs)
        if (spec.objects.contains(object))
            fitting.append(spec);
    return fitting;
}

QKeySequence ActionRegistry::shortcut(const QString &id) const
{
    const auto own = m_userShortcuts.constFind(id);
    if (own != m_userShortcuts.constEnd())
        return *own;
    if (const auto found = m_entries.find(id); found != m_entries.end())
        return found->second.spec.shortcut;
    const Spec *spec = announced(id);
    return spec ? spec->shortcut : QKeySequence();
}

// The id of another action that has the key and works at the same time; empty if there is none.
QString ActionRegistry::clashOf(const Spec &spec, const QKeySequence &key) const
{
    const auto self = m_entries.find(spec.id);
    for (const auto &[otherId, other] : m_entries) {
        if (otherId == spec.id || shortcut(otherId) != key)
            continue;
        const bool both =
            self != m_entries.end() ? together(self->second, other) : together(spec, other.spec);
        if (both)
            return otherId;
    }
    for (const Spec &other : m_announced) {
        if (other.id != spec.id && !m_entries.contains(other.id) && shortcut(other.id) == key &&
            together(spec, other))
            return other.id;
    }
    return {};
}

bool ActionRegistry::together(const Spec &a, const Spec &b)
{
    return a.scope == Spec::Scope::Window || b.scope == Spec::Scope::Window || a.group == b.group;
}

bool ActionRegistry::setShortcut(const QString &id, const QKeySequence &shortcut, QString *clash)
{
    const auto self = m_entries.find(id);
    const Spec *spec = self == m_entries.end() ? announced(id) : &self->second.spec;
    if (!spec)
        return false;
    if (const QString other = shortcut.isEmpty() ? QString() : clashOf(*spec, shortcut); !other.isEmpty()) {
        if (clash)
            *clash = other;
        return false;
    }
    if (shortcut == spec->shortcut)
        m_userShortcuts.remove(id);
    else
        m_userShortcuts.insert(id, shortcut);
    if (self != m_entries.end())
        refresh(self->second);
    Q_EMIT changed();
    return true;
}

void ActionRegistry::resetShortcut(const QString &id)
{
    m_userShortcuts.remove(id);
    if (const auto found = m_entries.find(id); found != m_entries.end())
        refresh(found->second);
    Q_EMIT changed();
}

void ActionRegistry::setUserShortcuts(const QHash<QString, QKeySequence> &shortcuts)
{
    m_userShortcuts = shortcuts;
    for (auto &[id, entry] : m_entries)
        refresh(entry);
    Q_EMIT changed();
}

void ActionRegistry::retranslate(const QString &id, const QString &text)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    found->second.spec.text = text;
    refresh(found->second);
    Q_EMIT changed();
}

QList<QPair<QString, QString>> ActionRegistry::clashes() const
{
    QList<QPair<QString, QString>> found;
    for (auto a = m_entries.begin(); a != m_entries.end(); ++a) {
        const QKeySequence key = shortcut(a->first);
        if (key.isEmpty() || !current(a->second))
            continue;
        for (auto b = std::next(a); b != m_entries.end(); ++b)
            if (current(b->second) && shortcut(b->first) == key && together(a->second, b->second))
                found.append({a->first, b->first});
    }
    return found;
}

const ActionRegistry::Binding *ActionRegistry::current(const Entry &entry) const
{
    const Binding *any = nullptr;
    for (const Binding &binding : entry.bindings) {
        if (!binding.owner || !binding.action)
            continue;
        if (binding.owner->isVisible())
            return &binding;
        any = &binding;
    }
    return any;
}

bool ActionRegistry::together(const Entry &a, const Entry &b) const
{
    if (a.spec.scope == Spec::Scope::Window || b.spec.scope == Spec::Scope::Window)
        return true;
    for (const Binding &one : a.bindings)
        for (const Binding &other : b.bindings)
            if (one.owner && one.owner == other.owner)
                return true;
    return false;
}

void ActionRegistry::refresh(Entry &entry)
{
    const QKeySequence key = shortcut(entry.spec.id);
    for (const Binding &binding : entry.bindings) {
        if (!binding.action)
            continue;
        const QString reason = reasonOf(entry, binding);
        // The style draws what follows a tab in the place of the shortcut.
        binding.action->setText(reason.isEmpty() ? entry.spec.text
                                                 : entry.spec.text + QLatin1Char('\t') + reason);
        binding.action->setShortcut(key);
        const QString plain = key.toString(QKeySequence::PortableText);
        binding.action->setToolTip(!reason.isEmpty() ? reason
                                   : plain.isEmpty()
                                       ? entry.spec.text
                                       : entry.spec.text + QStringLiteral("  ") + keyHintText(plain));
    }
}

void ActionRegistry::dropDead()
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        std::erase_if(entry->second.bindings,
                      [](const Binding &binding) { return !binding.owner || !binding.action; });
        if (entry->second.bindings.empty()) {
            m_order.removeAll(entry->first);
            entry = m_entries.erase(entry);
        } else {
            ++entry;
        }
    }
}

}  // namespace dw::ui
