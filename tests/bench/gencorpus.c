/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records to measure with: statements, commentary and drafts of a negotiation
 * that never was, among the invented States of corpus/sample/exercise.
 *
 *	gencorpus [--records N | --megabytes N] [--seed N] [--scriptindex]
 *
 * The same options give the same bytes on every machine: there is no floating
 * point, no word list and no clock. Record i is the same however many are
 * asked for. Words follow Zipf's law over a vocabulary of 60,000, of which
 * the first are English function words, every other one of the next is a
 * word of treaty negotiations, and the rest is put together from syllables.
 * About one sentence in seven takes a position or speaks of a provision.
 *
 * JSONL is written, as DESIGN has it, or with --scriptindex the same records as
 * Omega's scriptindex reads them.
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VOCABULARY   60000
#define WORD_MAX     24
#define RECORDS	     10000
#define SEED	     1969
#define GUIDE_BITS   12 /* of a draw, to begin looking up a word at */
#define TEXT_MAX     65536
#define ARTICLES_MAX 3

static const char function_words[] =
    "the of to and in that a on for is be with as it by not this which or at "
    "from an was would its should are has have we had were their all could "
    "also been his our but any other such may they there if these more into "
    "than only under between he who shall no one some what those must will "
    "can when so both however my while about out two without where her up "
    "first very do over after most before against whether even through them "
    "did because within three each then during among much many since itself "
    "same upon still thus well too";

static const char treaty_words[] =
    "delegation article state paragraph committee convention draft text "
    "proposal treaty conference international amendment party chair law "
    "session working group protocol provision agreement support view "
    "question document subparagraph wording coastal right obligation sea "
    "jurisdiction territorial sovereignty deletion amended bracket consensus "
    "reservation declaration ratification accession signature depositary "
    "preamble annex negotiation compromise formulation reference principle "
    "plenary rapporteur vote abstained adopted rejected sponsor delegations "
    "government developing country financial mechanism mitigation "
    "adaptation technology transfer capacity transparency framework "
    "compliance implementation review report dispute settlement arbitration "
    "tribunal court advisory opinion interpretation application customary "
    "norm invalidity termination suspension withdrawal succession boundary "
    "zone shelf continental seabed strait passage innocent freedom "
    "navigation fishing conservation living resources exploration "
    "authority delimitation equitable baseline island bay vessel flag port "
    "pollution marine environment scientific research liability "
    "responsibility immunity diplomatic consular mission privilege "
    "nationality extradition prosecution disarmament verification safeguard "
    "biodiversity genetic benefit sharing climate loss damage finance market "
    "cooperative approach option facilitator informal contact ministerial "
    "bureau secretariat subsidiary body president credential agenda item "
    "resolution recommendation observer organization regional integration "
    "indigenous community human civil political economic social cultural "
    "covenant optional communication entry force provisional modification "
    "multilateral bilateral good faith material breach error fraud coercion "
    "validity authentic language ice winter harbour pilot icebreaker";

static const char *const states[] = {"Aldermark", "Arden", "Brennia", "Caldera",
    "Dunmarrow", "Estmere", "Fenholt", "Galtria", "Hollin", "Jorvane", "Lumara",
    "Maravel", "Morrow", "Nethermoor", "Ostrey", "Palisandra", "Port Sable",
    "Quillon", "Rovigar", "Sorrel Coast", "Torvik", "Vestmark",
    "Vestmark-Orrin", "Yarrow Isles"};

static const char *const groups[] = {"Haven Group", "Upland Group",
    "Passage Compact", "Alliance of Ice-Bound Islands", "Group of Nine"};

/*
 * Sentences with places to fill in: @A an article of the record, @P and @N
 * small and large numbers, @S a State, @G a group, @W a word.
 */
static const char *const sentences[] = {
    "My delegation cannot support the deletion of article @A.",
    "My delegation supports the amendment submitted by @S.",
    "We propose to replace the words “@W @W” in paragraph @P of article @A.",
    "The delegation of @S reserved its position on article @A.",
    "The drafting committee should consider the wording of article @A.",
    "@S proposed to retain the bracketed text in paragraph @P.",
    "In the view of my delegation, article @A reflects customary law.",
    "The Chair said that article @A would be taken up again.",
    "Article @A was adopted by @N votes to @P, with @P abstentions.",
    "The representative of @S could not accept the text as it stood.",
    "@S, supported by @S and opposed by @S, proposed deleting article @A.",
    "This is a legally binding instrument and not a declaration.",
    "The proposal of @S does not meet the concerns of the @G.",
    "The term “@W” should be understood in its ordinary meaning.",
    "We cannot agree to the insertion of “@W” in article @A, paragraph @P.",
    "@S, on behalf of the @G, opposed the removal of article @A.",
    "The rights of the coastal State are at the heart of the matter.",
    "@S questioned the need for paragraph @P (a) of article @A.",
    "We align ourselves with the statement made by @S.",
    "The square brackets around paragraph @P should be removed."};

/* Words of a record: tenths of all records are shorter than each. */
static const unsigned lengths[] = {
    80, 129, 160, 188, 215, 245, 278, 318, 373, 464, 600};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Splitmix64: small, and the same everywhere. */
struct random {
	uint64_t state; /* what the next number comes from */
};

struct vocabulary {
	char word[VOCABULARY][WORD_MAX];       /* most frequent first */
	uint64_t below[VOCABULARY + 1];	       /* weight of those before */
	uint32_t guide[(1 << GUIDE_BITS) + 1]; /* first word of each part */
	size_t count;			       /* words so far */
	size_t functions;		       /* of these, function words */
	uint32_t seen[4 * VOCABULARY];	       /* hash table: index + 1 */
};

/* One record, made anew for each. */
struct item {
	const char *prefix;		/* of its id */
	const char *kind;		/* as records have it */
	unsigned long number;		/* from 0 */
	const char *speaker;		/* a State or a commentator */
	const char *behalf;		/* a group, or "" */
	unsigned session, meeting;	/* from 1 */
	unsigned year, month, day;	/* of its date */
	unsigned article[ARTICLES_MAX]; /* articles it speaks of */
	unsigned articles;		/* how many */
	const char *title[2];		/* words of the title */
	char text[TEXT_MAX];		/* paragraphs, \n\n between */
	size_t length;			/* its bytes */
};

struct options {
	unsigned long records;	 /* 0: by size */
	unsigned long long size; /* bytes to write, when by size */
	uint64_t seed;		 /* of everything */
	bool scriptindex;	 /* not JSONL */
};

static uint64_t
random_next(struct random *random)
{
	uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static unsigned
random_below(struct random *random, unsigned n)
{
	return (unsigned)(((random_next(random) >> 32) * n) >> 32);
}

static uint32_t
hash(const char *s)
{
	uint32_t h = 2166136261U;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619U;
	return h;
}

/* Add a word that is not there yet. */
static void
vocabulary_add(struct vocabulary *v, const char *word)
{
	size_t at = hash(word) % COUNT(v->seen);

	if (v->count == VOCABULARY)
		return;
	for (; v->seen[at] != 0; at = (at + 1) % COUNT(v->seen)) {
		if (strcmp(v->word[v->seen[at] - 1], word) == 0)
			return;
	}
	snprintf(v->word[v->count], WORD_MAX, "%s", word);
	v->seen[at] = (uint32_t)++v->count;
}

/* The next word of a list, or false at its end. */
static bool
next_word(const char **list, char word[WORD_MAX])
{
	size_t n = strcspn(*list, " ");

	if (n == 0)
		return false;
	snprintf(word, WORD_MAX, "%.*s", (int)n, *list);
	*list += n;
	*list += strspn(*list, " ");
	return true;
}

/*
 * A word of syllables, rare ones longer, so that words have the length of
 * English ones: what is measured for each MB depends on it.
 */
static void
make_word(struct random *random, size_t rank, char word[WORD_MAX])
{
	static const char *const onset[] = {"b", "br", "c", "d", "f", "g", "h",
	    "j", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w"};
	static const char *const vowel[] = {"a", "e", "i", "o", "u"};
	static const char *const coda[] = {
	    "", "", "", "", "", "", "", "n", "r", "l", "s"};
	static const char *const ending[] = {"", "", "", "", "", "", "", "", "",
	    "", "s", "s", "ed", "ing", "ly", "ion", "al"};
	unsigned syllables =
	    1 + (rank > 100) + (rank > 12000 && random_below(random, 2) == 0);
	size_t used = 0;

	while (syllables-- > 0)
		used += (size_t)snprintf(word + used, WORD_MAX - used, "%s%s%s",
		    onset[random_below(random, COUNT(onset))],
		    vowel[random_below(random, COUNT(vowel))],
		    coda[random_below(random, COUNT(coda))]);
	snprintf(word + used, WORD_MAX - used, "%s",
	    ending[random_below(random, COUNT(ending))]);
}

/* Weights of 1 / (rank + 4), summed, and where to begin looking. */
static void
vocabulary_weigh(struct vocabulary *v)
{
	uint64_t total;
	size_t word = 0;

	for (size_t i = 0; i < VOCABULARY; i++)
		v->below[i + 1] = v->below[i] + (UINT64_C(1) << 40) / (i + 4);
	total = v->below[VOCABULARY];
	for (uint64_t part = 0; part <= 1 << GUIDE_BITS; part++) {
		while (word < VOCABULARY - 1 &&
		       v->below[word + 1] <= (total >> GUIDE_BITS) * part)
			word++;
		v->guide[part] = (uint32_t)word;
	}
}

static void
vocabulary_init(struct vocabulary *v, uint64_t seed)
{
	struct random random = {seed * 7 + 1};
	const char *functions = function_words;
	const char *treaty = treaty_words;
	char word[WORD_MAX];

	while (next_word(&functions, word))
		vocabulary_add(v, word);
	v->functions = v->count;
	while (v->count < VOCABULARY) {
		if (next_word(&treaty, word))
			vocabulary_add(v, word);
		make_word(&random, v->count, word);
		vocabulary_add(v, word);
	}
	vocabulary_weigh(v);
}

/* A word's rank, drawn by Zipf's law. */
static unsigned
vocabulary_draw(const struct vocabulary *v, struct random *random)
{
	uint64_t total = v->below[VOCABULARY];
	uint64_t draw = random_next(random) % total;
	uint64_t part = draw / (total >> GUIDE_BITS);
	uint32_t word;

	if (part > 1 << GUIDE_BITS)
		part = 1 << GUIDE_BITS;
	word = v->guide[part];
	while (v->below[word + 1] <= draw)
		word++;
	return word;
}

static void
put(struct item *item, const char *s)
{
	size_t n = strlen(s);

	if (item->length + n >= TEXT_MAX)
		return;
	memcpy(item->text + item->length, s, n + 1);
	item->length += n;
}

static void
put_number(struct item *item, unsigned n)
{
	char digits[16];

	snprintf(digits, sizeof digits, "%u", n);
	put(item, digits);
}

static const char *
some(struct random *random, const char *const *list, size_t count)
{
	return list[random_below(random, (unsigned)count)];
}

/* What stands for a letter after "@". */
static void
put_place(struct item *item, struct random *random, const struct vocabulary *v,
    char place)
{
	switch (place) {
	case 'A':
		put_number(
		    item, item->article[random_below(random, item->articles)]);
		break;
	case 'P':
		put_number(item, 1 + random_below(random, 9));
		break;
	case 'N':
		put_number(item, 40 + random_below(random, 60));
		break;
	case 'S':
		put(item, some(random, states, COUNT(states)));
		break;
	case 'G':
		put(item, some(random, groups, COUNT(groups)));
		break;
	default:
		put(item, v->word[v->functions + random_below(random, 2000)]);
		break;
	}
}

/* A sentence from the list; its words are counted. */
static unsigned
put_position(
    struct item *item, struct random *random, const struct vocabulary *v)
{
	const char *s = some(random, sentences, COUNT(sentences));
	unsigned words = 1;

	for (; *s != '\0'; s++) {
		char one[2] = {*s, '\0'};

		if (*s == '@') {
			put_place(item, random, v, *++s);
			continue;
		}
		words += *s == ' ';
		put(item, one);
	}
	return words;
}

/* A sentence of drawn words; a record keeps to the words it has used. */
static unsigned
put_prose(struct item *item, struct random *random, const struct vocabulary *v,
    unsigned *used, unsigned *n_used)
{
	unsigned words = 8 + random_below(random, 28);

	for (unsigned i = 0; i < words; i++) {
		size_t at = item->length + (i > 0);
		unsigned word;

		if (*n_used > 8 && random_below(random, 100) < 18) {
			word = used[random_below(random, *n_used)];
		} else {
			word = vocabulary_draw(v, random);
			if (word >= v->functions && *n_used < 1000)
				used[(*n_used)++] = word;
		}
		if (i > 0)
			put(item, " ");
		put(item, v->word[word]);
		if (i == 0 && item->text[at] >= 'a' && item->text[at] <= 'z')
			item->text[at] = (char)(item->text[at] - 'a' + 'A');
		if (i > 2 && i + 1 < words && random_below(random, 14) == 0)
			put(item, ",");
	}
	put(item, ".");
	return words;
}

static void
make_text(struct item *item, struct random *random, const struct vocabulary *v)
{
	unsigned tenth = random_below(random, COUNT(lengths) - 1);
	unsigned want =
	    lengths[tenth] +
	    random_below(random, lengths[tenth + 1] - lengths[tenth]);
	unsigned used[1000], n_used = 0;
	unsigned words = 0;

	for (unsigned n = 0; words < want; n++) {
		if (n > 0)
			put(item, n % 5 == 0 ? "\n\n" : " ");
		words += random_below(random, 100) < 15
			     ? put_position(item, random, v)
			     : put_prose(item, random, v, used, &n_used);
	}
}

static void
make_kind(struct item *item, struct random *random)
{
	unsigned kind = random_below(random, 100);

	item->prefix = kind < 80 ? "st" : kind < 95 ? "co" : "dr";
	item->kind = kind < 80	 ? "statement"
		     : kind < 95 ? "commentary"
				 : "draft";
	item->speaker = some(random, states, COUNT(states));
	item->behalf = "";
	if (kind >= 80)
		item->speaker = "";
	else if (random_below(random, 8) == 0)
		item->behalf = some(random, groups, COUNT(groups));
}

static void
make_item(struct item *item, const struct vocabulary *v, uint64_t seed,
    unsigned long number)
{
	struct random random = {seed * 1000003 + number * UINT64_C(2654435761)};
	unsigned a = random_below(&random, 75);
	unsigned b = random_below(&random, 75);

	item->number = number;
	item->length = 0;
	item->text[0] = '\0';
	make_kind(item, &random);
	/* Later sessions have more records. */
	item->session = 1 + (a > b ? a : b);
	item->meeting = 1 + random_below(&random, 60);
	item->year = 1948 + item->session;
	item->month = 1 + random_below(&random, 12);
	item->day = 1 + random_below(&random, 28);
	item->articles = 1 + random_below(&random, ARTICLES_MAX);
	for (unsigned i = 0; i < item->articles; i++)
		item->article[i] =
		    1 + random_below(&random, 1 + random_below(&random, 320));
	for (unsigned i = 0; i < 2; i++)
		item->title[i] =
		    v->word[v->functions + random_below(&random, 3000)];
	make_text(item, &random, v);
}

static int
write_title(const struct item *item, FILE *out)
{
	return fprintf(out, "%s on article %u: %s %s (meeting %u)", item->kind,
	    item->article[0], item->title[0], item->title[1], item->meeting);
}

/* The text, what would break a line written as `line_end`. */
static int
write_text(const struct item *item, const char *line_end, FILE *out)
{
	int n = 0;

	for (const char *s = item->text; *s != '\0';) {
		size_t part = strcspn(s, "\n");

		n += (int)fwrite(s, 1, part, out);
		s += part;
		for (; *s == '\n'; s++)
			n += fprintf(out, "%s", line_end);
	}
	return n;
}

static int
write_json(const struct item *item, FILE *out)
{
	int n =
	    fprintf(out, "{\"id\":\"%s-%07lu\",\"kind\":\"%s\",\"title\":\"",
		item->prefix, item->number, item->kind);

	n += write_title(item, out);
	n += fprintf(out, "\"");
	if (item->speaker[0] != '\0')
		n += fprintf(out, ",\"speaker\":\"%s\"", item->speaker);
	if (item->behalf[0] != '\0')
		n += fprintf(out, ",\"on_behalf_of\":\"%s\"", item->behalf);
	n += fprintf(out,
	    ",\"session\":\"%u\",\"meeting\":\"%u\","
	    "\"date\":\"%04u-%02u-%02u\",\"language\":\"en\","
	    "\"provision\":\"art %u\",\"text\":\"",
	    item->session, item->meeting, item->year, item->month, item->day,
	    item->article[0]);
	n += write_text(item, "\\n", out);
	return n + fprintf(out, "\"}\n");
}

static int
write_scriptindex(const struct item *item, FILE *out)
{
	int n = fprintf(out, "id=%s-%07lu\nkind=%s\ntitle=", item->prefix,
	    item->number, item->kind);

	n += write_title(item, out);
	if (item->speaker[0] != '\0')
		n += fprintf(out, "\nspeaker=%s", item->speaker);
	if (item->behalf[0] != '\0')
		n += fprintf(out, "\nonbehalf=%s", item->behalf);
	n += fprintf(out,
	    "\nsession=%u\nmeeting=%u\ndate=%04u%02u%02u\nlang=en\n"
	    "article=art %u\ntext=",
	    item->session, item->meeting, item->year, item->month, item->day,
	    item->article[0]);
	n += write_text(item, "\n=", out);
	return n + fprintf(out, "\n\n");
}

static unsigned long long
number_option(const char *name, const char *value, unsigned long long most)
{
	char *end;
	unsigned long long n = strtoull(value, &end, 10);

	if (value[0] < '0' || value[0] > '9' || *end != '\0' || n > most) {
		fprintf(stderr, "gencorpus: --%s wants a number, not '%s'\n",
		    name, value);
		exit(2);
	}
	return n;
}

static struct options
read_options(int argc, char *argv[])
{
	static const struct option known[] = {
	    {"records", required_argument, NULL, 'n'},
	    {"megabytes", required_argument, NULL, 'm'},
	    {"seed", required_argument, NULL, 's'},
	    {"scriptindex", no_argument, NULL, 'x'}, {NULL, 0, NULL, 0}};
	struct options options = {.records = RECORDS, .seed = SEED};
	int c;

	while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
		switch (c) {
		case 'n':
			options.records = (unsigned long)number_option(
			    "records", optarg, 1000000000);
			options.size = 0;
			break;
		case 'm':
			options.size = 1000000 * number_option("megabytes",
						     optarg, 100000);
			break;
		case 's':
			options.seed =
			    number_option("seed", optarg, UINT32_MAX);
			break;
		case 'x':
			options.scriptindex = true;
			break;
		default:
			exit(2);
		}
	}
	if (optind < argc) {
		fprintf(stderr, "gencorpus: unexpected '%s'\n", argv[optind]);
		exit(2);
	}
	return options;
}

int
main(int argc, char *argv[])
{
	struct options options = read_options(argc, argv);
	struct vocabulary *v = calloc(1, sizeof *v);
	struct item *item = calloc(1, sizeof *item);
	unsigned long long written = 0;

	if (v == NULL || item == NULL) {
		fputs("gencorpus: out of memory\n", stderr);
		return 3;
	}
	vocabulary_init(v, options.seed);
	for (unsigned long i = 0;
	     options.size > 0 ? written < options.size : i < options.records;
	     i++) {
		make_item(item, v, options.seed, i);
		written +=
		    (unsigned long long)(options.scriptindex
					     ? write_scriptindex(item, stdout)
					     : write_json(item, stdout));
	}
	free(item);
	free(v);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fputs("gencorpus: cannot write the records\n", stderr);
		return 3;
	}
	return 0;
}
