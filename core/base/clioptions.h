// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// Takes options off a list of arguments, one by one; what is left at the end nobody knows. "--name value" and
// "--name=value" are the same. Errors are ErrorCode::Invalid with a key "cli.*".
class CliOptions
{
public:
    explicit CliOptions(const QStringList &arguments) : m_rest(arguments) {}

    bool takeFlag(const QString &name);
    // Nothing if it is not there; an Error if its value is missing.
    Result<std::optional<QString>> takeValue(const QString &name);
    // A whole number of at least `least`.
    Result<std::optional<qint64>> takeNumber(const QString &name, qint64 least);
    // Every value of an option that may stand several times.
    Result<QStringList> takeValues(const QString &name);
    // The arguments that are left, an Error if one of them looks like an option.
    Result<QStringList> rest() const;

private:
    QStringList m_rest;
};

}  // namespace dw
