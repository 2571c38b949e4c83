// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/money.h"

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QStringList>

namespace dw::ui
{

// How numbers, amounts and dates are written for the eye (ui.md 3), in English or Simplified Chinese. A
// number and its unit are parted by U+00A0, minus is U+2212, groups of three by a comma in both languages. A
// plain value; what today is, the caller says. Files (CSV, JSON) do not go through here.
class Format
{
public:
    enum class Language { English, Chinese };
    // Whole: rounded half-even to whole units, as table columns have it. Minor: all digits of the currency.
    enum class Decimals { Whole, Minor };

    explicit Format(Language language = Language::English) : m_language(language) {}

    Language language() const { return m_language; }
    void setLanguage(Language language) { m_language = language; }

    QString integer(qint64 value) const;                // 100,214
    QString signedInteger(qint64 value) const;          // +3, −3, 0
    QString decimal(double value, int decimals) const;  // 19.4; for measures that are no money
    QString percent(qint64 basisPoints,
                    int decimals = 0) const;  // 1240 is "12 %", or "12.4 %" with one decimal
    QString days(qint64 days) const;          // 6 d, 6 天
    QString daysLate(qint64 days) const;      // 6 d late, 逾期 6 天
    QString daysLeft(qint64 days) const;      // 42 d left, 剩 42 天

    // Full digits, no currency: the column head names it. `minorDigits` as Currency::minorDigits().
    QString money(qint64 minor, int minorDigits, Decimals decimals = Decimals::Whole) const;
    QString money(const Money &money, Decimals decimals = Decimals::Whole) const
    {
        return this->money(money.minor, money.currency.minorDigits(), decimals);
    }
    // 3.88 M, 212 k, 1.20 B; 388 万, 1.20 亿. For tiles, axes and board heads. Below 10,000 the full number.
    QString moneyShort(qint64 minor, int minorDigits) const;

    // today, Fri (1 to 6 days ahead), 18 Nov, or 18 Nov 2025; 今天, 周五, 11月18日, 2025年11月18日.
    QString date(QDate date, QDate today) const;
    QString calendarDate(QDate date, QDate today) const;  // never today or a weekday: 18 Nov
    QString fullDate(QDate date) const;  // Wednesday 18 November 2026, 2026年11月18日 星期三
    QString time(QTime time) const;      // 09:30
    // date() and the time: "today 09:30", "18 Nov 09:30". Give local times of the user's zone.
    QString dateTime(const QDateTime &time, QDate today) const;
    QString fullDateTime(const QDateTime &time) const;

    QString fileSize(qint64 bytes) const;  // 340 kB, 1.2 GB; powers of 1000

    // An E.164 number in its groups: +86 138 1234 5678, +86 574 5550 2368, +1 415 555 0100. One of another
    // country, and what is no E.164 number, stays as it is.
    QString phone(const QString &number) const;
    // Names beside each other: "Bronze, Steel", “青铜、钢”. Clauses take a comma: "3 deals, 2 late", “，”.
    QString list(const QStringList &names) const;
    QString clauses(const QStringList &clauses) const;
    // From the largest part to the smallest, each as it is written where it lies: Chinese parts follow each
    // other without a mark, others are parted by commas.
    static QString address(const QStringList &parts);

private:
    bool chinese() const { return m_language == Language::Chinese; }
    QString unit(const QString &number, const QString &unit) const;

    Language m_language;
};

}  // namespace dw::ui
