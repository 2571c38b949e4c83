// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/access/sensitiveread.h"
#include "ui/shell/uicontext.h"

#include <QList>
#include <QObject>

#include <functional>
#include <optional>

namespace dw::ui
{

// What a view does before it shows sensitive values (SensitiveRead): it has them written into the audit, and
// shows them only when they are. Of one view: what it was told to have written it does not ask for again.
class ReadAudit : public QObject
{
    Q_OBJECT

public:
    explicit ReadAudit(const UiContext &context, QObject *view = nullptr);
    // That of `view`, which owns it; made when it is asked for first.
    static ReadAudit *of(QObject *view, const UiContext &context);

    FieldRights rightsOf(const ObjectType &object) const;
    // `show` is called at once where no line is needed, else later on this thread unless `receiver` is gone:
    // with SensitiveRead::notAudited() or what access answered, when nothing of it may be shown.
    void before(const std::optional<SensitiveRead> &read, QObject *receiver,
                std::function<void(const Result<void> &)> show);

private:
    struct Told
    {
        Id user;
        Instant at;
        SensitiveRead read;
    };
    bool isTold(const SensitiveRead &read) const;

    const UiContext &m_context;
    QList<Told> m_told;
};

}  // namespace dw::ui
