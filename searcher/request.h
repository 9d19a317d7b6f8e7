/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A request: what a command line or a web address asks for. One table of keys
 * says what there is, who may set it and what its values are; nothing else is
 * accepted from either.
 */
#ifndef SEARCHER_REQUEST_H
#define SEARCHER_REQUEST_H

#include "core/arena.h"
#include "core/error.h"
#include "core/field.h"
#include "searcher/query.h"
#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REQUEST_LIMIT_MAX  1000	  /* hits on one page */
#define REQUEST_OFFSET_MAX 100000 /* hits before it */

enum request_format {
	FORMAT_TEXT = 0,
	FORMAT_JSON,
	FORMAT_JSONL,
	FORMAT_CSV,
	FORMAT_TSV,
	/* Not of every command: struct command tells. */
	FORMAT_SVG,
	FORMAT_MARKDOWN,
	FORMAT_HTML,
	FORMAT_BIBTEX,
	FORMAT_CSL
};

/* A set of formats. */
#define FORMAT_BIT(format) (1U << (format))
#define FORMATS_USUAL                                                          \
	(FORMAT_BIT(FORMAT_TEXT) | FORMAT_BIT(FORMAT_JSON) |                   \
	    FORMAT_BIT(FORMAT_JSONL) | FORMAT_BIT(FORMAT_CSV) |                \
	    FORMAT_BIT(FORMAT_TSV))

/* What positions are counted by. */
enum request_by {
	BY_NOTHING = 0,
	BY_HOLDER,
	BY_PROVISION,
	BY_SESSION,
	BY_GROUP
};

enum request_color {
	COLOR_AUTO = 0,
	COLOR_ALWAYS,
	COLOR_NEVER
};

/* What the lines of a batch are. */
enum request_as {
	AS_SEARCH = 0,
	AS_ASK,
	AS_POSITIONS
};

struct request {
	const char *text;	/* the question, query or record; "" for none */
	const char *index;	/* path given, or NULL */
	const char *trust;	/* key a bundle must be signed with, or NULL */
	bool stale;		/* open a bundle that expired or is older */
	bool again;		/* verify a bundle that was verified before */
	unsigned format;	/* enum request_format */
	bool format_set;	/* whether it was given */
	unsigned sort;		/* enum search_sort */
	unsigned color;		/* enum request_color */
	uint32_t limit;		/* hits or rows; 0: the command's own */
	uint32_t offset;	/* to leave out before them */
	uint32_t column;	/* of a matrix: columns before those shown */
	uint32_t width;		/* columns of text; 0: the terminal's */
	uint32_t port;		/* of serve; 0: one that is free */
	uint32_t context;	/* passages around the one shown */
	bool facets;		/* count values of fields, */
	uint32_t facet_fields;	/* of these: bits of field_facets(); 0: all */
	const char *facet_list; /* as they were asked for; "1": all; or NULL */
	bool original;		/* show the source's own words, unrepaired */
	bool explain;		/* say what was read or searched, and why */
	unsigned by;	      /* enum request_by: what to count positions by */
	const char *timeline; /* a provision, or NULL */
	bool matrix;	      /* holders by provisions */
	bool camps;	      /* holders by agreement */
	bool all;	      /* also those that are no delegations */
	bool head;	      /* query and index before an export */
	bool repairs;	      /* tell what repair changed, word by word */
	bool per_record;      /* one hit for each record */
	bool count;	      /* say only how many there are */
	bool exact;	      /* no other spellings, no other words */
	unsigned as;	      /* enum request_as: what lines of a batch are */
	bool no_pager;
	bool help;
	bool forget;			 /* save: take a query away */
	const char *filter[FIELD_COUNT]; /* values of fields, or NULL */
	/* Saved queries: the text of one by its name, or NULL. */
	const char *(*saved)(void *context, const char *name);
	void *saved_context;	/* passed to saved */
	const char *saved_list; /* the names there are; "" for none */
};

/* The name of an option that is no field; NULL after the last. */
const char *request_key_name(size_t i);

/* The name of a format, as --format takes it. */
const char *request_format_name(enum request_format format);

/* Whether the format is for people to read, and so in their language. */
bool request_is_for_people(const struct request *request);

/* Who may set a key. */
enum request_source {
	REQUEST_ARGUMENTS = 1, /* the command line */
	REQUEST_ADDRESS = 2    /* a web address */
};

/* Begin with the defaults. */
void request_init(struct request *request);

/*
 * Set a key ("format", or the name of a field) to a value, which is kept by
 * pointer. A key without value ("facets") takes NULL. ERROR_USAGE names the
 * nearest key there is, or the values it can have.
 */
bool request_set(struct request *request, struct arena *arena,
    enum request_source source, const char *key, const char *value,
    struct error *err);

/* Whether it is a key, or a field, that takes a value. */
bool request_takes_value(const char *key);

/*
 * Read the arguments of a command: options and words, which are joined with a
 * space. "--" ends options.
 */
bool request_arguments(struct request *request, struct arena *arena, int argc,
    char *const *argv, struct error *err);

/*
 * The query: the text, if any, and the filters. NULL with ERROR_USAGE where
 * it is none, or with code ERROR_NONE where there is neither.
 */
struct query *request_query(
    const struct request *request, struct arena *arena, struct error *err);

/* The same of the filters alone, where the text is no query. */
struct query *request_filters(
    const struct request *request, struct arena *arena, struct error *err);

/*
 * The nearest of `count` names to a word, or NULL where none is near.
 * `name(i)` may be NULL.
 */
const char *request_nearest(
    const char *word, const char *(*name)(size_t i), size_t count);

#endif
