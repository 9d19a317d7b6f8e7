/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/turn.h"

#include "core/fold.h"
#include "core/language.h"
#include "core/token.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define NAME_BYTES ((size_t)200) /* longest beginning of a turn */
#define WORDS	   24		 /* and the most words it has */
#define NOTE_BYTES ((size_t)120) /* longest note on the delivery */
#define FOLD_BYTES ((size_t)2 * NAME_BYTES)

/* Between spaces, folded: what may stand before a person's name. */
static const char titles[] =
    " mr mrs ms miss dr sir dame lord lady baroness prof professor h.e he "
    "monsignor archbishop cardinal sheikh ambassador amb senator m mm mme "
    "mlle sr sra srta senor senora senorita don dona г-н г-жа ";

/* Folded words of which one says who presides. */
static const char presides[] =
    " chair chairperson chairman chairwoman co-chair co-chairperson "
    "president presidente presidenta presidence presidencia speaker "
    "председатель 主席 الرئيس الرئيسه رييس ";

/* Words that may stand before these. */
static const char before_office[] =
    " the le la el los acting temporary interim deputy vice honorary madam "
    "madame señora senora mr mrs ms monsieur senor ";

/* Bodies that somebody presides over. */
static const char bodies[] =
    " committee assembly general conference commission council meeting "
    "session working group parties plenary main of the ad hoc ";

static bool
in_list(const char *list, const char *s, size_t n)
{
	size_t length = strlen(list);

	if (n == 0 || n > 40)
		return false;
	for (const char *at = list; at + n + 1 < list + length; at++)
		if (at[0] == ' ' && at[n + 1] == ' ' &&
		    memcmp(at + 1, s, n) == 0)
			return true;
	return false;
}

/* The next word of folded text at *at, points at its end taken off. */
static bool
next_word(const char **at, const char **ret_s, size_t *ret_n)
{
	const char *s = *at + strspn(*at, " ,;");
	size_t n = strcspn(s, " ,;");

	*at = s + n;
	while (n > 0 && (s[n - 1] == '.' || s[n - 1] == ':'))
		n--;
	*ret_s = s;
	*ret_n = n;
	return **at != '\0' || n > 0;
}

const char *
turn_role(const char *name)
{
	char folded[FOLD_BYTES];
	const char *at = folded, *s;
	bool found = false;
	size_t n = strcspn(name, "(");

	while (n > 0 && isspace((unsigned char)name[n - 1]))
		n--;
	if (n == 0 || fold_word(name, n, folded, sizeof folded) == (size_t)-1)
		return "";
	while (next_word(&at, &s, &n)) {
		/* "Vice-President": who presides when it speaks so. */
		if (n > 5 && memcmp(s, "vice-", 5) == 0) {
			s += 5;
			n -= 5;
		}
		if (!found && in_list(presides, s, n))
			found = true;
		else if (!in_list(found ? bodies : before_office, s, n))
			return "";
	}
	return found ? "chair" : "";
}

/* --- pieces of a turn's beginning ----------------------------------------- */

/* Bytes of "00:12:33", "12:33" or "[00:12:33]" at `s`, or 0. */
static size_t
stamp_length(const char *s, size_t n)
{
	size_t at = 0, colons = 0, digits = 0;
	char close = '\0';

	if (n > 0 && (s[0] == '[' || s[0] == '('))
		close = s[at++] == '[' ? ']' : ')';
	for (; at < n; at++) {
		if (isdigit((unsigned char)s[at])) {
			digits++;
		} else if (s[at] == ':' && digits > 0 && digits <= 2) {
			colons++;
			digits = 0;
		} else {
			break;
		}
	}
	/* Milliseconds, as captions have them. */
	if (colons == 2 && at < n && (s[at] == '.' || s[at] == ',') &&
	    at + 1 < n && isdigit((unsigned char)s[at + 1]))
		for (at++; at < n && isdigit((unsigned char)s[at]); at++)
			;
	if (colons == 0 || digits != 2)
		return 0;
	if (close == '\0')
		return at;
	return at < n && s[at] == close ? at + 1 : 0;
}

static void
trim(const char **s, size_t *n)
{
	while (*n > 0 && isspace((unsigned char)(*s)[0])) {
		(*s)++;
		(*n)--;
	}
	while (*n > 0 && isspace((unsigned char)(*s)[*n - 1]))
		(*n)--;
}

/* Words by which a note tells of the delivery. */
static bool
is_delivery(const char *s, size_t n)
{
	static const char *const words[] = {"spoke in", "spoken in",
	    "speaks in", "speaking in", "interpretation", "interpreted",
	    "translation", "parle en", "parlant", "habla en", "hablo en",
	    "говорит по", "выступ", "以", "تكلم"};
	char folded[2 * NOTE_BYTES];

	if (n > NOTE_BYTES ||
	    fold_word(s, n, folded, sizeof folded) == (size_t)-1)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strstr(folded, words[i]) != NULL)
			return true;
	return false;
}

/* The language that a note names. */
static const char *
language_in(struct arena *arena, const char *s, size_t n)
{
	struct tokens tokens;

	tokenize(arena, s, n, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const char *word = tokens.token[i].folded;
		enum language language =
		    tokens.token[i].length > 3
			? language_find(arena_strndup(
			      arena, word, tokens.token[i].length))
			: LANGUAGE_NONE;

		if (language != LANGUAGE_NONE)
			return language_code(language);
	}
	return "";
}

bool
turn_is_note(
    struct arena *arena, const char *text, size_t n, const char **ret_delivered)
{
	*ret_delivered = "";
	trim(&text, &n);
	if (n > 0 && text[n - 1] == '.')
		n--;
	if (n < 3 || n > NOTE_BYTES || (text[0] != '(' && text[0] != '[') ||
	    text[n - 1] != (text[0] == '(' ? ')' : ']') ||
	    memchr(text + 1, text[0], n - 1) != NULL)
		return false;
	/* "(a)" and "[12]" are numbers, not notes. */
	if (n < 6)
		return false;
	if (is_delivery(text, n))
		*ret_delivered = language_in(arena, text, n);
	return true;
}

bool
turn_is_narration(const char *text, size_t n)
{
	static const char *const phrases[] = {"The meeting was called to order",
	    "The meeting rose", "The meeting was suspended",
	    "The meeting was adjourned", "The meeting resumed",
	    "The session was suspended", "It was so decided",
	    "The agenda was adopted", "A recorded vote was taken",
	    "A vote was taken", "A separate vote",
	    "In favour:", "Against:", "Abstaining:"};

	trim(&text, &n);
	for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
		size_t m = strlen(phrases[i]);

		if (n >= m && strncasecmp(text, phrases[i], m) == 0)
			return true;
	}
	return false;
}

/* --- who is named --------------------------------------------------------- */

/* A name on the way to a turn. */
struct naming {
	const struct negotiation *neg;
	struct arena *arena;
	struct turn *turn;
	bool stamp; /* there was a time stamp */
};

/* Take stamps and a note on the delivery off a name. */
static void
strip(struct naming *naming, const char **s, size_t *n)
{
	for (bool again = true; again;) {
		size_t before = *n, stamp;

		trim(s, n);
		stamp = stamp_length(*s, *n);
		*s += stamp;
		*n -= stamp;
		for (size_t i = *n > 16 ? *n - 16 : 0; stamp == 0 && i < *n;
		     i++)
			if (i > 0 && (*s)[i - 1] == ' ' &&
			    stamp_length(*s + i, *n - i) == *n - i) {
				stamp = *n - i;
				*n = i;
			}
		naming->stamp = naming->stamp || stamp > 0;
		trim(s, n);
		if (*n > 0 && strchr(")]", (*s)[*n - 1]) != NULL) {
			char opening = (*s)[*n - 1] == ')' ? '(' : '[';
			size_t open = *n;

			while (open > 0 && (*s)[open - 1] != opening)
				open--;
			if (open > 0 &&
			    is_delivery(*s + open - 1, *n - open + 1)) {
				naming->turn->note =
				    arena_strndup(naming->arena, *s + open - 1,
					*n - open + 1);
				naming->turn->delivered = language_in(
				    naming->arena, *s + open, *n - open);
				*n = open - 1;
			}
		}
		while (*n > 0 && strchr(":-,", (*s)[*n - 1]) != NULL)
			--*n;
		again = *n != before;
	}
	trim(s, n);
}

const char *
turn_name(struct arena *arena, const char *text)
{
	struct turn turn = {"", "", "", "", 0};
	struct naming naming = {NULL, arena, &turn, false};
	size_t n = strlen(text);

	strip(&naming, &text, &n);
	return arena_strndup(arena, text, n);
}

static bool
is_holder(
    const struct naming *naming, const char *s, size_t n, enum holder_kind *ret)
{
	const struct holder *holder;

	trim(&s, &n);
	if (n == 0 || n > NAME_BYTES || naming->neg == NULL)
		return false;
	holder = holder_named(
	    naming->neg->holders, arena_strndup(naming->arena, s, n));
	if (holder != NULL)
		*ret = holder->kind;
	return holder != NULL;
}

bool
turn_has_title(const char *name)
{
	char folded[FOLD_BYTES];
	const char *at = folded, *word;
	size_t n = strcspn(name, " ");

	return name[n] == ' ' && n < NAME_BYTES &&
	       fold_word(name, n, folded, sizeof folded) != (size_t)-1 &&
	       next_word(&at, &word, &n) && in_list(titles, word, n);
}

/* "Ms. Vale": a title, and a name that is no office (that is an address). */
static bool
has_title(const struct naming *naming, const char *s, size_t n)
{
	const char *rest;
	enum holder_kind kind;

	if (!turn_has_title(arena_strndup(naming->arena, s, n)))
		return false;
	rest = s + strcspn(s, " ");
	n -= (size_t)(rest - s);
	trim(&rest, &n);
	if (n == 0 || islower((unsigned char)rest[0]))
		return false;
	if (is_holder(naming, rest, n, &kind) && kind == HOLDER_OFFICE)
		return false;
	return turn_role(arena_strndup(naming->arena, rest, n))[0] == '\0' &&
	       strncasecmp(rest, "Speaker", 7) != 0 &&
	       strncasecmp(rest, "Minister", 8) != 0 &&
	       strncasecmp(rest, "Secretary", 9) != 0;
}

/* "The representative of Norland". */
static bool
is_representative(const char *s, size_t n)
{
	static const char *const begins[] = {"the representative of ",
	    "the delegate of ", "the delegation of ", "the observer for ",
	    "representative of ", "delegate of ", "le representant ",
	    "el representante de "};

	for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
		if (n > strlen(begins[i]) &&
		    strncasecmp(s, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

/* The State or group in brackets of "President Vale (Norland)". */
static bool
holder_in_brackets(const struct naming *naming, const char *s, size_t n)
{
	const char *open = memchr(s, '(', n);
	const char *close =
	    open != NULL ? memchr(open, ')', n - (size_t)(open - s)) : NULL;
	enum holder_kind kind;

	return open != NULL && open > s && close != NULL &&
	       is_holder(naming, open + 1, (size_t)(close - open) - 1, &kind) &&
	       kind != HOLDER_OFFICE;
}

static enum turn_form
form_of(const struct naming *naming, const char *s, size_t n)
{
	static const char behalf[] = "on behalf of ";
	size_t front = 0;
	enum holder_kind kind;

	if (turn_role(arena_strndup(naming->arena, s, n))[0] != '\0') {
		/* "Chair" alone may be a label of a list. */
		return strncasecmp(s, "mr", 2) == 0 ||
			       strncasecmp(s, "madam", 5) == 0 ||
			       strncasecmp(s, "monsieur", 8) == 0 ||
			       strncasecmp(s, "se\xC3\xB1or", 6) == 0 ||
			       strncasecmp(s, "ms", 2) == 0
			   ? TURN_NONE
			   : TURN_STRONG;
	}
	if (has_title(naming, s, n) || is_representative(s, n) ||
	    holder_in_brackets(naming, s, n))
		return TURN_STRONG;
	if (is_holder(naming, s, n, &kind))
		return kind == HOLDER_OFFICE || naming->stamp ? TURN_STRONG
							      : TURN_WEAK;
	while (front < n && s[front] != ',' && s[front] != ';')
		front++;
	for (size_t i = front; i + sizeof behalf - 1 <= n; i++)
		if (strncasecmp(s + i, behalf, sizeof behalf - 1) == 0 &&
		    is_holder(naming, s, front, &kind))
			return TURN_STRONG;
	return naming->stamp ? TURN_STRONG : TURN_NONE;
}

/* --- where a turn begins -------------------------------------------------- */

/* Bytes of a colon at `s`: ":", "：", or 0. */
static size_t
colon_length(const char *s, size_t n)
{
	if (n > 0 && s[0] == ':')
		return 1;
	return n > 2 && memcmp(s, "\xEF\xBC\x9A", 3) == 0 ? 3 : 0;
}

/* Where the name ends: at a colon outside of brackets and stamps, or the line
 * where that is a name and a stamp. 0: nowhere near. */
static size_t
name_end(const char *text, size_t n, size_t *ret_speech)
{
	size_t line, depth = 0, at = stamp_length(text, n), words = 0;
	const char *newline = memchr(text, '\n', n);

	line = newline != NULL ? (size_t)(newline - text) : n;
	/* Most lines have no colon in reach, not even that of a stamp. */
	if (memchr(text, ':', line < NAME_BYTES ? line : NAME_BYTES) == NULL &&
	    memchr(text, 0xEF, line < NAME_BYTES ? line : NAME_BYTES) == NULL)
		return 0;
	for (; at < line && at <= NAME_BYTES && words < WORDS; at++) {
		size_t colon = colon_length(text + at, line - at);
		size_t stamp = at > 0 && strchr(" ([", text[at - 1]) != NULL
				   ? stamp_length(text + at, line - at)
				   : 0;

		if (stamp > 0) {
			at += stamp - 1;
			continue;
		}
		if (colon > 0 && depth == 0) {
			*ret_speech = at + colon;
			return at;
		}
		depth += text[at] == '(' || text[at] == '[';
		if ((text[at] == ')' || text[at] == ']') && depth > 0)
			depth--;
		words += text[at] == ' ';
	}
	if (at < line)
		return 0;
	*ret_speech = line < n ? line + 1 : line;
	return line;
}

enum turn_form
turn_begins(const struct negotiation *neg, struct arena *arena,
    const char *text, size_t n, struct turn *ret)
{
	struct naming naming = {neg, arena, ret, false};
	enum turn_form form;
	const char *s = text;
	size_t end, length;
	bool colon;

	*ret = (struct turn){"", "", "", "", 0};
	if (n == 0 || islower((unsigned char)text[0]))
		return TURN_NONE;
	end = length = name_end(text, n, &ret->speech);
	if (end == 0)
		return TURN_NONE;
	colon = colon_length(text + end, n - end) > 0;
	strip(&naming, &s, &length);
	/* Without a colon a line is a turn only by its time stamp. */
	if (length == 0 || (!colon && !naming.stamp))
		return TURN_NONE;
	form = form_of(&naming, s, length);
	ret->speaker = arena_strndup(arena, s, length);
	ret->role = turn_role(ret->speaker);
	while (ret->speech < n && isspace((unsigned char)text[ret->speech]))
		ret->speech++;
	return form;
}
