// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reading/reader.h"
#include "core/rules/finding.h"
#include "ui/shell/uicontext.h"

#include <QJsonObject>
#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace dw::ui
{

class FieldRow;
class TextDraft;

// The deal that stands before a gate, and what the editors of its items may offer.
struct GateDeal
{
    struct Choice
    {
        Id id;
        QString title;
    };
    RecordRef ref;
    QString name;
    QString accountName;
    Id account;
    Id stage;
    Currency currency;
    QJsonObject values;                     // of the fields that a person sets, and of the stage
    QHash<QString, QList<Choice>> choices;  // by field key of references
};

// One unmet item of a gate, with the editor that meets it. While a waiver is asked for it shows a line for
// the reason instead; what was typed in the editor stays.
class GateItem : public QWidget
{
    Q_OBJECT

public:
    GateItem(UiContext &context, const Finding &finding, QWidget *parent = nullptr);

    QString item() const { return m_item; }
    bool isWaivable() const { return m_waivable; }
    bool isWaiving() const { return m_waiving; }
    void setWaiving(bool waiving);
    QString waiver() const;
    void focusWaiver();
    void setWaiver(const QString &reason);
    // Met here, or a waiver with a reason.
    bool isAnswered() const { return m_waiving ? !waiver().isEmpty() : isFilled(); }
    // What is typed here, the reason for a waiver too, belongs to `draft` from now on. It outlives this.
    void addTo(TextDraft &draft);
    // What the rules said now, shown below the editor.
    void setMessage(const QString &text);

    virtual void setDeal(const GateDeal &deal) { Q_UNUSED(deal) }
    // Adds what was filled in to the arguments of opportunity.advance.
    virtual void contribute(QJsonObject &arguments) const { Q_UNUSED(arguments) }

Q_SIGNALS:
    void changed();

protected:
    virtual bool isFilled() const = 0;
    UiContext &context() const { return m_context; }
    // The row with the editor; `row` is taken over.
    void setRow(FieldRow *row);
    FieldRow *row() const { return m_row; }
    // The sentence of the finding, in the program's language.
    QString sentence() const { return m_sentence; }

private:
    UiContext &m_context;
    QString m_item;
    QString m_sentence;
    bool m_waivable;
    bool m_waiving = false;
    QVBoxLayout *m_column;
    FieldRow *m_row = nullptr;
    FieldRow *m_waiverRow = nullptr;
    QLineEdit *m_waiver = nullptr;
    TextDraft *m_draft = nullptr;
};

}  // namespace dw::ui
