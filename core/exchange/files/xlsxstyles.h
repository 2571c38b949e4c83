// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/files/numberformat.h"

#include <map>
#include <orcus/spreadsheet/import_interface.hpp>
#include <string>
#include <vector>

namespace dw
{

// Of all that a workbook says about looks, keeps which cell formats show dates, times or percentages.
class XlsxStyles : public orcus::spreadsheet::iface::import_styles
{
    using Elem = orcus::spreadsheet::color_elem_t;

public:
    // By index of cell format, after the last style was read.
    std::vector<NumberShape> takeShapes() const;

    void set_number_format_identifier(size_t id) override { m_formatId = id; }
    void set_number_format_code(std::string_view code) override { m_formatCode = code; }
    size_t commit_number_format() override;
    void set_xf_number_format(size_t index) override { m_xfFormat = index; }
    size_t commit_cell_xf() override;
    size_t commit_cell_style_xf() override
    {
        m_xfFormat = 0;
        return m_styleXfs++;
    }
    size_t commit_dxf() override
    {
        m_xfFormat = 0;
        return m_dxfs++;
    }

    void set_font_count(size_t) override {}
    void set_font_bold(bool) override {}
    void set_font_italic(bool) override {}
    void set_font_name(std::string_view) override {}
    void set_font_size(double) override {}
    void set_font_underline(orcus::spreadsheet::underline_t) override {}
    void set_font_underline_width(orcus::spreadsheet::underline_width_t) override {}
    void set_font_underline_mode(orcus::spreadsheet::underline_mode_t) override {}
    void set_font_underline_type(orcus::spreadsheet::underline_type_t) override {}
    void set_font_underline_color(Elem, Elem, Elem, Elem) override {}
    void set_font_color(Elem, Elem, Elem, Elem) override {}
    void set_strikethrough_style(orcus::spreadsheet::strikethrough_style_t) override {}
    void set_strikethrough_type(orcus::spreadsheet::strikethrough_type_t) override {}
    void set_strikethrough_width(orcus::spreadsheet::strikethrough_width_t) override {}
    void set_strikethrough_text(orcus::spreadsheet::strikethrough_text_t) override {}
    size_t commit_font() override { return m_fonts++; }
    void set_fill_count(size_t) override {}
    void set_fill_pattern_type(orcus::spreadsheet::fill_pattern_t) override {}
    void set_fill_fg_color(Elem, Elem, Elem, Elem) override {}
    void set_fill_bg_color(Elem, Elem, Elem, Elem) override {}
    size_t commit_fill() override { return m_fills++; }
    void set_border_count(size_t) override {}
    void set_border_style(orcus::spreadsheet::border_direction_t, orcus::spreadsheet::border_style_t) override
    {}
    void set_border_color(orcus::spreadsheet::border_direction_t, Elem, Elem, Elem, Elem) override {}
    void set_border_width(orcus::spreadsheet::border_direction_t, double, orcus::length_unit_t) override {}
    size_t commit_border() override { return m_borders++; }
    void set_cell_hidden(bool) override {}
    void set_cell_locked(bool) override {}
    void set_cell_print_content(bool) override {}
    void set_cell_formula_hidden(bool) override {}
    size_t commit_cell_protection() override { return m_protections++; }
    void set_number_format_count(size_t) override {}
    void set_cell_xf_count(size_t) override {}
    void set_cell_style_xf_count(size_t) override {}
    void set_dxf_count(size_t) override {}
    void set_xf_font(size_t) override {}
    void set_xf_fill(size_t) override {}
    void set_xf_border(size_t) override {}
    void set_xf_protection(size_t) override {}
    void set_xf_style_xf(size_t) override {}
    void set_xf_apply_alignment(bool) override {}
    void set_xf_horizontal_alignment(orcus::spreadsheet::hor_alignment_t) override {}
    void set_xf_vertical_alignment(orcus::spreadsheet::ver_alignment_t) override {}
    void set_cell_style_count(size_t) override {}
    void set_cell_style_name(std::string_view) override {}
    void set_cell_style_xf(size_t) override {}
    void set_cell_style_builtin(size_t) override {}
    void set_cell_style_parent_name(std::string_view) override {}
    size_t commit_cell_style() override { return m_styles++; }

private:
    size_t m_formatId = 0;
    std::string m_formatCode;
    size_t m_xfFormat = 0;
    std::map<size_t, std::string> m_codes;  // by number format id
    std::vector<size_t> m_xfs;              // number format id by cell format
    size_t m_formats = 0, m_styleXfs = 0, m_dxfs = 0, m_fonts = 0, m_fills = 0, m_borders = 0,
           m_protections = 0, m_styles = 0;
};

}  // namespace dw
