// Compiled, never run: what the types allow and forbid.
import { readFileSync } from 'node:fs';
import { Document, Engine, Quote, QuothError, Span, parse } from 'libquoth';

const engine: Engine = new Engine({ languages: ['en'], layers: ['quotes'], limits: { inputBytes: 1 << 20 }, speakers: ['Joost', { id: 'm', names: ['Mara'] }] });
const doc: Document = engine.parse(readFileSync('page.html'), { charset: 'utf-8', url: 'https://example.org/' });
for (const quote of doc) {
  const speaker: string | undefined = quote.speaker?.name;
  const text: string = doc.slice(quote.parts[0]);
  const [start, end]: Span = quote.parts[0];
  const cue: string | null = doc.slice(quote.cue);
  console.log(speaker, text, start + end, cue, quote.type === 'indirect');
}
const quotes: Quote[] = [...parse('text')];
try {
  parse(new Uint8Array(1));
} catch (error) {
  if (error instanceof QuothError) console.log(error.code, error.offset, quotes.length);
}
// @ts-expect-error
parse(42);
// @ts-expect-error
new Engine({ layers: ['colours'] });
// @ts-expect-error
doc.quotes.push(quotes[0]);
// @ts-expect-error
doc.quotes[0].type = 'turn';
// @ts-expect-error
doc.export('papyrus');
// @ts-expect-error
new Document();
