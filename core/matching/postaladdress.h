// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace dw
{

// What of an address tells whether two are one place. All are comparable texts (comparabletext.h), Chinese
// addresses without province and city in front, Latin ones with their abbreviations written out.
struct PostalAddress
{
    QString text;         // letters and digits
    QStringList words;    // of a Latin address, without those that hold a digit; sorted
    QStringList numbers;  // runs of digits in order: house, building, room
    QStringList places;   // 合肥市, 蜀山区: the districts that it begins with, from the largest

    bool isEmpty() const { return text.isEmpty(); }
    friend bool operator==(const PostalAddress &, const PostalAddress &) = default;
};

PostalAddress postalAddress(QStringView address, QStringView city = {});

enum class AddressLikeness {
    Unknown,    // one of them is empty
    Same,       // but for what one of them leaves out in front
    Near,       // the same numbers, almost the same words
    SamePlace,  // of one district, or nothing is known of it
    Apart,      // other numbers or another street
    FarApart,   // of two districts, cities or provinces
};
// Symmetric.
AddressLikeness likeness(const PostalAddress &one, const PostalAddress &other);

}  // namespace dw
