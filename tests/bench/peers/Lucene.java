// SPDX-License-Identifier: GPL-2.0-or-later
// Lucene: English stems without stop words, positions, the text stored, doc
// values for facets, two threads, merged to one segment.
//
// usage: java Lucene build PASSAGES.tsv FOLDER
//        java Lucene warm FOLDER QUERIES.tsv TIMES [snippets]
//        java Lucene one FOLDER QUERIES.tsv NUMBER
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.*;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

public class Lucene {
	static final Analyzer analyzer =
	    new EnglishAnalyzer(CharArraySet.EMPTY_SET);
	static final int BATCH = 200, THREADS = 2, BUFFER_MB = 512;
	static final List<String> END = new ArrayList<>();
	static boolean snippets; /* parse what is typed, make snippets */

	static int day(String date) {
		return Integer.parseInt(date.replace("-", ""));
	}

	static Document document(String line) {
		String[] f = line.split("\t", -1);
		Document d = new Document();
		d.add(new StringField("id", f[0], Field.Store.YES));
		d.add(new TextField("title", f[1], Field.Store.YES));
		d.add(new StringField("holder", f[2], Field.Store.YES));
		d.add(new SortedDocValuesField("holder", new BytesRef(f[2])));
		d.add(new StringField("session", f[3], Field.Store.YES));
		d.add(new IntPoint("date", day(f[4])));
		d.add(new NumericDocValuesField("date", day(f[4])));
		d.add(new TextField("text", f[5], Field.Store.YES));
		return d;
	}

	static void add(IndexWriter writer, BlockingQueue<List<String>> queue) {
		try {
			List<String> lines;
			while ((lines = queue.take()) != END)
				for (String line : lines)
					writer.addDocument(document(line));
			queue.put(END);
		} catch (Exception e) {
			e.printStackTrace();
			System.exit(1);
		}
	}

	static void build(String from, String folder) throws Exception {
		IndexWriterConfig config = new IndexWriterConfig(analyzer);
		config.setRAMBufferSizeMB(BUFFER_MB);
		config.setUseCompoundFile(false);
		IndexWriter writer = new IndexWriter(
		    new MMapDirectory(Paths.get(folder)), config);
		BlockingQueue<List<String>> queue = new ArrayBlockingQueue<>(32);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			threads.add(new Thread(() -> add(writer, queue)));
			threads.get(i).start();
		}
		try (BufferedReader in = Files.newBufferedReader(
		    Paths.get(from), StandardCharsets.UTF_8)) {
			List<String> lines = new ArrayList<>();
			for (String l; (l = in.readLine()) != null;) {
				lines.add(l);
				if (lines.size() == BATCH) {
					queue.put(lines);
					lines = new ArrayList<>();
				}
			}
			queue.put(lines);
			queue.put(END);
		}
		for (Thread thread : threads)
			thread.join();
		writer.forceMerge(1);
		writer.close();
	}

	static String stem(String word) throws IOException {
		try (TokenStream tokens = analyzer.tokenStream("text", word)) {
			CharTermAttribute term =
			    tokens.addAttribute(CharTermAttribute.class);
			tokens.reset();
			String stem = tokens.incrementToken() ?
			    term.toString() : word;
			tokens.end();
			return stem;
		}
	}

	/* The words of a query as a user would type them. */
	static Query typed(String[] q) throws Exception {
		QueryParser parser = new QueryParser("text", analyzer);
		if (!q[0].equals("or5"))
			parser.setDefaultOperator(QueryParser.Operator.AND);
		return parser.parse(
		    q[0].equals("phrase") ? '"' + q[1] + '"' : q[1]);
	}

	static Query parse(String[] q) throws Exception {
		String[] words = q[1].split(" ");
		for (int i = 0; i < words.length && !snippets; i++)
			words[i] = stem(words[i]);
		BooleanQuery.Builder b = new BooleanQuery.Builder();
		if (snippets)
			b.add(typed(q), BooleanClause.Occur.MUST);
		else if (q[0].equals("phrase"))
			b.add(new PhraseQuery("text", words),
			    BooleanClause.Occur.MUST);
		else
			for (String word : words)
				b.add(new TermQuery(new Term("text", word)),
				    q[0].equals("or5") ?
				    BooleanClause.Occur.SHOULD :
				    BooleanClause.Occur.MUST);
		if (!q[2].isEmpty()) {
			b.add(new TermQuery(new Term("holder", q[2])),
			    BooleanClause.Occur.FILTER);
			b.add(new TermQuery(new Term("session", q[3])),
			    BooleanClause.Occur.FILTER);
		}
		if (!q[4].isEmpty())
			b.add(IntPoint.newRangeQuery("date", day(q[4]),
			    day(q[5])), BooleanClause.Occur.FILTER);
		return b.build();
	}

	/* Counts passages of each holder. */
	static class Facet extends SimpleCollector {
		int[] count = new int[65536];
		SortedDocValues values;

		public ScoreMode scoreMode() {
			return ScoreMode.COMPLETE_NO_SCORES;
		}

		protected void doSetNextReader(LeafReaderContext leaf)
		    throws IOException {
			values = DocValues.getSorted(leaf.reader(), "holder");
		}

		public void collect(int doc) throws IOException {
			if (values.advanceExact(doc))
				count[values.ordValue()]++;
		}
	}

	static int run(IndexSearcher searcher, String line) throws Exception {
		String[] query = line.split("\t", -1);
		Query parsed = parse(query);
		if (query[0].equals("facet"))
			searcher.search(parsed, new Facet());
		TopDocs top = searcher.search(parsed, 10);
		for (ScoreDoc hit : top.scoreDocs) {
			Document d = searcher.doc(hit.doc);
			d.get("id");
			d.get("text");
		}
		/* It reads the texts by itself, once more. */
		if (snippets)
			new UnifiedHighlighter(searcher, analyzer)
			    .highlight("text", parsed, top, 2);
		return top.scoreDocs.length;
	}

	static void warm(IndexSearcher searcher, List<String> queries,
	    int times) throws Exception {
		/* The compiler needs to have seen all kinds a while. */
		for (int i = 0; i < 20; i++)
			for (String query : queries)
				run(searcher, query);
		for (String query : queries) {
			long best = Long.MAX_VALUE;
			int hits = 0;
			for (int i = 0; i <= times; i++) {
				long begin = System.nanoTime();
				hits = run(searcher, query);
				best = Math.min(best, System.nanoTime() - begin);
			}
			System.out.printf("%s\t%.4f\t%d%n",
			    query.substring(0, query.indexOf('\t')), best / 1e6,
			    hits);
		}
	}

	public static void main(String[] a) throws Exception {
		if (a[0].equals("build")) {
			build(a[1], a[2]);
			return;
		}
		IndexSearcher searcher = new IndexSearcher(
		    DirectoryReader.open(new MMapDirectory(Paths.get(a[1]))));
		searcher.setQueryCache(null);
		snippets = a.length > 4 && a[4].equals("snippets");
		List<String> queries = Files.readAllLines(Paths.get(a[2]));
		if (a[0].equals("warm"))
			warm(searcher, queries, Integer.parseInt(a[3]));
		else
			System.out.println(run(searcher,
			    queries.get(Integer.parseInt(a[3]))));
	}
}
