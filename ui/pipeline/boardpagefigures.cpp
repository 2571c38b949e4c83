// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expression/syntaxnode.h"
#include "ui/figures/figurebutton.h"
#include "ui/figures/figureexplainer.h"
#include "ui/pipeline/boardpage.h"
#include "ui/pipeline/boardview.h"
#include "ui/pipeline/closedcolumn.h"
#include "ui/pipeline/stagecolumn.h"
#include "ui/records/filterbar.h"

#include <QComboBox>

namespace dw::ui
{

QString BoardPage::closedWhere(const Stage &stage) const
{
    const bool won = stage.outcome == dw::StageOutcome::Won;
    return m_explainer->where(
        won ? u"won_deals" : u"lost_deals",
        m_board->scope().expression(QStringLiteral("stage_id = ") + quotedText(stage.id.toString())),
        QStringLiteral("THIS_MONTH"));
}

QList<ShownFigure> BoardPage::figures() const
{
    const BoardFigures &read = m_board->figures();
    const int digits = context().configuration()->settings.currency.minorDigits();
    const Format &format = context().format;
    const BoardScope &scope = m_board->scope();
    QString shown = format.clauses({m_pipelines->currentText(), view().name.in(context().language)});
    if (m_filters->filter() != view().filter || !scope.quick.isEmpty() || m_onlyLate)
        shown = format.clauses({shown, tr("filtered")});
    QList<ShownFigure> list;
    const auto add = [&](const QString &key, const char *metric, const QString &value, QWidget *anchor) {
        ShownFigure figure;
        figure.key = key;
        figure.metric = QString::fromLatin1(metric);
        figure.value = value;
        figure.scope = shown;
        figure.where = m_explainer->where(figure.metric, scope.expression());
        figure.anchor = anchor;
        list.append(figure);
    };
    const auto sumOf = [&](const StageFigures &of) {
        return of.leftOut.beside(format.moneyShort(of.sum, digits), format);
    };
    add(QStringLiteral("open"), "open_pipeline", sumOf(read.open), m_open);
    add(QStringLiteral("weighted"), "weighted_pipeline",
        read.open.leftOut.beside(format.moneyShort(read.open.weighted, digits), format), m_weighted);
    add(QStringLiteral("count"), "open_deals", format.integer(read.open.count), m_open);
    add(QStringLiteral("late"), "deals_over_time", format.integer(read.overTime),
        m_late->isHidden() ? static_cast<QWidget *>(m_open) : m_lateText);
    const auto addOf = [&](BoardColumn *column, BoardColumn::Figure which, const char *metric,
                           const QString &value) {
        const Stage &stage = column->stage();
        add(stage.id.toString() + QString::number(int(which)), metric, value, column);
        ShownFigure &figure = list.last();
        figure.part = stage.name.in(context().language);
        figure.place = column->figurePlace(which);
        if (figure.place.isNull())
            figure.place = column->figurePlace(BoardColumn::Figure::Count);
        figure.where = m_explainer->where(
            figure.metric, scope.expression(QStringLiteral("stage_id = ") + quotedText(stage.id.toString())));
    };
    for (StageColumn *column : m_board->columns()) {
        const StageFigures &of = column->figures();
        addOf(column, BoardColumn::Figure::Sum, "open_pipeline", sumOf(of));
        addOf(column, BoardColumn::Figure::Weighted, "weighted_pipeline",
              of.leftOut.beside(format.moneyShort(of.weighted, digits), format));
        addOf(column, BoardColumn::Figure::Count, "open_deals", format.integer(of.count));
    }
    for (ClosedColumn *column : m_board->closedColumns()) {
        const StageFigures &of = column->figures();
        const bool won = column->stage().outcome == dw::StageOutcome::Won;
        addOf(column, BoardColumn::Figure::Count, won ? "won_deals" : "lost_deals", format.integer(of.count));
        list.last().where = closedWhere(column->stage());
        list.last().scope = format.clauses({tr("this month"), shown});
        addOf(column, BoardColumn::Figure::Sum, won ? "won_value" : "lost_value", sumOf(of));
        list.last().where = closedWhere(column->stage());
        list.last().scope = format.clauses({tr("this month"), shown});
    }
    return list;
}

}  // namespace dw::ui
