# shellcheck shell=bash
# For the script 'cluster' to source: Flink's jars, configuration, memory and start. Wants what
# 'cluster' and jdk.sh found out: FOLDER, MARKER, JARS, TASKMANAGERS, SLOTS, PORTS, JDK.

gather_jars() {
  local pom=$HERE/pom.xml log=$TARGET/jars.log new=$JARS.$$
  [ -n "$(find "$JARS/complete" -newer "$pom" -newer "$HERE/../../pom.xml" 2>/dev/null)" ] && return
  command -v mvn >/dev/null 2>&1 || fail "Maven (mvn) is needed to fetch Flink, and not found"
  echo "fetching Flink's jars (log: $log)" >&2
  rm -rf "$new"
  mkdir -p "$new" || fail "cannot write to $new" 1
  JAVA_HOME=$JDK mvn -B -f "$pom" dependency:copy-dependencies "-Dcluster.jars=$new" \
    </dev/null >"$log" 2>&1 || { grep -v '^\[INFO\]' "$log" >&2 && fail "no jars (log: $log)" 1; }
  touch "$new/complete"
  rm -rf "$JARS" # another cluster that runs from them has them open
  mv "$new" "$JARS"
}

# Port 0: the system gives a free one, and the JobManager says which in its log.
write_config() {
  cat <<CONFIG
rest:
  address: 127.0.0.1
  bind-address: 127.0.0.1
  bind-port: '$PORTS'
web:
  submit.enable: false
jobmanager:
  rpc:
    address: 127.0.0.1
    port: 0
  bind-host: 127.0.0.1
  memory.process.size: 1g
taskmanager:
  host: 127.0.0.1
  bind-host: 127.0.0.1
  numberOfTaskSlots: $SLOTS
  load-balance.mode: SLOTS
  memory:
    process.size: 2g
    # Every job brings its own copy of some ten thousand classes.
    jvm-metaspace.size: 512m
parallelism.default: $((TASKMANAGERS * SLOTS))
# A batch job whose TaskManager was lost begins again. Until the loss is noticed, by the heartbeats
# below, an attempt is sent to the lost one and fails: all attempts together have to last longer.
restart-strategy:
  type: fixed-delay
  fixed-delay:
    attempts: 5
    delay: 5 s
# A TaskManager that is gone is noticed within seconds; what is merely slow has a minute.
heartbeat:
  interval: 2000
  timeout: 10000
pekko.ask.timeout: 60 s
slot.request.timeout: 60000
io.tmp.dirs: '$FOLDER/tmp'
CONFIG
}

# What Flink and Beam reach into, as in the configuration that Flink comes with.
jvm_flags() {
  local package
  for package in lang lang.reflect net io nio text time util util.concurrent \
    util.concurrent.atomic util.concurrent.locks; do
    echo "--add-opens=java.base/java.$package=ALL-UNNAMED"
  done
  echo "--add-exports=java.base/sun.net.util=ALL-UNNAMED"
  [ "$JDK_VERSION" -ge 22 ] && echo "--enable-native-access=ALL-UNNAMED"
  [ "$JDK_VERSION" -ge 23 ] && echo "--sun-misc-unsafe-memory-access=allow"
  echo "-XX:+UseSerialGC"
}

java() {
  "$JDK/bin/java" -cp "$JARS/*" "$@"
}

# The two lines that Flink's own scripts ask for: flags of the JVM, and settings for Flink.
memory_of() {
  local out
  out=$(java org.apache.flink.runtime.util.bash.BashJavaUtils "GET_$1_RESOURCE_PARAMS" \
    --configDir "$FOLDER/conf" 2>"$FOLDER/logs/memory.log" |
    sed -n 's/^.*BASH_JAVA_UTILS_EXEC_RESULT://p')
  [ -n "$out" ] || fail "Flink refuses the configuration: $(tail -n 3 "$FOLDER/logs/memory.log")" 1
  JVM_MEMORY=$(sed -n 1p <<<"$out")
  FLINK_MEMORY=$(sed -n 2p <<<"$out")
}

# Starts a process that outlives this script and its terminal: name, main class, flags of it.
launch() {
  local name=$1 main=$2 flag flags=()
  shift 2
  while IFS= read -r flag; do
    flags+=("$flag")
  done < <(jvm_flags)
  cd "$FOLDER" || return # where no relative name of a launcher means anything
  # shellcheck disable=SC2086 # several flags in one variable, with blanks between
  nohup "$JDK/bin/java" "${flags[@]}" $JVM_MEMORY "-Djava.io.tmpdir=$FOLDER/tmp" \
    "-Dlog.file=$FOLDER/logs/$name.log" \
    "-Dbraintrust.beam.cluster=$MARKER" -Dorg.slf4j.simpleLogger.showDateTime=true \
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss,SSS" -cp "$JARS/*" \
    "$main" --configDir "$FOLDER/conf" "$@" $FLINK_MEMORY \
    </dev/null >"$FOLDER/logs/$name.log" 2>&1 &
  echo $! >"$FOLDER/pids/$name"
}

# Waits until a log has a line with the text, and says what follows the text there.
await() {
  local name=$1 text=$2 line pid tries=3000
  read -r pid <"$FOLDER/pids/$name"
  until line=$(grep -F -m 1 "$text" "$FOLDER/logs/$name.log"); do
    if ! kill -0 "$pid" 2>/dev/null || [ $((tries -= 1)) -le 0 ]; then
      echo "error: the $name does not start (log: $FOLDER/logs/$name.log)" >&2
      grep -vE '^[0-9-]* [0-9:,]* \[[^]]*\] (INFO|WARN) |^	at |^	\.\.\. ' "$FOLDER/logs/$name.log" | head -n 8 >&2
      return 1
    fi
    sleep 0.1
  done
  echo "${line##*"$text"}"
}
