// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettesearch.h"

#include "ui/shell/hitranges.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace dw::ui
{

namespace
{

using Titles = QHash<RecordRef, QString>;

constexpr int PerObject = 4;
constexpr int PerFurtherObject = 2;  // of the kinds below the first: the palette is no list
constexpr int PerObjectInAll = 50;
constexpr int MostChildren = 4;

QString labelOf(const Record &record, QStringView key, Language language)
{
    const Field *field = record.type().find(key);
    if (!field)
        return {};
    const QString value = record.value(key).text();
    const PicklistValue *known = field->picklistValue(value);
    return known ? known->label.in(language) : value;
}

// Lines are made of what a person tells records apart by; what is empty is left out.
class RowMaker
{
public:
    RowMaker(const Reader &reader, const PaletteQuestion &question, const Titles &titles)
        : m_reader(reader), m_question(question), m_titles(titles)
    {}

    PaletteRow make(const Record &record, const QString &title, const QString &excerpt) const
    {
        PaletteRow row;
        row.icon = record.type().icon();
        row.record = record.ref();
        row.title = title.isEmpty() ? record.title(language()) : title;
        row.hits = hitRanges(m_pinyin, row.title, m_question.text);
        const QString &object = record.type().key();
        if (object == QLatin1String("account"))
            account(record, row);
        else if (object == QLatin1String("opportunity"))
            deal(record, row);
        else if (object == QLatin1String("contact"))
            contact(record, row);
        else if (object == QLatin1String("lead"))
            lead(record, row);
        else if (object == QLatin1String("task"))
            task(record, row);
        else if (object == QLatin1String("product"))
            row.detail = record.value(u"code").text();
        // What was hit beats what is known anyway.
        if (row.hits.isEmpty() && !excerpt.isEmpty() && excerpt != row.title)
            row.detail = excerpt;
        return row;
    }

private:
    Language language() const { return m_reader.context().language; }
    QString title(const Record &record, QStringView key) const
    {
        const Field *field = record.type().find(key);
        const Value &value = record.value(key);
        if (!field || value.isNull())
            return {};
        return m_titles.value(RecordRef{field->target, value.id()});
    }
    QString join(const QStringList &parts) const
    {
        QStringList full;
        std::copy_if(parts.begin(), parts.end(), std::back_inserter(full),
                     [](const QString &part) { return !part.isEmpty(); });
        return full.join(language() == Language::Chinese ? QStringLiteral("，") : QStringLiteral(", "));
    }
    QString ownerUnlessMe(const Record &record) const
    {
        if (record.value(u"owner_id").id() == m_question.me)
            return {};
        const QString owner = title(record, u"owner_id");
        return owner.isEmpty() ? QString()
                               : QCoreApplication::translate("dw::ui::Palette", "owner %1").arg(owner);
    }
    QDate today() const
    {
        const ReadContext &context = m_reader.context();
        return context.settings.zone.dateOf(context.now).toQDate();
    }
    // What is not in the workspace's currency says in which it is.
    QString plain(const Money &money) const
    {
        const QString shown = m_question.format.money(money);
        const bool own = money.currency == m_reader.context().settings.currency || money.currency.isNull();
        return own ? shown : money.currency.code() + QChar(0xA0) + shown;
    }
    QString dateOf(const Value &value) const
    {
        if (value.isNull())
            return {};
        const QDate date = value.kind() == Value::Kind::Instant
                               ? m_reader.context().settings.zone.dateOf(value.instant()).toQDate()
                               : value.date().toQDate();
        return m_question.format.calendarDate(date, today());
    }

    void account(const Record &record, PaletteRow &row) const
    {
        const QString other = record.value(u"name_en").text();
        const QJsonObject address =
            QJsonDocument::fromJson(record.value(u"address").text().toUtf8()).object();
        row.detail =
            join({row.title.startsWith(other) ? QString() : other, labelOf(record, u"industry", language()),
                  address.value(QStringLiteral("city")).toString(), ownerUnlessMe(record)});
        const QString grade = labelOf(record, u"grade", language());
        if (!grade.isEmpty())
            row.right = language() == Language::Chinese
                            ? grade
                            : record.type().find(u"grade")->label.en + QLatin1Char(' ') + grade;
    }
    void deal(const Record &record, PaletteRow &row) const
    {
        const Stage *stage = m_question.configuration->rulebook->stage(record.value(u"stage_id").id());
        QString stageName;
        if (stage) {
            stageName = stage->name.in(language());
            const Pipeline *pipeline = m_question.configuration->rulebook->pipeline(stage->pipeline);
            const QList<Stage> open = pipeline ? pipeline->openStages() : QList<Stage>();
            for (qsizetype i = 0; i < open.size(); ++i)
                if (open.at(i).id == stage->id)
                    row.stage = int(i) + 1;
            row.stageCount = int(open.size());
            if (stage->outcome == dw::StageOutcome::Won)
                row.outcome = StageOutcome::Won;
            else if (stage->outcome != dw::StageOutcome::Open)
                row.outcome = StageOutcome::Lost;
        }
        const Value &amount = record.value(u"amount");
        row.detail = join(
            {stageName, amount.isNull() ? QString() : plain(amount.money()), title(record, u"account_id")});
        row.right = dateOf(record.value(u"expected_close"));
    }
    void contact(const Record &record, PaletteRow &row) const
    {
        row.detail = join({record.value(u"job_title").text(), title(record, u"account_id")});
        row.right = m_question.format.phone(record.value(u"mobile").text());
    }
    void lead(const Record &record, PaletteRow &row) const
    {
        row.detail = join({record.value(u"contact_name").text(), labelOf(record, u"industry", language()),
                           ownerUnlessMe(record)});
        row.right = labelOf(record, u"status", language());
    }
    void task(const Record &record, PaletteRow &row) const
    {
        row.detail = join({labelOf(record, u"kind", language()), labelOf(record, u"status", language())});
        row.right = dateOf(record.value(u"due_at"));
    }

    const Reader &m_reader;
    const PaletteQuestion &m_question;
    const Titles &m_titles;
    PinyinTable m_pinyin;
};

QStringList objectsFor(const PaletteQuestion &question)
{
    if (question.kind == PaletteQuestion::Kind::People)
        return {QStringLiteral("user"), QStringLiteral("contact")};
    QStringList objects{QStringLiteral("account"), QStringLiteral("opportunity"), QStringLiteral("contact"),
                        QStringLiteral("lead"),    QStringLiteral("task"),        QStringLiteral("product")};
    for (const ObjectTypePtr &object : question.configuration->dictionary->objects())
        if (object->isCustom())
            objects.append(object->key());
    return objects;
}

bool isNumberHit(const Dictionary &dictionary, const SearchHit &hit)
{
    const ObjectTypePtr object = dictionary.find(hit.record.object);
    const Field *field = object ? object->find(hit.field) : nullptr;
    return field && (field->type == FieldType::AutoNumber || field->key == QLatin1String("code") ||
                     field->key == QLatin1String("erp_order_no") || field->key == QLatin1String("uscc"));
}

// What is open below the first hit: the deals of a customer, the tasks of anything else.
Result<void> addChildrenOf(const Reader &reader, const PaletteQuestion &question, PaletteAnswer &answer)
{
    const ObjectTypePtr type = question.configuration->dictionary->find(answer.first.object);
    const bool isCustomer = answer.first.object == QLatin1String("account");
    const QString collection = isCustomer ? QStringLiteral("opportunities") : QStringLiteral("tasks");
    if (!type || type->collection(collection) == nullptr)
        return {};
    DW_ASSIGN(const QList<Record> children, reader.children(answer.first, collection));
    const auto isOpen = [&](const Record &child) {
        if (!isCustomer) {
            const QString status = child.value(u"status").text();
            return status != QLatin1String("done") && status != QLatin1String("cancelled");
        }
        const Stage *stage = question.configuration->rulebook->stage(child.value(u"stage_id").id());
        return stage && stage->outcome == dw::StageOutcome::Open;
    };
    QList<Record> open;
    std::copy_if(children.begin(), children.end(), std::back_inserter(open), isOpen);
    if (open.isEmpty())
        return {};
    std::sort(open.begin(), open.end(), [isCustomer](const Record &a, const Record &b) {
        return isCustomer ? a.value(u"expected_close").date() < b.value(u"expected_close").date()
                          : a.value(u"due_at").instant() < b.value(u"due_at").instant();
    });
    open = open.mid(0, MostChildren);
    const Titles none;  // the parent is in the head
    PaletteQuestion plain = question;
    plain.text.clear();
    const RowMaker maker(reader, plain, none);
    const QString words = isCustomer ? QCoreApplication::translate("dw::ui::Palette", "Deals of %1")
                                     : QCoreApplication::translate("dw::ui::Palette", "Tasks of %1");
    answer.rows.append(PaletteRow::head(words.arg(answer.firstTitle)));
    for (const Record &child : std::as_const(open))
        answer.rows.append(maker.make(child, {}, {}));
    return {};
}

}  // namespace

Result<PaletteAnswer> searchForPalette(const Reader &reader, const PaletteQuestion &question)
{
    PaletteAnswer answer;
    const Dictionary &dictionary = *question.configuration->dictionary;
    const bool all = question.kind == PaletteQuestion::Kind::All;
    const QStringList objects = objectsFor(question);
    DW_ASSIGN(const QList<SearchHit> hits,
              reader.search(question.text, objects, all ? PerObjectInAll : PerObject));
    QHash<QString, QList<std::pair<Record, SearchHit>>> byObject;
    QList<Record> records;
    QStringList order;  // the object of the best hit first, then the order of the objects
    for (const SearchHit &hit : hits) {
        if (question.kind == PaletteQuestion::Kind::Numbers && !isNumberHit(dictionary, hit))
            continue;
        const Result<Record> record = reader.record(hit.record);
        if (!record.ok())
            continue;  // gone since the index was read, or not for this actor
        byObject[hit.record.object].append({*record, hit});
        records.append(*record);
    }
    for (const QString &object : objects)
        if (byObject.contains(object))
            order.append(object);
    DW_ASSIGN(const Titles titles, reader.titlesOf(records));
    const RowMaker maker(reader, question, titles);
    for (const QString &object : std::as_const(order)) {
        answer.rows.append(PaletteRow::head(dictionary.find(object)->plural().in(reader.context().language)));
        int shown = 0;
        const int most = all ? PerObjectInAll : answer.first.id.isNull() ? PerObject : PerFurtherObject;
        for (const auto &[record, hit] : byObject.value(object)) {
            ++answer.results;
            if (++shown > most)
                continue;
            answer.rows.append(maker.make(record, hit.title, hit.excerpt));
            if (answer.first.id.isNull()) {
                answer.first = record.ref();
                answer.firstTitle = answer.rows.last().title;
            }
        }
        if (question.kind == PaletteQuestion::Kind::Records && answer.first.object == object)
            DW_TRY(addChildrenOf(reader, question, answer));
    }
    return answer;
}

}  // namespace dw::ui
