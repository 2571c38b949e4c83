// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/commands/purgebin.h"

#include "core/commands/purge.h"

namespace dw
{

Result<void> PurgeBin::run(CommandContext &context, const QJsonObject &) const
{
    constexpr qint64 dayMs = 86400000;
    Purge purge(context);
    DW_TRY(purge.collect(Instant{context.now().ms - TombstoneDays * dayMs}));
    DW_TRY(purge.spareWhatIsNamed());
    context.data().insert(QStringLiteral("more"), purge.hasMore());
    return purge.write();
}

}  // namespace dw
