/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/rule.h"

#include "core/translate.h"

#include <string.h>

struct named {
	const char *name;
	const char *says;
};

static const struct named rules[RULE_COUNT] = {
    [RULE_STANCE] = {"stance", N_("a verb of stance with its subject")},
    [RULE_NEGATED] = {"negated", N_("a verb of stance, turned by a negator")},
    [RULE_MUST] = {"must", N_("a demand in the words of its holder")},
    [RULE_MUST_NOT] = {"must-not", N_("a demand that something must not be")},
    [RULE_VERDICT] = {"verdict", N_("a judgement that implies the stance")},
    [RULE_ACTION] = {"action", N_("a verb of change, said of the text")},
    [RULE_WITH] = {"with", N_("named beside the holder: \"with Y\"")},
    [RULE_BY] = {"by", N_("named after \"by\": \"supported by Y\"")},
    [RULE_ANSWER] = {"answer", N_("on what was said before: \"opposed this\"")},
    [RULE_BARE] = {"bare", N_("on what was said before, with no object")},
    [RULE_DID_NOT] = {"did-not", N_("did not do what others did before")},
    [RULE_WITH_HOLDER] = {"with-holder",
	N_("takes what another holds: \"agreed with X\"")},
    [RULE_INCLUDED] = {"included",
	N_("one of the unnamed holders of the sentence before")},
    [RULE_OF] = {"of", N_("whose proposal others speak of")},
    [RULE_BRACKET] = {"bracket", N_("named in a bracket of the text")},
    [RULE_INSTRUCTION] = {"instruction", N_("an instruction in its entry")},
    [RULE_FORM] = {"form", N_("a form of entry: \"Delete.\"")},
    [RULE_AMENDS] = {"amends", N_("its entry prints the text with changes")},
};

static const struct named reasons[REASON_COUNT] = {
    [REASON_NO_CLAUSE] = {"no-clause",
	N_("no verb of a clause: a noun, an attribute, an infinitive")},
    [REASON_NO_HOLDER] = {"no-holder", N_("nobody here can hold it")},
    [REASON_NO_STANCE] = {"no-stance",
	N_("negated so that no stance follows: \"not opposed\"")},
    [REASON_FORECAST] = {"forecast",
	N_("a forecast, or what was before: \"will\", \"had\"")},
    [REASON_SUPPOSED] = {"supposed",
	N_("supposed or asked, not said: \"if\", \"whether\"")},
    [REASON_WITHIN] = {"within", N_("part of what another stance governs")},
    [REASON_ASKED] = {"asked", N_("within a question that is left open")},
    [REASON_DEMANDED] = {"demanded",
	N_("demanded of others: \"Parties should support\"")},
    [REASON_OUTCOME] = {"outcome", N_("what came out, agreed or not by all")},
    [REASON_ASSERTION] = {"assertion",
	N_("asserts how something is, proposes nothing")},
    [REASON_INQUIRY] = {"inquiry", N_("asks for an answer, not for a change")},
    [REASON_WEAK] = {"weak",
	N_("too weak a word for what is neither a text nor a proposal")},
    [REASON_OWN_WISH] = {"own-wish", N_("a wish that is on no text")},
    [REASON_NOT_SAID] = {"not-said", N_("a judgement that nobody utters")},
    [REASON_UNCLEAR] = {"unclear",
	N_("\"this\" may be the change or the text: nothing rather than the "
	   "reverse")},
    [REASON_NOTHING] = {"nothing", N_("it governs nothing")},
    [REASON_NO_ANSWER] = {"no-answer",
	N_("there is no position before it that it could be on")},
    [REASON_ALIGNED] = {"aligned",
	N_("takes the side of somebody who has no position before it")},
    [REASON_REPEATED] = {"repeated",
	N_("the sentence has this position already")},
    [REASON_DRAFT_VOICE] = {"draft-voice",
	N_("unnamed in an entry: words of the draft, no delegation")},
};

const char *
rule_name(enum rule rule)
{
	return rules[rule].name;
}

const char *
rule_says(enum rule rule)
{
	return rules[rule].says;
}

bool
rule_find(const char *name, enum rule *ret, size_t *ret_cue)
{
	const char *slash = strrchr(name, '/');

	if (slash == NULL)
		return false;
	for (size_t i = 0; i < RULE_COUNT; i++)
		if (strcmp(slash + 1, rules[i].name) == 0) {
			*ret = (enum rule)i;
			*ret_cue = (size_t)(slash - name);
			return true;
		}
	return false;
}

const char *
reason_name(enum reason reason)
{
	return reasons[reason].name;
}

const char *
reason_says(enum reason reason)
{
	return reasons[reason].says;
}
