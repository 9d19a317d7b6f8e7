# SPDX-License-Identifier: GPL-2.0-or-later
# Completion of travaux for fish. What it offers comes from travaux itself and
# from the index that it would ask.

function __travaux_first
    test (count (commandline -opc)) -eq 1
end

function __travaux_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

complete -c travaux -f
complete -c travaux -n __travaux_first -a '(travaux complete commands 2>/dev/null)'
complete -c travaux -n '__travaux_command help' -a '(travaux complete commands 2>/dev/null)'
complete -c travaux -n '__travaux_command index bundle' -F
complete -c travaux -n '__travaux_command bundle' -a 'keygen pack sign verify info extract diff apply split import'
complete -c travaux -n '__travaux_command brief compare' -a '(travaux complete holders 2>/dev/null)'
complete -c travaux -n '__travaux_command trace' -a '(travaux complete provisions 2>/dev/null)'
complete -c travaux -n '__travaux_command search positions' -a '(travaux complete fields 2>/dev/null)'
complete -c travaux -l index -r -F
complete -c travaux -l trust -r -F
complete -c travaux -l format -x -a 'text json jsonl csv tsv svg markdown html bibtex csl'
complete -c travaux -l color -x -a 'auto always never'
complete -c travaux -l sort -x -a 'relevance date newest session'
complete -c travaux -l by -x -a 'holder provision session group'
complete -c travaux -l timeline -x -a '(travaux complete provisions 2>/dev/null)'
for option in limit offset width context
    complete -c travaux -l $option -x
end
for option in facets original repairs matrix camps all head no-pager help
    complete -c travaux -l $option
end
for field in article topic
    complete -c travaux -l $field -x -a '(travaux complete provisions 2>/dev/null)'
end
for field in holder speaker group mentions
    complete -c travaux -l $field -x -a '(travaux complete holders 2>/dev/null)'
end
for field in kind session instrument stance action lang negotiation
    complete -c travaux -l $field -x -a "(travaux complete $field 2>/dev/null)"
end
