/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A bundle that is not as it was signed is refused, whatever is wrong with it,
 * with a reason, and before libxapian reads of it. $TRAVAUX_CORRUPTIONS says
 * how many are tried; tests/acceptance/corruptions tries 10,000.
 */
#include "config.h"

#include "core/bundle-hash.h"
#include "core/bundle-pack.h"
#include "core/bundle-signature.h"
#include "core/bundle.h"
#include "core/index.h"
#include "searcher/trust.h"
#include "tests/scratch-index.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct scratch_record records[] = {
    {.id = "a1",
	.kind = RECORD_STATEMENT,
	.session = "s1",
	.date = "2021-03-01",
	.speaker = "Aldermark",
	.title = "Statement",
	.text = "We propose to delete article 5.\n\nThe river is wide."},
    {.id = "b1",
	.kind = RECORD_STATEMENT,
	.session = "s2",
	.date = "2021-09-01",
	.speaker = "Brennia",
	.title = "Reply",
	.text = "Brennia opposes the deletion of article 5.\n\nIt is late."},
};

/* A bundle in memory, and what is needed to make others of it. */
struct made {
	struct scratch_index index;
	struct arena *arena;
	struct bundle_secret secret;
	struct bundle_public key;
	char path[80];	/* of the bundle */
	char other[80]; /* where changed ones go */
	unsigned char *bytes;
	size_t n;
	struct bundle_header header;
};

static void
read_whole(struct made *made)
{
	FILE *file = fopen(made->path, "rb");
	struct stat st;

	cr_assert(file != NULL && fstat(fileno(file), &st) == 0);
	made->n = (size_t)st.st_size;
	made->bytes = arena_alloc(made->arena, made->n);
	cr_assert_eq(fread(made->bytes, 1, made->n, file), made->n);
	fclose(file);
}

static void
make(struct made *made)
{
	struct bundle_label label = {.name = "exercise",
	    .sequence = 3,
	    .created = "2022-04-01T00:00:00Z",
	    .expires = "",
	    .licence = "",
	    .made_by = "test"};
	struct bundle_packed packed;
	struct error err = {0};

	cr_assert(sodium_init() >= 0);
	made->arena = arena_new();
	scratch_index_make(
	    &made->index, records, sizeof records / sizeof *records);
	snprintf(made->path, sizeof made->path, "%s.travaux", made->index.path);
	snprintf(made->other, sizeof made->other, "%s.other", made->index.path);
	cr_assert(bundle_key_new(&made->secret, &made->key, &err));
	cr_assert(bundle_pack(made->arena, made->index.path, made->path, &label,
		      &made->secret, &packed, &err),
	    "%s", err.message);
	made->header = packed.header;
	read_whole(made);
}

static void
unmake(struct made *made)
{
	unlink(made->path);
	unlink(made->other);
	scratch_index_remove(&made->index);
	arena_free(made->arena);
}

static void
write_other(const struct made *made, const unsigned char *bytes, size_t n)
{
	FILE *file = fopen(made->other, "wb");

	cr_assert(file != NULL);
	cr_assert_eq(fwrite(bytes, 1, n, file), n);
	cr_assert_eq(fclose(file), 0);
}

/* Open the changed one with a key: NULL with an error where it is refused. */
static struct bundle *
open_other(
    const struct made *made, const struct bundle_public *key, struct error *err)
{
	struct trust trust = {
	    .key = bundle_public_line(made->arena, key), .now = 1700000000};

	memset(err, 0, sizeof *err);
	return trust_open(made->arena, made->other, &trust, err);
}

static void
refused(const struct made *made, const struct bundle_public *key,
    enum error_code code, const char *word, const char *what)
{
	struct error err;
	struct bundle *bundle = open_other(made, key, &err);

	cr_assert_null(bundle, "%s: opened", what);
	cr_expect(err.code == code && strstr(err.message, word) != NULL,
	    "%s: %d %s", what, err.code, err.message);
}

/* --- what is wrong, drawn at random --------------------------------------- */

static uint32_t
draw(uint64_t *state, uint32_t below)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return below == 0 ? 0 : (uint32_t)(*state >> 33) % below;
}

static void
flip_byte(unsigned char *bytes, size_t n, uint64_t *state)
{
	bytes[draw(state, (uint32_t)n)] ^=
	    (unsigned char)(1 + draw(state, 255));
}

static void
fill_run(unsigned char *bytes, size_t n, uint64_t *state)
{
	size_t at = draw(state, (uint32_t)n);
	size_t length = 1 + draw(state, 5000);

	for (; length > 0 && at < n; length--, at++)
		bytes[at] = (unsigned char)draw(state, 256);
}

static void
swap_pieces(unsigned char *bytes, size_t n, uint64_t *state)
{
	size_t length = 1 + draw(state, (uint32_t)n / 4);
	size_t a = draw(state, (uint32_t)(n - length));
	size_t b = draw(state, (uint32_t)(n - length));

	for (size_t i = 0; i < length; i++) {
		unsigned char c = bytes[a + i];

		bytes[a + i] = bytes[b + i];
		bytes[b + i] = c;
	}
}

/* Some digit of the header becomes another one. */
static void
edit_header(unsigned char *bytes, size_t n, uint64_t *state)
{
	size_t length = strnlen((const char *)bytes, BUNDLE_PAGE);
	size_t at = draw(state, (uint32_t)length);

	(void)n;
	bytes[at] = (unsigned char)('0' + draw(state, 10));
}

/* The manifest is edited, and the list of hashes made to fit. */
static void
edit_manifest(const struct made *made, unsigned char *bytes, uint64_t *state)
{
	const struct bundle_place *place = &made->header.part[BUNDLE_MANIFEST];
	const struct bundle_place *list = &made->header.part[BUNDLE_HASHES];

	bytes[place->offset + draw(state, (uint32_t)place->length)] ^= 1;
	for (uint64_t at = 0, i = 0; at < list->offset;
	     at += BUNDLE_CHUNK, i++) {
		size_t n = list->offset - at < BUNDLE_CHUNK
			       ? (size_t)(list->offset - at)
			       : BUNDLE_CHUNK;

		bundle_hash(bytes + at, n,
		    bytes + list->offset + BUNDLE_HASHES_TOP + i * BUNDLE_HASH);
	}
}

/* Two parts change places, and the header says so. */
static void
swap_parts(const struct made *made, unsigned char *bytes, uint64_t *state)
{
	struct bundle_header header = made->header;
	int a = (int)draw(state, BUNDLE_HASHES);
	int b = (a + 1) % BUNDLE_HASHES;
	struct bundle_place place = header.part[a];
	const char *page;

	header.part[a] = header.part[b];
	header.part[b] = place;
	page = bundle_header_make(made->arena, &header);
	memcpy(bytes, page, BUNDLE_PAGE);
}

enum wrong {
	WRONG_BYTE,
	WRONG_RUN,
	WRONG_LENGTH,
	WRONG_PLACES,
	WRONG_HEADER,
	WRONG_PARTS,
	WRONG_MANIFEST,
	WRONG_KEY,
	WRONGS
};

/* Make one that is wrong; its length. */
static size_t
corrupt(const struct made *made, enum wrong wrong, unsigned char *bytes,
    uint64_t *state)
{
	memcpy(bytes, made->bytes, made->n);
	switch (wrong) {
	case WRONG_BYTE:
		flip_byte(bytes, made->n, state);
		break;
	case WRONG_RUN:
		fill_run(bytes, made->n, state);
		break;
	case WRONG_LENGTH:
		return draw(state, (uint32_t)made->n);
	case WRONG_PLACES:
		swap_pieces(bytes, made->n, state);
		break;
	case WRONG_HEADER:
		edit_header(bytes, made->n, state);
		break;
	case WRONG_PARTS:
		swap_parts(made, bytes, state);
		break;
	case WRONG_MANIFEST:
		edit_manifest(made, bytes, state);
		break;
	case WRONG_KEY:
	case WRONGS:
		break;
	}
	return made->n;
}

/* The word that the reason has, or NULL where several are right. */
static const char *
reason(const struct made *made, enum wrong wrong, const unsigned char *bytes,
    size_t n, enum error_code *ret_code)
{
	uint64_t covered = made->header.part[BUNDLE_HASHES].offset;
	uint64_t end = made->header.part[BUNDLE_SIGNATURE].offset;
	bool header =
	    n < BUNDLE_PAGE || memcmp(bytes, made->bytes, BUNDLE_PAGE) != 0;

	*ret_code = ERROR_SIGNATURE;
	if (wrong == WRONG_KEY)
		return "another key";
	if (wrong == WRONG_MANIFEST)
		return "does not fit";
	*ret_code = ERROR_DAMAGED;
	if (n < made->n)
		return n < BUNDLE_PAGE ? NULL : "cut short";
	if (header)
		return NULL;
	if (memcmp(bytes + end, made->bytes + end, n - end) == 0 &&
	    memcmp(bytes + covered, made->bytes + covered, end - covered) == 0)
		return "pieces are not as they were signed";
	*ret_code = ERROR_SIGNATURE;
	return "";
}

/* Open one that is wrong in some way: refused, and for the right reason. */
static void
try_one(const struct made *made, const struct bundle_public *other,
    unsigned char *bytes, long number, uint64_t *state, long *tried)
{
	enum wrong wrong = (enum wrong)draw(state, WRONGS);
	size_t n = corrupt(made, wrong, bytes, state);
	enum error_code code;
	const char *word = reason(made, wrong, bytes, n, &code);
	struct error err;
	struct bundle *bundle;

	if (wrong != WRONG_KEY && n == made->n &&
	    memcmp(bytes, made->bytes, n) == 0)
		return;
	++*tried;
	write_other(made, bytes, n);
	bundle =
	    open_other(made, wrong == WRONG_KEY ? other : &made->key, &err);
	cr_assert_null(bundle, "number %ld was opened", number);
	cr_assert(
	    err.code == code || (word == NULL && (err.code == ERROR_SIGNATURE ||
						     err.code == ERROR_INDEX)),
	    "number %ld: %d %s", number, err.code, err.message);
	cr_assert(strstr(err.message, made->other) != NULL &&
		      strstr(err.message, word != NULL ? word : "") != NULL,
	    "number %ld (%d): %s", number, wrong, err.message);
}

Test(bundle, corrupted_ones_are_refused)
{
	const char *wanted = getenv("TRAVAUX_CORRUPTIONS");
	long count = wanted != NULL ? atol(wanted) : 500, tried = 0;
	struct made made;
	struct bundle_secret secret;
	struct bundle_public other;
	struct error err = {0};
	unsigned char *bytes;
	uint64_t state = 20221129;

	make(&made);
	cr_assert(bundle_key_new(&secret, &other, &err));
	bytes = arena_alloc(made.arena, made.n);
	for (long i = 0; i < count; i++)
		try_one(&made, &other, bytes, i, &state, &tried);
	cr_expect_gt(tried, count * 8 / 10);
	unmake(&made);
}

/* --- each reason ---------------------------------------------------------- */

Test(bundle, the_reason_is_the_right_one)
{
	struct made made;
	struct bundle_secret secret;
	struct bundle_public key;
	struct error err = {0};
	unsigned char *bytes;
	uint64_t state = 1;

	make(&made);
	bytes = arena_alloc(made.arena, made.n + 1);
	memcpy(bytes, made.bytes, made.n);
	write_other(&made, bytes, made.n - 1);
	refused(&made, &made.key, ERROR_DAMAGED, "cut short", "a byte less");
	write_other(&made, bytes, made.n + 1);
	refused(&made, &made.key, ERROR_DAMAGED, "1 bytes more", "a byte more");
	write_other(&made, bytes, 0);
	refused(&made, &made.key, ERROR_INDEX, "no bundle", "nothing");
	bytes[made.header.part[BUNDLE_DATABASE].offset + 9000] ^= 1;
	write_other(&made, bytes, made.n);
	refused(&made, &made.key, ERROR_DAMAGED, "damaged: 1 of", "a block");
	memcpy(bytes, made.bytes, made.n);
	edit_manifest(&made, bytes, &state);
	write_other(&made, bytes, made.n);
	refused(&made, &made.key, ERROR_SIGNATURE, "does not fit",
	    "an edited manifest");
	write_other(&made, made.bytes, made.n);
	cr_assert(bundle_key_new(&secret, &key, &err));
	refused(&made, &key, ERROR_SIGNATURE, "another key", "another key");
	memcpy(key.id, made.key.id, sizeof key.id);
	refused(&made, &key, ERROR_SIGNATURE, "does not fit",
	    "another key of the same number");
	unmake(&made);
}

Test(bundle, nothing_is_read_before_it_is_verified)
{
	struct made made;
	struct error err = {0};
	struct xap_error xerr;
	struct bundle *bundle;
	struct index *index;

	make(&made);
	bundle = bundle_open(made.path, &err);
	cr_assert_not_null(bundle);
	cr_expect_null(bundle_database(bundle, &xerr));
	cr_expect(bundle_signed_by(bundle, &made.key, &err));
	cr_expect_null(bundle_database(bundle, &xerr));
	cr_expect(bundle_verify(bundle, &err));
	index = index_open_bundle(bundle, &err);
	cr_assert_not_null(index, "%s", err.message);
	cr_expect_eq(index_info(index)->passages, 4);
	index_free(index);
	unmake(&made);
}

/* --- texts ---------------------------------------------------------------- */

static const char *
passage_of(
    const struct made *made, struct bundle *bundle, uint32_t docid, size_t *n)
{
	struct error err = {0};
	const char *data;

	cr_assert(
	    bundle_passage(bundle, docid, &data, n, &err), "%s", err.message);
	return arena_strndup(made->arena, data, *n);
}

static struct bundle *
open_verified(const struct made *made)
{
	struct error err = {0};
	struct bundle *bundle = bundle_open(made->path, &err);

	cr_assert(bundle != NULL &&
		      bundle_signed_by(bundle, &made->key, &err) &&
		      bundle_verify(bundle, &err),
	    "%s", err.message);
	return bundle;
}

/* A block is inflated as far as it is asked for: then it may be gone on. */
Test(bundle, passages_are_the_same_in_any_order)
{
	static const uint32_t order[] = {1, 4, 2, 3, 1};
	struct made made;
	struct bundle *bundle;

	make(&made);
	bundle = open_verified(&made);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		struct bundle *fresh = open_verified(&made);
		size_t n, n_fresh;
		const char *data = passage_of(&made, bundle, order[i], &n);
		const char *alone =
		    passage_of(&made, fresh, order[i], &n_fresh);

		cr_expect_gt(n, 0);
		cr_expect(n == n_fresh && memcmp(data, alone, n) == 0);
		bundle_free(fresh);
	}
	bundle_free(bundle);
	unmake(&made);
}

/* --- keys ----------------------------------------------------------------- */

Test(bundle, keys_are_read_as_they_were_written)
{
	struct arena *arena = arena_new();
	struct bundle_secret secret, back;
	struct bundle_public key, again;
	struct error err = {0};
	const char *text;

	cr_assert(sodium_init() >= 0);
	cr_assert(bundle_key_new(&secret, &key, &err));
	cr_expect(
	    bundle_public_parse(bundle_public_spoken(arena, &key), &again));
	cr_expect_eq(memcmp(&key, &again, sizeof key), 0);
	cr_expect(bundle_public_parse(bundle_public_text(arena, &key), &again));
	cr_expect(!bundle_public_parse("RWQ", &again));
	cr_expect(!bundle_public_parse("", &again));
	text = bundle_secret_text(arena, &secret, "", &err);
	cr_expect(!bundle_secret_locked(text));
	cr_expect(bundle_secret_parse("k", text, "", &back, &err));
	cr_expect_eq(memcmp(&secret, &back, sizeof secret), 0);
	arena_free(arena);
}

Test(bundle, a_passphrase_locks_the_secret_key)
{
	struct arena *arena = arena_new();
	struct bundle_secret secret, back;
	struct bundle_public key;
	struct error err = {0};
	const char *text;

	cr_assert(sodium_init() >= 0);
	cr_assert(bundle_key_new(&secret, &key, &err));
	text = bundle_secret_text(arena, &secret, "correct horse", &err);
	if (text == NULL) {
		cr_expect_eq(err.code, ERROR_LIMIT);
		cr_skip_test("not enough memory here");
	}
	cr_expect(bundle_secret_locked(text));
	cr_expect(!bundle_secret_parse("k", text, "wrong", &back, &err));
	cr_expect_not_null(strstr(err.message, "passphrase"));
	cr_expect(bundle_secret_parse("k", text, "correct horse", &back, &err));
	cr_expect_eq(memcmp(&secret, &back, sizeof secret), 0);
	arena_free(arena);
}
