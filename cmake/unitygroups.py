# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts the sources of a target into groups that can be compiled as one: prints "file=group" for each, with ';' between.

A file's own names (its unnamed namespace, its statics and macros) may stand in no other file of its group and in no
header that such a file names, by any meaning: two constants of one name would clash, and a name that hides another one
would change what the code says.
"""
import functools
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
OWN_TYPE = re.compile(r'(?:template <.*?> )?(?:struct|class|enum class|enum|union|using|#define) (\w+)')
OWN_NAME = re.compile(r'(\w+)\s*[({=\[;]')
NO_CODE = re.compile(r'//.*')


def own_names(text):
    names, unnamed = set(), False
    for line in text.split('\n'):
        if line == 'namespace':
            unnamed = True
        elif line == '}  // namespace':
            unnamed = False
        elif line.startswith('#define ') or ((unnamed or line.startswith('static ')) and re.match(r'\w', line)):
            found = OWN_TYPE.match(line) or OWN_NAME.search(line)
            if found:
                names.add(found[1])
    return names


@functools.cache
def words_of(path):
    return frozenset(re.findall(r'\w+', NO_CODE.sub('', path.read_text(encoding='utf-8'))))


def headers(path, text):
    for name in re.findall(r'^#include "([^"]+\.h)"', text, re.M):
        for header in (ROOT / name, path.parent / name):
            if header.is_file():
                yield header


def main(size, files):
    groups = []
    for name in files:
        path = pathlib.Path(name)
        text = path.read_text(encoding='utf-8')
        own = own_names(text)
        words = words_of(path).union(*map(words_of, headers(path, text)))
        for group in groups:
            if len(group['files']) < size and not own & group['words'] and not words & group['own']:
                break
        else:
            group = {'files': [], 'own': set(), 'words': set()}
            groups.append(group)
        group['files'].append(name)
        group['own'] |= own
        group['words'] |= words
    print(';'.join(f'{name}={number}' for number, group in enumerate(groups) for name in group['files']
                   if len(group['files']) > 1), end='')


main(int(sys.argv[1]), sys.argv[2:])
