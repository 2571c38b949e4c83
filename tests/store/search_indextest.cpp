// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"
#include "core/dictionary/builtindictionary.h"
#include "core/records/changeset.h"
#include "core/store/sqlite/connection.h"
#include "core/store/sqlite/migrations.h"
#include "core/store/sqlite/recordstore.h"
#include "core/store/sqlite/schema.h"
#include "core/store/sqlite/searchindex.h"
#include "core/store/sqlite/searchquery.h"
// The fuzz program's inputs run as a plain test too.
#include "tests/fuzz/search_fuzz.cpp"
#include "tests/support/property.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace dw::test
{

namespace
{

using namespace dw::sqlite;

QString utf8(const char *text)
{
    return QString::fromUtf8(text);
}

}  // namespace

class SearchIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void findsHanByOneToFourCharacters();
    void findsByPinyinAndInitials();
    void findsWhatIsBehindThePlaceByPinyin();
    void findsEachRunOfHanByPinyin();
    void aSingleLetterIsAWord();
    void anIndexOfOtherTokensIsMadeAnew();
    void findsNumbersByAnyPart();
    void exactBeforeBeginningBeforeInside();
    void wordsAreAllNeededAndTheLastMayBeBegun();
    void updatesAndDeletionsLeaveNoTrace();
    void hiddenFieldsAreNotSearched();
    void onlyReadableRecordsAreFound();
    void anyTextIsASearch();
    void checkNoticesWhatIsMissing();
    void deferredPiecesAreJoinedLater();
    void everyFuzzInputIsTaken();

private:
    Record account(const char *name, const QHash<QString, QString> &more = {});
    void save(const Record &before, const Record &after);
    QStringList titles(const QString &text, SearchRequest request = {});

    QTemporaryDir m_folder;
    DictionaryPtr m_dictionary;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<RecordStore> m_store;
    std::unique_ptr<SearchIndex> m_index;
    qint64 m_time = 1'700'000'000'000;
};

void SearchIndexTest::initTestCase()
{
    const auto definitions = BuiltinDictionary::definitions();
    QVERIFY(definitions.ok());
    const auto dictionary = Dictionary::build(*definitions);
    QVERIFY(dictionary.ok());
    m_dictionary = *dictionary;
    auto opened = Connection::open(m_folder.filePath(QStringLiteral("s.db")), Connection::Mode::Create, 8192);
    QVERIFY2(opened.ok(), qPrintable(opened.ok() ? QString() : opened.error().detail));
    m_connection = std::move(*opened);
    QVERIFY(migrate(*m_connection).ok());
    QVERIFY(m_connection->execute("BEGIN IMMEDIATE").ok());
    QVERIFY(adoptDictionary(*m_connection, *m_dictionary).ok());
    m_index = std::make_unique<SearchIndex>(*m_connection);
    m_index->setDictionary(m_dictionary);
    const Result<void> made = m_index->createTables();
    QVERIFY2(made.ok(), qPrintable(made.ok() ? QString() : made.error().detail));
    QVERIFY(m_connection->execute("COMMIT").ok());
    m_store = std::make_unique<RecordStore>(*m_connection, *Currency::fromCode(u"CNY"), BusinessZone());
    m_store->setDictionary(m_dictionary);
}

void SearchIndexTest::cleanup()
{
    QVERIFY(!m_connection->inTransaction() || m_connection->execute("ROLLBACK").ok());
}

Record SearchIndexTest::account(const char *name, const QHash<QString, QString> &more)
{
    Record record(m_dictionary->find(u"account"), Id::named(QByteArray("account/") + name));
    record.set(u"name", Value(utf8(name)));
    record.set(u"updated_at", Value(Instant{m_time += 1000}));
    for (auto it = more.begin(); it != more.end(); ++it)
        record.set(it.key(), Value(it.value()));
    if (!m_connection->inTransaction() && !m_connection->execute("BEGIN IMMEDIATE").ok())
        qFatal("begin");
    save({}, record);
    return record;
}

void SearchIndexTest::save(const Record &before, const Record &after)
{
    ChangeSet changes;
    if (before.isValid())
        changes.update(before, after);
    else
        changes.create(after);
    const Result<void> applied = m_store->apply(changes, [this](const RecordChange &change, qint64) {
        return m_index->indexRecord(change.before, change.after);
    });
    if (!applied.ok())
        qFatal("%s %s", qPrintable(applied.error().key), qPrintable(applied.error().detail));
}

QStringList SearchIndexTest::titles(const QString &text, SearchRequest request)
{
    request.text = text;
    request.objects = {QStringLiteral("account")};
    const Result<QList<SearchHit>> hits = m_index->search(request);
    if (!hits.ok())
        return {QStringLiteral("error ") + hits.error().key + hits.error().detail};
    QStringList found;
    for (const SearchHit &hit : *hits)
        found.append(hit.title);
    return found;
}

void SearchIndexTest::findsHanByOneToFourCharacters()
{
    account("华为技术有限公司");
    account("中华保险");
    account("为华服务");
    QCOMPARE(titles(utf8("华为")), QStringList{utf8("华为技术有限公司")});
    QCOMPARE(titles(utf8("技术有限")), QStringList{utf8("华为技术有限公司")});
    QCOMPARE(titles(utf8("华")).size(), 3);
    QCOMPARE(titles(utf8("华技")), QStringList());
}

void SearchIndexTest::findsByPinyinAndInitials()
{
    account("华为技术");
    account("长城汽车");
    account("Hwanung Ltd");
    QCOMPARE(titles(QStringLiteral("hwjs")), QStringList{utf8("华为技术")});
    QCOMPARE(titles(QStringLiteral("huawei")), QStringList{utf8("华为技术")});
    QCOMPARE(titles(QStringLiteral("changcheng")), QStringList{utf8("长城汽车")});
    QVERIFY(titles(QStringLiteral("hw")).contains(utf8("华为技术")));
    QVERIFY(titles(QStringLiteral("hw")).contains(QStringLiteral("Hwanung Ltd")));
}

// Most registered names begin with a place; people look for what is behind it.
void SearchIndexTest::findsWhatIsBehindThePlaceByPinyin()
{
    const QString placed = utf8("深圳市华为数字能源有限公司");
    account("深圳市华为数字能源有限公司");
    account("华为技术");
    for (const char *typed : {"hwsz", "huaweishuzi", "szshw", "shenzhenshihuawei"})
        QCOMPARE(titles(QString::fromLatin1(typed)), QStringList{placed});
    QCOMPARE(titles(QStringLiteral("hw")), (QStringList{utf8("华为技术"), placed}));
}

void SearchIndexTest::findsEachRunOfHanByPinyin()
{
    account("Huawei 华为技术");
    account("华为（深圳）有限公司");
    account("3M中国");
    account("Hwanung Ltd");
    const QString mixed = utf8("Huawei 华为技术"), branch = utf8("华为（深圳）有限公司");
    QCOMPARE(titles(QStringLiteral("hwjs")), QStringList{mixed});
    QCOMPARE(titles(QStringLiteral("huaweijishu")), QStringList{mixed});
    QCOMPARE(titles(QStringLiteral("huaweij")), QStringList{mixed});
    QCOMPARE(titles(QStringLiteral("sz")), QStringList{branch});
    QCOMPARE(titles(QStringLiteral("shenzhen")), QStringList{branch});
    QCOMPARE(titles(QStringLiteral("yxgs")), QStringList{branch});
    QCOMPARE(titles(QStringLiteral("zhongguo")), QStringList{utf8("3M中国")});
    QCOMPARE(titles(QStringLiteral("hw")).size(), 3);
    // What begins so comes before what a word in it begins so.
    QCOMPARE(titles(QStringLiteral("hw")).last(), mixed);
    // What was put in goes out again.
    const Record made = account("Sony 索尼");
    const Result<Record> before = m_store->find(made.typePointer(), made.id());
    Record after = *before;
    after.set(u"name", Value(utf8("Sony 松下")));
    save(*before, after);
    QCOMPARE(titles(QStringLiteral("sn")), QStringList());
    QCOMPARE(titles(QStringLiteral("sx")), QStringList{utf8("Sony 松下")});
}

// One letter begins half of all words: alone it is a word of one character, and no more.
void SearchIndexTest::aSingleLetterIsAWord()
{
    account("Huawei 华");
    account("H Trading");
    account("华为");
    account("Harbor");
    QStringList found = titles(QStringLiteral("h"));
    found.sort();
    QCOMPARE(found, (QStringList{QStringLiteral("H Trading"), utf8("Huawei 华")}));
    auto plan = m_connection->prepare(
        "EXPLAIN QUERY PLAN SELECT rowid FROM \"search:account\" WHERE \"search:account\" MATCH '\"h\"' "
        "ORDER BY rowid DESC LIMIT 500");
    QVERIFY(plan.ok() && plan->step().ok());
    // Along the index, in its own order: no sort of all that has the letter.
    QVERIFY(plan->text(3).contains(QLatin1String("VIRTUAL TABLE INDEX")));
    QVERIFY(!*plan->step());
}

void SearchIndexTest::anIndexOfOtherTokensIsMadeAnew()
{
    account("Huawei 华为技术");
    const auto sql = [&] {
        auto read = m_connection->prepare("SELECT sql FROM sqlite_schema WHERE name='search:account'");
        return read.ok() && read->step().ok() ? read->text(0) : QString();
    };
    const QString wanted = sql();
    QString old = wanted;
    old.replace(QRegularExpression(QStringLiteral("dealwright \\d+")), QStringLiteral("dealwright 2"));
    QVERIFY(old != wanted);
    QVERIFY(m_connection->execute("DROP TABLE \"search:account\"").ok());
    QVERIFY(m_connection->execute(old.toUtf8()).ok());
    QCOMPARE(titles(QStringLiteral("hwjs")), QStringList());
    QVERIFY(m_index->createTables().ok());
    QCOMPARE(sql(), wanted);
    QCOMPARE(titles(QStringLiteral("hwjs")), QStringList{utf8("Huawei 华为技术")});
}

void SearchIndexTest::findsNumbersByAnyPart()
{
    account("One", {{QStringLiteral("phone"), QStringLiteral("+8613812345678")},
                    {QStringLiteral("uscc"), QStringLiteral("91110108551385082Q")}});
    account("Two", {{QStringLiteral("phone"), QStringLiteral("+8613899990000")}});
    QCOMPARE(titles(QStringLiteral("5678")), QStringList{QStringLiteral("One")});
    QCOMPARE(titles(QStringLiteral("1234")), QStringList{QStringLiteral("One")});
    QCOMPARE(titles(QStringLiteral("13899990000")), QStringList{QStringLiteral("Two")});
    QCOMPARE(titles(QStringLiteral("5513")), QStringList{QStringLiteral("One")});
    QCOMPARE(titles(QStringLiteral("5082q")), QStringList{QStringLiteral("One")});
    // As dialled from abroad.
    for (const char *dialled : {"00861381", "0086 138-1234 5678", "００８６138 1234", "008613812345678"})
        QCOMPARE(titles(utf8(dialled)), QStringList{QStringLiteral("One")});
    account("Three", {{QStringLiteral("phone"), QStringLiteral("+4915112345000")}});
    QCOMPARE(titles(QStringLiteral("00491511234")), QStringList{QStringLiteral("Three")});
}

void SearchIndexTest::exactBeforeBeginningBeforeInside()
{
    account("Acme");
    account("Acme Holding");
    account("The Acme");
    const QStringList expected{QStringLiteral("Acme"), QStringLiteral("Acme Holding"),
                               QStringLiteral("The Acme")};
    QCOMPARE(titles(QStringLiteral("acme")), expected);
    // Of two equal ones the younger is first.
    account("Acme Services");
    QCOMPARE(titles(QStringLiteral("acme")).value(1), QStringLiteral("Acme Services"));
}

void SearchIndexTest::wordsAreAllNeededAndTheLastMayBeBegun()
{
    account("Blue Ocean Trading");
    account("Blue Sky");
    QCOMPARE(titles(QStringLiteral("blue oc")), QStringList{QStringLiteral("Blue Ocean Trading")});
    QCOMPARE(titles(QStringLiteral("ocean blue")), QStringList{QStringLiteral("Blue Ocean Trading")});
    QCOMPARE(titles(QStringLiteral("bl sky")), QStringList());
}

void SearchIndexTest::updatesAndDeletionsLeaveNoTrace()
{
    const Record first = account("旧名公司");
    Record renamed = first;
    renamed.set(u"name", Value(utf8("新名公司")));
    const Result<Record> stored = m_store->find(first.typePointer(), first.id());
    QVERIFY(stored.ok());
    Record next = *stored;
    next.set(u"name", Value(utf8("新名公司")));
    save(*stored, next);
    QCOMPARE(titles(utf8("旧名")), QStringList());
    QCOMPARE(titles(utf8("新名")), QStringList{utf8("新名公司")});
    const Result<Record> again = m_store->find(first.typePointer(), first.id());
    Record deleted = *again;
    deleted.set(u"deleted_at", Value(Instant{m_time}));
    save(*again, deleted);
    QCOMPARE(titles(utf8("新名")), QStringList());
    const Result<Record> gone = m_store->find(first.typePointer(), first.id());
    Record restored = *gone;
    restored.set(u"deleted_at", Value());
    save(*gone, restored);
    QCOMPARE(titles(utf8("新名")), QStringList{utf8("新名公司")});
    const Result<QString> problems = m_index->check();
    QVERIFY(problems.ok());
    QCOMPARE(*problems, QString());
    QVERIFY(
        m_connection->execute("INSERT INTO \"search:account\"(\"search:account\") VALUES('integrity-check')")
            .ok());
}

void SearchIndexTest::hiddenFieldsAreNotSearched()
{
    account("One", {{QStringLiteral("phone"), QStringLiteral("+8613812345678")}});
    SearchRequest request;
    request.hiddenFields.insert(QStringLiteral("account"), {QStringLiteral("phone")});
    QCOMPARE(titles(QStringLiteral("5678"), request), QStringList());
    QCOMPARE(titles(QStringLiteral("one"), request), QStringList{QStringLiteral("One")});
}

void SearchIndexTest::onlyReadableRecordsAreFound()
{
    account("Acme North", {{QStringLiteral("kind"), QStringLiteral("company")}});
    account("Acme South", {{QStringLiteral("kind"), QStringLiteral("person")}});
    CheckScope scope{m_dictionary, m_dictionary->find(u"account"), *Currency::fromCode(u"CNY")};
    const auto condition = CheckedExpression::condition(QStringLiteral("kind = \"company\""), scope);
    QVERIFY(condition.ok());
    SearchRequest request;
    request.readable.insert(QStringLiteral("account"), *condition);
    QCOMPARE(titles(QStringLiteral("acme"), request), QStringList{QStringLiteral("Acme North")});
}

void SearchIndexTest::anyTextIsASearch()
{
    account("Acme");
    for (const char *text : {"\"",
                             "*",
                             "^",
                             "(",
                             "NEAR(a b)",
                             "AND",
                             "a OR b",
                             "name:x",
                             "{f:name} : a",
                             "a\"b",
                             "-",
                             "'",
                             "++",
                             ":::",
                             "华\"为",
                             "a*",
                             "\\",
                             "%",
                             ";DROP TABLE account",
                             "NOT",
                             "  ",
                             "\xF0\x9F\x98\x80"})
        QVERIFY2(!titles(utf8(text)).value(0).startsWith(QLatin1String("error")), text);
    DW_PROPERTY([this](const std::vector<std::uint16_t> &text) {
        const QString typed(reinterpret_cast<const QChar *>(text.data()), qsizetype(text.size()));
        RC_ASSERT(!titles(typed).value(0).startsWith(QLatin1String("error")));
    });
}

void SearchIndexTest::checkNoticesWhatIsMissing()
{
    account("Acme");
    QVERIFY(m_connection->execute("UPDATE account SET name='Else'").ok());
    QVERIFY(m_index->check()->contains(QLatin1String("search:account")));
    QVERIFY(m_index->rebuild().ok());
    QCOMPARE(*m_index->check(), QString());
    QCOMPARE(titles(QStringLiteral("else")), QStringList{QStringLiteral("Else")});
    QVERIFY(m_connection->execute("DROP TABLE \"search:account\"").ok());
    QVERIFY(m_index->createTables().ok());
    QCOMPARE(titles(QStringLiteral("else")), QStringList{QStringLiteral("Else")});
}

void SearchIndexTest::deferredPiecesAreJoinedLater()
{
    const ObjectTypePtr type = m_dictionary->find(u"account");
    const auto pieces = [this] {
        return m_connection->integer("SELECT count(DISTINCT segid) FROM \"search:account_idx\"").value();
    };
    const auto setting = [this](const char *name) {
        return m_connection
            ->integer(QByteArray("SELECT v FROM \"search:account_config\" WHERE k='") + name + '\'')
            .value();
    };
    // One piece has to fit into a page of the file beside what the page keeps free.
    QCOMPARE(setting("pgsz"), 4050 - ReservedBytes);
    QVERIFY(m_connection->execute("BEGIN IMMEDIATE").ok());
    QCOMPARE(m_index->deferMerging(*type).value(), false);
    QCOMPARE(m_index->deferMerging(*type).value(), true);
    QVERIFY(m_connection->execute("COMMIT").ok());
    const qint64 before = pieces();
    constexpr int Count = 30;
    for (int i = 0; i < Count; ++i) {
        account(("Deferred " + QByteArray::number(i)).constData());
        QVERIFY(m_connection->execute("COMMIT").ok());
    }
    QCOMPARE(pieces(), before + Count);
    QCOMPARE(titles(utf8("deferred 17")), QStringList{utf8("Deferred 17")});

    // Another opening of the file goes on with it.
    SearchIndex again(*m_connection);
    again.setDictionary(m_dictionary);
    QVERIFY(again.isDeferred().value());
    QVERIFY(m_connection->execute("BEGIN IMMEDIATE").ok());
    for (int steps = 0; !again.merge().value(); ++steps)
        QVERIFY(steps < 1000);
    QVERIFY(!again.isDeferred().value());
    QVERIFY(again.merge().value());
    QVERIFY(m_connection->execute("COMMIT").ok());
    QVERIFY2(pieces() < 8, qPrintable(QString::number(pieces())));
    QCOMPARE(setting("automerge"), 4);
    QCOMPARE(setting("crisismerge"), 16);
    QCOMPARE(setting("hashsize"), 1 << 20);
    QCOMPARE(titles(utf8("deferred 17")), QStringList{utf8("Deferred 17")});
    QCOMPARE(m_index->check().value(), QString());
    QVERIFY(m_connection
                ->execute("DELETE FROM account; INSERT INTO \"search:account\"(\"search:account\") "
                          "VALUES('delete-all')")
                .ok());
}

void SearchIndexTest::everyFuzzInputIsTaken()
{
    const QDir corpus(
        QFileInfo(QString::fromUtf8(__FILE__)).dir().filePath(QStringLiteral("../data/fuzz/search")));
    const QFileInfoList files = corpus.entryInfoList(QDir::Files);
    QVERIFY(files.size() >= 10);
    for (const QFileInfo &info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QCOMPARE(LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()),
                                        std::size_t(bytes.size())),
                 0);
    }
}

DW_TEST(SearchIndexTest)

}  // namespace dw::test

#include "search_indextest.moc"
