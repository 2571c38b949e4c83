// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reading/refusedtext.h"

#include "core/base/wording.h"
#include "core/store/refusedattempt.h"

namespace dw
{

std::optional<QString> refusedText(const AuditRecord &line, const ObjectType &type, Language language)
{
    if (!RefusedAttempt::isOne(line))
        return std::nullopt;
    const std::optional<RefusedAttempt> refused = RefusedAttempt::of(line);
    if (!refused)
        return QString();
    const Field *field = type.find(refused->field);
    const QString reason =
        wording(refused->code, {type.label().in(language), field ? field->label.in(language) : QString()})
            .trimmed();
    return refused->count > 1
               ? wording(QStringLiteral("access.refused_times"), {reason, QString::number(refused->count)})
               : reason;
}

}  // namespace dw
