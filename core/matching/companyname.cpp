// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/companyname.h"

#include "core/base/text/chineseplace.h"
#include "core/base/text/pinyin.h"
#include "core/matching/comparabletext.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dw
{

namespace
{

// Longest first, so that 股份有限公司 goes as a whole.
constexpr std::array<QStringView, 17> HanForms{u"集团股份有限公司",
                                               u"集团有限责任公司",
                                               u"股份有限责任公司",
                                               u"股份有限公司",
                                               u"有限责任公司",
                                               u"集团有限公司",
                                               u"控股有限公司",
                                               u"有限合伙企业",
                                               u"有限公司",
                                               u"股份公司",
                                               u"集团公司",
                                               u"有限合伙",
                                               u"普通合伙",
                                               u"责任公司",
                                               u"总公司",
                                               u"公司",
                                               u"集团"};

constexpr std::array<QStringView, 8> HanBranches{u"分公司", u"办事处", u"代表处", u"营业部",
                                                 u"分厂",   u"分店",   u"分行",   u"支行"};

constexpr std::array<QStringView, 51> LatinForms{
    u"incorporated", u"corporation", u"limited", u"company", u"gmbh", u"mbh",  u"corp", u"ltd", u"ltda",
    u"llc",          u"llp",         u"lp",      u"inc",     u"plc",  u"co",   u"ag",   u"sa",  u"sas",
    u"sarl",         u"srl",         u"spa",     u"bv",      u"nv",   u"ab",   u"as",   u"asa", u"aps",
    u"oy",           u"oyj",         u"kg",      u"kgaa",    u"ohg",  u"se",   u"ug",   u"ev",  u"pty",
    u"pte",          u"pvt",         u"sdn",     u"bhd",     u"kk",   u"sl",   u"slu",  u"sro", u"doo",
    u"dd",           u"zrt",         u"kft",     u"ooo",     u"zao",  u"sicav"};
constexpr std::array<QStringView, 4> LatinGroups{u"group", u"holding", u"holdings", u"gruppe"};

// Of what stands in brackets and is no place: 集团, 控股, 股份, 合伙, 分公司, 分店.
constexpr QStringView NoPlace = u"团股伙司店厂";
constexpr QStringView PlaceEnds = u"省市县区旗镇乡州";
// A place of a name that no list knows is this long: 临泉, 张家界.
constexpr qsizetype ShortPlace = 2, LongPlace = 4;
constexpr qsizetype FirstPartOfAddress = 20;

template <size_t N>
qsizetype endingForm(QStringView name, const std::array<QStringView, N> &forms)
{
    // Who is called nothing but 有限公司 is called so.
    if (std::find(forms.begin(), forms.end(), name) != forms.end())
        return 0;
    const auto form =
        std::find_if(forms.begin(), forms.end(), [&](QStringView one) { return name.endsWith(one); });
    return form == forms.end() ? 0 : form->size();
}

bool isAllHan(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isHan);
}

QString withoutPlaceEnds(QStringView place)
{
    while (place.size() > ShortPlace && PlaceEnds.contains(place.back()))
        place.chop(1);
    return place.toString();
}

// 南京 of 中惠无人超市(南京)有限公司 is where it is; what is longer or no Chinese stays in the name.
QString takeBracketedPlace(QString &name)
{
    for (qsizetype open = name.indexOf(u'('); open >= 0; open = name.indexOf(u'(', open + 1)) {
        const qsizetype close = name.indexOf(u')', open);
        if (close < 0)
            return {};
        const QString inside = QStringView(name).sliced(open + 1, close - open - 1).trimmed().toString();
        const bool isPlace =
            inside.size() <= LongPlace + 2 && isAllHan(inside) && !isNumeral(inside.front()) &&
            std::none_of(inside.begin(), inside.end(), [](QChar c) { return NoPlace.contains(c); });
        if (isPlace && open > 0) {
            name.remove(open, close - open + 1);
            return inside;
        }
    }
    return {};
}

// 上海 of 百度科技有限公司上海分公司; cut off with the form in front of it.
QString takeBranch(QString &name)
{
    const qsizetype suffix = endingForm(name, HanBranches);
    if (suffix == 0)
        return {};
    for (const QStringView form : HanForms) {
        const qsizetype at = name.lastIndexOf(form, name.size() - suffix - 1);
        if (at <= 0 || at + form.size() > name.size() - suffix)
            continue;
        const QString branch = name.sliced(at + form.size());
        name.truncate(at);
        return branch;
    }
    // 华为上海分公司: nothing says where the name ends and the branch begins.
    const QString branch = name.right(suffix);
    name.chop(suffix);
    return branch;
}

struct Parted
{
    QString core;
    QString place;
};

// The place in front, by the list of places and, behind or without it, by what the address says.
Parted withoutPlace(const QString &name, QStringView address)
{
    qsizetype at = leadingPlace(name);
    if (at > 0 && at + 1 < name.size() && PlaceEnds.contains(name[at]) && name.size() - at > ShortPlace)
        ++at;  // 岳阳 is known, the 县 of 岳阳县 is not of its name
    const QStringView near = address.first(std::min(address.size(), FirstPartOfAddress));
    for (bool further = true; further;) {
        further = false;
        const QStringView rest = QStringView(name).sliced(at);
        for (qsizetype length = std::min(LongPlace + 1, rest.size() - ShortPlace); length >= ShortPlace;
             --length) {
            const QStringView head = rest.first(length);
            if (!isAllHan(head) || !near.contains(withoutPlaceEnds(head)))
                continue;
            at += length;
            further = true;
            break;
        }
    }
    return {name.sliced(at), name.first(at)};
}

QStringList withoutLatinForms(QStringList words, bool &isGroup)
{
    const auto among = [](const QString &word, const auto &forms) {
        return std::find(forms.begin(), forms.end(), QStringView(word)) != forms.end();
    };
    // S.A., G.m.b.H. and B.V. come as single letters.
    for (qsizetype count = std::min<qsizetype>(4, words.size() - 1); count >= 2; --count) {
        const QStringList last = words.last(count);
        const bool single =
            std::all_of(last.begin(), last.end(), [](const QString &word) { return word.size() == 1; });
        if (single && among(last.join(QString()), LatinForms)) {
            words.resize(words.size() - count);
            break;
        }
    }
    while (words.size() > 1) {
        const bool group = among(words.last(), LatinGroups);
        if (!group && !among(words.last(), LatinForms))
            break;
        isGroup = isGroup || group;
        words.removeLast();
    }
    if (words.size() > 1 && words.first() == QLatin1String("the"))
        words.removeFirst();
    return words;
}

}  // namespace

CompanyName companyName(QStringView name, QStringView address)
{
    CompanyName parts;
    QString text = comparableText(name);
    if (!hasHan(text)) {
        parts.words = withoutLatinForms(wordsOf(text), parts.isGroup);
        parts.core = parts.words.join(QString());
        parts.sound = parts.core;
        return parts;
    }
    const QString bracketed = takeBracketedPlace(text);
    // 华为 Huawei Co., Ltd.: both forms may stand behind.
    text = withoutLatinForms(wordsOf(text), parts.isGroup).join(QString());
    parts.branch = takeBranch(text);
    for (qsizetype form = endingForm(text, HanForms); form > 0; form = endingForm(text, HanForms)) {
        parts.isGroup = parts.isGroup || QStringView(text).last(form).contains(u"集团") ||
                        QStringView(text).last(form).contains(u"控股");
        text.chop(form);
    }
    Parted parted = withoutPlace(text, address);
    parts.core = std::move(parted.core);
    parts.place = bracketed.isEmpty() ? parted.place : bracketed;
    parts.words = {parts.core};
    parts.sound = PinyinTable().full(parts.core);
    return parts;
}

}  // namespace dw
