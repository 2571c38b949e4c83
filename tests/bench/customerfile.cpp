// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/customerfile.h"

#include "core/exchange/headermatcher.h"
#include "core/exchange/tablesource.h"

#include <QFile>

namespace dw::bench
{

bool writeCustomers(const QString &path, int rows, QRandomGenerator &random)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("Name,Industry,Phone,Website,Grade,Order count,Annual revenue,Owner\n");
    static constexpr const char *industries[] = {"machinery", "electronics", "chemicals"};
    for (int i = 0; i < rows; ++i) {
        const QByteArray number = QByteArray::number(i).rightJustified(7, '0');
        file.write("新路" + number + "贸易有限公司," + industries[random.bounded(3)] + ",+86574" +
                   QByteArray::number(10'000'000 + i) + ",https://n" + number + ".example," +
                   char('a' + random.bounded(4)) + ',' + QByteArray::number(random.bounded(40)) + ',' +
                   QByteArray::number(random.bounded(90'000'000)) + ",user" +
                   QByteArray::number(1 + random.bounded(60)) + '\n');
    }
    return true;
}

Result<ImportMapping> customerMapping(const QString &path, const DictionaryPtr &dictionary)
{
    const ObjectTypePtr object = dictionary->find(u"account");
    DW_ASSIGN(const HeaderMatcher matcher, HeaderMatcher::create(dictionary));
    DW_ASSIGN(TableSource source, TableSource::open(path, {}));
    QList<Row> sample;
    Row row;
    while (sample.size() < 200) {
        DW_ASSIGN(const bool there, source.next(row));
        if (!there)
            break;
        sample.append(row);
    }
    return HeaderMatcher::mapping(object, matcher.propose(object, source.header(), sample));
}

}  // namespace dw::bench
