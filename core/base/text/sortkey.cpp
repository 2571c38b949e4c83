// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/sortkey.h"

#include "core/base/text/textfold.h"

#include <unicode/ucol.h>
#include <unicode/uversion.h>

namespace dw
{

void Collator::Close::operator()(UCollator *collator) const
{
    ucol_close(collator);
}

Collator::Collator()
{
    UErrorCode status = U_ZERO_ERROR;
    m_collator.reset(ucol_open("zh", &status));
    if (U_FAILURE(status)) {
        m_collator.reset();
        return;
    }
    ucol_setAttribute(m_collator.get(), UCOL_STRENGTH, UCOL_PRIMARY, &status);
    ucol_setAttribute(m_collator.get(), UCOL_NUMERIC_COLLATION, UCOL_ON, &status);
}

Collator::~Collator() = default;
Collator::Collator(Collator &&) noexcept = default;
Collator &Collator::operator=(Collator &&) noexcept = default;

QByteArray Collator::sortKey(QStringView text) const
{
    // Without ICU's data lists still have a stable order; version() differs, so keys are rebuilt later.
    if (!m_collator)
        return foldForSearch(text).toUtf8();
    std::uint8_t buffer[128];
    const auto *source = reinterpret_cast<const UChar *>(text.utf16());
    const int32_t length =
        ucol_getSortKey(m_collator.get(), source, int32_t(text.size()), buffer, int32_t(sizeof buffer));
    if (length <= 0)
        return {};
    if (length <= int32_t(sizeof buffer))
        return QByteArray(reinterpret_cast<const char *>(buffer), length - 1);  // without the closing NUL
    QByteArray key(length, Qt::Uninitialized);
    ucol_getSortKey(m_collator.get(), source, int32_t(text.size()),
                    reinterpret_cast<std::uint8_t *>(key.data()), length);
    key.chop(1);
    return key;
}

QString Collator::version() const
{
    if (!m_collator)
        return QStringLiteral("none");
    UVersionInfo info;
    ucol_getVersion(m_collator.get(), info);
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_versionToString(info, text);
    return QLatin1String("zh/") + QLatin1String(text);
}

}  // namespace dw
