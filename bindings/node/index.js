'use strict';

// Who said what: pages and texts become blocks, script runs, and quotations with their speakers. See index.d.ts.

const raw = require('./build/Release/quoth.node');
const records = require('./records.js');

const LAYERS = { scripts: 1, blocks: 2, quotes: 4 };
const LIMITS = ['inputBytes', 'blocks', 'memoryBytes'];
const UNITS = { byte: 0, codepoint: 1, utf16: 2 };

class QuothError extends Error {
  name = 'QuothError';

  constructor(message, code = 'QUOTH_ERROR_ARGUMENT', offset = 0) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}

// Failures of the library as QuothError.
function call(name, ...args) {
  try {
    return raw[name](...args);
  } catch (error) {
    throw error.code?.startsWith('QUOTH_') ? new QuothError(error.message, error.code, error.offset) : error;
  }
}

function check(condition, message) {
  if (!condition) throw new QuothError(message);
}

// The value of a name in a table of them.
function choice(table, what, name) {
  check(Object.hasOwn(table, name), `${what} is ${JSON.stringify(name)}, not one of ${Object.keys(table).join(', ')}`);
  return table[name];
}

function bytesOf(input) {
  if (typeof input === 'string') return Buffer.from(input, 'utf8');
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer || input instanceof SharedArrayBuffer) return new Uint8Array(input);
  throw new TypeError('a string or bytes are needed');
}

// Strings, each ended by NUL, as the library reads them.
function pack(strings) {
  for (const string of strings) {
    check(typeof string === 'string' && !string.includes('\0'), `no string, or one with NUL: ${JSON.stringify(string)}`);
  }
  return Buffer.from(strings.map((string) => `${string}\0`).join(''), 'utf8');
}

// A speaker is a name, a list of names, or an object with id and names.
function packSpeakers(speakers) {
  return Buffer.concat(speakers.map((speaker) => {
    const { id = '', names } = typeof speaker === 'string' ? { names: [speaker] } : Array.isArray(speaker) ? { names: speaker } : speaker;
    check(names?.length && !names.includes(''), 'a speaker without name');
    return pack([id, ...names, '']);
  }));
}

function readMetadata(handle) {
  const metadata = {};
  for (let field = 0, name; (name = raw.metadata_field_name(field)) !== null; field++) {
    metadata[name] = call('metadata_value', handle, field);
  }
  return Object.freeze(metadata);
}

class Document {
  #handle;
  #read = new Map();

  // Called by what follows only.
  constructor(handle) {
    this.#handle = handle;
  }

  static load(bytes) {
    return new Document(call('document_load', bytesOf(bytes)));
  }

  // What was read once stays, also when the document is closed.
  #once(name, read) {
    if (!this.#read.has(name)) this.#read.set(name, read(this.#handle));
    return this.#read.get(name);
  }

  #list(Record) {
    return this.#once(Record, (handle) =>
      Object.freeze(call('build', handle, Record.TABLE).map((fields, index) => new Record(this, index, fields))));
  }

  get text() { return this.#once('text', (handle) => call('document_text', handle)); }
  get blocks() { return this.#list(records.Block); }
  get scripts() { return this.#list(records.ScriptRun); }
  get quotes() { return this.#list(records.Quote); }
  get speakers() { return this.#list(records.Speaker); }
  get mentions() { return this.#list(records.Mention); }
  get articles() { return this.#list(records.Article); }
  get glue() { return this.#list(records.Glue); }
  get mixedTokens() { return this.#list(records.MixedToken); }
  get marks() { return this.#list(records.Mark); }
  get metadata() { return this.#once('metadata', readMetadata); }

  get source() {
    return this.#once('source', (handle) => Object.freeze({
      name: call('source_name', handle), url: call('source_url', handle), type: call('source_type', handle),
      charset: call('source_charset', handle), bytes: call('source_bytes', handle), repaired: call('source_repaired', handle),
    }));
  }

  get mainText() {
    return this.blocks.filter((block) => block.main).map((block) => block.text).join('\n');
  }

  slice(span) {
    return span && this.text.slice(span[0], span[1]);
  }

  [Symbol.iterator]() {
    return this.quotes[Symbol.iterator]();
  }

  export(format, { offsets = 'utf16', compact = false, speaker } = {}) {
    return call('document_export', this.#handle, format, choice(UNITS, 'offsets', offsets), compact ? 1 : 0, speaker ? speaker.index : -1);
  }

  toJSON() {
    return JSON.parse(this.export('json', { compact: true }));
  }

  save() {
    return call('document_save', this.#handle);
  }

  close() {
    raw.close(this.#handle);
  }
}

class Engine {
  #handle;
  #speakers;

  constructor({ languages = [], layers = [], limits = {}, speakers = [] } = {}) {
    const wanted = layers.reduce((sum, layer) => sum | choice(LAYERS, 'layer', layer), 0);
    for (const [name, limit] of Object.entries(limits)) {
      check(LIMITS.includes(name) && Number.isSafeInteger(limit) && limit >= 0, `unknown or negative limit ${name}`);
    }
    this.#speakers = packSpeakers(speakers);
    this.#handle = call('engine_new', wanted, limits.inputBytes ?? 0, limits.blocks ?? 0, limits.memoryBytes ?? 0, pack(languages));
  }

  parse(input, { name, url, mediaType, charset, language, speakers } = {}) {
    return new Document(call('parse', this.#handle, bytesOf(input), name, url, mediaType, typeof input === 'string' ? 'utf-8' : charset,
      language, speakers ? packSpeakers(speakers) : this.#speakers, null));
  }

  close() {
    raw.close(this.#handle);
  }
}

// `using doc = parse(…)`, where the language has it.
for (const type of [Engine, Document]) {
  if (Symbol.dispose) type.prototype[Symbol.dispose] = type.prototype.close;
}

let shared;

function parse(input, options) {
  shared ??= new Engine();
  return shared.parse(input, options);
}

function load(bytes) {
  return Document.load(bytes);
}

function identifyLanguage(text, candidates = [], prior = null) {
  return call('identify_language', bytesOf(text), pack(candidates), prior);
}

const version = raw.version();
const unicodeVersion = raw.unicode_version();

const { Block, ScriptRun, Quote, Speaker, Mention, Article, Glue, MixedToken, Mark } = records;
module.exports = {
  parse, load, identifyLanguage, version, unicodeVersion, Engine, Document, QuothError,
  Block, ScriptRun, Quote, Speaker, Mention, Article, Glue, MixedToken, Mark,
};
