#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the pinyin table of core/base/text/pinyin.cpp.

Usage: makepinyintable.py INPUT OUTPUT
INPUT is pinyin_dict.go of the Debian package golang-github-mozillazg-go-pinyin-dev (lines `0x5355: "dān,chán,shàn",`).
Tones are dropped, equal readings merged, u with diaeresis becomes v. The order of the input is kept, except that for
the characters of FIRST the named reading leads: it is the one meant in names of people, places and companies.
"""
import re
import sys
import unicodedata

FIRST = {
    "曾": "zeng", "单": "dan", "仇": "qiu", "翟": "zhai", "缪": "miao", "覃": "qin", "冼": "xian", "查": "cha",
    "解": "jie", "任": "ren", "盖": "gai", "朴": "pu", "区": "qu", "乐": "le", "尉": "wei", "长": "chang",
    "重": "zhong", "行": "xing", "调": "diao", "会": "hui", "都": "du", "厦": "xia", "广": "guang", "车": "che",
    "贾": "jia", "石": "shi", "合": "he", "盛": "sheng", "藏": "cang", "传": "chuan", "大": "da", "南": "nan",
    "数": "shu", "术": "shu", "期": "qi", "和": "he", "家": "jia", "地": "di", "发": "fa", "宝": "bao",
    "晟": "sheng", "佛": "fo", "靓": "liang", "長": "chang", "伽": "jia", "隽": "jun", "雋": "jun", "琢": "zhuo",
    "泊": "bo", "繆": "miao",
}
DENSE_FIRST, DENSE_LAST = 0x3400, 0x9FFF


def plain(reading):
    text = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(c for c in text if not unicodedata.combining(c))


def read(path):
    table = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r'\s*0x([0-9A-Fa-f]+):\s*"([^"]+)"', line)
            if not match:
                continue
            readings = list(dict.fromkeys(plain(r.strip()) for r in match[2].split(",")))
            bad = [r for r in readings if not re.fullmatch("[a-z]{1,6}", r)]
            if bad:
                sys.exit(f"{path}: {match[1]}: reading {bad[0]!r} is not plain letters")
            table[int(match[1], 16)] = readings
    if len(table) < 20000:
        sys.exit(f"{path}: only {len(table)} characters found; is this pinyin_dict.go?")
    for char, first in FIRST.items():
        readings = table[ord(char)]
        table[ord(char)] = [first] + [r for r in readings if r != first]
    return table


def rows(values, per_row=20):
    values = [str(v) for v in values]
    return "\n".join("    " + ", ".join(values[i:i + per_row]) + "," for i in range(0, len(values), per_row))


def main():
    source, target = sys.argv[1:]
    table = read(source)
    syllables = sorted({r for readings in table.values() for r in readings})
    index = {s: i for i, s in enumerate(syllables)}

    # Set 0 is "no reading"; a set is a slice of Pool.
    sets, starts, pool = {(): 0}, [0, 0], []
    def set_of(readings):
        key = tuple(index[r] for r in readings)
        if key not in sets:
            sets[key] = len(sets)
            pool.extend(key)
            starts.append(len(pool))
        return sets[key]

    dense = [set_of(table.get(c, [])) for c in range(DENSE_FIRST, DENSE_LAST + 1)]
    sparse = [(c, set_of(table[c])) for c in sorted(table) if not DENSE_FIRST <= c <= DENSE_LAST]
    with open(target, "w", encoding="ascii", newline="\n") as out:
        out.write("// Made by core/base/tools/makepinyintable.py. Do not edit.\n")
        out.write(f"constexpr std::array<std::string_view, {len(syllables)}> Syllables = {{\n")
        out.write(rows([f'"{s}"' for s in syllables], 12) + "\n};\n")
        for name, kind, values in (
            ("Pool", "std::uint16_t", pool), ("SetStarts", "std::uint16_t", starts), ("Dense", "std::uint16_t", dense),
            ("SparseChars", "std::uint32_t", [c for c, _ in sparse]), ("SparseSets", "std::uint16_t", [s for _, s in sparse]),
        ):
            if max(values) > 65535 and kind == "std::uint16_t":
                sys.exit(f"{name} does not fit 16 bits")
            out.write(f"constexpr std::array<{kind}, {len(values)}> {name} = {{\n{rows(values)}\n}};\n")
        out.write(f"constexpr char32_t DenseFirst = {DENSE_FIRST}, DenseLast = {DENSE_LAST};\n")


if __name__ == "__main__":
    main()
