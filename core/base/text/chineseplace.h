// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace dw
{

// How many UTF-16 units at the beginning of a Chinese name say where it is, by the division of the country
// down to counties (GB/T 2260): "广东省深圳市南山区华为技术" 9, "北京百度" 2, "华为技术" 0. Provinces and
// cities are known by name, with or without their suffix; districts and counties by their suffix, behind one
// of those or another place with a suffix. A name that is nothing but a place is none: 0.
qsizetype leadingPlace(QStringView name);

}  // namespace dw
