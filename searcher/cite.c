/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cite.h"

#include "core/translate.h"
#include "searcher/json.h"
#include "searcher/page.h"
#include "searcher/record-called.h"

#include <ctype.h>
#include <string.h>

/* --- the parts ------------------------------------------------------------ */

static const char *
speaker_of(const struct citation *c)
{
	if (c->passage != NULL && c->passage->speaker[0] != '\0')
		return c->passage->speaker;
	return c->record->speaker;
}

static const char *
group_of(const struct citation *c)
{
	if (c->passage != NULL && c->passage->on_behalf_of[0] != '\0')
		return c->passage->on_behalf_of;
	return c->record->on_behalf_of;
}

/* Who wrote or said it: an author before a speaker, and that before a body. */
static const char *
author_of(const struct citation *c)
{
	if (c->record->author[0] != '\0')
		return c->record->author;
	if (speaker_of(c)[0] != '\0')
		return speaker_of(c);
	return c->record->organization;
}

/* "first session", and the negotiation it was of. */
static const char *
session_of(struct arena *arena, const struct citation *c)
{
	const struct session *session;
	const char *name = c->record->session;

	if (*name == '\0')
		return "";
	session = negotiation_session(c->neg, name);
	if (session != NULL && session->n_names > 0)
		name = session->names[0];
	return c->neg->title[0] != '\0'
		   ? arena_printf(arena, "%s, %s", c->neg->title, name)
		   : name;
}

/* "1 February 2021", "February 2021", "2021" */
static const char *
long_date(struct arena *arena, const char *text)
{
	static const char *const months[] = {"", N_("January"), N_("February"),
	    N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
	    N_("August"), N_("September"), N_("October"), N_("November"),
	    N_("December")};
	struct date date;

	if (!date_parse(text, strlen(text), &date))
		return text;
	if (date.month == 0)
		return arena_printf(arena, "%d", date.year);
	if (date.day == 0)
		return arena_printf(arena, C_("month and year", "%s %d"),
		    _(months[date.month]), date.year);
	return arena_printf(arena, C_("day, month and year", "%d %s %d"),
	    date.day, _(months[date.month]), date.year);
}

/* "art. 42 (1), p. 3, lines 8-9" */
static const char *
place_of(struct arena *arena, const struct citation *c)
{
	const struct passage *p = c->passage;
	const char *s = "";

	if (p == NULL)
		return "";
	if (strncmp(p->provision, "art ", 4) == 0)
		s = arena_printf(arena, _(", art. %s"), p->provision + 4);
	else if (strncmp(p->provision, "para ", 5) == 0)
		s = arena_printf(arena, _(", para. %s"), p->provision + 5);
	else if (p->provision[0] != '\0')
		s = arena_printf(arena, ", %s", p->provision);
	if (p->page[0] != '\0')
		s = arena_printf(arena, _("%s, p. %s"), s, p->page);
	else if (p->page_number > 0)
		s = arena_printf(
		    arena, _("%s, p. %lu"), s, (unsigned long)p->page_number);
	if (p->line_first > 0 && p->line_last > p->line_first)
		s = arena_printf(arena, _("%s, lines %lu-%lu"), s,
		    (unsigned long)p->line_first, (unsigned long)p->line_last);
	else if (p->line_first > 0)
		s = arena_printf(
		    arena, _("%s, line %lu"), s, (unsigned long)p->line_first);
	return s;
}

/* The record's id, with the passage's number. */
static const char *
id_of(struct arena *arena, const struct citation *c)
{
	if (c->passage == NULL)
		return c->record->id;
	return arena_printf(
	    arena, "%s#%lu", c->record->id, (unsigned long)c->passage->number);
}

/* --- the footnote --------------------------------------------------------- */

static const char *
add(struct arena *arena, const char *s, const char *more)
{
	if (*more == '\0')
		return s;
	return arena_printf(arena, "%s%s%s", s, *s == '\0' ? "" : ", ", more);
}

static const char *
who_says(struct arena *arena, const struct citation *c)
{
	const char *who = author_of(c);

	if (*who == '\0')
		return "";
	if (c->record->kind == RECORD_STATEMENT && c->record->author[0] == '\0')
		who = arena_printf(arena, _("statement by %s"), who);
	if (group_of(c)[0] != '\0' && strcmp(group_of(c), author_of(c)) != 0)
		who = arena_printf(
		    arena, _("%s, on behalf of %s"), who, group_of(c));
	return who;
}

const char *
cite_text(struct arena *arena, const struct citation *c)
{
	const struct record *r = c->record;
	char *s = arena_strdup(arena, who_says(arena, c));
	const char *all;

	if (*s != '\0')
		*s = (char)toupper((unsigned char)*s);
	all = s;
	if (r->title[0] != '\0')
		all = add(arena, all, arena_printf(arena, "\"%s\"", r->title));
	all = add(arena, all, session_of(arena, c));
	all = add(arena, all,
	    r->meeting[0] != '\0'
		? arena_printf(arena, _("meeting %s"), r->meeting)
		: "");
	all = add(arena, all, r->place);
	all = add(arena, all, long_date(arena, r->date));
	all = add(arena, all, r->symbol);
	all = arena_printf(arena, "%s%s", all, place_of(arena, c));
	if (r->url[0] != '\0')
		all =
		    arena_printf(arena, _("%s, available at %s"), all, r->url);
	return arena_printf(arena, "%s (%s).", all, id_of(arena, c));
}

void
cite_footnote(struct out *out, struct arena *arena, const struct citation *c)
{
	const char *all = arena_printf(arena, "%s\n", cite_text(arena, c));

	page_verbatim(out, all, strlen(all));
}

/* --- BibTeX --------------------------------------------------------------- */

static void
bibtex_text(struct out *out, const char *s)
{
	for (; *s != '\0'; s++)
		switch (*s) {
		case '\\':
			out_puts(out, "\\textbackslash{}");
			break;
		case '~':
			out_puts(out, "\\textasciitilde{}");
			break;
		case '^':
			out_puts(out, "\\textasciicircum{}");
			break;
		case '{':
		case '}':
		case '&':
		case '%':
		case '$':
		case '#':
		case '_':
			out_printf(out, "\\%c", *s);
			break;
		case '\n':
		case '\t':
			out_puts(out, " ");
			break;
		default:
			if ((unsigned char)*s >= 0x20 && *s != 0x7F)
				out_write(out, s, 1);
			break;
		}
}

static void
bibtex_field(struct out *out, const char *name, const char *value, bool whole)
{
	if (*value == '\0')
		return;
	out_printf(out, ",\n  %s = {%s", name, whole ? "{" : "");
	bibtex_text(out, value);
	out_puts(out, whole ? "}}" : "}");
}

/* A key of letters, digits and hyphens, as BibTeX takes it. */
static void
bibtex_key(struct out *out, const char *id)
{
	for (; *id != '\0'; id++)
		out_printf(out, "%c",
		    isalnum((unsigned char)*id) && (unsigned char)*id < 0x80
			? *id
			: '-');
}

void
cite_bibtex(struct out *out, struct arena *arena, const struct citation *c)
{
	const struct record *r = c->record;
	const char *place = place_of(arena, c);
	struct date date;

	out_puts(out, r->kind == RECORD_COMMENTARY ? "@article{" : "@misc{");
	bibtex_key(out, id_of(arena, c));
	bibtex_field(out, "author", author_of(c), true);
	bibtex_field(out, "title", record_called(arena, r), true);
	bibtex_field(out, "number", r->symbol, false);
	bibtex_field(out, "howpublished", session_of(arena, c), false);
	bibtex_field(out, "address", r->place, false);
	bibtex_field(out, "publisher",
	    strcmp(r->organization, author_of(c)) != 0 ? r->organization : "",
	    false);
	bibtex_field(out, "date", r->date, false);
	if (date_parse(r->date, strlen(r->date), &date))
		bibtex_field(
		    out, "year", arena_printf(arena, "%d", date.year), false);
	bibtex_field(out, "language", r->language, false);
	bibtex_field(out, "url", r->url, false);
	bibtex_field(out, "note",
	    arena_printf(arena, "%s%s%s", id_of(arena, c),
		*place != '\0' ? ": " : "", *place != '\0' ? place + 2 : ""),
	    false);
	out_puts(out, "\n}\n");
}

/* --- CSL-JSON ------------------------------------------------------------- */

static const char *
csl_type(enum record_kind kind)
{
	switch (kind) {
	case RECORD_STATEMENT:
		return "speech";
	case RECORD_COMMENTARY:
		return "article";
	case RECORD_SUMMARY:
	case RECORD_COMPILATION:
		return "report";
	case RECORD_OUTCOME:
		return "treaty";
	default:
		return "document";
	}
}

static void
csl_string(struct json *json, const char *key, const char *value)
{
	if (*value != '\0')
		json_put_string(json, key, value);
}

static void
csl_date(struct json *json, const char *text)
{
	struct date date;

	if (!date_parse(text, strlen(text), &date))
		return;
	json_begin_object(json, "issued");
	json_begin_array(json, "date-parts");
	json_begin_array(json, NULL);
	json_put_number(json, NULL, (uint64_t)date.year);
	if (date.month > 0)
		json_put_number(json, NULL, (uint64_t)date.month);
	if (date.day > 0)
		json_put_number(json, NULL, (uint64_t)date.day);
	json_end_array(json);
	json_end_array(json);
	json_end_object(json);
}

void
cite_csl(struct out *out, struct arena *arena, const struct citation *c)
{
	const struct record *r = c->record;
	const char *place = place_of(arena, c);
	struct json json;

	json_init(&json, out);
	json_begin_array(&json, NULL);
	json_begin_object(&json, NULL);
	json_put_string(&json, "id", id_of(arena, c));
	json_put_string(&json, "type", csl_type(r->kind));
	json_put_string(&json, "title", record_called(arena, r));
	if (author_of(c)[0] != '\0') {
		json_begin_array(&json, "author");
		json_begin_object(&json, NULL);
		json_put_string(&json, "literal", author_of(c));
		json_end_object(&json);
		json_end_array(&json);
	}
	csl_string(&json, "number", r->symbol);
	csl_string(&json, "event-title", session_of(arena, c));
	csl_string(&json, "event-place", r->place);
	csl_date(&json, r->date);
	csl_string(&json, "publisher", r->organization);
	csl_string(&json, "language", r->language);
	csl_string(&json, "URL", r->url);
	csl_string(&json, "note", *place != '\0' ? place + 2 : "");
	json_end_object(&json);
	json_end_array(&json);
	out_puts(out, "\n");
}
