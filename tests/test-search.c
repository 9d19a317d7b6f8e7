/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Queries find what tests/searches.tsv says, in a real index. */
#include "searcher/certain.h"
#include "tests/lines.h"
#include "tests/scratch-records.h"
#include "tests/scratch-searcher.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct scratch_index scratch;
static struct searcher searcher;

static void
setup(void)
{
	scratch_index_make(&scratch, scratch_records, N_SCRATCH_RECORDS);
	scratch_searcher_open(&searcher, &scratch);
}

static void
teardown(void)
{
	scratch_searcher_close(&searcher, &scratch);
}

TestSuite(search, .init = setup, .fini = teardown);

static struct search_result
search(const char *text, const struct search_params *params)
{
	struct error err = {0};
	struct query *query =
	    query_parse(searcher.arena, text, strlen(text), &err);
	struct search_result result = {0};

	cr_assert_not_null(query, "'%s': %s", text, err.message);
	cr_assert(search_run(&searcher, query, params, &result, &err),
	    "'%s': %s", text, err.message);
	return result;
}

/* "a1#2 d1#1": what was found, in the order of the index. */
static const char *
found(const struct search_result *result)
{
	const char *s = "";

	for (size_t r = 0; r < N_SCRATCH_RECORDS; r++)
		for (uint32_t number = 1; number < 9; number++)
			for (size_t i = 0; i < result->n_hits; i++) {
				const struct search_hit *hit = &result->hit[i];

				if (hit->passage->number == number &&
				    strcmp(hit->record->id,
					scratch_records[r].id) == 0)
					s = arena_printf(searcher.arena,
					    "%s%s%s#%u", s,
					    *s == '\0' ? "" : " ",
					    hit->record->id, number);
			}
	return *s == '\0' ? "-" : s;
}

Test(search, finds_what_the_table_says)
{
	struct search_params params = {.limit = 100};
	struct lines lines = lines_read("searches.tsv");

	for (char **row; (row = lines_next(&lines, 2)) != NULL;) {
		struct search_result result = search(row[0], &params);
		const char *got = found(&result);

		cr_expect_str_eq(got, row[1], "'%s' finds %s", row[0], got);
		cr_expect_eq(result.total, result.n_hits, "'%s': total %u",
		    row[0], (unsigned)result.total);
		cr_expect(result.exact, "'%s' is not exact", row[0]);
	}
	lines_clear(&lines);
}

/* Of how many passages the index alone tells that they match; -1: cannot. */
Test(search, knows_what_needs_no_look)
{
	static const struct {
		const char *query;
		int certain;
	} cases[] = {
	    {"lamps OR \"opposes the deletion\"", 1},
	    {"deletion OR \"of the harbour\"", 8},
	    {"deletion (session:s3 OR \"opposes the deletion\")", 2},
	    {"deletion -\"opposes Article\"", 4},
	    {"lamps OR lamps-of", 1},
	    {"\"opposes the deletion\"", -1},
	    {"deletion \"opposes the deletion\"", -1},
	    {"lamp* OR title:\"the second session\"", -1},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = cases[i].query;
		struct query *query =
		    query_parse(searcher.arena, text, strlen(text), NULL);
		struct documents certain, told;

		cr_assert(
		    certain_find(&searcher, query, &certain, &told, NULL));
		cr_expect_eq(documents_count(&told),
		    cases[i].certain < 0 ? 0 : 11, "'%s'", text);
		cr_expect_eq(
		    certain.bits == NULL ? -1 : (int)documents_count(&certain),
		    cases[i].certain, "'%s'", text);
	}
}

Test(search, ranks_sorts_and_pages)
{
	struct search_params params = {.limit = 2, .sort = SORT_NEWEST};
	struct search_result result = search("deletion", &params);

	cr_assert_eq(result.n_hits, 2);
	cr_expect_eq(result.total, 8);
	cr_expect_str_eq(result.hit[0].record->id, "g3");
	cr_expect_str_eq(result.hit[1].record->id, "j3");
	params.offset = 7;
	result = search("deletion", &params);
	cr_assert_eq(result.n_hits, 1);
	cr_expect_str_eq(result.hit[0].record->id, "a1");
	params.offset = 0;
	params.sort = SORT_RELEVANCE;
	result = search("article:14", &params);
	cr_expect_gt(result.hit[0].score, 0, "the number adds weight");
}

Test(search, counts_values_of_fields)
{
	struct search_params params = {.limit = 1, .facets = true};
	struct search_result result = search("deletion", &params);
	bool holders = false, sessions = false;

	for (size_t i = 0; i < result.n_facets; i++) {
		const struct facet *facet = &result.facet[i];

		cr_expect(facet->exact);
		if (strcmp(facet->name, "holder") == 0) {
			holders = true;
			cr_expect_eq(facet->n_values, 8);
			cr_expect_str_eq(facet->value[0].value, "XG");
			cr_expect_eq(facet->value[0].count, 2);
		}
		if (strcmp(facet->name, "session") == 0) {
			sessions = true;
			cr_expect_str_eq(facet->value[0].value, "s1");
			cr_expect_eq(facet->value[0].count, 3);
		}
	}
	cr_expect(holders && sessions);
}

/* Of some fields the counts are those among all. */
Test(search, counts_values_of_some_fields)
{
	struct search_params params = {.limit = 1, .facets = true};
	struct search_result all = search("deletion", &params), some;

	cr_assert_gt(all.n_facets, 4);
	params.facet_fields = 1u << 4 | 1u << 0;
	some = search("deletion", &params);
	cr_assert_eq(some.n_facets, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct facet *x = &all.facet[i * 4];
		const struct facet *y = &some.facet[i];

		cr_expect_str_eq(x->name, y->name);
		cr_assert_eq(x->n_values, y->n_values);
		for (size_t v = 0; v < x->n_values; v++) {
			cr_expect_str_eq(x->value[v].value, y->value[v].value);
			cr_expect_eq(x->value[v].count, y->value[v].count);
		}
	}
}

Test(search, tells_what_it_did_with_the_query)
{
	struct search_params params = {.limit = 1};
	struct search_result result = search(
	    "the deletion speaker:Nowhere session:\"first session\"", &params);

	cr_expect_str_eq(result.plan, "deletion speaker:nowhere session:s1");
	cr_assert_eq(result.notes.count, 2);
	cr_expect_not_null(strstr(result.notes.note[0], "nowhere"));
	cr_expect_not_null(strstr(result.notes.note[1], "left out: the"));
}

static bool
collect(void *context, const struct position_row *row)
{
	const char **s = context;
	struct position_row kept = *row;

	cr_expect_leq(kept.position->end, kept.passage->text_length);
	*s = arena_printf(searcher.arena, "%s%s%s/%s", *s,
	    **s == '\0' ? "" : " ", kept.record->id, kept.position->holder);
	return true;
}

Test(search, lists_positions_that_have_all_the_fields)
{
	static const struct {
		const char *query;
		const char *rows;
	} cases[] = {
	    {"stance:oppose action:delete article:42", "a1/XA b2/XE u1/UPLAND"},
	    {"stance:support action:delete", "b2/XG"},
	    {"holder:Galtria", "b2/XG g3/XG"},
	    {"article:42 session:s3", "j3/XJ"},
	    {"topic:safeguards date:2022", "g3/XG"},
	    {"action:delete -stance:oppose -article:42(3)",
		"d1/XD b2/XG j3/XJ"},
	    {"instrument:ND2", "j3/XJ g3/XG"},
	    {"layer:commentary", ""},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct query *query = query_parse(searcher.arena,
		    cases[i].query, strlen(cases[i].query), NULL);
		struct notes notes = {0};
		const char *rows = "", *plan;
		uint64_t count;

		cr_assert(search_positions(&searcher, query, collect, &rows,
		    &notes, &plan, &count, NULL));
		cr_expect_str_eq(
		    rows, cases[i].rows, "'%s': %s", cases[i].query, rows);
	}
}

Test(search, gives_the_best_passage_of_each_record)
{
	struct search_params params = {.limit = 100, .per_record = true};
	struct search_result result = search("deletion", &params);
	uint32_t more = 0;

	cr_expect_eq(result.total, 8);
	cr_expect_eq(result.records, 7);
	cr_expect(result.records_exact);
	cr_assert_eq(result.n_hits, 7);
	for (size_t i = 0; i < result.n_hits; i++) {
		more += result.hit[i].more;
		for (size_t k = 0; k < i; k++)
			cr_expect_str_neq(
			    result.hit[i].record->id, result.hit[k].record->id);
	}
	cr_expect_eq(more, 1, "b2 has another");
	params.offset = 6;
	cr_expect_eq(search("deletion", &params).n_hits, 1);
	params.offset = 7;
	cr_expect_eq(search("deletion", &params).n_hits, 0);
}

Test(search, shows_the_passages_around)
{
	struct search_params params = {.limit = 1, .context = 1};
	struct search_result result = search("retention", &params);

	cr_assert_eq(result.n_hits, 1);
	cr_expect_eq(result.hit[0].passage->number, 1);
	cr_assert_eq(result.hit[0].n_around, 1);
	cr_expect_eq(result.hit[0].around[0]->number, 2);
}

Test(search, takes_the_days_and_the_order_of_sessions)
{
	static const struct {
		const char *query;
		const char *same;
	} cases[] = {
	    {"session:s1..s2", "session:s1,s2"},
	    {"session:\"first session..second session\"", "session:s1,s2"},
	    {"deletion session:second session", "deletion session:s2"},
	    {"date:\"second session\" *", "date:2021-09-13..2021-09-17 *"},
	    {"date:s2..", "date:2021-09-13.."},
	    {"date:\"before s2\"", "date:..2021-09-12"},
	    {"speaker:Upland Group OR group:Upland Group",
		"speaker:UPLAND OR group:UPLAND"},
	};
	struct search_params params = {.limit = 100};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct search_result result = search(cases[i].query, &params);
		struct search_result same = search(cases[i].same, &params);

		cr_expect_str_eq(found(&result), found(&same), "'%s': %s",
		    cases[i].query, found(&result));
		cr_expect_gt(result.total, 0, "'%s'", cases[i].query);
	}
}

/* Every range of these days, months and years, compared with each date. */
Test(search, finds_dates_as_they_are_compared)
{
	static const char *const day[] = {"", "2020", "2021", "2021-01",
	    "2021-02-01", "2021-02-02", "2021-09-01", "2021-09-14",
	    "2021-09-20", "2021-09-30", "2021-12", "2022-01-01", "2022-03-08",
	    "2022", "2031-12-30"};
	const size_t n = sizeof day / sizeof *day;
	struct search_params params = {.limit = 100};
	struct search_result all = search("*", &params);

	for (size_t i = 0; i < n * n; i++) {
		const char *from = day[i / n], *to = day[i % n];
		const char *text =
		    arena_printf(searcher.arena, "date:%s..%s", from, to);
		struct search_result result, want = all;
		struct date_range range = {{0}, {0}};

		date_parse(from, strlen(from), &range.from);
		date_parse(to, strlen(to), &range.to);
		if (i == 0 || (*from != '\0' && *to != '\0' &&
				  date_compare(range.from, range.to) > 0))
			continue;
		want.hit =
		    arena_array(searcher.arena, all.n_hits, sizeof *want.hit);
		want.n_hits = 0;
		for (size_t k = 0; k < all.n_hits; k++) {
			const char *s = all.hit[k].record->date;
			struct date date;

			if (date_parse(s, strlen(s), &date) &&
			    date_in_range(date, &range))
				want.hit[want.n_hits++] = all.hit[k];
		}
		result = search(text, &params);
		cr_expect_str_eq(found(&result), found(&want), "'%s': %s", text,
		    found(&result));
	}
}

Test(search, refuses_a_session_that_is_not_known)
{
	static const char text[] = "x date:\"ninth session\"";
	struct search_params params = {.limit = 1};
	struct search_result result;
	struct error err = {0};
	struct query *query =
	    query_parse(searcher.arena, text, strlen(text), &err);

	cr_assert_not_null(query);
	cr_expect_not(search_run(&searcher, query, &params, &result, &err));
	cr_expect_eq(err.code, ERROR_USAGE);
	cr_expect_eq(err.column, 2);
	cr_expect_not_null(strstr(err.message, "s1, s2, s3"));
}

Test(search, takes_other_spellings_and_words)
{
	static const struct {
		const char *query;
		const char *plan;
	} cases[] = {
	    {"removal", "removal OR deletion"},
	    {"-removal *", "-removal *"},
	    {"lamps", "lamps"},
	    {"retention article:42", "retention article:42"},
	    {"\"the removal\"", "\"the removal\""},
	    {"removal@1", "removal@1"},
	    {"lights", "lights"},
	    {"\"lights and beacons\"", "\"lights and beacons\""},
	    {"\"the lights and\" x", "\"the lights and\" x"},
	};
	struct search_params params = {.limit = 100, .widen = true};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct search_result result = search(cases[i].query, &params);

		cr_expect_str_eq(result.plan, cases[i].plan, "'%s': %s",
		    cases[i].query, result.plan);
	}
	params.widen = false;
	cr_expect_str_eq(search("removal", &params).plan, "removal");
}

Test(search, suggests_what_finds_something)
{
	static const struct {
		const char *query;
		const char *suggestion;
	} cases[] = {
	    {"deletoin", "deletion"},
	    {"lmaps", "lamps"},
	    {"retentoin -lamps", "retention -lamps"},
	    {"4242", NULL},
	    {"Galtira", NULL},
	    {"speaker:Nowhere", NULL},
	    {"zzzzzz", NULL},
	    {"deletoin kind:outcome", NULL},
	};
	struct search_params params = {.limit = 1, .suggest = true};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct search_result result = search(cases[i].query, &params);

		if (cases[i].suggestion == NULL)
			cr_expect_null(result.suggestion, "'%s': %s",
			    cases[i].query, result.suggestion);
		else
			cr_expect_str_eq(result.suggestion != NULL
					     ? result.suggestion
					     : "nothing",
			    cases[i].suggestion, "'%s'", cases[i].query);
	}
}

/* What is told of the words adds up to the score. */
Test(search, tells_why_a_passage_is_there)
{
	struct search_params params = {.limit = 1, .explain = true};
	struct search_result result =
	    search("deletion opposes session:s1 -lamps", &params);
	double sum = 0;

	cr_assert_eq(result.n_hits, 1);
	cr_expect_str_eq(result.said,
	    "\"deletion\", \"opposes\" and session s1, but not \"lamps\"");
	for (const char *at = result.hit[0].why;
	     (at = strstr(at, "\" ")) != NULL; at += 2)
		sum += strtod(at + 2, NULL);
	cr_expect_float_eq(
	    sum, result.hit[0].score, 0.02, "%s", result.hit[0].why);
	params.limit = 3;
	result = search("session:s1", &params);
	cr_expect_not_null(strstr(result.hit[0].why, "filters alone"));
}

Test(search, says_how_to_narrow_by_a_value)
{
	struct search_params params = {.limit = 1, .facets = true};
	struct search_params all = {.limit = 100};
	struct search_result result = search("deletion", &params);
	size_t tried = 0;

	for (size_t i = 0; i < result.n_facets; i++)
		for (size_t v = 0; v < result.facet[i].n_values; v++) {
			const struct facet_value *value =
			    &result.facet[i].value[v];

			cr_expect_eq(search(arena_printf(searcher.arena,
						"deletion %s", value->only),
					 &all)
					 .total,
			    value->count, "%s", value->only);
			cr_expect_eq(search(arena_printf(searcher.arena,
						"deletion %s", value->hide),
					 &all)
					 .total,
			    result.total - value->count, "%s", value->hide);
			tried++;
		}
	cr_expect_gt(tried, 20);
}
