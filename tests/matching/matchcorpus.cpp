// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/matching/matchcorpus.h"

#include "tests/exchange/files_support.h"

namespace dw::test
{

namespace
{

// Every row as column -> text. Nothing where the file cannot be read.
std::vector<QHash<QString, QString>> rowsOf(const QString &path)
{
    const Table table = readCsv(path, CsvDialect());
    std::vector<QHash<QString, QString>> rows;
    for (qsizetype i = 1; i < table.rows.size(); ++i) {
        QHash<QString, QString> row;
        for (qsizetype column = 0; column < std::min(table.rows[i].size(), table.rows[0].size()); ++column)
            row.insert(table.rows[0][column].text.trimmed(), table.rows[i][column].text.trimmed());
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

std::optional<MatchCorpus> MatchCorpus::chinese(const QString &records, const QString &truth,
                                                const QStringList &fields)
{
    QHash<QString, QString> entities;
    for (const auto &row : rowsOf(truth))
        entities.insert(row[QStringLiteral("record_id")], row[QStringLiteral("entity_id")]);
    MatchCorpus corpus;
    for (const auto &row : rowsOf(records)) {
        const auto taken = [&](const char *field, const char *column) {
            return fields.contains(QLatin1String(field)) ? row[QString::fromUtf8(column)] : QString();
        };
        MatchInput input;
        input.company = row[QStringLiteral("公司名称")];
        input.uscc = taken("uscc", "统一社会信用代码");
        input.address = taken("address", "地址");
        input.person = taken("person", "联系人");
        input.phones = QStringList{taken("mobile", "手机"), taken("phone", "座机")};
        input.emails = QStringList{taken("email", "邮箱")};
        corpus.ids.push_back(row[QStringLiteral("客户编号")]);
        corpus.entities.push_back(entities.value(corpus.ids.back()));
        corpus.profiles.push_back(matchProfile(input));
    }
    if (corpus.profiles.empty() || entities.isEmpty())
        return {};
    return corpus;
}

std::optional<MatchCorpus> MatchCorpus::registered(const QString &records)
{
    MatchCorpus corpus;
    for (const auto &row : rowsOf(records)) {
        MatchInput input;
        input.company = row[QStringLiteral("企业名称")];
        input.address = row[QStringLiteral("注册地址")];
        corpus.ids.push_back(input.company);
        corpus.entities.push_back(row[QStringLiteral("统一社会信用代码")]);
        corpus.profiles.push_back(matchProfile(input));
    }
    if (corpus.profiles.empty())
        return {};
    return corpus;
}

std::optional<MatchCorpus> MatchCorpus::restaurants(const QString &records)
{
    MatchCorpus corpus;
    for (const auto &row : rowsOf(records)) {
        MatchInput input;
        input.company = row[QStringLiteral("name")];
        input.address = row[QStringLiteral("addr")];
        input.city = row[QStringLiteral("city")];
        input.phones = QStringList{row[QStringLiteral("phone")]};
        corpus.ids.push_back(input.company);
        corpus.entities.push_back(row[QStringLiteral("class")]);
        corpus.profiles.push_back(matchProfile(input));
    }
    if (corpus.profiles.empty())
        return {};
    return corpus;
}

std::optional<MatchCorpus> MatchCorpus::febrl(const QString &records)
{
    MatchCorpus corpus;
    for (const auto &row : rowsOf(records)) {
        MatchInput input;
        input.kind = MatchInput::Kind::Person;
        input.person = row[QStringLiteral("given_name")] + QLatin1Char(' ') + row[QStringLiteral("surname")];
        input.address = QStringList{row[QStringLiteral("street_number")], row[QStringLiteral("address_1")],
                                    row[QStringLiteral("address_2")]}
                            .join(QLatin1Char(' '));
        input.city = row[QStringLiteral("suburb")];
        input.birthday = row[QStringLiteral("date_of_birth")];
        input.idNumber = row[QStringLiteral("soc_sec_id")];
        corpus.ids.push_back(row[QStringLiteral("rec_id")]);
        corpus.entities.push_back(corpus.ids.back().section(QLatin1Char('-'), 1, 1));
        corpus.profiles.push_back(matchProfile(input));
    }
    if (corpus.profiles.empty())
        return {};
    return corpus;
}

qsizetype MatchCorpus::truePairs() const
{
    QHash<QString, qsizetype> records;
    for (const QString &entity : entities)
        ++records[entity];
    qsizetype pairs = 0;
    for (const qsizetype count : std::as_const(records))
        pairs += count * (count - 1) / 2;
    return pairs;
}

QString MatchQuality::told(const char *name) const
{
    return QStringLiteral("%1: precision %2, recall %3 (%4 found, %5 right, %6 wanted)")
        .arg(QLatin1String(name))
        .arg(precision(), 0, 'f', 4)
        .arg(recall(), 0, 'f', 4)
        .arg(found)
        .arg(right)
        .arg(wanted);
}

MatchQuality qualityOf(const MatchCorpus &corpus, const MatchSearch &search)
{
    MatchQuality quality;
    quality.wanted = corpus.truePairs();
    for (const MatchedPair &pair : search.pairs) {
        ++quality.found;
        if (corpus.entities[pair.one] == corpus.entities[pair.other])
            ++quality.right;
        else if (qEnvironmentVariableIsSet("DEALWRIGHT_TELL_PAIRS"))
            qInfo("wrong: %s %s", qPrintable(corpus.ids[pair.one]), qPrintable(corpus.ids[pair.other]));
    }
    return quality;
}

}  // namespace dw::test
