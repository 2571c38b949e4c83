// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/cell.h"
#include "core/exchange/files/numberformat.h"

#include <QString>

#include <deque>
#include <memory>
#include <orcus/spreadsheet/import_interface.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace dw
{

// Takes what liborcus reads from a workbook and keeps the cells of one sheet, 16 bytes each: the wanted one,
// or the first that has any. Everything else (fonts, colours, pivots) is let go. Used by XlsxReader alone.
class XlsxSink : public orcus::spreadsheet::iface::import_factory
{
public:
    // Thrown through liborcus to stop it, caught in XlsxReader.
    struct TooLarge : std::runtime_error
    {
        TooLarge(const char *key, qint64 row, qint64 column);
        const char *key;
        qint64 row;
        qint64 column;
    };

    struct Slot
    {
        enum class Kind : quint8 { Empty, Text, Number, Boolean, DateTime, Error };

        union {
            double number;   // Number, Boolean (0 or 1), DateTime (ms since 1970)
            quint32 string;  // Text, Error: an index into m_strings
        };
        quint32 xf = 0;
        quint16 column = 0;
        Kind kind = Kind::Empty;
    };

    struct SheetCount
    {
        QString name;
        qint64 rows = 0;  // up to the last with a cell
        int columns = 0;
        qint64 cells = 0;
    };

    static constexpr qint64 MaxCells = 24 * 1000 * 1000;
    static constexpr int FirstWithCells = -1;

    // `wanted`: index of a sheet, or FirstWithCells.
    explicit XlsxSink(int wanted);
    ~XlsxSink() override;

    const QList<SheetCount> &sheets() const { return m_sheets; }
    int kept() const { return m_kept; }
    // A cell of the kept sheet that liborcus left out; Text, Error, Date and DateTime. Makes `sheet` the kept
    // one if none is yet. Throws TooLarge.
    void add(int sheet, qint64 row, int column, const Cell &cell);
    // The row's cells in column order; `row` is 0-based. Frees what it held.
    Row takeRow(qint64 row);

    orcus::spreadsheet::iface::import_global_settings *get_global_settings() override;
    orcus::spreadsheet::iface::import_shared_strings *get_shared_strings() override;
    orcus::spreadsheet::iface::import_styles *get_styles() override;
    orcus::spreadsheet::iface::import_reference_resolver *get_reference_resolver(
        orcus::spreadsheet::formula_ref_context_t context) override;
    orcus::spreadsheet::iface::import_sheet *append_sheet(orcus::spreadsheet::sheet_t index,
                                                          std::string_view name) override;
    orcus::spreadsheet::iface::import_sheet *get_sheet(std::string_view name) override;
    orcus::spreadsheet::iface::import_sheet *get_sheet(orcus::spreadsheet::sheet_t index) override;
    void finalize() override;

private:
    class Settings;
    class Strings;
    class Styles;
    class Resolver;
    class Sheet;
    class Formula;
    class ArrayFormula;

    Slot *slotAt(int sheet, qint64 row, qint64 column);
    quint32 addString(std::string_view text);
    Cell cellOf(const Slot &slot) const;

    int m_wanted;
    int m_kept = -1;
    DateSystem m_system = DateSystem::From1900;
    QList<SheetCount> m_sheets;
    std::deque<std::vector<Slot>> m_rows;  // of the kept sheet
    std::vector<QString> m_strings;        // shared ones first, then those of inline cells and formulas
    std::vector<quint32> m_sharedIndex;
    std::vector<NumberShape> m_shapes;  // by cell format
    std::vector<std::unique_ptr<Sheet>> m_sheetSinks;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<Strings> m_sharedStrings;
    std::unique_ptr<Styles> m_styles;
    std::unique_ptr<Resolver> m_resolver;
};

}  // namespace dw
