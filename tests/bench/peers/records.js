// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// node records.js CLI WORKSPACE DICTIONARY: every record of the five objects of a bench, a document a line, with
// all stored fields that are filled.

const fs = require('fs');
const {execFileSync} = require('child_process');

const [cli, workspace, dictionary] = process.argv.slice(2);

// A record that is named stands there with its title, which is not its own.
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  return value && value.id && 'title' in value ? value.id : value;
}

for (const object of ['account', 'contact', 'opportunity', 'activity', 'task']) {
  const definition = JSON.parse(fs.readFileSync(`${dictionary}/${object}.json`, 'utf8'));
  const fields = definition.fields.filter((one) => !one.formula).map((one) => one.key).join(',');
  const answer = execFileSync(cli, ['-w', workspace, '--json', 'query', object, '--fields', fields, '--limit',
    '10000000'], {maxBuffer: 4 * 1024 ** 3});
  for (const row of JSON.parse(answer).rows) {
    const document = {_id: row.id, object};
    for (const [key, value] of Object.entries(row)) {
      if (key !== 'id' && value !== null) document[key] = plain(value);
    }
    fs.writeSync(1, JSON.stringify(document) + '\n');
  }
}
