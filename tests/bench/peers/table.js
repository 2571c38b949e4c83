// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// node table.js FOLDER: what the peer and we measured, beside each other.

const fs = require('fs');

const folder = process.argv[2];
const peer = JSON.parse(fs.readFileSync(`${folder}/peer.json`, 'utf8'));
const ours = {};
for (const part of ['snapshot', 'push', 'pull']) {
  for (const one of JSON.parse(fs.readFileSync(`${folder}/${part}.json`, 'utf8')).measures) {
    const sorted = [...one.samples].sort((a, b) => a - b);
    ours[one.key] = sorted[Math.floor((sorted.length - 1) / 2)];
  }
}
const text = (value) => (value >= 100 ? Math.round(value) : value.toFixed(2));
const rows = [
  [`${peer.documents} records`, 'PouchDB 9', 'Dealwright'],
  ['push, documents or transactions a second', text(peer.push), text(ours.push)],
  ['initial replication to the end, records a second', text(peer.initial),
    text(peer.documents / ours.snapshot_end_to_end)],
  ['pull with nothing new, ms', text(peer.idleMs), text(ours.pull_nothing_answer)],
  ["the same, the server's processor, ms", text(peer.idleProcessorMs), text(ours.pull_nothing)],
];
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
