/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages of HTML and XHTML, one record a page: what a reader came for, without
 * what the site puts around it. What becomes of <ins>, <del> and <s>:
 * rich-text.h.
 */
#include "indexer/charset.h"

#include "core/translate.h"
#include "indexer/html.h"
#include "indexer/reader.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

#define LOOK	   ((size_t)4096) /* bytes that a bid looks at */
#define MOST_NODES ((size_t)1500000)
#define MOST_DEPTH 1000

/* --- bidding -------------------------------------------------------------- */

static bool
is_named_html(const char *name)
{
	static const char *const endings[] = {
	    ".html", ".htm", ".xhtml", ".xht", ".shtml"};
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t m = strlen(endings[i]);

		if (n > m && strcasecmp(name + n - m, endings[i]) == 0)
			return true;
	}
	return false;
}

/* The beginning, without a byte-order mark and the zeros of UTF-16. */
static size_t
beginning(const struct document *document, char *to)
{
	const char *s = document->bytes, *end = s + document->size;
	size_t n = 0;

	if (document->size >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		s += 3;
	else if (document->size >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 ||
					    memcmp(s, "\xFE\xFF", 2) == 0))
		s += 2;
	for (; s < end && n < LOOK; s++)
		if (*s != '\0')
			to[n++] = *s;
	to[n] = '\0';
	return n;
}

/* Go over white space, comments, <?xml ...?> and a doctype. */
static const char *
skip_prolog(const char *s, bool *ret_html)
{
	for (;;) {
		const char *end;

		while (isspace((unsigned char)*s))
			s++;
		if (strncasecmp(s, "<!doctype", 9) == 0) {
			s += 9;
			while (isspace((unsigned char)*s))
				s++;
			if (strncasecmp(s, "html", 4) == 0)
				*ret_html = true;
			end = strchr(s, '>');
		} else if (strncmp(s, "<!--", 4) == 0) {
			end = strstr(s, "-->");
		} else if (strncmp(s, "<?", 2) == 0) {
			end = strchr(s, '>');
		} else {
			return s;
		}
		if (end == NULL)
			return s + strlen(s);
		s = end + (strncmp(end, "-->", 3) == 0 ? 3 : 1);
	}
}

/* Elements of HTML in the beginning of a page. */
static unsigned
count_tags(const char *s)
{
	static const char *const tags[] = {"<head", "<title", "<meta", "<body",
	    "<div", "<p>", "<p ", "<h1", "<h2", "<table", "<br", "<ul", "<li",
	    "<font", "<a href"};
	unsigned count = 0;

	for (; (s = strchr(s, '<')) != NULL; s++)
		for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
			count += strncasecmp(s, tags[i], strlen(tags[i])) == 0;
	return count;
}

static int
bid(const struct document *document)
{
	char head[LOOK + 1];
	bool html = false, xml;
	const char *root;

	if (beginning(document, head) == 0)
		return 0;
	xml = strncmp(head, "<?xml", 5) == 0;
	root = skip_prolog(head, &html);
	if (strncasecmp(root, "<html", 5) == 0 &&
	    (isspace((unsigned char)root[5]) || root[5] == '>'))
		return 56;
	if (html)
		return 48;
	/* Another XML is somebody else's, whatever it is called. */
	if (xml || strchr(head, '<') == NULL)
		return 0;
	if (is_named_html(document->name))
		return 40;
	return root[0] == '<' && count_tags(root) >= 5 ? 24 : 0;
}

/* --- reading -------------------------------------------------------------- */

/* What is watched while a page is parsed. */
struct watch {
	size_t nodes;
	unsigned depth;
	const char *broke; /* why it was stopped, or NULL */
};

static void
start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
	htmlParserCtxt *parser = context;
	struct watch *watch = parser->_private;

	watch->nodes++;
	for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
		watch->nodes++;
	watch->depth++;
	if (watch->nodes > MOST_NODES)
		watch->broke = "it has more elements than are read";
	else if (watch->depth > MOST_DEPTH)
		watch->broke = "its elements are nested too deep";
	if (watch->broke != NULL)
		xmlStopParser(parser);
	else
		xmlSAX2StartElement(context, name, attributes);
}

static void
end_element(void *context, const xmlChar *name)
{
	htmlParserCtxt *parser = context;
	struct watch *watch = parser->_private;

	watch->depth -= watch->depth > 0;
	if (watch->broke == NULL)
		xmlSAX2EndElement(context, name);
}

/* Parse a page in UTF-8; to be freed. NULL with ERROR_INPUT. */
static xmlDoc *
parse(const char *text, size_t n, struct error *err)
{
	struct watch watch = {.nodes = 0};
	htmlParserCtxt *parser = n > 0 && n <= INT_MAX
				     ? htmlCreateMemoryParserCtxt(text, (int)n)
				     : NULL;
	xmlDoc *doc;

	if (parser == NULL) {
		error_set(err, ERROR_INPUT, "it cannot be parsed");
		return NULL;
	}
	htmlCtxtUseOptions(parser,
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_COMPACT |
		HTML_PARSE_IGNORE_ENC);
	/* Depth is limited here: libxml2 would stop without a word. */
	parser->options |= XML_PARSE_HUGE;
	xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
	parser->_private = &watch;
	parser->sax->startElement = start_element;
	parser->sax->endElement = end_element;
	htmlParseDocument(parser);
	doc = parser->myDoc;
	parser->myDoc = NULL;
	htmlFreeParserCtxt(parser);
	if (watch.broke != NULL || doc == NULL) {
		error_set(err, ERROR_INPUT, "%s",
		    watch.broke != NULL ? watch.broke : "it cannot be parsed");
		xmlFreeDoc(doc);
		return NULL;
	}
	return doc;
}

/* Tell what was not as it should be in the characters of a page. */
static void
tell_damage(const struct document *document, const struct decoded *decoded)
{
	if (decoded->guessed)
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    "it declares no charset and is taken for %s",
		    decoded->charset);
	if (decoded->bad > 0)
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    P_("%zu place is no %s, the first at byte %zu; shown as "
		       "U+FFFD",
			"%zu places are no %s, the first at byte %zu; shown as "
			"U+FFFD",
			decoded->bad),
		    decoded->bad, decoded->charset, decoded->bad_offset);
}

/*
 * Decode a page. What is valid UTF-8 is that, whatever it declares: pages are
 * saved anew, and their declarations stay.
 */
static bool
decode(const struct document *document, struct arena *arena,
    struct decoded *decoded, struct error *err)
{
	const char *charset =
	    charset_is_utf8(document->bytes, document->size)
		? ""
		: html_charset(arena, document->bytes, document->size);

	if (charset[0] != '\0' && charset_decode(arena, document->bytes,
				      document->size, charset, decoded, NULL)) {
		tell_damage(document, decoded);
		return true;
	}
	if (charset[0] != '\0')
		report_tell(document->report, REPORT_WARNING, document->path, 0,
		    "its charset '%.40s' is not known", charset);
	if (!charset_decode(
		arena, document->bytes, document->size, "", decoded, err))
		return false;
	tell_damage(document, decoded);
	return true;
}

/* Whether the doctype, before the first element, declares entities. */
static bool
declares_entities(const char *text)
{
	const char *doctype = strstr(text, "<!ENTITY");
	const char *element = text;

	if (doctype == NULL)
		return false;
	while ((element = strchr(element, '<')) != NULL &&
	       !isalpha((unsigned char)element[1]))
		element++;
	return element == NULL || doctype < element;
}

static bool
read_html(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct html_notes *notes;
	struct decoded decoded;
	struct raw_record raw;
	struct blocks blocks;
	xmlNode *root, *content;
	xmlDoc *doc;
	bool ok;

	if (!decode(document, arena, &decoded, err))
		return false;
	if (declares_entities(decoded.text))
		return error_set(err, ERROR_INPUT,
		    "it declares entities, which are not read");
	doc = parse(decoded.text, decoded.length, err);
	if (doc == NULL)
		return false;
	raw_record_init(&raw);
	blocks_init(&blocks, arena);
	root = xmlDocGetRootElement(doc);
	content = root != NULL ? html_content(arena, root) : NULL;
	if (content != NULL) {
		notes = html_notes_find(arena, root);
		html_blocks(arena, content, notes, &blocks);
		html_notes_clear(notes);
	}
	if (root != NULL)
		html_meta(arena, root, content, document, &raw);
	raw.blocks = blocks.block;
	raw.n_blocks = blocks.count;
	ok = sink->take(sink->context, arena, &raw, err);
	xmlFreeDoc(doc);
	return ok;
}

/* What a page makes libxml2 set up, and look up. */
static void
warm_up(void)
{
	reader_read_sample(&reader_html,
	    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
	    "<title>A page</title></head><body><main><h1>A page</h1>"
	    "<p>With <b>some</b> text &amp; a list:</p><ul><li>one</li></ul>"
	    "<table><tr><td>cell</td></tr></table></main></body></html>");
}

const struct reader reader_html = {
    .name = "HTML",
    .bid = bid,
    .read = read_html,
    .warm_up = warm_up,
    .bytes = true,
    .shares = true,
};
