// Prints each document, read by the records of the binding, as a line of JSON.
import { readFileSync } from 'node:fs';
import { parse } from 'libquoth';

const LISTS = ['blocks', 'scripts', 'quotes', 'speakers', 'mentions', 'articles', 'glue', 'mixedTokens', 'marks'];
const DERIVED = ['text', 'cueText', 'speakerText'];

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function fieldsOf(record) {
  const fields = { ...record };
  for (const name of DERIVED) if (name in record) fields[name] = record[name];
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [snake(name), value]));
}

for (const path of process.argv.slice(2)) {
  const doc = parse(readFileSync(path), { name: path });
  const lists = Object.fromEntries(LISTS.map((list) => [snake(list), doc[list].map(fieldsOf)]));
  console.log(JSON.stringify({ text: doc.text, source: doc.source, metadata: doc.metadata, ...lists }));
}
