// The panel, the filters, search and keys of the report. All text is set as text, never as markup.
(() => {
'use strict';
const HUES = 12, SHOWN = 10, MOST_HITS = 5000, LISTED = 50, LEAST_SHARE = 0.01;
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const number = new Intl.NumberFormat('en');
const percent = (share) => share > 0 && share < 0.01 ? '< 1 %' : Math.round(100 * share) + ' %';
const plural = (n, one, many = one + 's') => number.format(n) + ' ' + (n === 1 ? one : many);

// An element with properties, attributes (with a hyphen or "role"), classes and children; strings become text.
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role' || key === 'dir' || key === 'lang') element.setAttribute(key, value);
    else if (key === 'class') element.className = value;
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function nameOf(kind, code) {
  if (!code || code === 'und') return 'Undetermined';
  try {
    return new Intl.DisplayNames(['en'], {type: kind}).of(code) || code;
  } catch {
    return code;
  }
}

// Words; in scripts without spaces each character is one.
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const countWords = (text) => (text.match(WORD) || []).length;

// ---- what the page holds ----

function wordsOf(element) {
  if (!element.classList.contains('b')) return element.textContent;
  return [...element.childNodes].filter((node) => !(node.classList && (node.classList.contains('speaker') || node.classList.contains('badge'))))
    .map((node) => node.textContent).join('');
}

function readQuotes(doc) {
  for (const element of $$('.q', doc.element)) {
    const id = +element.dataset.q;
    let quote = doc.byId.get(id);
    if (!quote) {
      const data = element.dataset;
      quote = {id, doc, elements: [], linked: [], speaker: data.s === undefined ? null : doc.cast[+data.s], to: data.to === undefined ? null : doc.cast[+data.to],
        type: data.t, language: data.l || 'und', confidence: +data.p, evidence: data.e, isOff: false, block: element.closest('.b'), text: '', words: 0};
      quote.script = quote.block ? quote.block.dataset.sc || '' : '';
      doc.byId.set(id, quote);
      doc.quotes.push(quote);
    }
    quote.elements.push(element);
    quote.text += (quote.text ? ' ' : '') + wordsOf(element);
  }
  for (const element of $$('.cue, .who', doc.element)) {
    const quote = doc.byId.get(+element.dataset.q);
    if (quote) quote.linked.push(element);
  }
  for (const quote of doc.quotes) {
    quote.words = countWords(quote.text);
    doc.words += quote.words;
    if (!quote.speaker) continue;
    quote.speaker.quotes.push(quote);
    quote.speaker.words += quote.words;
  }
}

function readDocument(element, index) {
  const doc = {element, index, name: element.dataset.name, title: element.dataset.title, quotes: [], byId: new Map(), words: 0};
  doc.cast = $$('.cast li', element).map((li) => ({name: li.firstElementChild.textContent, kind: li.dataset.kind, aliases: $$('.alias', li).map((a) => a.textContent),
    hue: 'c' + Number(li.dataset.hue), quotes: [], words: 0}));
  readQuotes(doc);
  doc.blocks = $$('.b', element);
  return doc;
}

const docs = $$('.doc').map(readDocument);
const state = {doc: null, speakers: new Set(), types: new Set(), languages: new Set(), scripts: new Set(), confidence: 0, only: false, quote: null};
const panel = $('#panel'), card = $('#card'), strip = $('#strip'), index = $('#index');

// ---- filters ----

function matches(quote) {
  return (!state.speakers.size || state.speakers.has(quote.speaker)) && (!state.types.size || state.types.has(quote.type)) &&
    (!state.languages.size || state.languages.has(quote.language)) && (!state.scripts.size || state.scripts.has(quote.script)) &&
    quote.confidence >= state.confidence;
}

function apply() {
  if (!state.doc) return;
  let shown = 0;
  const has = new Set();
  for (const quote of state.doc.quotes) {
    const good = matches(quote);
    shown += good;
    if (good === quote.isOff) for (const element of [...quote.elements, ...quote.linked]) element.classList.toggle('off', !good);
    quote.isOff = !good;
    if (good && state.only) for (const element of quote.elements) has.add(element.closest('.b'));
  }
  if (state.only) {
    for (const block of state.doc.blocks) block.classList.toggle('has', has.has(block));
    for (const aside of $$('.aside', state.doc.element)) aside.classList.toggle('has', $('.has', aside) !== null);
  }
  document.body.classList.toggle('quotes-only', state.only);
  $('#only').setAttribute('aria-pressed', state.only);
  const count = $('#shown');
  if (count) count.textContent = shown === state.doc.quotes.length ? 'All are shown.' : number.format(shown) + ' of ' + number.format(state.doc.quotes.length) + ' are shown.';
  const reset = $('.reset', panel);
  if (reset) reset.hidden = shown === state.doc.quotes.length && !state.only;
  planStrip();
}

function toggle(set, value, button) {
  if (!set.delete(value)) set.add(value);
  button.setAttribute('aria-pressed', set.has(value));
  apply();
}

function reset() {
  for (const set of [state.speakers, state.types, state.languages, state.scripts]) set.clear();
  state.confidence = 0;
  state.only = false;
  drawPanel();
  apply();
}

// ---- the panel ----

function counted(quotes, key) {
  const counts = new Map();
  for (const quote of quotes) counts.set(quote[key], (counts.get(quote[key]) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

// A line as wide as a share of what its place has.
function drawShare(share) {
  const bar = make('i');
  bar.style.width = 100 * share + '%';
  return make('span', {class: 'share'}, bar);
}

function drawVoice(speaker, doc) {
  const share = doc.words ? speaker.words / doc.words : 0;
  const first = speaker.quotes[0], longest = speaker.quotes.reduce((best, quote) => quote.words > best.words ? quote : best, first);
  const also = speaker.aliases.length ? 'also ' + speaker.aliases.slice(0, 6).join(', ') : '';
  const facts = [speaker.kind && speaker.kind !== 'unknown' ? speaker.kind : '', plural(speaker.words, 'word'), also].filter(Boolean);
  const more = make('div', {class: 'more-of', hidden: !state.speakers.has(speaker)}, make('p', {dir: 'auto'}, facts.join(' · ')),
    make('div', {}, make('button', {type: 'button', onclick: () => choose(first)}, 'First quote'),
      make('button', {type: 'button', onclick: () => choose(longest)}, 'Longest, ' + plural(longest.words, 'word'))));
  const button = make('button', {type: 'button', class: 'voice ' + speaker.hue, 'aria-pressed': state.speakers.has(speaker)},
    make('span', {class: 'dot'}), make('bdi', {class: 'name'}, speaker.name), make('span', {class: 'count'}, plural(speaker.quotes.length, 'quote')),
    make('span', {class: 'part', title: 'of the quoted words'}, percent(share)), drawShare(share));
  button.onclick = () => {
    toggle(state.speakers, speaker, button);
    more.hidden = !state.speakers.has(speaker);
  };
  return make('li', {}, button, more);
}

function drawVoices(doc) {
  const voices = doc.cast.filter((speaker) => speaker.quotes.length).sort((a, b) => b.quotes.length - a.quotes.length || b.words - a.words);
  const list = make('ol', {class: 'voices', role: 'list'}, ...voices.slice(0, SHOWN).map((speaker) => drawVoice(speaker, doc)));
  const section = make('section', {}, make('h2', {}, 'Speakers', voices.length ? make('small', {}, 'share of the quoted words') : null), list);
  if (voices.length > SHOWN) {
    const more = make('button', {type: 'button', class: 'more'}, 'Show ' + plural(voices.length - SHOWN, 'more speaker'));
    more.onclick = () => {
      list.append(...voices.slice(SHOWN).map((speaker) => drawVoice(speaker, doc)));
      list.children[SHOWN].firstElementChild.focus();
      more.remove();
    };
    section.append(more);
  }
  if (!voices.length) section.append(make('p', {}, 'Nobody is quoted by name.'));
  return section;
}

function drawChips(legend, set, entries, label, hue) {
  if (entries.length < 2) return null;
  return make('fieldset', {class: 'chips'}, make('legend', {}, legend), ...entries.map(([value, count]) => {
    const chip = make('button', {type: 'button', class: 'chip ' + (hue ? hue(value) : ''), 'aria-pressed': set.has(value)},
      hue ? make('i', {class: 'dot'}) : null, label(value), make('span', {}, number.format(count)));
    chip.onclick = () => toggle(set, value, chip);
    return chip;
  }));
}

function drawConfidence() {
  const value = make('output', {}, state.confidence.toFixed(2));
  const input = make('input', {type: 'range', id: 'confidence', min: '0', max: '1', step: '0.05', value: String(state.confidence)});
  input.oninput = () => {
    state.confidence = +input.value;
    value.textContent = state.confidence.toFixed(2);
    apply();
  };
  return make('div', {class: 'slide'}, make('label', {htmlFor: 'confidence'}, 'Confidence, at least'), input, value);
}

function drawPanel() {
  const doc = state.doc;
  panel.replaceChildren();
  if (!doc) return;
  const quotes = doc.quotes, speaking = doc.cast.filter((speaker) => speaker.quotes.length).length;
  const sum = drawSum(['quotes', quotes.length], ['speakers', speaking], ['quoted words', doc.words]);
  const filters = make('section', {}, make('h2', {}, 'Filters'),
    drawChips('Type', state.types, counted(quotes, 'type'), (type) => type.replace('_', ' ')),
    drawChips('Language', state.languages, counted(quotes, 'language'), (code) => nameOf('language', code), doc.languageHue),
    drawChips('Script', state.scripts, counted(quotes.filter((quote) => quote.script), 'script'), (code) => nameOf('script', code), doc.languageHue ? null : doc.scriptHue),
    quotes.length ? drawConfidence() : null,
    make('p', {id: 'shown', role: 'status'}), make('button', {type: 'button', class: 'reset', hidden: true, onclick: reset}, 'Show all again'));
  panel.append(make('section', {}, sum), drawVoices(doc), filters);
  const languages = blockLanguages(doc), rare = languages.filter(([, share]) => share < LEAST_SHARE);
  if (languages.length > 1) panel.append(make('section', {}, make('h2', {}, 'Along the page'), make('ul', {class: 'chips', role: 'list'}, ...languages.slice(0, languages.length - rare.length).map(([code, share]) =>
    make('li', {class: 'chip ' + doc.laneHue(code)}, make('i', {class: 'dot'}), doc.laneName(code), make('span', {}, percent(share)))),
    rare.length ? make('li', {class: 'chip', title: rare.map(([code]) => doc.laneName(code)).join(', ')}, plural(rare.length, 'other'), make('span', {}, '< 1 % each')) : null)));
}

// ---- the strip ----

// By language where there are several, else by script.
function prepareLane(doc) {
  const languages = [...new Set(doc.blocks.map((block) => block.dataset.bl).filter((code) => code && code !== 'und'))];
  const scripts = [...new Set(doc.blocks.map((block) => block.dataset.sc).filter(Boolean))];
  const codes = languages.length > 1 ? languages : scripts;
  const hue = (code) => codes.includes(code) ? 'c' + (codes.indexOf(code) * 5 + 4) % HUES : 'cx';
  doc.lane = languages.length > 1 ? 'bl' : 'sc';
  doc.laneHue = hue;
  doc.laneName = (code) => nameOf(doc.lane === 'bl' ? 'language' : 'script', code);
  doc.languageHue = languages.length > 1 ? hue : null;
  doc.scriptHue = scripts.length > 1 ? hue : null;
}

function blockLanguages(doc) {
  const counts = new Map();
  let all = 0;
  for (const block of doc.blocks) {
    const code = block.dataset[doc.lane], size = block.textContent.length;
    if (!code || code === 'und') continue;
    counts.set(code, (counts.get(code) || 0) + size);
    all += size;
  }
  return [...counts].map(([code, size]) => [code, size / all]).sort((a, b) => b[1] - a[1]);
}

const view = make('u');
function placeView() {
  if (!state.doc || !state.doc.height) return;
  const top = Math.min(state.doc.height, Math.max(0, scrollY - state.doc.top));
  view.style.top = 100 * top / state.doc.height + '%';
  view.style.height = Math.min(100, 100 * innerHeight / state.doc.height) + '%';
}

function addPart(lane, name, hue, top, height, title) {
  const part = make(name, {class: hue, title});
  part.style.top = 100 * top + '%';
  part.style.height = 100 * height + '%';
  lane.append(part);
}

// Places take a layout of the whole text, so they wait until the page can be used.
let planned = 0;
function planStrip() {
  cancelAnimationFrame(planned);
  planned = requestAnimationFrame(() => requestAnimationFrame(drawStrip));
}

function drawStrip() {
  const doc = state.doc;
  if (!doc) return strip.replaceChildren();
  const lane = make('div', {class: 'lane'}), box = doc.element.getBoundingClientRect();
  doc.top = box.top + scrollY;
  doc.height = box.height;
  const rows = doc.blocks.map((block) => [block, block.getBoundingClientRect()]).filter(([, rect]) => rect.height);
  let run = null;
  const finish = () => run && addPart(lane, 'i', doc.laneHue(run.code), (run.top - box.top) / box.height, (run.bottom - run.top) / box.height, doc.laneName(run.code));
  for (const [block, rect] of rows) {
    const code = block.dataset[doc.lane];
    if (!code || code === 'und') continue;
    if (run && run.code === code) {
      run.bottom = Math.max(run.bottom, rect.bottom);
      continue;
    }
    finish();
    run = {code, top: rect.top, bottom: rect.bottom};
  }
  finish();
  const heights = new Map(rows), taken = new Set();
  for (const quote of doc.quotes) {
    const rect = matches(quote) && heights.get(quote.block), top = rect ? (rect.top - box.top) / box.height : 0;
    const row = Math.round(top * innerHeight / 2); // two rows of dots are one tick
    if (!rect || taken.has(row)) continue;
    addPart(lane, 'b', quote.speaker ? quote.speaker.hue : 'cx', top, 0, '');
    taken.add(row);
  }
  lane.append(view);
  strip.replaceChildren(lane);
  placeView();
}

strip.onclick = (event) => {
  const box = strip.firstElementChild && strip.firstElementChild.getBoundingClientRect();
  if (box) scrollTo({top: state.doc.top + state.doc.height * (event.clientY - box.top) / box.height - innerHeight / 2});
};

// ---- quotations ----

function light(quote, name, on) {
  if (quote) for (const element of [...quote.elements, ...quote.linked]) element.classList.toggle(name, on);
}

function quoteOf(node) {
  const element = node instanceof Element && node.closest('[data-q]');
  return element && state.doc ? state.doc.byId.get(+element.dataset.q) : null;
}

function reveal(element) {
  for (let box = element.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  if (state.only && !element.closest('.has')) {
    state.only = false;
    apply();
  }
  element.scrollIntoView({block: 'center'});
}

function fill(quote) {
  const cue = quote.linked.filter((element) => element.classList.contains('cue')).map((element) => element.textContent).join(' ');
  const facts = [quote.type.replace('_', ' '), 'confidence ' + quote.confidence.toFixed(2), nameOf('language', quote.language), plural(quote.words, 'word'),
    cue ? 'cue “' + cue + '”' : '', quote.to ? 'to ' + quote.to.name : '', quote.evidence ? 'by ' + quote.evidence : ''];
  const step = (label, title, by, same) => make('button', {type: 'button', title, onclick: () => go(by, same)}, label);
  card.className = quote.speaker ? quote.speaker.hue : 'cx';
  card.replaceChildren(make('p', {}, make('bdi', {class: 'name'}, quote.speaker ? quote.speaker.name : 'Unknown speaker')),
    make('p', {class: 'said', lang: quote.language, dir: 'auto'}, quote.text.slice(0, 400)),
    make('div', {class: 'row'}, make('span', {class: 'facts'}, facts.filter(Boolean).join(' · ')),
      step('Previous', 'Previous quotation (k)', -1, false), step('Next', 'Next quotation (j)', 1, false), make('button', {type: 'button', onclick: unchoose}, 'Close')));
  card.hidden = false;
}

function choose(quote, still) {
  if (quote.doc !== state.doc) show(quote.doc);
  light(state.quote, 'chosen', false);
  state.quote = quote;
  light(quote, 'chosen', true);
  closePanel();
  const element = quote.elements[0];
  if (!still) {
    reveal(element);
    element.tabIndex = -1;
    element.focus({preventScroll: true});
  }
  fill(quote);
  history.replaceState(null, '', '#' + (docs.length > 1 ? 'd' + quote.doc.index : '') + 'q' + quote.id);
}

function unchoose() {
  light(state.quote, 'chosen', false);
  const was = state.quote;
  state.quote = null;
  card.hidden = true;
  if (was) was.elements[0].focus({preventScroll: true});
}

// The next one that the filters let through; from what is on the screen where none is chosen.
function go(by, same) {
  const doc = state.doc;
  if (!doc) return;
  const speaker = state.quote && state.quote.speaker;
  const list = doc.quotes.filter((quote) => quote === state.quote || (matches(quote) && (!same || !speaker || quote.speaker === speaker)));
  if (!list.length) return;
  let at = list.indexOf(state.quote);
  if (at < 0) at = list.findIndex((quote) => quote.elements[0].getBoundingClientRect().bottom > 80) - (by > 0 ? 1 : 0);
  choose(list[(at + by + list.length) % list.length]);
}

let near = null;
addEventListener('pointerover', (event) => {
  const quote = quoteOf(event.target);
  if (quote === near) return;
  light(near, 'near', false);
  near = quote;
  light(near, 'near', true);
});
addEventListener('focusin', (event) => {
  const quote = quoteOf(event.target);
  if (quote) light(quote, 'near', true);
});
addEventListener('focusout', (event) => light(quoteOf(event.target), 'near', false));
$('#reading').addEventListener('click', (event) => {
  const badge = event.target.closest('.badge');
  if (badge) {
    const target = $('[data-b="' + Number(badge.dataset.go) + '"]', state.doc.element);
    if (target) reveal(target);
    return;
  }
  const quote = quoteOf(event.target);
  if (quote && getSelection().isCollapsed) choose(quote, true);
});

// ---- search ----

const words = $('#words'), hits = $('#hits');
let texts = null, found = [], at = -1;

function collect() {
  const walker = document.createTreeWalker(state.doc.element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest('.cast, .badge, summary') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [], starts = [], parts = [];
  let size = 0, block = null;
  for (let node; (node = walker.nextNode());) {
    const own = node.parentElement.closest('.b, h2, dd');
    if (own !== block) {
      parts.push('\n');
      size++;
    }
    block = own;
    nodes.push(node);
    starts.push(size);
    parts.push(node.data);
    size += node.data.length;
  }
  const text = parts.join('').replace(/\u0130/g, 'i'), lower = text.toLowerCase();
  texts = {nodes, starts, text: lower.length === text.length ? lower : text};
}

function place(offset, isEnd) {
  let low = 0, high = texts.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (texts.starts[middle] < offset + (isEnd ? 0 : 1)) low = middle;
    else high = middle - 1;
  }
  return [texts.nodes[low], Math.min(offset - texts.starts[low], texts.nodes[low].data.length)];
}

function mark() {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.set('hits', new Highlight(...found));
  CSS.highlights.set('hit', at < 0 ? new Highlight() : new Highlight(found[at]));
}

function search() {
  const wanted = words.value.trim().toLowerCase();
  found = [];
  at = -1;
  if (wanted && state.doc) {
    if (!texts) collect();
    for (let from = 0; found.length < MOST_HITS && (from = texts.text.indexOf(wanted, from)) >= 0; from += wanted.length) {
      const range = new Range();
      range.setStart(...place(from, false));
      range.setEnd(...place(from + wanted.length, true));
      found.push(range);
    }
  }
  hits.textContent = wanted ? number.format(found.length) : '';
  mark();
}

function nextHit(by) {
  if (!found.length) return;
  at = (at + by + found.length) % found.length;
  if (at < 0) at = found.length - 1;
  reveal(found[at].startContainer.parentElement);
  hits.textContent = number.format(at + 1) + '/' + number.format(found.length);
  mark();
}

let waiting = 0;
words.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 120);
});
words.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  clearTimeout(waiting);
  if (at < 0) search();
  nextHit(event.shiftKey ? -1 : 1);
});
$('#find').addEventListener('submit', (event) => event.preventDefault());

// ---- several files ----

function everybody() {
  const all = new Map();
  for (const doc of docs) for (const speaker of doc.cast) {
    if (!speaker.quotes.length) continue;
    const key = speaker.name.toLowerCase(), entry = all.get(key) || {name: speaker.name, kind: speaker.kind, quotes: [], words: 0, docs: new Set()};
    entry.quotes.push(...speaker.quotes);
    entry.words += speaker.words;
    entry.docs.add(doc);
    all.set(key, entry);
  }
  return [...all.values()].sort((a, b) => b.quotes.length - a.quotes.length || b.words - a.words || (a.name < b.name ? -1 : 1));
}

const cell = (content, more = '') => make('td', {class: 'n' + more}, number.format(content));
const barOf = (value, most) => make('td', {class: 'bar-of'}, drawShare(most ? value / most : 0));
const heads = (first, ...names) => make('thead', {}, make('tr', {}, make('th', {scope: 'col'}, first), make('td', {class: 'bar-of'}),
  ...names.map((name) => make('th', {scope: 'col', class: 'n' + (name.endsWith('words') ? ' words' : '')}, name))));

function drawSaid(entry) {
  const said = entry.quotes.slice(0, LISTED).map((quote) => make('p', {class: 'said'},
    make('button', {type: 'button', class: 'link', dir: 'auto', onclick: () => choose(quote)}, shortened(quote.text, 240)), make('small', {dir: 'auto'}, quote.doc.title)));
  if (entry.quotes.length > LISTED) said.push(make('p', {class: 'said'}, make('small', {}, 'and ' + plural(entry.quotes.length - LISTED, 'more quotation'))));
  return said;
}

function shortened(text, most) {
  const characters = [...text];
  return characters.length > most ? characters.slice(0, most - 1).join('').trimEnd() + '…' : text;
}

function drawEntry(entry, i, most) {
  const list = make('td', {colSpan: 5}), row = make('tr', {class: 'opened', hidden: true, id: 'said-' + i}, list);
  const button = make('button', {type: 'button', class: 'link', 'aria-expanded': 'false', 'aria-controls': 'said-' + i}, make('bdi', {}, entry.name));
  button.onclick = () => {
    row.hidden = !row.hidden;
    button.setAttribute('aria-expanded', !row.hidden);
    if (!list.firstChild) list.append(...drawSaid(entry));
  };
  return [make('tr', {}, make('td', {}, button), barOf(entry.quotes.length, most), cell(entry.quotes.length), cell(entry.words, ' words'), cell(entry.docs.size)), row];
}

function drawMost(all) {
  const entries = (from, to) => all.slice(from, to).flatMap((entry, i) => drawEntry(entry, from + i, all[0].quotes.length));
  const body = make('tbody', {}, ...entries(0, SHOWN)), table = make('table', {}, heads('Speaker', 'Quotes', 'Quoted words', 'Files'), body);
  if (all.length <= SHOWN) return [table];
  const more = make('button', {type: 'button', class: 'more reset'}, 'Show ' + plural(all.length - SHOWN, 'more speaker'));
  more.onclick = () => {
    body.append(...entries(SHOWN, all.length));
    more.remove();
    $('button', body.rows[2 * SHOWN]).focus();
  };
  return [table, more];
}

function drawFiles() {
  const most = Math.max(...docs.map((doc) => doc.quotes.length));
  const rows = docs.map((doc) => make('tr', {},
    make('td', {}, make('button', {type: 'button', class: 'link', dir: 'auto', onclick: () => show(doc)}, doc.title), doc.title === doc.name ? null : make('small', {}, doc.name)),
    barOf(doc.quotes.length, most), cell(doc.quotes.length), cell(doc.words, ' words'), cell(doc.cast.filter((speaker) => speaker.quotes.length).length)));
  return make('table', {}, heads('File', 'Quotes', 'Quoted words', 'Speakers'), make('tbody', {}, ...rows));
}

function drawSum(...counts) {
  return make('dl', {class: 'sum'}, ...counts.map(([name, count]) => make('div', {}, make('dt', {}, name), make('dd', {}, number.format(count)))));
}

function drawIndex() {
  const all = everybody(), total = (of) => docs.reduce((sum, doc) => sum + of(doc), 0), quotes = total((doc) => doc.quotes.length);
  index.append(make('h2', {}, 'Who said what in ' + plural(docs.length, 'file')),
    drawSum(['files', docs.length], ['quotes', quotes], ['speakers', all.length], ['quoted words', total((doc) => doc.words)]));
  if (all.length) index.append(make('h3', {}, 'Who is quoted most'), ...drawMost(all));
  index.append(make('h3', {}, 'Files'), drawFiles());
}

function show(doc) {
  light(state.quote, 'chosen', false);
  state.quote = null;
  card.hidden = true;
  state.doc = doc;
  texts = null;
  for (const other of docs) other.element.hidden = other !== doc;
  index.hidden = doc !== null;
  panel.hidden = strip.hidden = doc === null;
  for (const tool of ['#find', '#only', '#help', '#open']) $(tool).hidden = doc === null;
  $('#home').hidden = docs.length < 2 || doc === null;
  $('#headline').textContent = document.title = doc ? doc.title : plural(docs.length, 'file');
  document.body.classList.remove('quotes-only');
  document.body.classList.toggle('reading', doc !== null);
  words.value = hits.textContent = '';
  if (doc) prepareLane(doc);
  reset();
  search();
  scrollTo({top: 0, behavior: 'instant'});
  if (docs.length > 1) history.replaceState(null, '', doc ? '#d' + doc.index : '#');
}

$('#home').onclick = () => {
  show(null);
  $('#reading').focus({preventScroll: true});
};

// ---- the bar and the keys ----

const isDark = () => (document.documentElement.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
function setTheme(change) {
  if (change) document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  $('#theme').setAttribute('aria-label', isDark() ? 'Light' : 'Dark');
  $('#theme').title = isDark() ? 'Light (d)' : 'Dark (d)';
}

function closePanel() {
  panel.classList.remove('shown');
  $('#open').setAttribute('aria-expanded', 'false');
}

function togglePanel() {
  const shown = panel.classList.toggle('shown');
  $('#open').setAttribute('aria-expanded', shown);
  const first = shown && $('button', panel);
  if (first) first.focus();
}

function toggleOnly() {
  state.only = !state.only;
  apply();
  if (state.quote) reveal(state.quote.elements[0]);
}

function leave() {
  if (panel.classList.contains('shown')) {
    closePanel();
    $('#open').focus();
  } else if (document.activeElement === words) {
    words.value = '';
    search();
    words.blur();
  } else if (state.quote) {
    unchoose();
  }
}

const keys = {j: () => go(1, false), k: () => go(-1, false), n: () => go(1, true), p: () => go(-1, true), s: togglePanel, o: toggleOnly, d: () => setTheme(true),
  '/': () => words.focus(), '?': () => $('#keys').showModal()};
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || $('#keys').open) return;
  if (event.key === 'Escape') return leave();
  if (event.target.closest('input, textarea, select') || !state.doc || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});
$('#only').onclick = toggleOnly;
$('#theme').onclick = () => setTheme(true);
$('#help').onclick = () => $('#keys').showModal();
$('#open').onclick = togglePanel;
addEventListener('scroll', placeView, {passive: true});
let resized = 0;
addEventListener('resize', () => {
  clearTimeout(resized);
  resized = setTimeout(planStrip, 150);
});

// ---- start ----

document.documentElement.classList.add('ready');
$('.tools').hidden = false;
setTheme(false);
const [, from, of] = /^#(?:d(\d+))?(?:q(\d+))?$/.exec(location.hash) || [];
if (docs.length > 1) drawIndex();
show(docs.length > 1 ? docs[+from] || null : docs[0] || null);
const wanted = state.doc && of !== undefined ? state.doc.byId.get(+of) : null;
if (wanted) choose(wanted);
document.documentElement.dataset.ready = 'true';
})();
