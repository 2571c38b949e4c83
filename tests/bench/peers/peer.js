// SPDX-License-Identifier: GPL-3.0-or-later
'use strict';

// node peer.js serve FOLDER: express-pouchdb on a free port, which it prints.
// node peer.js measure PORT SERVER-PROCESS FOLDER FILE: replicates the records of the file; prints rates as JSON.

const fs = require('fs');
const PouchDB = require('pouchdb');

const BATCH = 1000;
const IDLE_PULLS = 30;

function serve(folder) {
  const app = require('express')();
  const Server = PouchDB.defaults({prefix: `${folder}/`});
  app.use('/', require('express-pouchdb')(Server, {
    mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log.txt`,
  }));
  const listening = app.listen(0, '127.0.0.1', () => console.log(listening.address().port));
}

// Milliseconds that a process used up to now.
function processorMs(id) {
  const stat = fs.readFileSync(`/proc/${id}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

async function timed(work) {
  const begun = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

async function measure(port, server, folder, file) {
  const documents = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const remote = new PouchDB(`http://127.0.0.1:${port}/bench`);
  const Local = PouchDB.defaults({prefix: `${folder}/`});
  const first = new Local('first');
  for (let i = 0; i < documents.length; i += BATCH) {
    const answers = await first.bulkDocs(documents.slice(i, i + BATCH));
    if (answers.some((one) => one.error)) throw new Error('a document was refused here');
  }
  const options = {batch_size: BATCH};
  const whole = async (result) => {
    const done = await result;
    if (!done.ok || done.doc_write_failures > 0) throw new Error(JSON.stringify(done.errors));
  };
  const push = await timed(() => whole(Local.replicate(first, remote, options)));
  const second = new Local('second');
  const initial = await timed(() => whole(Local.replicate(remote, second, options)));
  const here = (await second.info()).doc_count;
  if (here !== documents.length) throw new Error(`${here} of ${documents.length} documents arrived`);
  const idle = [];
  const before = processorMs(server);
  for (let i = 0; i < IDLE_PULLS; ++i) {
    idle.push(1000 * await timed(() => whole(Local.replicate(remote, second, options))));
  }
  const processor = (processorMs(server) - before) / IDLE_PULLS;
  await Promise.all([first.close(), second.close()]);
  console.log(JSON.stringify({
    documents: documents.length, push: documents.length / push, initial: documents.length / initial,
    idleMs: median(idle), idleProcessorMs: processor,
  }));
}

async function main([command, ...rest]) {
  if (command === 'serve') return serve(...rest);
  if (command === 'measure') return measure(...rest);
  throw new Error('serve or measure is needed');
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
