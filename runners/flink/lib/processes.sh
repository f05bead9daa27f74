# shellcheck shell=bash
# For the script 'cluster' to source: tells the processes of a cluster from all others, and ends them.
# Wants FOLDER, the cluster's, and MARKER, the word that its start put on their command lines.

# Each process has the start's random word on its command line: a number in an old file may by now
# be anybody's.
ours() {
  local command
  if [ -r "/proc/$1/cmdline" ]; then
    command=$(tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null)
  else
    command=$(ps -ww -o command= -p "$1" 2>/dev/null)
  fi
  case $command in *"-Dbraintrust.beam.cluster=$MARKER "*) return 0 ;; *) return 1 ;; esac
}

# The numbers of those that run, of all or of one kind.
pids() {
  local file pid
  [ -n "$MARKER" ] || return 0
  for file in "$FOLDER/pids/${1:-}"*; do
    [ -f "$file" ] || continue
    read -r pid <"$file"
    ours "$pid" && echo "$pid"
  done
}

running() {
  [ -n "$(pids jobmanager)" ]
}

send() {
  local signal=$1 pid
  for pid in $(pids); do
    kill "-$signal" "$pid" 2>/dev/null
  done
}

gone_within() {
  local tries=$(($1 * 5))
  while [ -n "$(pids)" ]; do
    [ $((tries -= 1)) -gt 0 ] || return 1
    sleep 0.2
  done
}

end_all() {
  send TERM
  gone_within 15 && return
  send KILL
  gone_within 5
}
