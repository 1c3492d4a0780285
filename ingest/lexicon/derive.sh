#!/bin/sh
# Derives the lexicon's tables from tables of public facts (see NOTICE for their sources).
# usage: derive.sh FACTS_DIR    writes beside this script; rows keep the order of the source
set -eu
facts=$1
out=$(dirname "$0")

# pick INPUT OUTPUT CONDITION COLUMN...: the named columns of the rows that meet an awk condition
# over v["column"].
pick() {
    input=$1 output=$2 condition=$3
    shift 3
    awk -F '\t' -v OFS='\t' -v names="$*" '
        NR == 1 { n = split(names, want, " "); for (i = 1; i <= NF; i++) at[$i] = i
                  line = want[1]; for (i = 2; i <= n; i++) line = line OFS want[i]; print line; next }
        { for (name in at) v[name] = $(at[name])
          if ('"$condition"') { line = v[want[1]]; for (i = 2; i <= n; i++) line = line OFS v[want[i]]; print line } }
    ' "$facts/$input" > "$out/$output"
}

pick countries.tsv countries.tsv 1 id name official_name other_names demonyms adjectives capitals metonyms kind cameo_code valid_from valid_to
# Other words for the people of a state, which the source leaves out; what is Dutch or French is of no island.
awk -F '\t' -v OFS='\t' '
    function also(id, word) { if ($1 == id) { $5 = $5 "|" word "|" word "s"; $6 = $6 "|" word } }
    $1 == "ABW" || $1 == "CUW" { sub(/[|]Dutch$/, "", $6) }
    $1 == "SPM" { $5 = $6 = "" }
    { also("COM", "Comorian"); also("VUT", "Vanuatuan"); also("DHY", "Dahomean"); print }
' "$out/countries.tsv" > "$out/countries.tmp"
mv "$out/countries.tmp" "$out/countries.tsv"

pick metonyms.tsv metonyms.tsv 1 term country institution role_code
# Andorra's co-princes are the president of France and a bishop, whom other rows and names stand for.
pick leaders.tsv leaders.tsv 'v["licence"] !~ /BY-SA/ && !(v["country"] == "AND" && v["office_code"] == "head_of_state")' country organization office_code office name name_variants wikidata start end asof
# Iran has a president, who is its head of state to others, and a supreme leader.
awk -F '\t' -v OFS='\t' '
    $1 == "IRN" && $4 == "President" { $3 = "head_of_state" }
    $1 == "IRN" && $4 == "Supreme Leader" { $3 = "supreme_leader" }
    { print }
' "$out/leaders.tsv" > "$out/leaders.tmp"
mv "$out/leaders.tmp" "$out/leaders.tsv"
pick leaders.tsv leaders-by-sa.tsv 'v["licence"] ~ /BY-SA/' country organization office_code office name name_variants wikidata start end asof
pick officials.tsv officials.tsv 1 country office_code office name wikidata start end
pick organizations.tsv organizations.tsv 1 id name acronyms_and_names type cameo_code home_country founded dissolved
pick places.tsv places.tsv 1 name other_names country kind population is_capital is_venue

# Some groups carry the name of their country as a mere distinction; a state's name is nobody else's. Bodies that the table calls
# by the town of their treaty ("OSLO") are not meant by it.
awk -F '\t' -v OFS='\t' '
    FNR == 1 { file++ }
    file == 1 { state[tolower($2)] = 1; n = split($4, also, "|"); for (i = 1; i <= n; i++) state[tolower(also[i])] = 1; next }
    file == 2 { town[tolower($1)] = 1; n = split($2, also, "|"); for (i = 1; i <= n; i++) town[tolower(also[i])] = 1; next }
    FNR == 1 { print; next }
    { n = split($3, names, "|"); kept = ""
      for (i = 1; i <= n; i++)
          if (!(tolower(names[i]) in state) && !($1 ~ /^COW:/ && tolower(names[i]) in town)) kept = kept (kept == "" ? "" : "|") names[i]
      $3 = kept; print }
' "$out/countries.tsv" "$out/places.tsv" "$out/organizations.tsv" > "$out/organizations.tmp"
mv "$out/organizations.tmp" "$out/organizations.tsv"
