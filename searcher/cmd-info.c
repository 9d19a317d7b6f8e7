/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/field.h"
#include "core/translate.h"
#include "searcher/command.h"
#include "searcher/json.h"
#include "searcher/page.h"

#include <string.h>

/* What records and passages are counted by. */
static const enum field_id counted[] = {
    FIELD_KIND, FIELD_LANGUAGE, FIELD_SESSION, FIELD_NEGOTIATION};

#define N_COUNTED (sizeof counted / sizeof *counted)

struct value {
	const char *value; /* as the index has it */
	uint32_t records;
	uint32_t passages;
};

struct counts {
	struct value *value;
	size_t count;
	uint16_t *of; /* of each document id: its place in value + 1, or 0 */
};

struct survey {
	struct searcher *searcher;
	uint32_t documents; /* highest document id */
	uint32_t records;   /* with a passage that is not removed */
	uint64_t positions; /* passages by kinds of position */
	struct counts by[N_COUNTED];
};

/* --- counting ------------------------------------------------------------- */

static bool
read_value(struct survey *s, struct counts *counts, const char *term, size_t n,
    size_t skip, struct error *err)
{
	struct index *index = s->searcher->index;
	struct arena *arena = s->searcher->arena;
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), term, n, &xerr);
	struct value *value;

	counts->value = arena_grow(arena, counts->value, counts->count,
	    counts->count + 1, sizeof *counts->value);
	value = &counts->value[counts->count++];
	value->value = arena_strndup(arena, term + skip, n - skip);
	while (postings != NULL && xap_postings_next(postings, &xerr)) {
		uint32_t docid = xap_postings_docid(postings);

		if (docid > s->documents || index_removed(index, docid))
			continue;
		value->passages++;
		counts->of[docid] = (uint16_t)counts->count;
	}
	xap_postings_free(postings);
	return xerr.status == XAP_OK || index_error(index, &xerr, err);
}

static bool
read_field(struct survey *s, enum field_id field, struct counts *counts,
    struct error *err)
{
	struct index *index = s->searcher->index;
	const char *prefix = field_get(field)->prefix;
	size_t skip = strlen(prefix);
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, skip, &xerr);
	bool ok = true;

	counts->value = NULL;
	counts->count = 0;
	counts->of = arena_array(
	    s->searcher->arena, (size_t)s->documents + 1, sizeof *counts->of);
	while (ok && terms != NULL && counts->count < UINT16_MAX - 1 &&
	       xap_terms_next(terms, &xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);

		ok = read_value(s, counts, term, n, skip, err);
	}
	xap_terms_free(terms);
	return ok && (xerr.status == XAP_OK || index_error(index, &xerr, err));
}

/* A record is what its first passage is. */
static bool
count_record(struct survey *s, const char *term, size_t n, struct error *err)
{
	struct index *index = s->searcher->index;
	struct xap_error xerr;
	struct xap_postings *postings =
	    xap_postings_open(index_db(index), term, n, &xerr);
	uint32_t docid = 0;

	while (docid == 0 && postings != NULL &&
	       xap_postings_next(postings, &xerr))
		if (!index_removed(index, xap_postings_docid(postings)))
			docid = xap_postings_docid(postings);
	xap_postings_free(postings);
	if (xerr.status != XAP_OK)
		return index_error(index, &xerr, err);
	if (docid == 0 || docid > s->documents)
		return true;
	s->records++;
	for (size_t i = 0; i < N_COUNTED; i++)
		if (s->by[i].of[docid] > 0)
			s->by[i].value[s->by[i].of[docid] - 1].records++;
	return true;
}

/* Call `count` for each term of a field. */
static bool
each_term(struct survey *s, enum field_id field,
    bool (*count)(
	struct survey *s, const char *term, size_t n, struct error *err),
    struct error *err)
{
	struct index *index = s->searcher->index;
	const char *prefix = field_get(field)->prefix;
	struct xap_error xerr;
	struct xap_terms *terms =
	    xap_terms_open(index_db(index), prefix, strlen(prefix), &xerr);
	bool ok = true;

	while (ok && terms != NULL && xap_terms_next(terms, &xerr)) {
		size_t n;
		const char *term = xap_terms_get(terms, &n);

		ok = count(s, term, n, err);
	}
	xap_terms_free(terms);
	return ok && (xerr.status == XAP_OK || index_error(index, &xerr, err));
}

static bool
count_position(struct survey *s, const char *term, size_t n, struct error *err)
{
	uint32_t count;

	if (!index_term_count(
		s->searcher->index, term, n, UINT32_MAX, &count, err))
		return false;
	s->positions += count;
	return true;
}

static bool
survey_step(struct searcher *searcher, void *context, struct error *err)
{
	struct survey *s = context;
	const struct index_info *info = index_info(searcher->index);

	memset(s, 0, sizeof *s);
	s->searcher = searcher;
	s->documents = info->passages + info->removed;
	for (size_t i = 0; i < N_COUNTED; i++)
		if (!read_field(s, counted[i], &s->by[i], err))
			return false;
	return each_term(s, FIELD_RECORD, count_record, err) &&
	       each_term(s, FIELD_POSITION, count_position, err);
}

/* --- showing -------------------------------------------------------------- */

static void
put_line(struct page *page, const char *name, const char *value)
{
	page_text(page, STYLE_HEAD, name);
	page_text(page, STYLE_PLAIN, ": ");
	page->indent = 4;
	page_text(page, STYLE_PLAIN, value);
	page_line(page, 0);
}

static const char *
capability_list(struct arena *arena)
{
	const char *const *capability = index_capabilities();
	const char *list = "";

	for (; *capability != NULL; capability++)
		list = arena_printf(arena, "%s%s%s", list,
		    *list == '\0' ? "" : ", ", *capability);
	return list;
}

static void
put_text(struct command_context *context, const struct survey *s)
{
	const struct index_info *info = context->options->info;
	struct arena *arena = context->searcher->arena;
	struct page page;

	page_init(&page, context->out, context->options->width,
	    context->options->attributes, context->options->color);
	put_line(&page, _("Index"), info->path);
	put_line(&page, _("Made"),
	    arena_printf(arena, _("%s by %s, build %s"), info->created,
		info->made_by, info->build));
	put_line(&page, _("Needs"), capability_list(arena));
	put_line(&page, _("Holds"),
	    arena_printf(arena,
		_("%lu records, %lu passages, %llu positions; %lu passages "
		  "removed but not yet taken out"),
		(unsigned long)s->records, (unsigned long)info->passages,
		(unsigned long long)s->positions,
		(unsigned long)info->removed));
	for (size_t i = 0; i < N_COUNTED; i++) {
		const struct counts *by = &s->by[i];

		page_gap(&page);
		page_text(&page, STYLE_HEAD,
		    arena_printf(
			arena, _("By %s"), field_get(counted[i])->name));
		page_line(&page, 2);
		for (size_t v = 0; v < by->count; v++) {
			if (by->value[v].passages == 0)
				continue;
			page_text(&page, STYLE_PLAIN, by->value[v].value);
			page_printf(&page, STYLE_PLAIN,
			    _(": %lu records, %lu passages"),
			    (unsigned long)by->value[v].records,
			    (unsigned long)by->value[v].passages);
			page_line(&page, 2);
		}
	}
	page_gap(&page);
	page_text(&page, STYLE_FAINT,
	    _("Whether every block is sound: travaux check"));
	page_line(&page, 0);
}

static void
put_json(struct command_context *context, const struct survey *s)
{
	const struct index_info *info = context->options->info;
	const char *const *capability = index_capabilities();
	struct json json;

	json_init(&json, context->out);
	json_begin_object(&json, NULL);
	json_put_number(&json, "version", 1);
	json_put_string(&json, "index", info->path);
	json_put_string(&json, "index_build", info->build);
	json_put_string(&json, "index_created", info->created);
	json_put_string(&json, "made_by", info->made_by);
	json_begin_array(&json, "capabilities");
	for (; *capability != NULL; capability++)
		json_put_string(&json, NULL, *capability);
	json_end_array(&json);
	json_put_number(&json, "records", s->records);
	json_put_number(&json, "passages", info->passages);
	json_put_number(&json, "removed", info->removed);
	json_put_number(&json, "positions", s->positions);
	for (size_t i = 0; i < N_COUNTED; i++) {
		const struct counts *by = &s->by[i];

		json_begin_array(&json, field_get(counted[i])->name);
		for (size_t v = 0; v < by->count; v++) {
			json_begin_object(&json, NULL);
			json_put_string(&json, "value", by->value[v].value);
			json_put_number(&json, "records", by->value[v].records);
			json_put_number(
			    &json, "passages", by->value[v].passages);
			json_end_object(&json);
		}
		json_end_array(&json);
	}
	json_end_object(&json);
	out_puts(context->out, "\n");
}

static int
run(struct command_context *context, struct error *err)
{
	struct survey survey;

	if (!search_retry(context->searcher, survey_step, &survey, err))
		return EXIT_INDEX;
	if (context->request->format == FORMAT_JSON)
		put_json(context, &survey);
	else
		put_text(context, &survey);
	return survey.records > 0 ? EXIT_FOUND : EXIT_NOT_FOUND;
}

const struct command command_info = {"info", N_("what an index holds"),
    N_("usage: travaux info [options]\n"
       "\n"
       "Prints what an index holds, when and by what it was made, and its "
       "identity:\n"
       "records and passages by kind, language, session and negotiation.\n"
       "\n"
       "  --format FORMAT    text, json\n"
       "  --index DIR        the index\n"
       "\n"
       "Examples:\n"
       "  travaux info\n"
       "  travaux info --format json\n"),
    run};
