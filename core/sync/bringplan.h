// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/value.h"
#include "core/dictionary/localtext.h"
#include "core/sync/bringdecisions.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace dw
{

// What would happen if a standalone workspace were brought to its user's server now (StandaloneJoin).
struct BringPlan
{
    // Live records, by object in the order in which they go. total = news + same + here + left.
    struct Object
    {
        QString object;
        int total = 0;
        int news = 0;  // go up as new records with their ids
        int same = 0;  // are a record that is there already, which gets what it has not
        int here = 0;  // were brought before, or came with every workspace
        int left = 0;  // stay behind
    };
    // Why records stay behind; the first of them by name.
    enum class Reason {
        NoRight,    // the user may not make records of this object
        NoParent,   // what they belong to stays behind
        NoObject,   // the server has no such object
        Chosen,     // a duplicate that was decided so
        NoContent,  // an attachment whose file is not there
    };
    struct Left
    {
        QString object;
        Reason reason = Reason::Chosen;
        int count = 0;
        QStringList titles;  // five at most
    };
    struct Duplicate
    {
        RecordRef mine;
        QString title;
        Id theirs;
        QString theirTitle;
        int score = 0;       // 1..99
        QStringList fields;  // keys: why
        int differing = 0;   // fields in which both have something else
        std::optional<BringDecisions::Duplicate> decided;
    };
    // What the server's definitions have no place for.
    struct Missing
    {
        enum class Kind { Object, Field, Value, Pipeline, Locked } kind = Kind::Field;
        QString object;
        QString field;  // of an object and a pipeline none
        QString value;  // of a value its key, of a pipeline its code
        LocalText label;
        int records = 0;  // that have something there
    };
    // People of the standalone workspace whom the server does not know by login or address: what was theirs
    // becomes the user's.
    struct Person
    {
        QString name;
        QString login;
        int records = 0;
    };
    // Where deals stand of which the server does not have the stage: the nearest of the same outcome.
    struct Stage
    {
        QString from;
        QString to;
        int records = 0;
    };

    QList<Object> objects;
    QList<Left> left;
    QList<Duplicate> duplicates;
    QList<Missing> missing;
    QList<Person> people;
    QList<Stage> stages;
    int inBin = 0;  // records in the recycle bin: stay behind
    int links = 0;  // references to what stays behind: left out of the records that have them
    int files = 0;
    qint64 fileBytes = 0;
    bool mayImport = true;   // imports of history, which this is
    bool mayDefine = false;  // make what is missing
    bool isBrought = false;  // nothing is left to do
    std::optional<BringDecisions::Missing> missingDecided;

    int count(int Object::*what) const
    {
        int sum = 0;
        for (const Object &one : objects)
            sum += one.*what;
        return sum;
    }
    // What stands in the way; nothing: it can begin. Forbidden "bring.no_right"; Refused
    // "bring.duplicates_open" (count, first) and "bring.missing_open" (count, first); Forbidden
    // "bring.no_define" (count).
    std::optional<Error> obstacle() const;
    // For scripts: stable keys, no texts of a language but titles.
    QJsonObject toJson() const;
};

}  // namespace dw
