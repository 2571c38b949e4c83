// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text/chineseplace.h"

#include <QSet>
#include <QString>

#include <algorithm>

namespace dw
{

namespace
{

constexpr qsizetype ShortestName = 2, LongestName = 4;

// Provinces, then cities of prefecture level and some well-known ones of county level, without their
// suffixes.
constexpr char16_t Names[] =
    u"北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 "
    u"四川 贵州 "
    u"云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国 "
    u"石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 "
    u"忻州 临汾 "
    u"吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 "
    u"锦州 营口 "
    u"阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 "
    u"双鸭山 大庆 "
    u"伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 "
    u"杭州 "
    u"宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 "
    u"阜阳 "
    u"宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 "
    u"赣州 "
    u"吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 "
    u"郑州 开封 "
    u"洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 "
    u"宜昌 "
    u"襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 "
    u"益阳 "
    u"郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 "
    u"清远 东莞 "
    u"中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 "
    u"三沙 "
    u"儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 "
    u"甘孜 "
    u"凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 "
    u"红河 文山 "
    u"西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 "
    u"榆林 安康 "
    u"商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 银川 石嘴山 "
    u"吴忠 固原 "
    u"中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博州 巴州 阿克苏 喀什 和田 伊犁 塔城 阿勒泰 石河子 "
    u"昆山 江阴 常熟 张家港 太仓 宜兴 义乌 慈溪 余姚 海宁 诸暨 瑞安 乐清 温岭 晋江 石狮 南安 福清 顺德 增城 "
    u"台北 新北 高雄 台中 台南";

const QSet<QString> &names()
{
    static const QSet<QString> known = [] {
        const QStringList all = QString::fromUtf16(Names).split(u' ');
        return QSet<QString>(all.begin(), all.end());
    }();
    return known;
}

// Longest first, so that 自治区 is not taken for a district.
constexpr QStringView Suffixes[] = {u"特别行政区", u"壮族自治区", u"回族自治区", u"维吾尔自治区",
                                    u"自治区",     u"自治州",     u"省",         u"市",
                                    u"州",         u"地区",       u"盟"};

qsizetype suffixAt(QStringView name)
{
    for (const QStringView suffix : Suffixes) {
        if (name.startsWith(suffix))
            return suffix.size();
    }
    return 0;
}

// 深圳, 深圳市; the longest name that fits.
qsizetype namedPlace(QStringView name)
{
    for (qsizetype length = std::min(LongestName, name.size()); length >= ShortestName; --length) {
        if (names().contains(name.first(length).toString()))
            return length + suffixAt(name.sliced(length));
    }
    return 0;
}

// 南山区, 嘉善县, 昆山市.
qsizetype countyLike(QStringView name)
{
    for (qsizetype length = ShortestName; length <= LongestName && length < name.size(); ++length) {
        const QChar c = name[length];
        if (c == u'区' || c == u'县' || c == u'市' || c == u'旗')
            return length + 1;
    }
    return 0;
}

}  // namespace

qsizetype leadingPlace(QStringView name)
{
    qsizetype end = namedPlace(name);
    if (end == 0) {
        // 嘉善县: a place of its own. A district alone is a word like any other (阳光小区).
        end = countyLike(name);
        if (end == 0 || name[end - 1] == u'区')
            return 0;
    }
    while (end < name.size()) {
        const QStringView rest = name.sliced(end);
        const qsizetype more = std::max(namedPlace(rest), countyLike(rest));
        if (more == 0)
            break;
        end += more;
    }
    return end < name.size() ? end : 0;
}

}  // namespace dw
