# shellcheck shell=bash
# For the script 'it' to source: the emulator as a process of its own, the data in it, and what it
# counted. Wants PROGRAM, the path of braintrust-beam, and WORK, a folder.

# How many traces have a call for a facet, half of them an issue.
readonly TRACES=40

# What people wrote in the data: so many test cases, each corrected, and so many bytes a correction.
readonly CASES=2500 LONG=1200

# Starts it on a data folder, on the port of the time before, so that links in results are the same.
start_emulator() {
  local tries=3000
  rm -f "$WORK/emulator.out"
  "$PROGRAM" emulator --port "${EMULATOR_PORT:-0}" --data "$1" </dev/null \
    >"$WORK/emulator.out" 2>"$WORK/emulator.err" &
  EMULATOR=$!
  until grep -qs '^listening ' "$WORK/emulator.out"; do
    if ! kill -0 "$EMULATOR" 2>/dev/null || [ $((tries -= 1)) -le 0 ]; then
      cat "$WORK/emulator.err" >&2
      return 1
    fi
    sleep 0.1
  done
  URL=$(sed 's/^listening //' "$WORK/emulator.out")
  EMULATOR_PORT=${URL##*:}
  export BRAINTRUST_API_URL=$URL BRAINTRUST_APP_URL=$URL
}

stop_emulator() {
  [ -n "${EMULATOR:-}" ] || return 0
  kill "$EMULATOR" 2>/dev/null || true
  wait "$EMULATOR" 2>/dev/null || true # which says by what signal it ended
  EMULATOR=''
}

# METHOD PATH [BODY]; the body '-' is standard input.
call() {
  curl -sS --fail-with-body --max-time 60 -X "$1" -H 'Authorization: Bearer any' \
    -H 'Content-Type: application/json' ${3:+--data-binary "${3/#-/@-}"} "$URL$2"
}

# These and no others; the counts start anew.
set_faults() {
  jq -nc '{seed: 1, faults: $ARGS.positional}' --args "$@" | call PUT /emulator/faults - >/dev/null
}

# How many requests came since, of all routes or of those with the text.
requests() {
  call GET /emulator/faults |
    jq "[.requests | to_entries[] | select(.key | contains(\"${1:-}\")) | .value] | add // 0"
}

# How many of them the faults disturbed.
struck() {
  call GET /emulator/faults | jq '[.faults[].struck] | add // 0'
}

id_of() {
  call POST "/v1/$1" "$2" | jq -er .id
}

query() {
  jq -nc --arg query "$1" '{query: $query, fmt: "jsonl"}' | call POST /btql -
}

# A dataset, another one with some older answers, and an experiment on the first, all corrected.
make_data() {
  local project gold twin experiment transaction
  project=$(id_of project '{"name":"p"}')
  gold=$(id_of dataset "{\"project_id\":\"$project\",\"name\":\"gold\"}")
  twin=$(id_of dataset "{\"project_id\":\"$project\",\"name\":\"twin\"}")
  experiment=$(id_of experiment "{\"project_id\":\"$project\",\"name\":\"e\"}")
  rows 'id: "g\(.)", input: {q: .}, expected: answer("gold"), tags: ["keep"], metadata: {n: .},
      created: "2026-05-01T00:00:00Z"' events | call POST "/v1/dataset/$gold/insert" - >/dev/null
  rows 'id: "t\(.)", input: {q: .}, created: "2026-04-01T00:00:00Z",
      expected: answer(if . % 5 == 0 then "old" else "gold" end)' events |
    call POST "/v1/dataset/$twin/insert" - >/dev/null
  transaction=$(query "SELECT max(_xact_id) AS head FROM dataset('$gold')" | jq -r .head)
  rows "id: \"e\(.)\", span_id: \"e\(.)\", root_span_id: \"e\(.)\", input: {q: .}, output: \"o\",
      expected: answer(\"gold\"), origin: {object_type: \"dataset\", object_id: \"$gold\",
      id: \"g\(.)\", _xact_id: \"$transaction\"}" events |
    call POST "/v1/experiment/$experiment/insert" - >/dev/null
  facet_spans | call POST "/v1/project_logs/$project/insert" - >/dev/null
  scored_experiment "$project" before '. % 2' && scored_experiment "$project" after 1
  rows 'id: "e\(.)", source: "app", expected: answer("corrected" + "!" * '"$LONG"')' feedback |
    call POST "/v1/experiment/$experiment/feedback" - >/dev/null
}

# A request with a row for each test case: the fields of the row, and the name of the list.
rows() {
  jq -nc "def answer(\$word): {a: \"\(\$word) \(.)\"}; {$2: [range($CASES) | {$1}]}"
}

# A request with the spans in which a model was asked for a facet, and what came of it.
facet_spans() {
  jq -nc '{events: [range('"$TRACES"') |
    {root_span_id: "t\(.)", created: "2026-05-01T00:00:\(10 + .)Z"} as $trace |
    ($trace + {id: "t\(.)", span_id: "t\(.)", span_parents: [],
      input: "case \(.)", scores: {Quality: (. % 3 / 2)},
      facets: {Issues: (if . % 2 == 0 then "It is late" else "no_match" end)}}),
    ($trace + {id: "s\(.)", span_id: "s\(.)", span_parents: ["t\(.)"],
      span_attributes: {type: "llm"}, metadata: {model: "brain-facet-1"}, output: "out \(.)",
      input: {
        messages: [{role: "user", content: "Here is the data to analyze:\n\nUser: case \(.)"}],
        suffix_messages: [[{role: "user",
          content: "You are extracting an \"Issues\" facet. Answer NONE if there is none."}]]}})]}'
}

# PROJECT NAME SCORE: an experiment of as many cases, with the score that an expression gives to each.
scored_experiment() {
  local id
  id=$(id_of experiment "{\"project_id\":\"$1\",\"name\":\"$2\"}")
  jq -nc '{events: [range('"$TRACES"') | {id: "\($name)\(.)", span_id: "\($name)\(.)",
    root_span_id: "\($name)\(.)", input: {q: .}, output: "o", scores: {Exact: ('"$3"')}}]}' \
    --arg name "$2" | call POST "/v1/experiment/$id/insert" - >/dev/null
}

# What an eval has written, without what hangs on when it was.
eval_spans() {
  all_rows "experiment('$(call GET /v1/experiment?experiment_name=facet-optimizer-brain-facet-1 |
    jq -er '.objects[0].id')')" |
    jq -c 'walk(if type == "object" then del(.ground_truth_generated_at) else . end) |
      {span_attributes, input, output, expected, scores, error, tags, metadata}' | sort
}

# The rows of the dataset of facets, without what hangs on when they were made.
facet_rows() {
  dataset_rows "$(call GET "/v1/dataset?dataset_name=truth" | jq -er '.objects[0].id')" |
    jq -c '{id, input, expected, tags, origin, metadata: (.metadata | del(.ground_truth_generated_at))}' |
    sort
}

# The rows of both datasets, in the order of their making, without what a write that was
# repeated changes.
contents() {
  local name
  for name in gold twin; do
    dataset_rows "$(call GET "/v1/dataset?dataset_name=$name" | jq -er '.objects[0].id')"
  done
}

dataset_rows() {
  all_rows "dataset('$1')"
}

# Of what can stand behind FROM.
all_rows() {
  local page after=p
  while true; do
    page=$(query "SELECT * FROM $1 WHERE _pagination_key > '$after' \
      ORDER BY _pagination_key LIMIT 1000")
    [ -n "$page" ] || return 0
    jq -c 'del(._xact_id, .audit_data)' <<<"$page"
    after=$(tail -n 1 <<<"$page" | jq -r ._pagination_key)
  done
}
