// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/records/readaudit.h"

#include "core/access/fieldaccess.h"

#include <QPointer>

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr qsizetype MostTold = 100;

}  // namespace

ReadAudit::ReadAudit(const UiContext &context, QObject *view) : QObject(view), m_context(context) {}

ReadAudit *ReadAudit::of(QObject *view, const UiContext &context)
{
    auto *own = view->findChild<ReadAudit *>({}, Qt::FindDirectChildrenOnly);
    return own ? own : new ReadAudit(context, view);
}

FieldRights ReadAudit::rightsOf(const ObjectType &object) const
{
    const ConfigurationPtr now = m_context.configuration();
    const Actor actor = m_context.actor();
    return FieldAccess(*now->policy, actor, now->dictionary, now->settings.currency).of(object);
}

bool ReadAudit::isTold(const SensitiveRead &read) const
{
    const Id user = m_context.actor().user;
    const Instant now = m_context.clock.now();
    return std::any_of(m_told.cbegin(), m_told.cend(), [&](const Told &told) {
        const qint64 ago = now.ms - told.at.ms;
        return told.user == user && ago >= 0 && ago < SensitiveRead::SpanMs && read.isToldBy(told.read);
    });
}

void ReadAudit::before(const std::optional<SensitiveRead> &read, QObject *receiver,
                       std::function<void(const Result<void> &)> show)
{
    if (!read || isTold(*read)) {
        show({});
        return;
    }
    const Actor actor = m_context.actor();
    m_context.commands.submit(
        {SensitiveRead::commandName(), read->arguments()}, actor, receiver,
        [self = QPointer<ReadAudit>(this), one = Told{actor.user, m_context.clock.now(), *read},
         show = std::move(show)](const CommandResult &result) {
            if (result.status == CommandResult::Status::Applied) {
                if (self && self->m_told.size() >= MostTold)
                    self->m_told.removeFirst();
                if (self)
                    self->m_told.append(one);
                show({});
            } else {
                show(result.error.code == ErrorCode::Forbidden ? result.error
                                                               : SensitiveRead::notAudited(result.error));
            }
        });
}

}  // namespace dw::ui
