# shellcheck shell=bash
# For the script 'it' to source: looks for a key wherever a cluster could show it.

# What the JobManager's address MASTER shows of itself, the jobs and the TaskManagers: paths.
rest_pages() {
  local job vertex manager log
  printf '%s\n' /config /overview /jobs/overview /jobmanager/{config,environment,logs,log,stdout} \
    /jobmanager/{metrics,thread-dump} /taskmanagers /jars /datasets
  for job in $(page /jobs/overview | jq -r '.jobs[].jid'); do
    printf '%s\n' "/jobs/$job" "/jobs/$job"/{config,plan,exceptions,accumulators,metrics} \
      "/jobs/$job"/jobmanager/{config,environment}
    for vertex in $(page "/jobs/$job" | jq -r 'select(.state == "RUNNING").vertices[].id'); do
      printf '%s\n' "/jobs/$job/vertices/$vertex" "/jobs/$job/vertices/$vertex"/subtasks/accumulators \
        "/jobs/$job/vertices/$vertex"/{accumulators,subtasktimes,taskmanagers,metrics}
    done
  done
  for manager in $(page /taskmanagers | jq -r '.taskmanagers[].id'); do
    printf '%s\n' "/taskmanagers/$manager" "/taskmanagers/$manager"/{log,stdout,metrics,thread-dump}
    for log in $(page "/taskmanagers/$manager/logs" | jq -r '.logs[].name'); do
      echo "/taskmanagers/$manager/logs/$log"
    done
  done
}

page() {
  curl -sS --max-time 30 "http://$MASTER$1"
}

# Keeps each of these pages in a folder, and says how many there are.
keep_rest_pages() {
  local path
  mkdir -p "$1"
  rest_pages | while IFS= read -r path; do
    page "$path" >"$1/${path//\//_}"
  done
  find "$1" -type f | wc -l
}

# Files below the folder that hold the text, and processes that have it on their command line.
holders_of() {
  grep -rlF -- "$1" "$2" || true
  # shellcheck disable=SC2009 # pgrep would show no command line on macOS
  ps -e -ww -o pid=,args= | grep -F -- "$1" | grep -v 'grep -F' || true
}
