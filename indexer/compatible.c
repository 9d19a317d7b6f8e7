/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/compatible.h"

#include "core/folder.h"
#include "core/index.h"
#include "core/stem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <utf8proc.h>

#define VALUE_DAY 0

/* The terms of a document, as they are found; then sorted and put together. */
struct found {
	const char *s;
	uint32_t n;
	uint32_t position; /* from 1; 0: none */
	uint32_t wdf;	   /* 0 for a filter */
};

/* A copy under way. */
struct copying {
	struct index *index;
	struct arena *arena; /* of the passage at hand */
	struct stems *stems;
	struct found *found;
	size_t count;
	size_t room;
};

static void
add(struct copying *x, const char *s, uint32_t position, uint32_t wdf)
{
	size_t n = strlen(s);

	if (n == 0 || !xap_term_fits(s, n))
		return;
	if (x->count == x->room) {
		size_t room = x->room == 0 ? 256 : 2 * x->room;

		x->found = arena_grow(
		    x->arena, x->found, x->room, room, sizeof *x->found);
		x->room = room;
	}
	x->found[x->count++] = (struct found){s, (uint32_t)n, position, wdf};
}

/* A word as it is written, in lower case: others keep accents. */
static const char *
lower(struct arena *arena, const char *s, size_t n)
{
	char *ret = arena_alloc(arena, 4 * n + 1);
	size_t at = 0, used = 0;

	while (at < n) {
		utf8proc_int32_t c;
		utf8proc_ssize_t took =
		    utf8proc_iterate((const utf8proc_uint8_t *)s + at,
			(utf8proc_ssize_t)(n - at), &c);

		if (took <= 0) {
			at++;
			continue;
		}
		at += (size_t)took;
		used += (size_t)utf8proc_encode_char(
		    utf8proc_tolower(c), (utf8proc_uint8_t *)ret + used);
	}
	ret[used] = '\0';
	return ret;
}

/* A word, and its stem. */
static void
add_word(struct copying *x, const char *prefix, enum language language,
    const char *word, uint32_t position)
{
	size_t n;
	const char *stem =
	    stem_word(x->stems, language, word, strlen(word), &n);

	add(x, arena_printf(x->arena, "%s%s", prefix, word), position, 1);
	add(x, arena_printf(x->arena, "Z%s%s", prefix, stem), 0, 1);
}

/* Words of a text, with `prefix`; they have positions where that is none. */
static void
add_words(struct copying *x, const char *prefix, enum language language,
    const char *s)
{
	struct tokens tokens;
	struct stem_term *term;
	size_t n;

	tokenize_words(x->arena, s, strlen(s), &tokens);
	term = stem_terms(x->stems, x->arena, language, &tokens, &n);
	for (size_t i = 0; i < n; i++) {
		const struct token *token = &tokens.token[term[i].token];
		uint32_t position = *prefix == '\0' ? term[i].position + 1 : 0;
		const char *word;

		/* Of Han characters the term is a pair of tokens. */
		if (token->kind == TOKEN_HAN) {
			add_word(x, prefix, language, term[i].term, position);
			continue;
		}
		add_word(x, prefix, language, token->folded, position);
		word = lower(
		    x->arena, s + token->start, token->end - token->start);
		if (strcmp(word, token->folded) != 0)
			add_word(x, prefix, language, word, position);
	}
}

/* A value to filter by, folded: who asks writes it in lower case. */
static void
add_filter(struct copying *x, const char *prefix, const char *value)
{
	struct tokens tokens;
	const char *folded = "";

	if (*value == '\0')
		return;
	tokenize_words(x->arena, value, strlen(value), &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		folded = arena_printf(x->arena, "%s%s%s", folded,
		    i > 0 && tokens.token[i].flags & TOKEN_SPACED ? " " : "",
		    tokens.token[i].folded);
	add(x, arena_printf(x->arena, "%s%s", prefix, folded), 0, 0);
}

/* "2021-02-03" gives its day, month and year; less of it, what it has. */
static const char *
add_date(struct copying *x, const char *date)
{
	char digits[9] = "";
	size_t n = 0;

	for (; *date != '\0' && n < 8; date++)
		if (*date >= '0' && *date <= '9')
			digits[n++] = *date;
	digits[n] = '\0';
	if (n >= 4)
		add(x, arena_printf(x->arena, "Y%.4s", digits), 0, 0);
	if (n >= 6)
		add(x, arena_printf(x->arena, "M%.6s", digits), 0, 0);
	if (n == 8)
		add(x, arena_printf(x->arena, "D%s", digits), 0, 0);
	return n == 8 ? arena_strdup(x->arena, digits) : "";
}

static int
compare(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	uint32_t n = x->n < y->n ? x->n : y->n;
	int order = memcmp(x->s, y->s, n);

	if (order == 0)
		order = (x->n > y->n) - (x->n < y->n);
	if (order == 0)
		order =
		    (x->position > y->position) - (x->position < y->position);
	return order;
}

/* The found terms, each once, as the binding takes them. */
static void
put_together(struct copying *x, struct xap_doc_input *ret)
{
	struct xap_term_input *terms =
	    arena_array(x->arena, x->count + 1, sizeof *terms);
	uint32_t *positions =
	    arena_array(x->arena, x->count + 1, sizeof *positions);
	size_t n = 0, used = 0;

	qsort(x->found, x->count, sizeof *x->found, compare);
	for (size_t i = 0; i < x->count; i++) {
		const struct found *f = &x->found[i];
		struct xap_term_input *term = &terms[n];

		if (n > 0 && terms[n - 1].len == f->n &&
		    memcmp(terms[n - 1].s, f->s, f->n) == 0) {
			term = &terms[n - 1];
		} else {
			*term = (struct xap_term_input){.s = f->s,
			    .len = f->n,
			    .positions = &positions[used]};
			n++;
		}
		if (f->position > 0) {
			positions[used++] = f->position;
			term->n_positions++;
		} else {
			term->wdf += f->wdf;
		}
	}
	ret->terms = terms;
	ret->n_terms = n;
}

/* A line of the data. */
static const char *
line(struct arena *arena, const char *data, const char *name, const char *value)
{
	char *flat;

	if (*value == '\0')
		return data;
	flat = arena_strndup(arena, value, strlen(value));
	for (char *at = flat; *at != '\0'; at++)
		if (*at == '\n' || *at == '\r')
			*at = ' ';
	return arena_printf(arena, "%s%s=%s\n", data, name, flat);
}

static const char *
speaker_of(const struct record *record, const struct passage *passage)
{
	return *passage->speaker != '\0' ? passage->speaker : record->speaker;
}

static const char *
data_of(struct arena *arena, const char *id, const struct record *record,
    const struct passage *passage)
{
	const char *data = line(arena, "", "id", id);

	data = line(arena, data, "title", record->title);
	data = line(arena, data, "speaker", speaker_of(record, passage));
	data = line(arena, data, "session", record->session);
	data = line(arena, data, "date", record->date);
	data = line(arena, data, "kind", record_kind_name(record->kind));
	data = line(arena, data, "url", record->url);
	return line(arena, data, "sample", passage->text);
}

static void
add_filters(struct copying *x, const char *id, const struct record *record,
    const struct passage *passage)
{
	add(x, arena_printf(x->arena, "Q%s", id), 0, 0);
	add_filter(x, "A", speaker_of(record, passage));
	add_filter(x, "L", passage_language(record, passage));
	add_filter(x, "T", record_kind_name(record->kind));
	add_filter(x, "XSESSION:", record->session);
	for (size_t i = 0; i < passage->n_holders; i++)
		add_filter(x, "XHOLDER:", passage->holders[i].id);
	for (size_t i = 0; i < passage->n_positions; i++)
		add_filter(x, "XPOSITION:", passage->positions[i].holder);
}

static bool
write_passage(struct copying *x, struct xap_writer *to, uint32_t docid,
    struct xap_error *xerr, struct error *err)
{
	struct record record;
	struct passage passage;
	struct xap_doc_input doc = {0};
	struct xap_value_input day = {.slot = VALUE_DAY};
	const char *id;

	x->found = NULL;
	x->count = x->room = 0;
	if (!index_passage(x->index, x->arena, docid, &record, &passage, err))
		return false;
	id = arena_printf(
	    x->arena, "%s#%lu", record.id, (unsigned long)passage.number);
	add_words(x, "", passage.language, passage.text);
	add_words(x, "S", passage.language, record.title);
	add_filters(x, id, &record, &passage);
	day.s = add_date(x, record.date);
	day.len = strlen(day.s);
	doc.values = &day;
	doc.n_values = 1;
	doc.data = data_of(x->arena, id, &record, &passage);
	doc.data_len = strlen(doc.data);
	put_together(x, &doc);
	return xap_writer_add(to, &doc, NULL, xerr) == XAP_OK;
}

static bool
write_all(struct copying *x, struct xap_writer *to, uint32_t *ret_count,
    struct xap_error *xerr, struct error *err)
{
	struct xap_postings *postings =
	    xap_postings_open(index_db(x->index), "", 0, xerr);
	bool ok = true;

	while (ok && postings != NULL && xap_postings_next(postings, xerr)) {
		uint32_t docid = xap_postings_docid(postings);

		if (index_removed(x->index, docid))
			continue;
		arena_reset(x->arena);
		ok = write_passage(x, to, docid, xerr, err);
		*ret_count += ok;
	}
	xap_postings_free(postings);
	return ok && xerr->status == XAP_OK &&
	       xap_writer_close(to, xerr) == XAP_OK;
}

/* Write it all to a new folder, which stays whatever happens. */
static bool
write_database(struct copying *x, const char *folder, uint32_t *ret_count,
    struct error *err)
{
	struct xap_error xerr = {0};
	struct xap_writer *to =
	    xap_writer_open(folder, XAP_CREATE | XAP_NO_SYNC, 0, 0, &xerr);
	bool ok = to != NULL && write_all(x, to, ret_count, &xerr, err);

	xap_writer_free(to);
	if (!ok && err->code == ERROR_NONE)
		error_set(err, ERROR_IO, "cannot write '%s': %s", folder,
		    xerr.message);
	return ok;
}

/* Where nothing is yet, the database appears when it is whole. */
static bool
write_new(
    struct copying *x, const char *path, uint32_t *ret_count, struct error *err)
{
	struct arena *arena = arena_new();
	const char *folder = arena_printf(arena, "%s.part", path);
	bool ok;

	/* What is there already is somebody's, and not to be written to. */
	if (mkdir(folder, 0777) != 0) {
		ok = errno == EEXIST
			 ? error_set(err, ERROR_USAGE,
			       "'%s' is there already; where a run that was "
			       "ended has left it, remove it",
			       folder)
			 : error_set(err, ERROR_IO, "cannot write '%s': %s",
			       folder, strerror(errno));
		arena_free(arena);
		return ok;
	}
	ok = write_database(x, folder, ret_count, err);
	if (ok && rename(folder, path) != 0)
		ok = error_set(err, ERROR_IO, "cannot make '%s': %s", path,
		    strerror(errno));
	if (!ok)
		folder_remove(folder);
	arena_free(arena);
	return ok;
}

bool
compatible_free(const char *path, struct error *err)
{
	struct stat there;

	return lstat(path, &there) != 0 ||
	       error_set(err, ERROR_USAGE,
		   "'%s' is there already; name a folder that is not", path);
}

bool
compatible_write(
    const char *index, const char *path, uint32_t *ret_count, struct error *err)
{
	struct copying x = {0};
	bool ok = false;

	*ret_count = 0;
	if (!compatible_free(path, err))
		return false;
	x.index = index_open(index, err);
	x.stems = x.index != NULL ? stems_new(err) : NULL;
	x.arena = arena_new();
	if (x.stems != NULL)
		ok = write_new(&x, path, ret_count, err);
	arena_free(x.arena);
	stems_free(x.stems);
	index_free(x.index);
	return ok;
}
