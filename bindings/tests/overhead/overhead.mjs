import { readFileSync } from 'node:fs';
import { parse } from 'libquoth';

const page = readFileSync(process.argv[2]);

// Processor time in nanoseconds, that of the collector's threads too.
function now() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

function least(rounds, calls, f) {
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const begun = now();
    for (let k = 0; k < calls; k++) f();
    best = Math.min(best, (now() - begun) / calls);
  }
  return Math.round(best);
}

function all() {
  const doc = parse(page);
  let length = 0;
  for (const quote of doc) length += quote.text.length;
  doc.close();
  return length;
}

const { quotes } = parse(page);

function fields() {
  let sum = 0;
  for (const quote of quotes) sum += quote.confidence;
  return sum;
}

const each = Math.round(least(10, 2000, fields) / quotes.length);
console.log([least(10, 500, () => parse('').close()), least(30, 1, () => parse(page).close()), least(30, 1, all), each].join('\t'));
