/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/resolve.h"

#include "core/date.h"
#include "core/holder.h"
#include "core/language.h"
#include "core/provision.h"
#include "core/speakers.h"
#include "core/token.h"
#include "indexer/turn.h"

#include <string.h>

/* --- holders -------------------------------------------------------------- */

/* Whether a mention stands right after an opening bracket. */
static bool
in_brackets(const struct tokens *tokens, const struct holder_mention *mention)
{
	return mention->first > 0 &&
	       token_is(&tokens->token[mention->first - 1], "(");
}

/* Whether a mention names who could speak, not merely an adjective. */
static bool
can_speak(const struct holder_mention *mention)
{
	return mention->how != HOLDER_BY_DEMONYM && !mention->possessive;
}

/*
 * Whether a mention may be what a person is called: in "Mr. Jordan Ash" the
 * name of a State stands for none, after "of", a comma or a bracket it does.
 */
static bool
is_part_of_name(
    const struct tokens *tokens, const struct holder_mention *mention)
{
	static const char *const parting[] = {
	    "(", ",", ";", "-", "of", "for", "from", "de", "du", "del"};

	if (mention->first == 0)
		return false;
	for (size_t i = 0; i < sizeof parting / sizeof parting[0]; i++)
		if (token_is(&tokens->token[mention->first - 1], parting[i]))
			return false;
	return true;
}

/* An office at the beginning: "Chair (Norland)", "The Vice-Chair". */
static bool
is_office(const struct tokens *tokens, const struct holder_mention *mention)
{
	return mention->how == HOLDER_BY_ROLE && mention->first <= 1 &&
	       (mention->end >= tokens->count ||
		   !token_is(&tokens->token[mention->end], "of"));
}

/* Whether a word between two holders joins them; after "also", more do. */
static bool
joins(const struct token *token, bool also)
{
	static const char *const words[] = {",", ";", "&", "/", "and", "the",
	    "also", "speaking", "on", "behalf", "of"};
	size_t n = also ? sizeof words / sizeof *words : 6;

	for (size_t i = 0; i < n; i++)
		if (token_is(token, words[i]))
			return true;
	return false;
}

/*
 * Whether a field is several holders and nothing else, "A, B and C" or "A,
 * also on behalf of B": all of them speak, and no one's id stands for the
 * others.
 */
static bool
are_several(const struct tokens *tokens, const struct holder_mention *mention,
    size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; at = mention[i++].end) {
		bool also = false;

		for (; at < mention[i].first; at++) {
			const struct token *token = &tokens->token[at];

			also = also || token_is(token, "also");
			if (!joins(token, also))
				return false;
		}
	}
	return count > 1 && mention[0].first == 0 && at == tokens->count;
}

const char *
resolve_holder(
    const struct negotiation *neg, struct arena *arena, const char *name)
{
	const struct holder *holder;
	struct holder_mention *mentions;
	bool person = turn_has_title(name);
	const char *first = "";
	struct tokens tokens;
	size_t count;

	if (name[0] == '\0')
		return "";
	holder = holder_named(neg->holders, name);
	if (holder != NULL)
		return holder->id;
	tokenize(arena, name, strlen(name), &tokens);
	mentions =
	    holder_find(neg->holders, arena, &tokens, LANGUAGE_NONE, &count);
	if (are_several(&tokens, mentions, count))
		return "";
	if (count > 0 && is_office(&tokens, &mentions[0]))
		return mentions[0].holder->id;
	for (size_t i = 0; i < count; i++) {
		if (!can_speak(&mentions[i]) ||
		    (person && is_part_of_name(&tokens, &mentions[i])))
			continue;
		if (in_brackets(&tokens, &mentions[i]))
			return mentions[i].holder->id;
		if (first[0] == '\0' && mentions[i].how != HOLDER_BY_ROLE)
			first = mentions[i].holder->id;
	}
	return first;
}

/* Who speaks "also on behalf of" others speaks for itself as well. */
static bool
speaks_for_both(const char *speaker, const char *behalf)
{
	static const char also[] = "also ";
	static const char speaking[] = "speaking ";
	size_t n = (size_t)(behalf - speaker);

	if (n >= sizeof speaking && memcmp(behalf - sizeof speaking + 1,
					speaking, sizeof speaking - 1) == 0)
		n -= sizeof speaking - 1;
	return n >= sizeof also && memcmp(speaker + n - sizeof also + 1, also,
				       sizeof also - 1) == 0;
}

/* "Samoa, on behalf of AOSIS" as two fields. */
static void
part_behalf(struct arena *arena, const char **speaker, const char **behalf)
{
	static const char phrase[] = "on behalf of ";
	static const char *const speaking[] = {
	    " speaking", " Speaking", " and"};
	const char *at = strstr(*speaker, phrase);
	size_t n;
	char *rest;

	if (at == NULL || (*behalf)[0] != '\0' || speaks_for_both(*speaker, at))
		return;
	rest = arena_strdup(arena, at + sizeof phrase - 1);
	n = strlen(rest);
	if (n > 0 && rest[n - 1] == ')' && strchr(rest, '(') == NULL)
		rest[n - 1] = '\0';
	*behalf = strncmp(rest, "the ", 4) == 0 ? rest + 4 : rest;
	n = (size_t)(at - *speaker);
	for (bool again = true; again;) {
		again = false;
		while (n > 0 && strchr(" ,(;", (*speaker)[n - 1]) != NULL)
			n--;
		for (size_t i = 0; i < sizeof speaking / sizeof *speaking; i++)
			if (n > strlen(speaking[i]) &&
			    memcmp(*speaker + n - strlen(speaking[i]),
				speaking[i], strlen(speaking[i])) == 0) {
				n -= strlen(speaking[i]);
				again = true;
			}
	}
	*speaker = arena_strndup(arena, *speaker, n);
}

/* "ALD", as file names have it: the State's name. */
static void
name_code(const struct negotiation *neg, const char **name)
{
	const struct holder *holder;
	size_t n = strlen(*name);

	if (n < 2 || n > 3 || strspn(*name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n)
		return;
	holder = holder_named(neg->holders, *name);
	if (holder != NULL && holder->kind == HOLDER_STATE)
		*name = holder->name;
}

/* --- records -------------------------------------------------------------- */

static void
resolve_date(struct arena *arena, struct record *record, unsigned long line,
    const struct report *report)
{
	struct date date;
	char *iso;

	if (record->date[0] == '\0')
		return;
	if (!date_parse(record->date, strlen(record->date), &date)) {
		report_tell(report, REPORT_WARNING, record->path, line,
		    "the date '%.60s' is none and left out", record->date);
		record->date = "";
		return;
	}
	iso = arena_alloc(arena, 11);
	date_format(date, iso);
	record->date = iso;
}

/* Whether a record of this kind is of the session on whose days it falls. */
static bool
is_of_its_day(enum record_kind kind)
{
	return kind == RECORD_STATEMENT || kind == RECORD_DRAFT ||
	       kind == RECORD_COMPILATION || kind == RECORD_SUMMARY;
}

static void
resolve_session(
    const struct negotiation *neg, struct record *record, const char *guessed)
{
	const struct session *session = NULL;
	struct date date;

	if (record->session[0] != '\0')
		session = negotiation_session(neg, record->session);
	else if (is_of_its_day(record->kind) &&
		 date_parse(record->date, strlen(record->date), &date) &&
		 date.day != 0)
		session = negotiation_session_at(neg, date);
	if (session == NULL && record->session[0] == '\0') {
		session = negotiation_session(neg, guessed);
		if (session == NULL)
			record->session = guessed;
	}
	if (session == NULL)
		return;
	record->session = session->id;
	if (record->place[0] == '\0' && is_of_its_day(record->kind))
		record->place = session->place;
}

/* The instrument on the table at a session, where it is one alone. */
static const struct instrument *
on_the_table(const struct negotiation *neg, const char *session)
{
	const struct session *at =
	    session[0] != '\0' ? negotiation_session(neg, session) : NULL;

	return at != NULL && at->n_instruments == 1
		   ? negotiation_instrument(neg, at->instruments[0])
		   : NULL;
}

static void
resolve_instrument(const struct negotiation *neg, struct record *record)
{
	const struct instrument *instrument = NULL;
	bool is_text = record->kind == RECORD_DRAFT ||
		       record->kind == RECORD_COMPILATION ||
		       record->kind == RECORD_OUTCOME;

	if (record->instrument[0] != '\0')
		instrument = negotiation_instrument(neg, record->instrument);
	else if (is_text && record->symbol[0] != '\0')
		instrument = negotiation_instrument(neg, record->symbol);
	else if (record->kind == RECORD_STATEMENT)
		instrument = on_the_table(neg, record->session);
	if (instrument != NULL)
		record->instrument = instrument->id;
}

/* A provision's normal form, "" where it is none. */
static const char *
normal_provision(
    struct arena *arena, const char *written, struct provision *ret)
{
	char *form;

	memset(ret, 0, sizeof *ret);
	if (written[0] == '\0' ||
	    !provision_parse(written, strlen(written), ret))
		return "";
	form = arena_alloc(arena, PROVISION_MAX);
	provision_format(ret, form);
	return form;
}

void
resolve_record(const struct negotiation *neg, struct arena *arena,
    struct record *record, const char *guessed, unsigned long line,
    const struct report *report)
{
	enum language language = language_find(record->language);
	const char *given = record->provision;
	struct provision provision;

	part_behalf(arena, &record->speaker, &record->on_behalf_of);
	name_code(neg, &record->speaker);
	name_code(neg, &record->on_behalf_of);
	resolve_date(arena, record, line, report);
	resolve_session(neg, record, guessed);
	resolve_instrument(neg, record);
	record->provision = normal_provision(arena, given, &provision);
	if (record->provision[0] == '\0' && given[0] != '\0')
		report_tell(report, REPORT_WARNING, record->path, line,
		    "the provision '%.60s' is none and left out", given);
	if (language != LANGUAGE_NONE)
		record->language = language_code(language);
}

/* --- passages ------------------------------------------------------------- */

static void
place_passage(const struct negotiation *neg, struct arena *arena,
    const struct record *record, struct date date, struct passage *passage)
{
	struct provision_context context = {
	    record->instrument, record->session, date};
	struct provision_place place;
	struct provision provision;
	const char *written = passage->provision;

	if (written[0] == '\0')
		written = record->provision;
	passage->instrument = record->instrument;
	passage->provision = normal_provision(arena, written, &provision);
	if (passage->provision[0] == '\0')
		return;
	place = negotiation_resolve(neg, &provision, &context);
	passage->lineage = place.lineage;
	if (passage->instrument[0] == '\0')
		passage->instrument = place.instrument;
}

/* The office of who presides, as it is named, else the chair. */
static const char *
presiding(const struct negotiation *neg, struct arena *arena, const char *name)
{
	const char *id = resolve_holder(neg, arena, name);
	const struct holder *holder = holder_by_id(neg->holders, id);

	if (holder != NULL && holder->kind == HOLDER_OFFICE)
		return id;
	holder = holder_by_id(neg->holders, "Chair");
	return holder != NULL ? holder->id : "";
}

/* The ids of several who speak jointly ("Aldermark and Brennia"), else "". */
static const char *
joint_speakers(
    const struct negotiation *neg, struct arena *arena, const char *words)
{
	const struct holder **named;
	struct holder_mention *mentions;
	struct tokens tokens;
	size_t count;

	tokenize(arena, words, strlen(words), &tokens);
	mentions =
	    holder_find(neg->holders, arena, &tokens, LANGUAGE_NONE, &count);
	if (!are_several(&tokens, mentions, count))
		return "";
	named = arena_array(arena, count, sizeof(*named));
	for (size_t i = 0; i < count; i++)
		named[i] = mentions[i].holder;
	return speakers_join(arena, named, count);
}

/* The ids of a passage's own speaker. */
static void
resolve_speaker(
    const struct negotiation *neg, struct arena *arena, struct passage *passage)
{
	part_behalf(arena, &passage->speaker, &passage->on_behalf_of);
	passage->group_id = resolve_holder(neg, arena, passage->on_behalf_of);
	if (strcmp(passage->role, "chair") == 0)
		passage->speaker_id = presiding(neg, arena, passage->speaker);
	else if (!passage->person) {
		passage->speaker_id =
		    resolve_holder(neg, arena, passage->speaker);
		if (passage->speaker_id[0] == '\0')
			passage->speaker_ids =
			    joint_speakers(neg, arena, passage->speaker);
	}
}

void
resolve_passages(
    const struct negotiation *neg, struct arena *arena, struct record *record)
{
	const char *speaker = resolve_holder(neg, arena, record->speaker);
	const char *group = resolve_holder(neg, arena, record->on_behalf_of);
	const char *speakers = speaker[0] == '\0'
				   ? joint_speakers(neg, arena, record->speaker)
				   : "";
	struct date date = {0};

	date_parse(record->date, strlen(record->date), &date);
	for (size_t i = 0; i < record->n_passages; i++) {
		struct passage *passage = &record->passages[i];

		if (passage->part == PASSAGE_ASIDE)
			passage->speaker = passage->on_behalf_of = "";
		else if (passage->speaker[0] != '\0' ||
			 passage->role[0] != '\0')
			resolve_speaker(neg, arena, passage);
		else {
			passage->speaker = record->speaker;
			passage->speaker_id = speaker;
			passage->speaker_ids = speakers;
			passage->on_behalf_of = record->on_behalf_of;
			passage->group_id = group;
		}
		place_passage(neg, arena, record, date, passage);
	}
}
