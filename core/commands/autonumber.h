// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dictionary/objecttype.h"

#include <QString>

#include <optional>

namespace dw
{

// How the n-th number of an object is written: "O-010233". The sequence is named by the object's key.
QString autoNumber(const ObjectType &object, qint64 n);
// The n that it is of; nothing for any other text.
std::optional<qint64> autoNumberOf(const ObjectType &object, const QString &text);

// A number that one device gives for good: "O26-K7-0012", the n-th of the year by the laptop with that short
// name; "O26-0012" where no laptop gave it.
struct DeviceNumber
{
    int year = 0;  // of the business zone; two digits are written
    QString device;
    qint64 n = 0;

    QString text(const ObjectType &object) const;
    static std::optional<DeviceNumber> of(const ObjectType &object, const QString &text);
    // What counts it: never shared with another field, year or device.
    QString sequence(const ObjectType &object, const Field &field) const;
};

}  // namespace dw
