# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of travaux for bash. What it offers comes from travaux itself and
# from the index that it would ask.

# Words of one kind, one a line; nothing where there is no index.
_travaux_words() {
	local index=() i

	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ ${COMP_WORDS[i]} == --index ]] &&
			index=(--index "${COMP_WORDS[i + 1]}")
	done
	"${COMP_WORDS[0]}" complete "${index[@]}" "$@" 2>/dev/null
}

# Offer the lines of standard input that begin with $1, quoted for the shell.
_travaux_offer() {
	local begin=$1 word

	COMPREPLY=()
	while IFS= read -r word; do
		[[ $word == "$begin"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
	done
}

# What may come where no option wants a value.
_travaux_word() {
	local kind=fields at=$COMP_CWORD

	# bash parts "session:s1" into three words, or two.
	[[ ${COMP_WORDS[at]} == : ]] || ((at--))
	if [[ ${COMP_WORDS[at]} == : ]]; then
		_travaux_offer "${2#:}" < <(_travaux_words fields \
			"${COMP_WORDS[at - 1]}:" | sed 's/^[^:]*://')
		return
	fi

	case $2 in
	-*) kind=options ;;
	*) case $1 in
		trace) kind=provisions ;;
		about | brief | compare) kind=holders ;;
		list)
			COMPREPLY=($(compgen -W "holders groups sessions provisions" \
				-- "$2"))
			return
			;;
		bundle | index)
			COMPREPLY=($(compgen -f -- "$2"))
			[[ $1 == bundle ]] && COMPREPLY+=($(compgen -W "keygen pack
				sign verify info extract diff apply split import" -- "$2"))
			return
			;;
		esac ;;
	esac
	_travaux_offer "$2" < <(_travaux_words "$kind")
}

_travaux() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local command=${COMP_WORDS[1]}

	if ((COMP_CWORD == 1)); then
		_travaux_offer "$word" < <(_travaux_words commands)
		return
	fi
	case $before in
	--index | --trust) COMPREPLY=($(compgen -f -- "$word")) ;;
	--format) COMPREPLY=($(compgen -W "text json jsonl csv tsv svg markdown
		html bibtex csl" -- "$word")) ;;
	--color) COMPREPLY=($(compgen -W "auto always never" -- "$word")) ;;
	--sort) COMPREPLY=($(compgen -W "relevance date newest session" \
		-- "$word")) ;;
	--by) COMPREPLY=($(compgen -W "holder provision session group" \
		-- "$word")) ;;
	--timeline) _travaux_offer "$word" < <(_travaux_words provisions) ;;
	--limit | --offset | --width | --context | --port) ;;
	--facets | --original | --repairs | --matrix | --camps | --all | \
		--head | --no-pager | --per-record | --count | --explain | \
		--exact | --forget | --stale | --verify) _travaux_word "$command" "$word" ;;
	--*) _travaux_offer "$word" < <(_travaux_words "${before#--}") ;;
	help) _travaux_offer "$word" < <(_travaux_words commands) ;;
	*) _travaux_word "$command" "$word" ;;
	esac
	[[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]] &&
		compopt -o nospace 2>/dev/null
	return 0
}

complete -F _travaux travaux
