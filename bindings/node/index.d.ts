/** Who said what: pages and texts become blocks, script runs, and quotations with their speakers. */

/** First UTF-16 code unit, and the one behind the last, as `String.prototype.slice` takes them. */
export type Span = readonly [start: number, end: number];
export type Direction = 'ltr' | 'rtl' | null;
export type Offsets = 'byte' | 'codepoint' | 'utf16';
export type Format = 'json' | 'tei' | 'webannotation' | 'brat' | 'xmi' | 'csv' | 'markdown' | 'report';
export type Layer = 'scripts' | 'blocks' | 'quotes';

/** A name, several names of one person, or these with an id of yours. */
export type GivenSpeaker = string | readonly string[] | { readonly id?: string; readonly names: readonly string[] };

export interface EngineOptions {
  /** BCP 47 tags that blocks and quotations may be in; all when empty. */
  languages?: readonly string[];
  /** What is wanted; everything when empty. */
  layers?: readonly Layer[];
  /** `inputBytes` is 1 GiB, `blocks` 16,000,000, `memoryBytes` 256 MiB and 40 bytes for each byte of the input where they are 0 or missing. */
  limits?: { inputBytes?: number; blocks?: number; memoryBytes?: number };
  /** A cast for all parses: no quotation gets another speaker. */
  speakers?: readonly GivenSpeaker[];
}

export interface ParseOptions {
  /** What to call it, a path. */
  name?: string | null;
  /** Where it came from. */
  url?: string | null;
  /** "text/html" or "text/plain"; guessed otherwise. */
  mediaType?: string | null;
  /** Encoding that the bytes came with; guessed otherwise. Of strings it is not read. */
  charset?: string | null;
  /** BCP 47 hint for text that does not tell. */
  language?: string | null;
  /** A cast for this parse, instead of the engine's. */
  speakers?: readonly GivenSpeaker[];
}

/** A call failed. The message says why. Wrong types are TypeErrors, as is the use of a closed document. */
export class QuothError extends Error {
  /** Name of the status in C, "QUOTH_ERROR_LIMIT". */
  readonly code: string;
  /** Byte of the input that it is about, 0 where it is about none. */
  readonly offset: number;
}

/** Configuration and language packs; made once, used by any number of parses. */
export class Engine {
  constructor(options?: EngineOptions);
  /** Find blocks, scripts, quotations and speakers. A lone surrogate of a string becomes U+FFFD. */
  parse(input: string | ArrayBufferView | ArrayBufferLike, options?: ParseOptions): Document;
  /** Frees its memory at once; its documents do not need it. */
  close(): void;
}

/** All that was found in one input. Immutable. To iterate over it is to iterate over its quotations. */
export class Document implements Iterable<Quote> {
  private constructor();
  /** A document as `save` wrote it. */
  static load(bytes: ArrayBufferView | ArrayBufferLike): Document;
  /** The one string that all offsets point into. */
  readonly text: string;
  /** The blocks, in the text's order. */
  readonly blocks: readonly Block[];
  /** The script runs; they tile the text. */
  readonly scripts: readonly ScriptRun[];
  /** The quotations, in order of their first character. */
  readonly quotes: readonly Quote[];
  /** The speakers by first quotation. */
  readonly speakers: readonly Speaker[];
  /** Where the text mentions its speakers, speaker by speaker. */
  readonly mentions: readonly Mention[];
  /** The articles of the page. */
  readonly articles: readonly Article[];
  /** Points where two texts were stuck together without a space. */
  readonly glue: readonly Glue[];
  /** Words that mix scripts as look-alikes do. */
  readonly mixedTokens: readonly MixedToken[];
  /** Strings in quotation marks that are nobody's speech. */
  readonly marks: readonly Mark[];
  /** What the page says about itself. */
  readonly metadata: Readonly<Record<'title' | 'author' | 'date' | 'modified' | 'site' | 'language' | 'url' | 'description', string | null>>;
  /** Where the text came from; `repaired`: damaged sequences that were replaced by U+FFFD. */
  readonly source: Readonly<{ name: string | null; url: string | null; type: 'text' | 'html'; charset: string; bytes: number; repaired: number }>;
  /** The text a reader came for: the blocks with `main`, joined by line feeds. */
  readonly mainText: string;
  /** The text of a span. */
  slice(span: Span): string;
  slice(span: Span | null): string | null;
  [Symbol.iterator](): IterableIterator<Quote>;
  /** The document as text in a format. `speaker`: only that voice. */
  export(format: Format, options?: { offsets?: Offsets; compact?: boolean; speaker?: Speaker }): string;
  /** The document in the JSON format 1, with offsets in UTF-16 code units; `JSON.stringify` calls it. */
  toJSON(): unknown;
  /** The whole document, for `load`. */
  save(): Buffer;
  /**
   * Frees its memory at once. What was read of it stays; to read more is a TypeError. Without it the collector frees, but only
   * between two turns of the event loop: a loop over many files that never awaits has to close.
   */
  close(): void;
}

/** A row of a list. Its fields are own properties; it keeps its document. */
declare abstract class Row {
  protected constructor();
  readonly document: Document;
  readonly index: number;
}

declare abstract class Stretch extends Row {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A leaf of the page: a title, a paragraph, a turn of a conversation, a link to another page. */
export class Block extends Stretch {
  readonly kind: string;
  readonly article: number | null;
  readonly parent: number | null;
  readonly level: number;
  readonly turn: number | null;
  readonly duplicateOf: number | null;
  readonly excerptOf: number | null;
  readonly row: number | null;
  readonly column: number | null;
  readonly header: boolean;
  readonly main: boolean;
  readonly direction: Direction;
  readonly speakerHead: Span | null;
  readonly dateline: Span | null;
  readonly byline: Span | null;
  readonly language: string | null;
  readonly script: string;
  readonly confidence: number;
  readonly languageConfidence: number;
  readonly scriptShares: Readonly<Record<string, number>>;
  readonly firstStrong: Direction;
  readonly mainProbability: number;
  /** Bytes of the input. */
  readonly source: Span;
  /** Quotations that begin in it. */
  readonly quotes: readonly Quote[];
}

/** A run of one script (UAX #24). */
export class ScriptRun extends Stretch {
  readonly script: string;
  readonly direction: Direction;
}

/** Something that somebody said. */
export class Quote extends Row {
  readonly type: 'direct' | 'mixed' | 'indirect' | 'turn' | 'free_direct';
  readonly speakerIndex: number | null;
  readonly addresseeIndex: number | null;
  readonly parentIndex: number | null;
  readonly block: number | null;
  readonly parts: readonly Span[];
  readonly quoted: readonly Span[];
  readonly cue: Span | null;
  readonly speakerMention: Span | null;
  readonly language: string | null;
  readonly evidence: string | null;
  readonly confidence: number;
  /** Its parts, joined by a space. */
  readonly text: string;
  /** The word that says so ("said"). */
  readonly cueText: string | null;
  /** What the text calls the speaker here: a name, a description, a pronoun. */
  readonly speakerText: string | null;
  readonly speaker: Speaker | null;
  readonly addressee: Speaker | null;
  /** The quotation that holds this one. */
  readonly parent: Quote | null;
}

/** Somebody who speaks. */
export class Speaker extends Row {
  readonly id: string | null;
  readonly name: string;
  readonly kind: string;
  readonly gender: 'female' | 'male' | null;
  readonly aliases: readonly string[];
  readonly mentions: readonly Span[];
  /** What it says, in the text's order. */
  readonly quotes: readonly Quote[];
}

/** A place where the text mentions a speaker. */
export class Mention extends Stretch {
  readonly speakerIndex: number;
  readonly speaker: Speaker;
}

/** One article of the page. */
export class Article extends Stretch {
  readonly titleIndex: number | null;
  readonly author: string | null;
  readonly date: string | null;
  readonly site: string | null;
  /** Its headline. */
  readonly title: string | null;
  readonly blocks: readonly Block[];
}

/** A point where two texts were stuck together without a space. */
export class Glue extends Row {
  readonly at: number;
  readonly kind: 'script' | 'language' | 'typography';
  readonly confidence: number;
}

/** A word that mixes scripts as look-alikes do. */
export class MixedToken extends Stretch {
  readonly restrictionLevel: string;
  readonly scripts: readonly string[];
}

/** A string in quotation marks that is nobody's speech. */
export class Mark extends Stretch {
  readonly reason: string;
}

/** Parse with an engine that has all defaults: see `Engine.parse`. */
export function parse(input: string | ArrayBufferView | ArrayBufferLike, options?: ParseOptions): Document;
/** A document as `Document.save` wrote it. */
export function load(bytes: ArrayBufferView | ArrayBufferLike): Document;
/** The language of a text: its BCP 47 tag, "und" where it does not tell, and how sure that is. */
export function identifyLanguage(text: string, candidates?: readonly string[], prior?: string | null): { language: string; confidence: number };
/** Of the library. */
export const version: string;
/** Of its character properties. */
export const unicodeVersion: string;
