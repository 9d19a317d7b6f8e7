/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The records that tests of searching and answering share: invented, of the
 * exercise's States. ND1 lay on the table at s1 and s2, ND2 at s3.
 */
#ifndef TESTS_SCRATCH_RECORDS_H
#define TESTS_SCRATCH_RECORDS_H

#include "tests/scratch-index.h"

static const struct scratch_record scratch_records[] = {
    {"a1", RECORD_STATEMENT, "s1", "2021-02-01", "Aldermark", NULL,
	"Statement of Aldermark", "WP/CONF/SR.1",
	"We thank the Chair for the warm room.\n\n"
	"My delegation opposes the deletion of Article 42."},
    {"d1", RECORD_STATEMENT, "s1", "2021-02-02", "Dunmarrow", NULL,
	"Statement of Dunmarrow", NULL,
	"Dunmarrow proposes the deletion of Article 42. We support Article 5."},
    {"c1", RECORD_STATEMENT, "s2", "2021-09-14", "Caldera", NULL,
	"Statement of Caldera", NULL,
	"Caldera proposes the deletion of paragraph 3 of Article 42."},
    {"b2", RECORD_SUMMARY, "s2", "2021-09", NULL, NULL,
	"Bulletin of the second session", NULL,
	"HOLLIN supported the retention of Article 42.\n\n"
	"GALTRIA supported the deletion of Article 42.\n\n"
	"MORROW proposed to amend Article 14. ESTMERE opposed the deletion of "
	"Article 42 of the Saltmarsh Convention."},
    {"u1", RECORD_STATEMENT, "s1", "2021-02-03", "Quillon", "Upland Group",
	"Statement of the Upland Group", NULL,
	"The Upland Group opposes the deletion of Article 42."},
    {"j3", RECORD_STATEMENT, "s3", "2022-03-08", "Jorvane", NULL,
	"Statement of Jorvane", NULL,
	"Jorvane proposes the deletion of Article 42."},
    {"g3", RECORD_STATEMENT, "s3", "2022-03-09", "Galtria", NULL,
	"Statement of Galtria", NULL,
	"Galtria opposes the deletion of Article 33."},
    {"o1", RECORD_COMMENTARY, NULL, "2021", NULL, NULL, "A note on lamps", NULL,
	"The lamps of the harbour burned all winter."},
};

#define N_SCRATCH_RECORDS (sizeof scratch_records / sizeof *scratch_records)

#endif
