/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The site: what travaux.cgi answers at which address. One table of pages;
 * each page is a file site-<page>.c that writes into the reply. No page knows
 * of the environment, of files, or of how it is sent.
 */
#ifndef SEARCHER_SITE_H
#define SEARCHER_SITE_H

#include "searcher/answer.h"
#include "searcher/cgi-reply.h"
#include "searcher/cgi-request.h"
#include "searcher/html.h"
#include "searcher/parts.h"
#include "searcher/search.h"
#include "searcher/tally.h"

#include <stdbool.h>

/* A page above this one. */
struct site_crumb {
	const char *path;  /* "/holders" */
	const char *words; /* what it is called */
};

/* All that a page is made from. */
struct site {
	const struct cgi_request *cgi;
	const struct translate_language *language; /* of the pages */
	struct request request;	   /* the address's parameters */
	struct arena *arena;	   /* of the request */
	struct searcher *searcher; /* its index is open; NULL where none is
				      needed */
	struct cgi_reply *reply;   /* where the page goes */
	struct html html;	   /* writes to it */
	struct site_crumb crumb;   /* the page above; no path: the start */
	const char *json, *csv;	   /* addresses of the same for programs, or
				      NULL */
	const char *feed;	   /* query of the page's feed, or NULL */
	const char *about;	   /* what search engines may call it, an item
				      of schema.org ("Report"), or NULL */
	bool passing;		   /* no page to be found by others: an answer,
				      a search */
};

/*
 * Whether what is at a path is made from an index: style sheet, description of
 * the search and what robots are told are not.
 */
bool site_needs_index(const char *path);

/*
 * Answer a request: the page, or an error page. `err` is set where the
 * administrator should know, and then says what is not on the page. False only
 * then.
 */
bool site_answer(struct site *site, struct error *err);

/* A page that needs no index and no style sheet: what is wrong, what to do. */
void site_bare_page(struct site *site, const char *title, const char *message);

/* A holder of an answer, as an item of a list, with its evidence. */
void site_answer_holder(struct site *site, const struct answer_holder *holder);

/* About how many bytes that takes, in any language. */
size_t site_answer_cost(const struct answer_holder *holder);

/*
 * A page that says what went wrong and what to do. `message` is shown; it must
 * be one of ours.
 */
void site_error(struct site *site, int status, const char *message);

/*
 * The page where the index cannot be read: what is wrong with a bundle, as far
 * as readers can be told, and else `otherwise`. What `err` says is for the log.
 */
void site_error_of_index(
    struct site *site, const struct error *err, const char *otherwise);

/*
 * Whether a text is a query of words and fields rather than a question: it
 * names a field ("speaker:"), quotes a phrase, or has an operator. *ret_tree is
 * the parsed query, or NULL where it is none (and `err` says why).
 */
bool site_is_query(struct arena *arena, const char *text,
    struct query **ret_tree, struct error *err);

/* --- what pages share (site-shell.c) -------------------------------------- */

/* Head and box; `title` of the page, `text` in the box. */
void site_begin(struct site *site, const char *title, const char *text);
void site_end(struct site *site);

/* The same for programs is at `path`, with the text of this page. */
void site_data(struct site *site, const char *path);

/* The notes of a plan and of a result, as a list; nothing where none. */
void site_notes(struct site *site, const char *const *note, size_t n_notes);

/*
 * A query as its parts, each with a link to the query without it. `path` is
 * where the links lead.
 */
void site_parts(struct site *site, const struct query *query);

/*
 * Kind, session, date and place of a passage, with a link to it there;
 * `titled`: the title is above, and is the link.
 */
void site_source(struct site *site, const struct record *record,
    const struct passage *passage, const char *session, bool titled);

/* Where the link of a sentence goes: site_linked(). */
#define SITE_LINK "\001"

/*
 * A sentence with a link to `address` where SITE_LINK is: a translation has it
 * where its language wants it. No address: the words alone.
 */
void site_linked(struct site *site, const char *sentence, const char *address,
    const char *words);

/* ", words": one more in a row of remarks. */
void site_also(struct site *site, const char *words);

/* Page and lines of a passage, each as site_also() does. */
void site_place_in(struct site *site, const struct passage *passage);

/* The name of a record's session, else its id, else "". */
const char *site_session_name(struct site *site, const struct record *record);

/* A text with those of the source's line ends that mean something. */
void site_lines(struct site *site, const char *text);

/* ` lang="fr" dir="auto"` of a passage. */
void site_language(struct site *site, const struct record *record,
    const struct passage *passage);

/* A passage found, as an item of a list. */
void site_hit(struct site *site, const struct search_hit *hit);

/* Address of a record, or of a passage in it (number > 0). */
const char *site_record_address(
    struct site *site, const char *id, uint32_t number);

/* Addresses of the pages of a holder, a provision (its key), a session. */
const char *site_holder_address(struct site *site, const char *id);
const char *site_provision_address(struct site *site, const char *key);
const char *site_session_address(struct site *site, const char *id);

/*
 * Where positions are listed with their words; NULL or "" for any. The other
 * filters of the request stay.
 */
const char *site_positions_address(struct site *site, const char *holder,
    const char *key, const char *session);

/* `<h2 id="id">words</h2>`; `id` may be NULL. */
void site_head(struct site *site, const char *id, const char *words);

/*
 * Links to the parts of this page's list, the one shown without; nothing where
 * there is one.
 */
void site_steps(
    struct site *site, const char *label, const struct parts *parts);

/* "1-30": the items of a part. */
const char *site_part_words(
    struct site *site, const struct parts *parts, size_t i);

/* One of such links. */
void site_step(
    struct site *site, const char *address, const char *words, bool here);

/* This page with the part that an item is in; "" for the one shown. */
const char *site_part_address(
    struct site *site, const struct parts *parts, size_t item);

/* A link in a paragraph of its own. */
void site_more(struct site *site, const char *address, const char *words);

/* "opposed the removal of Article 42 (ND1)", the provision as a link. */
void site_stance(struct site *site, const struct position *position);

/* "Article 42 of ND1": a provision as the box reads it, in English. */
const char *site_thing(
    struct site *site, const char *provision, const char *instrument);

/* The quote of a position, what is said of it, and its source. */
void site_evidence(struct site *site, const struct evidence *evidence);

/* Address of the question or query `text`. */
const char *site_text_address(struct site *site, const char *text);

/* --- names in words (site-words.c) ---------------------------------------- */

const char *site_kind_words(enum record_kind kind);
const char *site_status_words(const char *name); /* and parts of a record */
const char *site_holder_kind_words(const char *name);
const char *site_field_words(const char *name);
const char *site_language_words(const char *code); /* in itself */

/* The holder's name in the page's language, or `otherwise`. */
const char *site_holder_name(const struct site *site,
    const struct negotiation *neg, const char *id, const char *otherwise);

/* The rows of a tally, which are holders, in the page's language. */
void site_name_rows(struct site *site, struct tally *tally);

/* A value of a field as people say it, or itself. */
const char *site_value_words(
    struct site *site, enum field_id id, const char *value);

/* --- pages ---------------------------------------------------------------- */

bool site_box(struct site *site, struct error *err);	    /* start, and q= */
bool site_record(struct site *site, struct error *err);	    /* /record */
bool site_provision(struct site *site, struct error *err);  /* /provision */
bool site_holder(struct site *site, struct error *err);	    /* /holder */
bool site_session(struct site *site, struct error *err);    /* /session */
bool site_positions(struct site *site, struct error *err);  /* /positions */
bool site_holders(struct site *site, struct error *err);    /* /holders */
bool site_groups(struct site *site, struct error *err);	    /* /groups */
bool site_sessions(struct site *site, struct error *err);   /* /sessions */
bool site_provisions(struct site *site, struct error *err); /* /provisions */
bool site_trace(struct site *site, struct error *err);	    /* /trace */
bool site_brief(struct site *site, struct error *err);	    /* /brief */
bool site_compare(struct site *site, struct error *err);    /* /compare */
bool site_matrix(struct site *site, struct error *err);	    /* /matrix */
bool site_sitemap(struct site *site, struct error *err);    /* /sitemap.xml */
bool site_robots(struct site *site, struct error *err);	    /* /robots.txt */
bool site_feed(struct site *site, struct error *err);	    /* /feed */
bool site_style(struct site *site, struct error *err);	    /* /style.css */
bool site_opensearch(struct site *site, struct error *err);

/*
 * The path of the style sheet as it is now: this, a hash and ".css". A reader
 * may keep it for good. "/style.css" is the same, for a while.
 */
#define SITE_STYLE_PATH "/style-"
const char *site_style_path(struct site *site);

/* Parts of site_box(). */
bool site_start(struct site *site, struct error *err);
bool site_examples(struct site *site, struct error *err); /* its list */
void site_answer_page(struct site *site, const struct answer *answer);
bool site_search(struct site *site, struct query *query, struct error *err);

/*
 * A command's own output as the page, within the site where that is HTML: what
 * the API gives at the same.
 */
bool site_command(struct site *site, const char *command,
    enum request_format format, struct error *err);

/* /api/v1/ask, search, show, positions: what the commands give. */
bool site_api(struct site *site, const char *command, struct error *err);

#endif
