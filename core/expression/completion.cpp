// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/completion.h"

#include "core/expression/function.h"
#include "core/expression/period.h"

#include <algorithm>

namespace dw
{

namespace
{

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

// Where the text constant that is open at `cursor` begins, after its quote; -1 outside of one.
qsizetype openText(const QString &text, qsizetype cursor)
{
    qsizetype open = -1;
    for (qsizetype i = 0; i < cursor; ++i) {
        if (text[i] == QLatin1Char('"'))
            open = open < 0 ? i + 1 : -1;
    }
    return open;
}

class Finder
{
public:
    Finder(const QString &text, const CheckScope &scope) : m_text(text), m_scope(scope) {}

    Completion at(qsizetype cursor)
    {
        const qsizetype text = openText(m_text, cursor);
        if (text >= 0)
            return values(text, cursor);
        return names(cursor);
    }

private:
    ObjectTypePtr find(const QString &object) const
    {
        return m_scope.dictionary ? m_scope.dictionary->find(object) : nullptr;
    }

    // The object a name leads to from `object`: through a reference or a collection.
    ObjectTypePtr step(const ObjectType &object, const QString &name) const
    {
        if (const Collection *collection = object.collection(name))
            return find(collection->object);
        int index = object.indexOf(QString(name + QLatin1String("_id")));
        if (index < 0)
            index = object.indexOf(name);
        if (index < 0 || object.field(index).type != FieldType::Reference)
            return nullptr;
        return find(object.field(index).target);
    }

    // The object whose names stand at `position`: the collection's inside the condition of an aggregate.
    ObjectTypePtr rowAt(qsizetype position) const
    {
        int depth = 0;
        bool quoted = false;
        bool afterComma = false;
        for (qsizetype i = position - 1; i >= 0; --i) {
            const QChar c = m_text[i];
            if (c == QLatin1Char('"'))
                quoted = !quoted;
            if (quoted)
                continue;
            if (c == QLatin1Char(')'))
                ++depth;
            if (c == QLatin1Char(',') && depth == 0)
                afterComma = true;
            if (c != QLatin1Char('(') || depth-- > 0)
                continue;
            depth = 0;
            const Function *function = findFunction(QStringView(m_text).mid(nameStart(i), i - nameStart(i)));
            if (function && function->aggregate && afterComma) {
                const qsizetype end = m_text.indexOf(QLatin1Char(','), i);
                ObjectTypePtr object = rowAt(nameStart(i));
                for (const QString &name : m_text.mid(i + 1, end - i - 1).trimmed().split(QLatin1Char('.'))) {
                    const ObjectTypePtr next = object ? step(*object, name.trimmed()) : nullptr;
                    if (!next)
                        break;
                    object = next;
                }
                return object;
            }
            afterComma = false;
        }
        return m_scope.object;
    }

    qsizetype nameStart(qsizetype end) const
    {
        while (end > 0 && isNameCharacter(m_text[end - 1]))
            --end;
        return end;
    }

    qsizetype pathStart(qsizetype end) const
    {
        while (end > 0 && (isNameCharacter(m_text[end - 1]) || m_text[end - 1] == QLatin1Char('.')))
            --end;
        return end;
    }

    ObjectTypePtr walk(ObjectTypePtr object, const QStringList &path) const
    {
        for (const QString &name : path)
            object = object ? step(*object, name) : nullptr;
        return object;
    }

    static bool fits(const QString &fragment, const QString &key, const LocalText &label)
    {
        return key.startsWith(fragment, Qt::CaseInsensitive) ||
               (!fragment.isEmpty() &&
                (label.en.contains(fragment, Qt::CaseInsensitive) || label.zh.contains(fragment)));
    }

    Completion names(qsizetype cursor) const
    {
        const qsizetype from = pathStart(cursor);
        QStringList path = m_text.mid(from, cursor - from).split(QLatin1Char('.'));
        const QString fragment = path.takeLast();
        Completion result{int(cursor - fragment.size()), int(fragment.size()), {}};
        // A number is no name.
        if (!fragment.isEmpty() && fragment[0].isDigit())
            return result;
        const ObjectTypePtr object = walk(rowAt(from), path);
        if (object)
            addNames(*object, fragment, result);
        if (path.isEmpty()) {
            for (const Function &one : functions()) {
                if (QString(one.name).startsWith(fragment, Qt::CaseInsensitive))
                    result.items.append(
                        {CompletionItem::Kind::Function, one.name + QLatin1Char('('), one.signature, {}});
            }
        }
        return result;
    }

    void addNames(const ObjectType &object, const QString &fragment, Completion &result) const
    {
        for (const Field &field : object.fields()) {
            if (!fits(fragment, field.key, field.label) || (!field.isStored() && field.formula.isEmpty()))
                continue;
            result.items.append({CompletionItem::Kind::Field, field.key, {}, field.label});
            if (field.type != FieldType::Reference)
                continue;
            const QString name = field.key.endsWith(QLatin1String("_id")) ? field.key.chopped(3) : field.key;
            result.items.append({CompletionItem::Kind::Reference, name, {}, field.label});
        }
        for (const Collection &one : object.collections()) {
            if (fits(fragment, one.name, one.label))
                result.items.append({CompletionItem::Kind::Collection, one.name, {}, one.label});
        }
    }

    Completion values(qsizetype from, qsizetype cursor) const
    {
        const QString fragment = m_text.mid(from, cursor - from);
        Completion result{int(from), int(cursor - from), {}};
        // Back over operators, brackets and earlier values to the field.
        qsizetype end = from - 1;
        bool quoted = false;
        while (end > 0) {
            const QChar c = m_text[end - 1];
            if (c == QLatin1Char('"'))
                quoted = !quoted;
            if (!quoted && isNameCharacter(c)) {
                const qsizetype start = nameStart(end);
                if (m_text.mid(start, end - start).compare(QLatin1String("IN"), Qt::CaseInsensitive) != 0)
                    break;
                end = start;
                continue;
            }
            --end;
        }
        const qsizetype start = pathStart(end);
        QStringList path = m_text.mid(start, end - start).split(QLatin1Char('.'));
        const QString key = path.takeLast();
        qsizetype open = start;
        while (open > 0 && m_text[open - 1].isSpace())
            --open;
        if (open > 0 && m_text[open - 1] == QLatin1Char('(') &&
            m_text.mid(nameStart(open - 1), open - 1 - nameStart(open - 1))
                    .compare(QLatin1String("INPERIOD"), Qt::CaseInsensitive) == 0) {
            for (const QString &name : Period::names()) {
                if (name.startsWith(fragment, Qt::CaseInsensitive))
                    result.items.append({CompletionItem::Kind::Value, name, {}, {}});
            }
            return result;
        }
        const ObjectTypePtr object = walk(rowAt(start), path);
        const Field *field = object ? object->find(key) : nullptr;
        for (const PicklistValue &value : field ? field->values : QList<PicklistValue>()) {
            if (!value.retired && fits(fragment, value.key, value.label))
                result.items.append({CompletionItem::Kind::Value, value.key, {}, value.label});
        }
        return result;
    }

    const QString &m_text;
    const CheckScope &m_scope;
};

}  // namespace

Completion Completion::at(const QString &text, int cursor, const CheckScope &scope)
{
    return Finder(text, scope).at(std::clamp<qsizetype>(cursor, 0, text.size()));
}

}  // namespace dw
