// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/peer_fuzz.h"
#include "tests/support/testrunner.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace dw::test
{

namespace
{

QByteArray inputOf(const QString &decoder, const QJsonObject &json)
{
    return decoder.toLatin1() + '\n' + QJsonDocument(json).toJson(QJsonDocument::Compact);
}

// The value with the part at the place, counted through all of it, put in place of what stands there. True:
// there is such a place.
bool spoil(QJsonValue &value, int &place, const QJsonValue &part)
{
    if (place-- == 0) {
        value = part;
        return true;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            QJsonValue inner = member.value();
            if (spoil(inner, place, part)) {
                member.value() = inner;
                value = object;
                return true;
            }
        }
    } else if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i) {
            QJsonValue inner = array.at(i);
            if (spoil(inner, place, part)) {
                array[i] = inner;
                value = array;
                return true;
            }
        }
    }
    return false;
}

}  // namespace

// A peer that says whatever it likes: what a laptop takes from its server, what a server takes from laptops,
// and files that others may have written.
class HostilePeerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanupTestCase() { endFuzzing(); }
    void replaysTheFuzzCorpus();
    void everyPartOfAnAnswerIsSpoilt_data();
    void everyPartOfAnAnswerIsSpoilt();
};

void HostilePeerTest::replaysTheFuzzCorpus()
{
    const QDir corpus(QStringLiteral(DEALWRIGHT_SOURCE_DIR "/tests/data/fuzz/peer"));
    const QStringList files = corpus.entryList(QDir::Files);
    QSet<QString> replayed;
    for (const QString &name : files) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const QString decoder = QString::fromLatin1(bytes.left(bytes.indexOf('\n')));
        QVERIFY2(peerDecoders().contains(decoder), qPrintable(name));
        replayed.insert(decoder);
        fuzzPeer(bytes);
        // Cut off anywhere; what is JSON is nothing then, so that a few places do.
        for (const qsizetype part : {3, 2})
            fuzzPeer(QByteArrayView(bytes).first(bytes.size() * (part - 1) / part));
    }
    const QStringList decoders = peerDecoders();
    for (const QString &decoder : decoders)
        QVERIFY2(replayed.contains(decoder), qPrintable(decoder + QStringLiteral(" has no input")));
}

void HostilePeerTest::everyPartOfAnAnswerIsSpoilt_data()
{
    QTest::addColumn<QString>("decoder");
    for (const char *decoder : {"pull", "members", "push", "reconcile", "verify"})
        QTest::addRow("%s", decoder) << QString::fromLatin1(decoder);
}

void HostilePeerTest::everyPartOfAnAnswerIsSpoilt()
{
    QFETCH(const QString, decoder);
    QJsonValue deep = 1;
    for (int i = 0; i < 200; ++i)
        deep = QJsonArray{deep};
    const QJsonArray parts{QJsonValue(),
                           -1,
                           1e300,
                           0.5,
                           QString(),
                           QStringLiteral("x"),
                           QString(QChar(0xd800)),
                           QStringLiteral("00000000-0000-0000-0000-000000000000"),
                           QJsonArray(),
                           QJsonObject(),
                           deep};
    const QJsonObject sound = soundAnswer(decoder);
    QVERIFY2(!sound.isEmpty() && !sound.contains(QLatin1String("code")),
             qPrintable(QString::fromUtf8(QJsonDocument(sound).toJson())));
    int places = 0;
    for (bool more = true; more;) {
        QJsonValue answer = sound;
        int at = ++places;
        more = spoil(answer, at, QJsonValue());
    }
    // Some of them, spread over all places and values; DEALWRIGHT_SPOILT_ANSWERS for more.
    const int wanted = std::max(100, qEnvironmentVariableIntValue("DEALWRIGHT_SPOILT_ANSWERS"));
    int step = std::max(1, places * int(parts.size()) / wanted);
    if (step % parts.size() == 0)
        ++step;
    int tried = 0;
    for (int i = 0; i < places * int(parts.size()); i += step) {
        QJsonValue answer = sound;
        int at = i / int(parts.size());
        if (!spoil(answer, at, parts.at(i % parts.size())))
            continue;
        fuzzPeer(inputOf(decoder, answer.toObject()));
        ++tried;
    }
    QVERIFY2(tried > 10, qPrintable(QString::number(tried)));
    // As it is it is taken.
    fuzzPeer(inputOf(decoder, sound));
}

DW_TEST(HostilePeerTest)

}  // namespace dw::test

#include "hostilepeertest.moc"
