// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bringplan.h"

#include <QJsonArray>

#include <algorithm>

namespace dw
{

namespace
{

QString keyOf(BringPlan::Reason reason)
{
    switch (reason) {
        case BringPlan::Reason::NoRight:
            return QStringLiteral("no_right");
        case BringPlan::Reason::NoParent:
            return QStringLiteral("no_parent");
        case BringPlan::Reason::NoObject:
            return QStringLiteral("no_object");
        case BringPlan::Reason::NoContent:
            return QStringLiteral("no_content");
        case BringPlan::Reason::Chosen:
            break;
    }
    return QStringLiteral("chosen");
}

QString keyOf(BringPlan::Missing::Kind kind)
{
    switch (kind) {
        case BringPlan::Missing::Kind::Object:
            return QStringLiteral("object");
        case BringPlan::Missing::Kind::Value:
            return QStringLiteral("value");
        case BringPlan::Missing::Kind::Pipeline:
            return QStringLiteral("pipeline");
        case BringPlan::Missing::Kind::Locked:
            return QStringLiteral("locked");
        case BringPlan::Missing::Kind::Field:
            break;
    }
    return QStringLiteral("field");
}

QString keyOf(BringDecisions::Duplicate choice)
{
    switch (choice) {
        case BringDecisions::Duplicate::Same:
            return QStringLiteral("same");
        case BringDecisions::Duplicate::Both:
            return QStringLiteral("both");
        case BringDecisions::Duplicate::Leave:
            break;
    }
    return QStringLiteral("leave");
}

template <typename List, typename Line>
QJsonArray arrayOf(const List &list, const Line &line)
{
    QJsonArray array;
    for (const auto &one : list)
        array.append(line(one));
    return array;
}

QJsonObject lineOf(const BringPlan::Duplicate &one)
{
    return {{QStringLiteral("object"), one.mine.object},
            {QStringLiteral("id"), one.mine.id.toString()},
            {QStringLiteral("title"), one.title},
            {QStringLiteral("match"), one.theirs.toString()},
            {QStringLiteral("match_title"), one.theirTitle},
            {QStringLiteral("score"), one.score},
            {QStringLiteral("fields"), QJsonArray::fromStringList(one.fields)},
            {QStringLiteral("differing"), one.differing},
            {QStringLiteral("decided"), one.decided ? QJsonValue(keyOf(*one.decided)) : QJsonValue()}};
}

// What a person has to say something about: a right that is missing is only told.
bool isOpen(const BringPlan::Missing &missing)
{
    return missing.kind != BringPlan::Missing::Kind::Locked;
}

}  // namespace

std::optional<Error> BringPlan::obstacle() const
{
    if (!mayImport)
        return Error(ErrorCode::Forbidden, QStringLiteral("bring.no_right"));
    const auto open = [](const Duplicate &one) { return !one.decided; };
    if (const auto first = std::find_if(duplicates.begin(), duplicates.end(), open);
        first != duplicates.end())
        return Error(ErrorCode::Refused, QStringLiteral("bring.duplicates_open"),
                     {QString::number(std::count_if(duplicates.begin(), duplicates.end(), open)),
                      first->title, first->theirTitle});
    const auto first = std::find_if(missing.begin(), missing.end(), isOpen);
    if (first == missing.end())
        return std::nullopt;
    const QString count = QString::number(std::count_if(missing.begin(), missing.end(), isOpen));
    if (!missingDecided)
        return Error(ErrorCode::Refused, QStringLiteral("bring.missing_open"),
                     {count, first->label.in(Language::English)});
    if (*missingDecided == BringDecisions::Missing::Bring && !mayDefine)
        return Error(ErrorCode::Forbidden, QStringLiteral("bring.no_define"), {count});
    return std::nullopt;
}

QJsonObject BringPlan::toJson() const
{
    const auto object = [](const Object &one) {
        return QJsonObject{{QStringLiteral("object"), one.object}, {QStringLiteral("total"), one.total},
                           {QStringLiteral("new"), one.news},      {QStringLiteral("same"), one.same},
                           {QStringLiteral("here"), one.here},     {QStringLiteral("left"), one.left}};
    };
    const auto stays = [](const Left &one) {
        return QJsonObject{{QStringLiteral("object"), one.object},
                           {QStringLiteral("reason"), keyOf(one.reason)},
                           {QStringLiteral("count"), one.count},
                           {QStringLiteral("titles"), QJsonArray::fromStringList(one.titles)}};
    };
    const auto lacks = [](const Missing &one) {
        QJsonObject line{{QStringLiteral("kind"), keyOf(one.kind)},
                         {QStringLiteral("object"), one.object},
                         {QStringLiteral("records"), one.records}};
        if (!one.field.isEmpty())
            line.insert(QStringLiteral("field"), one.field);
        if (!one.value.isEmpty())
            line.insert(QStringLiteral("value"), one.value);
        return line;
    };
    const auto person = [](const Person &one) {
        return QJsonObject{{QStringLiteral("login"), one.login},
                           {QStringLiteral("name"), one.name},
                           {QStringLiteral("records"), one.records}};
    };
    const auto stage = [](const Stage &one) {
        return QJsonObject{{QStringLiteral("from"), one.from},
                           {QStringLiteral("to"), one.to},
                           {QStringLiteral("records"), one.records}};
    };
    return {{QStringLiteral("objects"), arrayOf(objects, object)},
            {QStringLiteral("left"), arrayOf(left, stays)},
            {QStringLiteral("duplicates"), arrayOf(duplicates, lineOf)},
            {QStringLiteral("missing"), arrayOf(missing, lacks)},
            {QStringLiteral("people"), arrayOf(people, person)},
            {QStringLiteral("stages"), arrayOf(stages, stage)},
            {QStringLiteral("in_bin"), inBin},
            {QStringLiteral("links"), links},
            {QStringLiteral("files"), files},
            {QStringLiteral("file_bytes"), double(fileBytes)},
            {QStringLiteral("new"), count(&Object::news)},
            {QStringLiteral("same"), count(&Object::same)},
            {QStringLiteral("here"), count(&Object::here)},
            {QStringLiteral("left_count"), count(&Object::left)}};
}

}  // namespace dw
