// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/paint.h"
#include "ui/shell/hitranges.h"
#include "ui/shell/palette.h"

#include <algorithm>

namespace dw::ui
{

namespace
{

constexpr int CommandsShown = 6;

// `recent` before what was found, each record once; a head whose lines have all gone goes with them.
QList<PaletteRow> recentsFirst(const QList<PaletteRow> &found, const QList<PaletteRow> &recent)
{
    const auto isRecent = [&](const PaletteRow &row) {
        return !row.record.id.isNull() && std::any_of(recent.begin(), recent.end(), [&](const auto &one) {
            return one.record == row.record;
        });
    };
    QList<PaletteRow> rows = recent;
    bool left = false;
    const auto end = [&] {
        if (left && rows.last().isHead)
            rows.removeLast();
        left = false;
    };
    for (const PaletteRow &row : found) {
        if (row.isHead)
            end();
        if (isRecent(row))
            left = true;
        else
            rows.append(row);
    }
    end();
    return rows;
}

}  // namespace

void Palette::rebuild()
{
    const QString text = typed();
    if (mode() == Mode::Commands) {
        setRows(commandRows(text, tr("Commands")));
        return;
    }
    if (text.isEmpty()) {
        setRows(mode() == Mode::Everything ? startRows() : QList<PaletteRow>());
        return;
    }
    QList<PaletteRow> rows = m_answer.rows;
    if (showsRecents())
        rows = recentsFirst(rows, recentRows(text));
    if (mode() == Mode::Everything) {
        rows += recordCommandRows();
        rows += placeRows(text);
        rows += commandRows(text, tr("Commands")).mid(0, CommandsShown + 1);
        if (m_kind == PaletteQuestion::Kind::Records) {
            rows.append(PaletteRow::head(tr("Everywhere")));
            PaletteRow all;
            all.icon = QStringLiteral("search");
            all.title = tr("Search all text for “%1”").arg(text);
            all.key = keyHintText(QStringLiteral("Ctrl+Enter"));
            rows.append(all);
        }
    }
    if (rows.isEmpty() && m_answeredText == text)
        rows.append(PaletteRow::head(tr("Nothing found for “%1”").arg(text)));
    setRows(rows);
}

QList<PaletteRow> Palette::startRows() const
{
    QList<PaletteRow> rows = recentRows(QString());
    rows += placeRows(QString());
    rows += commandRows(QString(), tr("Commands"));
    return rows;
}

// With a character typed, those whose title it hits stand first.
QList<PaletteRow> Palette::recentRows(const QString &text) const
{
    QList<PaletteRow> rows, others;
    for (const RecentRecord &one : m_recents) {
        const ObjectTypePtr object = m_context.configuration()->dictionary->find(one.record.object);
        if (!object)
            continue;
        PaletteRow row;
        row.icon = object->icon();
        row.title = one.title;
        row.hits = text.isEmpty() ? QList<TextRange>() : hitRanges(m_pinyin, one.title, text);
        row.detail = object->label().in(m_context.language);
        row.record = one.record;
        (text.isEmpty() || !row.hits.isEmpty() ? rows : others).append(row);
    }
    rows += others;
    if (!rows.isEmpty())
        rows.prepend(PaletteRow::head(tr("Recently opened")));
    return rows;
}

QList<PaletteRow> Palette::commandRows(const QString &text, const QString &title) const
{
    struct Ranked
    {
        int rank;
        PaletteRow row;
    };
    QList<Ranked> found;
    for (const ActionRegistry::Spec &spec : m_context.actions.available()) {
        if (!spec.inPalette)
            continue;
        const int rank = fuzzyRank(m_pinyin, spec.text, text);
        if (rank < 0)
            continue;
        const QAction *action = m_context.actions.action(spec.id);
        PaletteRow row;
        row.icon = spec.icon.isEmpty() ? QStringLiteral("chevron-right") : spec.icon;
        row.title = spec.text;
        row.hits = text.isEmpty() ? QList<TextRange>() : hitRanges(m_pinyin, spec.text, text);
        row.detail = m_context.actions.disabledReason(spec.id);
        row.key = keyHintText(m_context.actions.shortcut(spec.id).toString(QKeySequence::PortableText));
        row.enabled = action->isEnabled();
        row.run = [this, id = spec.id] {
            if (QAction *now = m_context.actions.action(id))
                now->trigger();
        };
        found.append({rank, row});
    }
    if (found.isEmpty())
        return {};
    std::stable_sort(found.begin(), found.end(),
                     [](const Ranked &a, const Ranked &b) { return a.rank < b.rank; });
    QList<PaletteRow> rows{PaletteRow::head(title)};
    for (const Ranked &one : std::as_const(found))
        rows.append(one.row);
    return rows;
}

QList<PaletteRow> Palette::placeRows(const QString &text) const
{
    QList<PaletteRow> rows;
    for (const Destination &destination : m_destinations) {
        if (fuzzyRank(m_pinyin, destination.name, text) < 0)
            continue;
        PaletteRow row;
        row.icon = destination.icon;
        row.title = destination.name;
        row.hits = text.isEmpty() ? QList<TextRange>() : hitRanges(m_pinyin, destination.name, text);
        row.key = keyHintText(destination.shortcut);
        row.run = [this, page = destination.page] {
            Place place;
            place.page = page;
            m_context.navigator->open(place);
        };
        rows.append(row);
    }
    if (!rows.isEmpty())
        rows.prepend(PaletteRow::head(tr("Go to")));
    return rows;
}

QList<PaletteRow> Palette::recordCommandRows() const
{
    QList<PaletteRow> rows;
    if (m_answer.first.id.isNull())
        return rows;
    for (const ActionRegistry::RecordSpec &spec : m_context.actions.forRecord(m_answer.first.object)) {
        PaletteRow row;
        row.icon = spec.icon;
        row.title = spec.text;
        row.key = keyHintText(spec.shortcut.toString(QKeySequence::PortableText));
        row.run = [run = spec.run, record = m_answer.first] { run(record); };
        rows.append(row);
    }
    if (!rows.isEmpty())
        rows.prepend(PaletteRow::head(tr("Do something with %1").arg(m_answer.firstTitle)));
    return rows;
}

}  // namespace dw::ui
