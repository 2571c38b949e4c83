// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/cell.h"

#include <QStringView>

namespace dw
{

// What a workbook's number format shows a number as (ECMA-376 part 1, 18.8.30 and .31).
enum class NumberShape { Number, Percent, Date, DateTime, Time };

// From the format code of the first section: "yyyy-mm-dd", "[$-409]h:mm AM/PM", "0.0%". Elapsed time ([h]:mm)
// is a number, not a time of day.
NumberShape shapeOfFormatCode(QStringView code);
// Of the formats that workbooks name by number only; Number for those above 163, which carry a code.
NumberShape shapeOfBuiltinFormat(int id);

enum class DateSystem { From1900, From1904 };

// The plain decimal text of a double: whole numbers below 2^53 exactly, else the 15 significant digits that
// spreadsheets show.
QString decimalText(double value);

// A typed cell of a raw number. In the 1900 system serial 60 is 29 February 1900, which never was: an Error
// cell with that text; days before it are one later than the arithmetic says. A time without a day is Text
// "HH:mm:ss". Serials beyond year 9999 or below zero stay numbers.
Cell cellOfNumber(double value, NumberShape shape, DateSystem system);

}  // namespace dw
