'use strict';

// Rows of a document's lists. Fields are own properties, so that JSON and structuredClone have them; what follows from them are getters.

class Record {
  #document;
  #index;

  constructor(document, index, fields) {
    this.#document = document;
    this.#index = index;
    Object.freeze(Object.assign(this, fields));
  }

  get document() { return this.#document; }
  get index() { return this.#index; }
}

class Stretch extends Record {
  get text() { return this.document.text.slice(this.start, this.end); }

  toString() { return this.text; }
}

class Block extends Stretch {
  static TABLE = 0;

  get quotes() { return this.document.quotes.filter((quote) => quote.block === this.index); }
}

class ScriptRun extends Stretch {
  static TABLE = 1;
}

class Quote extends Record {
  static TABLE = 2;

  get text() { return this.parts.map((part) => this.document.slice(part)).join(' '); }
  get cueText() { return this.document.slice(this.cue); }
  get speakerText() { return this.document.slice(this.speakerMention); }
  get speaker() { return this.document.speakers[this.speakerIndex] ?? null; }
  get addressee() { return this.document.speakers[this.addresseeIndex] ?? null; }
  get parent() { return this.document.quotes[this.parentIndex] ?? null; }

  toString() { return this.text; }
}

class Speaker extends Record {
  static TABLE = 3;

  get quotes() { return this.document.quotes.filter((quote) => quote.speakerIndex === this.index); }

  toString() { return this.name; }
}

class Mention extends Stretch {
  static TABLE = 4;

  get speaker() { return this.document.speakers[this.speakerIndex]; }
}

class Article extends Stretch {
  static TABLE = 5;

  get title() { return this.document.blocks[this.titleIndex]?.text ?? null; }
  get blocks() { return this.document.blocks.filter((block) => block.article === this.index); }
}

class Glue extends Record {
  static TABLE = 6;
}

class MixedToken extends Stretch {
  static TABLE = 7;
}

class Mark extends Stretch {
  static TABLE = 8;
}

module.exports = { Block, ScriptRun, Quote, Speaker, Mention, Article, Glue, MixedToken, Mark };
