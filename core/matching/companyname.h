// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace dw
{

// The parts of a company's name that tell companies apart, and those that do not. All are comparable texts
// (comparabletext.h): width, case, punctuation and traditional characters are gone.
struct CompanyName
{
    QString core;  // 华为技术 of 深圳市华为技术有限公司; never empty where the name has a letter
    QString place;         // 深圳市; also the bracketed one of 华为技术（深圳）有限公司
    QString branch;        // 上海 of 华为技术有限公司上海分公司: a branch is not the company
    QString sound;         // of the core in pinyin without tones, and its Latin letters
    QStringList words;     // of the core, in order; Han as one word a run
    bool isGroup = false;  // 集团, Group: the parent of those that are named like it

    bool isEmpty() const { return core.isEmpty(); }
    friend bool operator==(const CompanyName &, const CompanyName &) = default;
};

// Legal forms (有限公司, Ltd, GmbH, S.A. ...) are taken off, wherever they end the name or what is in front
// of a branch. `address` (a comparable text, may be empty): letters at the beginning of the name that it
// holds in its first part are a place, too, which tells the 安乡 of 安乡大爱健康 from a name. Pure,
// thread-safe.
//
// Not companyMatchKey() of core/rules: that one is stored and indexed, so it may not learn.
CompanyName companyName(QStringView name, QStringView address = {});

}  // namespace dw
