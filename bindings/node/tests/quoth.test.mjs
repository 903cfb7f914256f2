// What can go wrong between JavaScript and C.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Document, Engine, Quote, QuothError, identifyLanguage, load, parse, version } from 'libquoth';

const PAGE = '<h1>Night ferry</h1><p>“We sail,” said Mara Lindqvist. “If not,” she added, “we wait.”</p>';
const code = (name) => ({ name: 'QuothError', code: `QUOTH_ERROR_${name}` });
const resident = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);

// Finalizers run between two turns of the event loop.
async function collect() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc();
    await tick();
  }
}

test('records', () => {
  const doc = parse(PAGE);
  assert.deepEqual([doc.blocks[0].text, doc.blocks[0].kind, doc.blocks[0].main], ['Night ferry', 'title', true]);
  const [quote] = doc.quotes;
  assert.ok(quote instanceof Quote);
  assert.deepEqual([quote.text, quote.cueText, quote.speaker.name], ['“We sail,”', 'said', 'Mara Lindqvist']);
  assert.equal(doc.text.slice(...quote.parts[0]), quote.text);
  assert.deepEqual(doc.speakers[0].quotes, doc.quotes);
  assert.deepEqual([quote.parent, quote.addressee, doc.slice(null)], [null, null, null]);
  assert.equal(doc.articles[0].title, 'Night ferry');
  assert.deepEqual(doc.blocks[1].quotes, doc.articles[0].blocks[1].quotes);
  assert.equal(String(doc.mentions[0].speaker), 'Mara Lindqvist');
  assert.ok(doc.mainText.startsWith('Night ferry\n'));
  assert.equal(JSON.parse(JSON.stringify(quote)).speakerIndex, 0);
  assert.throws(() => { 'use strict'; quote.type = 'turn'; }, TypeError);
  assert.throws(() => doc.quotes.push(quote), TypeError);
});

test('iteration', () => {
  const doc = parse(PAGE);
  assert.deepEqual([...doc].map((quote) => quote.speaker.name), ['Mara Lindqvist', 'Mara Lindqvist']);
  for (const quote of doc) assert.ok(quote.confidence > 0);
  assert.equal(createRequire(import.meta.url)('libquoth').Quote, Quote);
});

test('embedded NUL', () => {
  const text = 'One\0two. “We sail,” said Mara Lindqvist.';
  const doc = parse(text, { mediaType: 'text/plain' });
  assert.equal(doc.text, text);
  assert.equal(doc.quotes[0].text, '“We sail,”');
  assert.throws(() => parse('x', { name: 'a\0b' }), TypeError);
  assert.throws(() => new Engine({ languages: ['e\0n'] }), code('ARGUMENT'));
});

test('emoji before a quote', () => {
  const doc = parse('😀 👩‍👩‍👧 “We sail,” said Mara Lindqvist.', { name: '😀' });
  assert.deepEqual(doc.quotes[0].parts, [[12, 22]]);
  assert.equal(doc.slice(doc.quotes[0].parts[0]), '“We sail,”');
  assert.equal(doc.source.name, '😀');
});

test('right to left', () => {
  const doc = parse('قالت ليلى: «سنبحر غدا».\n\n“שלום לכם,” אמרה דנה.');
  assert.deepEqual(doc.scripts.map((run) => [run.script, run.direction]), [['Arab', 'rtl'], ['Hebr', 'rtl']]);
  assert.equal(doc.scripts.map(String).join(''), doc.text);
  assert.ok(doc.quotes[0].text.startsWith('«سنبحر غدا»'));
});

test('invalid text', () => {
  const doc = parse(Buffer.from('4772c3bcc39f6520e28020782e', 'hex'), { charset: 'utf-8' });
  assert.equal(doc.source.repaired, 1);
  assert.ok(doc.text.includes('\uFFFD'));
  assert.equal(parse('a\uD800 b').text, 'a\uFFFD b');
  assert.equal(parse(Buffer.from('Grüße', 'latin1'), { charset: 'iso-8859-1' }).text, 'Grüße');
});

test('all kinds of bytes', () => {
  const bytes = new TextEncoder().encode('..Grüße..');
  assert.equal(parse(bytes.subarray(2, -2)).text, 'Grüße');
  assert.equal(parse(new DataView(bytes.buffer, 2, 7)).text, 'Grüße');
  assert.equal(parse(bytes.buffer).text, '..Grüße..');
  for (const wrong of [42, null, undefined, [65], {}]) assert.throws(() => parse(wrong), TypeError);
});

test('empty input', () => {
  const doc = parse('');
  assert.equal(doc.text, '');
  assert.equal(doc.blocks.length + doc.quotes.length + doc.scripts.length, 0);
  assert.equal(doc.metadata.title, null);
});

test('a megabyte', () => {
  const sentence = '“We sail in any weather,” said Mara Lindqvist.\n\n';
  const count = Math.floor(2 ** 20 / sentence.length);
  const doc = parse(sentence.repeat(count), { mediaType: 'text/plain' });
  assert.equal(doc.quotes.length, count);
  assert.equal(doc.quotes.at(-1).text, '“We sail in any weather,”');
});

test('errors', () => {
  assert.throws(() => parse(Buffer.from('x'), { charset: 'klingon' }), { ...code('CHARSET'), message: 'unknown charset "klingon"', offset: 0 });
  assert.throws(() => parse('x', { mediaType: 'image/png' }), QuothError);
  assert.throws(() => new Engine({ limits: { inputBytes: 3 } }).parse('four'), code('LIMIT'));
  assert.throws(() => new Engine({ limits: { memoryBytes: 3 } }).parse('four'), code('LIMIT'));
  assert.throws(() => parse(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), code('NOT_TEXT'));
  assert.throws(() => new Engine({ layers: ['colours'] }), code('ARGUMENT'));
  assert.throws(() => new Engine({ limits: { inputBytes: -1 } }), code('ARGUMENT'));
  assert.throws(() => new Engine({ languages: ['klingon'] }), code('ARGUMENT'));
  assert.throws(() => parse('x', { speakers: [[]] }), code('ARGUMENT'));
  assert.throws(() => parse('x').export('papyrus'), code('ARGUMENT'));
  assert.throws(() => parse('x').export('json', { offsets: 'words' }), code('ARGUMENT'));
  assert.throws(() => load(Buffer.from('no document')), code('DAMAGED'));
  assert.throws(() => new Document({}).text, TypeError);
});

test('options', () => {
  const engine = new Engine({ languages: ['en'], speakers: [{ id: 'm', names: ['Mara Lindqvist', 'Mara'] }, 'Joost'] });
  const doc = engine.parse('“We sail,” said Mara.', { url: 'https://example.org/' });
  assert.deepEqual([doc.quotes[0].speaker.id, doc.source.url], ['m', 'https://example.org/']);
  assert.equal(JSON.parse(JSON.stringify(doc)).offsets, 'utf16');
  assert.ok(doc.export('csv', { speaker: doc.speakers[0] }).includes('Mara'));
  assert.equal(load(doc.save()).text, doc.text);
  assert.equal(new Engine({ layers: ['scripts'] }).parse(PAGE).quotes.length, 0);
  assert.equal(identifyLanguage('Das ist ein ganz gewöhnlicher Satz.').language, 'de');
  assert.equal(identifyLanguage('Das ist ein ganz gewöhnlicher Satz.', ['en', 'nl']).language === 'de', false);
  assert.equal(version, createRequire(import.meta.url)('libquoth/package.json').version);
});

test('documents outlive engines, and what was read outlives documents', async () => {
  const engine = new Engine();
  const doc = engine.parse(PAGE);
  engine.close();
  engine.close();
  assert.throws(() => engine.parse('x'), /closed/);
  const [quote] = doc.quotes;
  const name = quote.speaker.name;
  assert.equal(quote.text, '“We sail,”');
  doc.close();
  assert.deepEqual([quote.text, quote.speaker.name], ['“We sail,”', name]);
  assert.throws(() => doc.blocks, /closed/);
  const held = (() => new Engine().parse(PAGE).quotes[0])();
  await collect();
  assert.equal(held.document.blocks[0].text, 'Night ferry');
});

test('worker threads', async () => {
  const program = `const { parse } = require('libquoth');
    require('node:worker_threads').parentPort.postMessage(parse(${JSON.stringify(PAGE)}).quotes.map(String));`;
  const workers = [1, 2, 3].map(() => new Worker(program, { eval: true }));
  const answers = await Promise.all(workers.map((worker) => once(worker, 'message')));
  for (const [texts] of answers) assert.deepEqual(texts, ['“We sail,”', '“If not,” “we wait.”']);
});

test('memory is flat', async () => {
  const rounds = async (count) => {
    for (let i = 0; i < count; i++) {
      assert.equal(parse(PAGE).quotes.length, 2);
      assert.throws(() => parse(Buffer.from('x'), { charset: 'klingon' }));
      if (i % 100 === 0) await collect();
    }
    await collect();
    return resident();
  };
  await rounds(1000);
  const before = await rounds(1000);
  const grown = (await rounds(1000)) - before;
  assert.ok(grown < 8192, `${grown} KiB more after 1,000 rounds`);
});

test('a closed document is freed without the collector', () => {
  const page = PAGE.repeat(100);
  const rounds = (count) => {
    for (let i = 0; i < count; i++) {
      const doc = parse(page);
      doc.close();
    }
    return resident();
  };
  const before = rounds(50);
  assert.ok(rounds(500) - before < 16384);
});
