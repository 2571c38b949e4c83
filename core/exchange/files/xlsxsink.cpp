// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/files/xlsxsink.h"

#include "core/exchange/files/tablereader.h"
#include "core/exchange/files/xlsxstyles.h"

#include <QDateTime>

#include <algorithm>

namespace dw
{

namespace ss = orcus::spreadsheet;
namespace iface = orcus::spreadsheet::iface;

namespace
{

constexpr qint64 MaxRows = 1048576;

QString toText(std::string_view text)
{
    // fromUtf8() takes a leading U+FEFF for a byte order mark and drops it; in a cell it is text.
    const QString converted = QString::fromUtf8(text.data(), qsizetype(text.size()));
    return text.substr(0, 3) == "\xEF\xBB\xBF" ? QChar(QChar::ByteOrderMark) + converted : converted;
}

// Characters that XML cannot hold are written _x000D_, and an underscore that would read so _x005F_ (ECMA-376
// part 1, 22.9.2.19).
QString unescaped(const QString &text)
{
    qsizetype at = text.indexOf(QStringLiteral("_x"));
    if (at < 0)
        return text;
    QString plain;
    qsizetype from = 0;
    for (; at >= 0; at = text.indexOf(QStringLiteral("_x"), at)) {
        bool ok = false;
        const uint code = QStringView(text).mid(at + 2, 4).toUInt(&ok, 16);
        if (!ok || at + 6 >= text.size() || text[at + 6] != u'_') {
            at += 2;
            continue;
        }
        plain += QStringView(text).mid(from, at - from);
        // A NUL is never text.
        plain += code == 0 ? QChar(QChar::ReplacementCharacter) : QChar(char16_t(code));
        at += 7;
        from = at;
    }
    plain += QStringView(text).mid(from);
    return plain;
}

}  // namespace

XlsxSink::TooLarge::TooLarge(const char *messageKey, qint64 atRow, qint64 atColumn)
    : std::runtime_error(messageKey), key(messageKey), row(atRow), column(atColumn)
{}

class XlsxSink::Settings : public iface::import_global_settings
{
public:
    explicit Settings(XlsxSink &sink) : m_sink(sink) {}
    void set_origin_date(int year, int, int) override
    {
        m_sink.m_system = year == 1904 ? DateSystem::From1904 : DateSystem::From1900;
    }
    void set_default_formula_grammar(ss::formula_grammar_t grammar) override { m_grammar = grammar; }
    ss::formula_grammar_t get_default_formula_grammar() const override { return m_grammar; }
    void set_character_set(orcus::character_set_t) override {}

private:
    XlsxSink &m_sink;
    ss::formula_grammar_t m_grammar = ss::formula_grammar_t::xlsx;
};

class XlsxSink::Strings : public iface::import_shared_strings
{
public:
    explicit Strings(XlsxSink &sink) : m_sink(sink) {}
    size_t append(std::string_view s) override
    {
        m_sink.m_sharedIndex.push_back(m_sink.addString(s));
        return m_sink.m_sharedIndex.size() - 1;
    }
    size_t add(std::string_view s) override { return append(s); }
    void set_segment_font(size_t) override {}
    void set_segment_bold(bool) override {}
    void set_segment_italic(bool) override {}
    void set_segment_font_name(std::string_view) override {}
    void set_segment_font_size(double) override {}
    void set_segment_font_color(ss::color_elem_t, ss::color_elem_t, ss::color_elem_t,
                                ss::color_elem_t) override
    {}
    void append_segment(std::string_view s) override { m_segments.append(s); }
    size_t commit_segments() override
    {
        const size_t index = append(m_segments);
        m_segments.clear();
        return index;
    }

private:
    XlsxSink &m_sink;
    std::string m_segments;
};

class XlsxSink::Styles : public XlsxStyles
{};

class XlsxSink::Resolver : public iface::import_reference_resolver
{
public:
    ss::src_address_t resolve_address(std::string_view address) override
    {
        const size_t bang = address.rfind('!');
        if (bang != std::string_view::npos)
            address.remove_prefix(bang + 1);
        qint64 column = 0, row = 0;
        size_t i = 0;
        const auto skipDollar = [&] {
            if (i < address.size() && address[i] == '$')
                ++i;
        };
        skipDollar();
        for (; i < address.size(); ++i) {
            const char c = char(address[i] & ~0x20);
            if (c < 'A' || c > 'Z')
                break;
            column = std::min<qint64>(column * 26 + (c - 'A' + 1), MaxRows);
        }
        skipDollar();
        const size_t digits = i;
        for (; i < address.size() && address[i] >= '0' && address[i] <= '9'; ++i)
            row = std::min<qint64>(row * 10 + (address[i] - '0'), MaxRows + 1);
        if (i != address.size() || i == digits || column < 1 || row < 1)
            throw std::invalid_argument("not a cell address: " + std::string(address));
        if (column > TableReader::MaxColumns || row > MaxRows)
            throw TooLarge("exchange.cell_out_of_sheet", row, column);
        return {0, ss::row_t(row - 1), ss::col_t(column - 1)};
    }
    ss::src_range_t resolve_range(std::string_view range) override
    {
        const size_t colon = range.rfind(':');
        if (colon == std::string_view::npos) {
            const ss::src_address_t one = resolve_address(range);
            return {one, one};
        }
        return {resolve_address(range.substr(0, colon)), resolve_address(range.substr(colon + 1))};
    }
};

// Formulas are never evaluated: what the workbook's own program last computed is the value.
class XlsxSink::Formula : public iface::import_formula
{
public:
    Formula(XlsxSink &sink, int sheet) : m_sink(sink), m_sheet(sheet) {}
    void set_position(ss::row_t row, ss::col_t column) override
    {
        m_row = row;
        m_column = column;
    }
    void set_formula(ss::formula_grammar_t, std::string_view) override {}
    void set_shared_formula_index(size_t) override {}
    void set_result_string(std::string_view value) override;
    void set_result_value(double value) override { set(Slot::Kind::Number, value); }
    void set_result_bool(bool value) override { set(Slot::Kind::Boolean, value ? 1 : 0); }
    void set_result_empty() override {}
    void commit() override {}

private:
    void set(Slot::Kind kind, double value)
    {
        if (Slot *slot = m_sink.slotAt(m_sheet, m_row, m_column)) {
            slot->kind = kind;
            slot->number = value;
        }
    }

    XlsxSink &m_sink;
    int m_sheet;
    qint64 m_row = 0;
    qint64 m_column = 0;
};

class XlsxSink::ArrayFormula : public iface::import_array_formula
{
public:
    ArrayFormula(XlsxSink &sink, int sheet) : m_formula(sink, sheet) {}
    void set_range(const ss::range_t &range) override { m_first = range.first; }
    void set_formula(ss::formula_grammar_t, std::string_view) override {}
    void set_result_string(ss::row_t row, ss::col_t column, std::string_view value) override
    {
        at(row, column).set_result_string(value);
    }
    void set_result_value(ss::row_t row, ss::col_t column, double value) override
    {
        at(row, column).set_result_value(value);
    }
    void set_result_bool(ss::row_t row, ss::col_t column, bool value) override
    {
        at(row, column).set_result_bool(value);
    }
    void set_result_empty(ss::row_t, ss::col_t) override {}
    void commit() override {}

private:
    Formula &at(ss::row_t row, ss::col_t column)
    {
        m_formula.set_position(m_first.row + row, m_first.column + column);
        return m_formula;
    }

    Formula m_formula;
    ss::address_t m_first{0, 0};
};

class XlsxSink::Sheet : public iface::import_sheet
{
public:
    Sheet(XlsxSink &sink, int index)
        : m_sink(sink), m_index(index), m_formula(sink, index), m_array(sink, index)
    {}

    iface::import_formula *get_formula() override { return &m_formula; }
    iface::import_array_formula *get_array_formula() override { return &m_array; }

    void set_auto(ss::row_t row, ss::col_t column, std::string_view s) override { setText(row, column, s); }
    void set_string(ss::row_t row, ss::col_t column, ss::string_id_t index) override
    {
        if (index >= m_sink.m_sharedIndex.size())
            throw std::out_of_range("shared string index out of range");
        if (Slot *slot = m_sink.slotAt(m_index, row, column)) {
            slot->kind = Slot::Kind::Text;
            slot->string = m_sink.m_sharedIndex[index];
        }
    }
    void set_value(ss::row_t row, ss::col_t column, double value) override
    {
        set(row, column, Slot::Kind::Number, value);
    }
    void set_bool(ss::row_t row, ss::col_t column, bool value) override
    {
        set(row, column, Slot::Kind::Boolean, value ? 1 : 0);
    }
    void set_date_time(ss::row_t row, ss::col_t column, int year, int month, int day, int hour, int minute,
                       double second) override
    {
        const QDateTime moment(QDate(year, month, day), QTime(hour, minute), Qt::UTC);
        if (moment.isValid())
            set(row, column, Slot::Kind::DateTime, double(moment.toMSecsSinceEpoch()) + second * 1000);
    }
    void set_format(ss::row_t row, ss::col_t column, size_t xf) override
    {
        if (Slot *slot = m_sink.slotAt(m_index, row, column))
            slot->xf = quint32(xf);
    }
    // Formats of whole ranges lie under empty cells: nothing to keep.
    void set_format(ss::row_t, ss::col_t, ss::row_t, ss::col_t, size_t) override {}
    void fill_down_cells(ss::row_t, ss::col_t, ss::row_t) override {}
    ss::range_size_t get_sheet_size() const override { return {ss::row_t(MaxRows), TableReader::MaxColumns}; }

    void setText(qint64 row, qint64 column, std::string_view s)
    {
        if (Slot *slot = m_sink.slotAt(m_index, row, column)) {
            slot->kind = Slot::Kind::Text;
            slot->string = m_sink.addString(s);
        }
    }

private:
    void set(qint64 row, qint64 column, Slot::Kind kind, double value)
    {
        if (Slot *slot = m_sink.slotAt(m_index, row, column)) {
            slot->kind = kind;
            slot->number = value;
        }
    }

    XlsxSink &m_sink;
    int m_index;
    Formula m_formula;
    ArrayFormula m_array;
};

void XlsxSink::Formula::set_result_string(std::string_view value)
{
    m_sink.m_sheetSinks[size_t(m_sheet)]->setText(m_row, m_column, value);
}

XlsxSink::XlsxSink(int wanted)
    : m_wanted(wanted)
    , m_settings(std::make_unique<Settings>(*this))
    , m_sharedStrings(std::make_unique<Strings>(*this))
    , m_styles(std::make_unique<Styles>())
    , m_resolver(std::make_unique<Resolver>())
{}

XlsxSink::~XlsxSink() = default;

iface::import_global_settings *XlsxSink::get_global_settings()
{
    return m_settings.get();
}

iface::import_shared_strings *XlsxSink::get_shared_strings()
{
    return m_sharedStrings.get();
}

iface::import_styles *XlsxSink::get_styles()
{
    return m_styles.get();
}

iface::import_reference_resolver *XlsxSink::get_reference_resolver(ss::formula_ref_context_t)
{
    return m_resolver.get();
}

iface::import_sheet *XlsxSink::append_sheet(ss::sheet_t, std::string_view name)
{
    SheetCount count;
    count.name = toText(name);
    m_sheets.append(count);
    m_sheetSinks.push_back(std::make_unique<Sheet>(*this, int(m_sheetSinks.size())));
    return m_sheetSinks.back().get();
}

iface::import_sheet *XlsxSink::get_sheet(std::string_view name)
{
    const QString wanted = toText(name);
    for (qsizetype i = 0; i < m_sheets.size(); ++i) {
        if (m_sheets[i].name == wanted)
            return m_sheetSinks[size_t(i)].get();
    }
    return nullptr;
}

iface::import_sheet *XlsxSink::get_sheet(ss::sheet_t index)
{
    return index >= 0 && size_t(index) < m_sheetSinks.size() ? m_sheetSinks[size_t(index)].get() : nullptr;
}

void XlsxSink::finalize()
{
    m_shapes = m_styles->takeShapes();
}

quint32 XlsxSink::addString(std::string_view text)
{
    if (text.size() > size_t(TableReader::MaxField))
        throw TooLarge("exchange.field_too_long", 0, 0);
    m_strings.push_back(unescaped(toText(text)));
    return quint32(m_strings.size() - 1);
}

XlsxSink::Slot *XlsxSink::slotAt(int sheet, qint64 row, qint64 column)
{
    if (row < 0 || column < 0 || row >= MaxRows || column >= TableReader::MaxColumns)
        throw TooLarge("exchange.cell_out_of_sheet", row + 1, column + 1);
    SheetCount &count = m_sheets[sheet];
    // Sheets come in any order: a better one takes the place of what was kept so far.
    if (m_wanted == FirstWithCells ? (m_kept < 0 || sheet < m_kept) : (m_kept < 0 && sheet == m_wanted)) {
        m_kept = sheet;
        m_rows.clear();
        count.cells = 0;
    }
    count.rows = std::max(count.rows, row + 1);
    count.columns = std::max(count.columns, int(column) + 1);
    if (sheet != m_kept) {
        ++count.cells;
        return nullptr;
    }
    if (size_t(row) >= m_rows.size())
        m_rows.resize(size_t(row) + 1);
    std::vector<Slot> &cells = m_rows[size_t(row)];
    if (!cells.empty() && cells.back().column == column)
        return &cells.back();
    const auto place =
        !cells.empty() && cells.back().column > column
            ? std::lower_bound(cells.begin(), cells.end(), column,
                               [](const Slot &slot, qint64 wanted) { return qint64(slot.column) < wanted; })
            : cells.end();
    if (place != cells.end() && place->column == column)
        return &*place;
    if (++count.cells > MaxCells)
        throw TooLarge("exchange.too_many_cells", row + 1, column + 1);
    Slot slot;
    slot.number = 0;
    slot.column = quint16(column);
    return &*cells.insert(place, slot);
}

void XlsxSink::add(int sheet, qint64 row, int column, const Cell &cell)
{
    Slot *slot = slotAt(sheet, row, column);
    if (!slot)
        return;
    if (cell.kind == Cell::Kind::Date || cell.kind == Cell::Kind::DateTime) {
        slot->kind = Slot::Kind::DateTime;
        slot->number = double(qint64(cell.date.days) * 86400000 + cell.msOfDay);
        return;
    }
    slot->kind = cell.kind == Cell::Kind::Error ? Slot::Kind::Error : Slot::Kind::Text;
    slot->string = addString(cell.text.toStdString());
}

Cell XlsxSink::cellOf(const Slot &slot) const
{
    switch (slot.kind) {
        case Slot::Kind::Empty:
            break;
        case Slot::Kind::Text:
            return Cell::ofText(m_strings[slot.string]);
        case Slot::Kind::Error:
            return Cell::ofError(m_strings[slot.string]);
        case Slot::Kind::Boolean:
            return Cell::ofBoolean(slot.number != 0);
        case Slot::Kind::Number:
            return cellOfNumber(
                slot.number, slot.xf < m_shapes.size() ? m_shapes[slot.xf] : NumberShape::Number, m_system);
        case Slot::Kind::DateTime: {
            const QDateTime moment = QDateTime::fromMSecsSinceEpoch(qint64(slot.number), Qt::UTC);
            const Date date = Date::fromQDate(moment.date());
            const qint32 ms = moment.time().msecsSinceStartOfDay();
            return ms == 0 ? Cell::ofDate(date) : Cell::ofDateTime(date, ms);
        }
    }
    return {};
}

Row XlsxSink::takeRow(qint64 row)
{
    Row cells;
    if (row < 0 || size_t(row) >= m_rows.size())
        return cells;
    const std::vector<Slot> taken = std::exchange(m_rows[size_t(row)], {});
    for (const Slot &slot : taken) {
        Cell cell = cellOf(slot);
        if (cell.isEmpty())
            continue;
        cells.resize(slot.column);
        cells.append(std::move(cell));
    }
    return cells;
}

}  // namespace dw
