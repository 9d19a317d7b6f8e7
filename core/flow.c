/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/flow.h"

#include "core/flow-parts.h"

#include <string.h>

/* --- a record's passages ------------------------------------------------ */

void
flow_init(struct flow *flow, struct arena *arena, const struct negotiation *neg,
    const struct record *record)
{
	const struct session *session;

	memset(flow, 0, sizeof(*flow));
	flow->arena = arena;
	flow->neg = neg;
	flow->record = record;
	flow->place.instrument = record->instrument;
	flow->place.session = record->session;
	session = negotiation_session(neg, record->session);
	if (session != NULL)
		flow->place.session = session->id;
	date_parse(record->date, strlen(record->date), &flow->place.date);
}

void
flow_passage(struct flow *flow, const struct reading *reading,
    struct positions *out, struct passage *passage)
{
	const char *given = *passage->provision != '\0'
				? passage->provision
				: flow->record->provision;
	struct provision provision;

	flow->r = reading;
	flow->out = out;
	flow->instruments_found = false;
	flow->n_instruments = 0;
	flow->n_topics = 0;
	flow->drafting = false;
	flow->answer_fresh = false;
	flow->sentence_row = flow->unnamed_from = flow->unnamed_to = 0;
	flow->place.instrument = *passage->instrument != '\0'
				     ? passage->instrument
				     : flow->record->instrument;
	memset(&flow->given, 0, sizeof(flow->given));
	if (provision_parse(given, strlen(given), &provision)) {
		if (!provision_equal(&provision, &flow->article))
			flow->n_answers = 0;
		flow->given = flow->article = provision;
	}
	if (*passage->lineage == '\0' && flow->given.kind != PROVISION_NONE)
		passage->lineage =
		    negotiation_resolve(flow->neg, &flow->given, &flow->place)
			.lineage;
}
