// SPDX-License-Identifier: GPL-2.0-or-later
// Tantivy, by its binding for Node: English stems, positions, the text stored,
// fast fields for filters and facets, two threads.
//
// usage: node tantivy.js build PASSAGES.tsv FOLDER
//        node tantivy.js warm FOLDER QUERIES.tsv TIMES [snippets]
//        node tantivy.js one FOLDER QUERIES.tsv NUMBER
'use strict';
const fs = require('fs');
const t = require('@oxdev03/node-tantivy-binding-linux-x64-gnu');
const BUDGET = 512 * 1024 * 1024;
const SNIPPET = 280; // characters, as travaux has them
const O = t.Occur;
const day = (date) => +date.replace(/-/g, '');

function schema() {
  const b = new t.SchemaBuilder();
  const raw = {stored: true, fast: true, tokenizerName: 'raw'};
  b.addTextField('id', {stored: true, tokenizerName: 'raw'});
  b.addTextField('title', {stored: true, tokenizerName: 'en_stem'});
  b.addTextField('text',
    {stored: true, tokenizerName: 'en_stem', indexOption: 'position'});
  b.addTextField('holder', raw);
  b.addTextField('session', raw);
  b.addIntegerField('date', {stored: true, indexed: true, fast: true});
  return b.build();
}

// Each line of a file, which may be too large for one string.
function* lines(path) {
  const file = fs.openSync(path, 'r');
  const chunk = Buffer.alloc(1 << 22);
  let rest = Buffer.alloc(0);
  for (let n; (n = fs.readSync(file, chunk, 0, chunk.length, null)) > 0;) {
    const all = Buffer.concat([rest, chunk.subarray(0, n)]);
    let from = 0;
    for (let end; (end = all.indexOf(10, from)) >= 0; from = end + 1)
      yield all.toString('utf8', from, end);
    rest = Buffer.from(all.subarray(from));
  }
  fs.closeSync(file);
}

function build(path, folder) {
  fs.mkdirSync(folder, {recursive: true});
  const writer = new t.Index(schema(), folder, false).writer(BUDGET, 2);
  for (const line of lines(path)) {
    const [id, title, holder, session, date, text] = line.split('\t');
    writer.addJson(JSON.stringify(
      {id, title, holder, session, text, date: day(date)}));
  }
  writer.commit();
  writer.waitMergingThreads();
}

let analyzer = null;
function stem(word) {
  analyzer = analyzer || new t.TextAnalyzerBuilder(t.TokenizerStatic.simple())
    .filter(t.FilterStatic.lowercase())
    .filter(t.FilterStatic.stemmer('english')).build();
  return analyzer.analyze(word)[0];
}

function parse(sc, [kind, words, holder, session, first, last]) {
  const stems = words.split(' ').map(stem);
  const one = (field, word) => t.Query.termQuery(sc, field, word);
  const parts = kind === 'phrase'
    ? [{occur: O.Must, query: t.Query.phraseQuery(sc, 'text', stems)}]
    : stems.map((s) => ({occur: kind === 'or5' ? O.Should : O.Must,
      query: one('text', s)}));
  if (holder) {
    parts.push({occur: O.Must, query: one('holder', holder)});
    parts.push({occur: O.Must, query: one('session', session)});
  }
  if (first)
    parts.push({occur: O.Must, query: t.Query.rangeQuery(sc, 'date', 2,
      day(first), day(last), true, true)});
  return t.Query.booleanQuery(parts);
}

// What a user would type, with snippets made of what is found.
function typed([kind, words, holder, session, first, last]) {
  let text = kind === 'phrase' ? `"${words}"`
    : words.split(' ').join(kind === 'or5' ? ' OR ' : ' AND ');
  if (holder)
    text += ` AND holder:"${holder}" AND session:"${session}"`;
  if (first)
    text += ` AND date:[${day(first)} TO ${day(last)}]`;
  return text;
}

function run(searcher, sc, query, index) {
  const parsed = index ? index.parseQuery(typed(query), ['text'])
    : parse(sc, query);
  const snippets = index &&
    t.SnippetGenerator.create(searcher, parsed, sc, 'text');
  if (snippets)
    snippets.setMaxNumChars(SNIPPET);
  if (query[0] === 'facet')
    searcher.aggregate(parsed,
      JSON.stringify({f: {terms: {field: 'holder', size: 300}}}));
  const found = searcher.search(parsed, 10, false);
  for (const hit of found.hits) {
    const doc = searcher.doc(hit.docAddress ?? hit.doc_address);
    doc.getFirst('id');
    doc.getFirst('text');
    if (snippets) {
      const snippet = snippets.snippetFromDoc(doc);
      snippet.fragment();
      snippet.highlighted();
    }
  }
  return found.hits.length;
}

function warm(searcher, sc, queries, times, index) {
  for (const query of queries) {
    let best = 1e9, hits = 0;
    for (let i = 0; i <= times; i++) {
      const begin = process.hrtime.bigint();
      hits = run(searcher, sc, query, index);
      best = Math.min(best, Number(process.hrtime.bigint() - begin) / 1e6);
    }
    console.log(`${query[0]}\t${best.toFixed(4)}\t${hits}`);
  }
}

const [command, a, b, number, how] = process.argv.slice(2);
if (command === 'build') {
  build(a, b);
} else {
  const index = t.Index.open(a);
  const queries = [...lines(b)].map((line) => line.split('\t'));
  const searcher = index.searcher();
  if (command === 'warm')
    warm(searcher, index.schema, queries, +number,
      how === 'snippets' ? index : null);
  else
    console.log(run(searcher, index.schema, queries[+number]));
}
