// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/refusedpush.h"

#include <algorithm>

namespace dw
{

namespace
{

bool isByAccess(const QString &key)
{
    return key.startsWith(QLatin1String("access.")) || key == QLatin1String("gate.waiver_refused");
}

// An error names the object; which record was meant the transaction says, where it is of one only.
RecordRef recordMeant(const SyncTransaction &transaction, const QString &object)
{
    RecordRef meant{object, {}};
    for (const SyncOperation &operation : transaction.operations) {
        const bool known = operation.kind == SyncOperation::Kind::Update && operation.record.object == object;
        if (known && !meant.id.isNull())
            return {object, {}};
        if (known)
            meant.id = operation.record.id;
    }
    return meant;
}

}  // namespace

Refusal hiddenRecord(const RecordRef &record)
{
    return {record, {QStringLiteral("access.record_hidden"), {}}, {}};
}

Refusal forbiddenField(const RecordRef &record, const QString &field)
{
    return {record, {QStringLiteral("access.field_forbidden"), field}, {}};
}

Result<std::optional<Refusal>> refusedAttempt(const ReadSession &session, const Configuration &configuration,
                                              const SyncTransaction &transaction, const CommandResult &result)
{
    const Error &error = result.error;
    if (error.key.isEmpty()) {
        const auto found =
            std::find_if(result.findings.begin(), result.findings.end(), [](const Finding &finding) {
                return finding.severity == Finding::Severity::Blocker && isByAccess(finding.key);
            });
        if (found == result.findings.end())
            return std::optional<Refusal>();
        return std::optional(Refusal{found->record, {found->key, found->field}, {}});
    }
    const ObjectTypePtr about = configuration.dictionary->find(error.arguments.value(0));
    if (error.key == QLatin1String("command.record_missing") && about) {
        // To the person there is none; whether there is one says what happened.
        const auto id = Id::fromString(error.arguments.value(1));
        DW_ASSIGN(const Record there, session.find(about, id.value_or(Id())));
        return there.isValid() && !there.isDeleted() ? std::optional(hiddenRecord(there.ref()))
                                                     : std::optional<Refusal>();
    }
    if (error.code != ErrorCode::Forbidden)
        return std::optional<Refusal>();
    if (!about)
        return std::optional(Refusal{{}, {error.key, {}}, error});
    const QString field = about->find(error.arguments.value(1)) ? error.arguments.value(1) : QString();
    return std::optional(Refusal{recordMeant(transaction, about->key()), {error.key, field}, error});
}

}  // namespace dw
