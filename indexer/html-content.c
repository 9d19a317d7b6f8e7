/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which part of a page is its text. Weights are of bytes of text, less white
 * space: how much, how much of it in links, how much in blocks that read as
 * prose. Navigation is what is mostly links; no site's own names are known
 * here, but the words that most sites use for its parts are.
 */
#include "indexer/html.h"

#include "indexer/xml-parse.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define PROSE_LEAST 40 /* bytes of a block that reads as prose */

/* Weighing under way. */
struct weighing {
	struct arena *arena;
	bool in_text; /* within an article or main: its header is text */
	bool in_link;
};

struct html_weight *
html_weight(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE ? node->_private : NULL;
}

static bool
is_role(const xmlNode *node, const char *const *roles)
{
	const char *role = xml_attr(node, "role");

	for (size_t i = 0; role != NULL && roles[i] != NULL; i++)
		if (strcasecmp(role, roles[i]) == 0)
			return true;
	return false;
}

/* A note may stand in an aside or a footer: it says so. */
static bool
is_note_place(const xmlNode *node)
{
	static const char *const roles[] = {
	    "doc-footnote", "doc-endnote", "doc-endnotes", "note", NULL};

	return node->properties != NULL &&
	       (is_role(node, roles) ||
		   html_has_word(node, "type", "footnote"));
}

static bool
is_furniture(const xmlNode *node, bool in_text)
{
	static const char *const roles[] = {"navigation", "banner",
	    "contentinfo", "search", "complementary", "dialog", "alert", "menu",
	    "menubar", "toolbar", NULL};

	if (node->properties == NULL && html_tag_of(node) != TAG_FURNITURE)
		return false;
	if (is_note_place(node))
		return false;
	if (xml_is(node, "header") && in_text)
		return false;
	return html_tag_of(node) == TAG_FURNITURE || is_role(node, roles);
}

/* Furniture that is not to count; a form may be around all of a page. */
static bool
is_beside(const xmlNode *node, bool in_text)
{
	return is_furniture(node, in_text) && !xml_is(node, "form");
}

static size_t
weigh_text(const xmlNode *node)
{
	size_t n = 0;

	for (const char *s = (const char *)node->content; *s != '\0'; s++)
		n += !isspace((unsigned char)*s);
	return n;
}

/* Whether an element begins a text of its own. */
static bool
is_text(const xmlNode *node)
{
	return xml_is(node, "main") || xml_is(node, "article") ||
	       html_has_word(node, "role", "main");
}

static void weigh(struct weighing *weighing, xmlNode *node);

/* Sum up the children; `own` is the text that is in no block below. */
static size_t
weigh_children(
    struct weighing *weighing, xmlNode *node, struct html_weight *weight)
{
	size_t own = 0;

	for (xmlNode *n = node->children; n != NULL; n = n->next) {
		const struct html_weight *child;
		size_t bytes;

		if (n->type == XML_TEXT_NODE) {
			bytes = weigh_text(n);
			weight->text += bytes;
			weight->links += weighing->in_link ? bytes : 0;
			own += bytes;
			continue;
		}
		if (n->type != XML_ELEMENT_NODE)
			continue;
		weigh(weighing, n);
		child = html_weight(n);
		if (child->dropped || is_beside(n, weighing->in_text))
			continue;
		weight->text += child->text;
		weight->links += child->links;
		weight->prose += child->prose;
		weight->n_links += child->n_links;
		own += html_tag_of(n) == TAG_INLINE ? child->text : 0;
	}
	return own;
}

static void
weigh(struct weighing *weighing, xmlNode *node)
{
	struct html_weight *weight =
	    arena_alloc(weighing->arena, sizeof *weight);
	struct weighing outer = *weighing;
	bool link = xml_is(node, "a") && xml_attr(node, "href") != NULL;
	size_t own;

	weight->tag = html_tag_of(node);
	node->_private = weight;
	if (html_tag_of(node) == TAG_SILENT || html_is_hidden(node)) {
		weight->dropped = true;
		return;
	}
	weighing->in_text = outer.in_text || is_text(node);
	weighing->in_link = outer.in_link || link;
	own = weigh_children(weighing, node, weight);
	weight->n_links += link;
	if (html_tag_of(node) == TAG_BLOCK && own >= PROSE_LEAST &&
	    5 * weight->links < 2 * weight->text)
		weight->prose += own;
	*weighing = outer;
}

/* --- choosing ------------------------------------------------------------- */

/* The heaviest element that `is` one, not within another. */
static void
find_heaviest(
    xmlNode *node, bool (*is)(const xmlNode *node), xmlNode **best, size_t *all)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		const struct html_weight *weight = html_weight(n);

		if (weight->dropped)
			continue;
		if (!is(n)) {
			find_heaviest(n, is, best, all);
			continue;
		}
		*all += weight->text;
		if (*best == NULL || weight->text > html_weight(*best)->text)
			*best = n;
	}
}

static bool
is_main(const xmlNode *node)
{
	return xml_is(node, "main") || html_has_word(node, "role", "main");
}

static bool
is_article(const xmlNode *node)
{
	return xml_is(node, "article") ||
	       html_has_word(node, "role", "article");
}

/* Whether there is a title of the page in an element. */
static bool
has_title(const xmlNode *node)
{
	if (xml_is(node, "h1") && html_weight(node)->text > 0)
		return true;
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		if (!html_weight(n)->dropped && !is_furniture(n, false) &&
		    has_title(n))
			return true;
	return false;
}

/* The child that holds nearly all of the prose, if that leaves no title. */
static xmlNode *
densest_child(const xmlNode *node)
{
	xmlNode *best = NULL;

	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		if (!html_weight(n)->dropped && !is_furniture(n, false) &&
		    20 * html_weight(n)->prose >= 17 * html_weight(node)->prose)
			best = n;
	for (xmlNode *n = xml_first(node); best != NULL && n != NULL;
	     n = xml_next(n))
		if (n != best && !html_weight(n)->dropped &&
		    !is_furniture(n, false) && has_title(n))
			return NULL;
	return best;
}

static xmlNode *
densest(xmlNode *node)
{
	xmlNode *child;

	while (html_weight(node)->prose > 0 &&
	       (child = densest_child(node)) != NULL &&
	       html_tag_of(child) == TAG_BLOCK && !xml_is(child, "p") &&
	       !xml_is(child, "li") && !xml_is(child, "tr"))
		node = child;
	return node;
}

/* --- dropping what is within ---------------------------------------------- */

/* Whether a class or an id has one of these words in it. */
static bool
is_called(const xmlNode *node, const char *const *words)
{
	static const char *const attributes[] = {"class", "id"};

	for (size_t i = 0; i < 2; i++) {
		const char *s = xml_attr(node, attributes[i]);

		while (s != NULL && *s != '\0') {
			size_t n = 0;

			while (isalpha((unsigned char)s[n]))
				n++;
			for (size_t w = 0; n > 0 && words[w] != NULL; w++)
				if (strlen(words[w]) == n &&
				    strncasecmp(s, words[w], n) == 0)
					return true;
			s += n + (s[n] != '\0');
		}
	}
	return false;
}

/* Names of parts that are not text, whatever is in them. */
static const char *const never_text[] = {"breadcrumb", "breadcrumbs", "cookie",
    "cookies", "footer", "pagination", "pager", "share", "sharing", "social",
    "sidebar", NULL};
/* Names of parts that are not text where they are links. */
static const char *const seldom_text[] = {
    "nav", "navbar", "navigation", "menu", "related", "tags", "links", NULL};

static bool
is_links(const struct html_weight *weight)
{
	return weight->n_links >= 3 && 5 * weight->links > 3 * weight->text;
}

/*
 * Whether to drop an element of the content. What holds a good part of all
 * prose is kept whatever it is called: whole pages stand in a form.
 */
static bool
is_to_be_dropped(const xmlNode *node, size_t prose, bool by_links)
{
	const struct html_weight *weight = html_weight(node);

	if (is_note_place(node) || 3 * weight->prose > prose)
		return false;
	if (is_furniture(node, true) || is_called(node, never_text))
		return true;
	if (html_tag_of(node) != TAG_BLOCK)
		return false;
	if (is_called(node, seldom_text) && 2 * weight->links > weight->text)
		return true;
	return by_links && is_links(weight);
}

static void
drop(xmlNode *node, size_t prose, bool by_links)
{
	for (xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		struct html_weight *weight = html_weight(n);

		if (weight->dropped)
			continue;
		if (is_to_be_dropped(n, prose, by_links))
			weight->dropped = true;
		else
			drop(n, prose, by_links);
	}
}

xmlNode *
html_content(struct arena *arena, xmlNode *root)
{
	struct weighing weighing = {.arena = arena};
	xmlNode *best = NULL, *body = xml_child(root, "body");
	size_t all = 0;

	weigh(&weighing, root);
	if (html_weight(root)->text == 0)
		return NULL;
	find_heaviest(root, is_main, &best, &all);
	if (best == NULL || html_weight(best)->prose == 0) {
		all = 0;
		best = NULL;
		find_heaviest(root, is_article, &best, &all);
		if (best != NULL && 5 * html_weight(best)->text < 3 * all)
			best = NULL;
	}
	if (best != NULL && html_weight(best)->text > 0) {
		drop(best, html_weight(best)->prose, false);
		return best;
	}
	best = densest(body != NULL ? body : root);
	/* A page of links alone is what its links are. */
	drop(best, html_weight(best)->prose, html_weight(best)->prose > 0);
	return best;
}
