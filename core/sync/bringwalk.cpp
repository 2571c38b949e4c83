// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bringwalk.h"

#include "core/dictionary/referencetargets.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace dw
{

namespace
{

constexpr qsizetype MostTitles = 5;
constexpr int CertainScore = 99;

bool isWork(const ObjectType &object)
{
    static const QStringList groups{QStringLiteral("core"), QStringLiteral("activity"),
                                    QStringLiteral("collab"), QStringLiteral("marketing")};
    static const QStringList others{QStringLiteral("saved_view"), QStringLiteral("saved_report")};
    return object.isCustom() || groups.contains(object.group()) || others.contains(object.key());
}

// How many references of an object name one of those that have not gone yet; `needed`: without which there is
// no such record.
int openReferences(const ObjectType &object, const Dictionary &dictionary, const QList<ObjectTypePtr> &open,
                   bool needed)
{
    const auto isOpen = [&](const QString &key) {
        return key != object.key() && std::any_of(open.begin(), open.end(), [&](const ObjectTypePtr &one) {
                   return one->key() == key;
               });
    };
    int count = 0;
    for (const Field &field : object.fields()) {
        if (needed && field.required.kind != Requirement::Kind::Always)
            continue;
        if (field.type == FieldType::Reference || field.type == FieldType::ReferenceList) {
            count += isOpen(field.target) ? 1 : 0;
        } else if (field.type == FieldType::AnyReference) {
            const QList<ObjectTypePtr> targets = referenceTargets(dictionary, object.key(), field.key);
            count += int(std::count_if(targets.begin(), targets.end(),
                                       [&](const ObjectTypePtr &one) { return isOpen(one->key()); }));
        }
    }
    return count;
}

// What is compared may be worked out from what travels.
Record withComputed(Record record, const Record &source)
{
    const ObjectType &type = record.type();
    for (int i = 0; i < type.fieldCount(); ++i) {
        if (type.field(i).computed != Computation::None)
            record.set(i, source.value(type.field(i).key));
    }
    return record;
}

}  // namespace

BringWalk::BringWalk(const StandaloneSource &source, Workspace &target, ConfigurationPtr configuration,
                     Actor actor, BringDecisions decisions, const BringBook &book)
    : m_source(source)
    , m_target(target)
    , m_configuration(std::move(configuration))
    , m_actor(std::move(actor))
    , m_decisions(std::move(decisions))
    , m_book(book)
    , m_map(source.configuration(), m_configuration, m_actor)
{}

QList<ObjectTypePtr> BringWalk::objectsInOrder(const Dictionary &dictionary)
{
    QList<ObjectTypePtr> open, order;
    for (const ObjectTypePtr &object : dictionary.objects()) {
        if (isWork(*object))
            open.append(object);
    }
    while (!open.isEmpty()) {
        const auto rank = [&](const ObjectTypePtr &object) {
            return std::pair(openReferences(*object, dictionary, open, true),
                             openReferences(*object, dictionary, open, false));
        };
        const auto next = std::min_element(
            open.begin(), open.end(),
            [&](const ObjectTypePtr &a, const ObjectTypePtr &b) { return rank(a) < rank(b); });
        order.append(*next);
        open.erase(next);
    }
    return order;
}

bool BringWalk::mayMake(const ObjectType &object) const
{
    const Policy &policy = *m_configuration->policy;
    return policy.may(m_actor, Action::Import, object, nullptr).allowed &&
           policy.may(m_actor, Action::ImportHistory, object, nullptr).allowed &&
           policy.may(m_actor, Action::Create, object, nullptr).allowed;
}

Result<void> BringWalk::expect(const ObjectTypePtr &object)
{
    return m_source.each(object, [this](const QList<Record> &records) -> Result<void> {
        for (const Record &record : records)
            m_map.expect(record.id());
        return {};
    });
}

Result<void> BringWalk::findSame(const ObjectTypePtr &object)
{
    return m_source.each(object, [this](const QList<Record> &records) -> Result<void> {
        Result<void> found;
        m_target.readNow([&](ReadSession &there) {
            for (const Record &record : records) {
                if (found.ok())
                    found = m_map.findSame(there, record);
            }
        });
        return found;
    });
}

Result<void> BringWalk::prepare()
{
    DW_TRY(m_source.read([&](ReadSession &from) -> Result<void> {
        Result<void> found;
        m_target.readNow([&](ReadSession &to) { found = m_map.findPeople(from, to); });
        return found;
    }));
    // Who works in it and what was only noted by the program is no record that others name.
    static const QStringList others{QStringLiteral("ops"), QStringLiteral("security")};
    for (const ObjectTypePtr &object : m_source.configuration()->dictionary->objects()) {
        if (isWork(*object))
            DW_TRY(expect(object));
        else if (object->key() != QLatin1String("user") && !others.contains(object->group()))
            DW_TRY(findSame(object));
    }
    return {};
}

Result<BringPlan> BringWalk::run(const Work &work)
{
    DW_TRY(prepare());
    const QList<ObjectTypePtr> objects = objectsInOrder(*m_source.configuration()->dictionary);
    for (const ObjectTypePtr &object : objects)
        DW_TRY(walk(object, work));
    DW_ASSIGN(m_plan.inBin, m_source.inBin(objects));
    m_plan.missing = m_map.missing();
    m_plan.people = m_map.people();
    m_plan.stages = m_map.stages();
    m_plan.links = m_map.links();
    const ObjectType &any = m_configuration->dictionary->object(u"account");
    const Policy &policy = *m_configuration->policy;
    m_plan.mayImport = policy.may(m_actor, Action::Import, any, nullptr).allowed &&
                       policy.may(m_actor, Action::ImportHistory, any, nullptr).allowed;
    m_plan.mayDefine = policy.may(m_actor, Action::Configure, any, nullptr).allowed;
    m_plan.missingDecided = m_decisions.missing;
    return m_plan;
}

Result<void> BringWalk::walk(const ObjectTypePtr &object, const Work &work)
{
    BringPlan::Object counts;
    counts.object = object->key();
    const auto some = [&](const QList<Record> &records) -> Result<void> {
        QList<BringItem> items;
        Result<void> all;
        m_target.readNow([&](ReadSession &there) {
            for (const Record &record : records) {
                Result<BringItem> item = classify(there, record, counts);
                if (!item.ok()) {
                    all = item.error();
                    return;
                }
                items.append(std::move(item).value());
            }
        });
        if (!all.ok() || !work)
            return all;
        return work(object, items);
    };
    DW_TRY(m_source.each(object, some));
    if (counts.total == 0)
        return {};
    m_plan.objects.append(counts);
    if (!m_map.typeOf(object->key()))
        m_map.addMissingObject(*object, counts.total);
    return {};
}

bool BringWalk::hasContent(const Record &record, BringPlan &plan) const
{
    if (record.type().key() != QLatin1String("attachment"))
        return true;
    const auto path =
        m_source.workspace().blobPath(QByteArray::fromHex(record.value(u"sha256").text().toLatin1()));
    if (!path.ok())
        return false;
    ++plan.files;
    plan.fileBytes += QFileInfo(*path).size();
    return true;
}

void BringWalk::leave(BringItem &item, BringPlan::Reason reason, BringPlan::Object &counts)
{
    item.fate = BringItem::Fate::Left;
    item.reason = reason;
    ++counts.left;
    m_map.setLeft(item.source);
    const auto known = std::find_if(m_plan.left.begin(), m_plan.left.end(), [&](const BringPlan::Left &one) {
        return one.object == counts.object && one.reason == reason;
    });
    BringPlan::Left &line = known != m_plan.left.end()
                                ? *known
                                : m_plan.left.emplaceBack(BringPlan::Left{counts.object, reason, 0, {}});
    ++line.count;
    if (line.titles.size() < MostTitles && item.record.isValid())
        line.titles.append(item.record.title(Language::English));
}

// A value that only one may have says it for certain.
Result<std::optional<DuplicateCandidate>> BringWalk::lookAlike(const ReadSession &there,
                                                               const Record &record) const
{
    const ObjectType &type = record.type();
    for (int i = 0; i < type.fieldCount(); ++i) {
        if (type.field(i).unique != Uniqueness::Hard || type.field(i).isReadOnly() ||
            record.value(i).isNull())
            continue;
        DW_ASSIGN(const QList<Record> found,
                  there.findByValue(record.typePointer(), i, record.value(i), ReadSession::Match::Exact, 1));
        if (!found.isEmpty())
            return std::optional(DuplicateCandidate{found.first(), {{i}, CertainScore}});
    }
    DW_ASSIGN(const QList<DuplicateCandidate> candidates,
              searchDuplicates(there, duplicateKeys(type), {}, record));
    for (const DuplicateCandidate &one : candidates) {
        const bool own = m_book.isOwn(one.record.id());
        if (one.match.score >= AskedScore && !own)
            return std::optional(one);
    }
    return std::optional<DuplicateCandidate>();
}

void BringWalk::addDuplicate(const Record &mine, const DuplicateCandidate &other,
                             std::optional<BringDecisions::Duplicate> decided)
{
    BringPlan::Duplicate line;
    line.mine = mine.ref();
    line.title = mine.title(Language::English);
    line.theirs = other.record.id();
    line.theirTitle = other.record.title(Language::English);
    line.score = other.match.score;
    for (const int field : other.match.fields)
        line.fields.append(mine.type().field(field).key);
    for (int i = 0; i < mine.type().fieldCount(); ++i) {
        const Value &theirs = other.record.value(i);
        line.differing += !mine.type().field(i).isReadOnly() && !mine.value(i).isNull() && !theirs.isNull() &&
                                  theirs != mine.value(i)
                              ? 1
                              : 0;
    }
    line.decided = decided;
    m_plan.duplicates.append(line);
}

Result<BringItem> BringWalk::classify(const ReadSession &there, const Record &record,
                                      BringPlan::Object &counts)
{
    BringItem item;
    item.source = record.id();
    ++counts.total;
    const ObjectTypePtr type = m_map.typeOf(record.type().key());
    if (!type) {
        item.record = record;
        leave(item, BringPlan::Reason::NoObject, counts);
        return item;
    }
    const std::optional<Id> brought = m_book.as(record.id());
    DW_ASSIGN(const Record stored, there.find(type, brought.value_or(record.id())));
    if (brought || stored.isValid()) {
        item.fate = BringItem::Fate::Here;
        ++counts.here;
        m_map.setAs(record.id(), stored.isValid() ? stored.id() : record.id());
        // What it names may have come after it.
        BringMap::Told told = m_map.tell(record, BringMap::Counting::No);
        item.record = std::move(told.record);
        item.later = brought && stored.isValid() ? told.later : QList<int>();
        return item;
    }
    BringMap::Told told = m_map.tell(record, BringMap::Counting::Yes);
    item.record = std::move(told.record);
    item.later = std::move(told.later);
    if (told.orphan) {
        leave(item, BringPlan::Reason::NoParent, counts);
        return item;
    }
    DW_ASSIGN(const std::optional<DuplicateCandidate> other,
              lookAlike(there, withComputed(item.record, record)));
    const bool makes = mayMake(*type);
    // Without the right to make another one it can only be the same.
    const auto decided = makes ? m_decisions.of(record.id()) : BringDecisions::Duplicate::Same;
    if (other)
        addDuplicate(item.record, *other, decided);
    if (other && decided == BringDecisions::Duplicate::Same) {
        item.fate = BringItem::Fate::Same;
        item.there = other->record;
        m_map.setAs(record.id(), other->record.id());
        ++counts.same;
    } else if (!makes) {
        leave(item, BringPlan::Reason::NoRight, counts);
    } else if (other && decided == BringDecisions::Duplicate::Leave) {
        leave(item, BringPlan::Reason::Chosen, counts);
    } else if (!hasContent(record, m_plan)) {
        leave(item, BringPlan::Reason::NoContent, counts);
    } else {
        m_map.setAs(record.id(), record.id());
        ++counts.news;
    }
    return item;
}

}  // namespace dw
