// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text/pinyin.h"
#include "core/base/value.h"
#include "ui/common/paint.h"

#include <QAbstractListModel>
#include <QList>
#include <QString>

#include <functional>

namespace dw::ui
{

// A line of the palette: the head of a group, or something that can be chosen.
struct PaletteRow
{
    bool isHead = false;
    QString icon;
    int stage = 0;  // 1-based; a stage glyph instead of the icon
    int stageCount = 0;
    StageOutcome outcome = StageOutcome::Open;
    QString title;
    QList<TextRange> hits;  // of the title
    QString detail;
    QString right;
    QString key;       // key hint
    RecordRef record;  // what is opened, unless `run` is set
    std::function<void()> run;
    bool enabled = true;

    static PaletteRow head(const QString &title)
    {
        PaletteRow row;
        row.isHead = true;
        row.title = title;
        return row;
    }
};

// The lines of the palette, replaced as a whole.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<PaletteRow> &rows);
    const PaletteRow &row(int index) const { return m_rows.at(index); }
    const QList<PaletteRow> &rows() const { return m_rows; }
    // The next line that can be chosen from `from` on, in steps of `step`; -1 if there is none.
    int next(int from, int step) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<PaletteRow> m_rows;
};

}  // namespace dw::ui
