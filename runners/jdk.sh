# shellcheck shell=bash
# For the scripts to source: finds the JDK that they run the program and its servers with.

readonly WANTED=17

fail() {
  echo "error: $1" >&2
  exit "${2:-2}"
}

# The major version of the JDK in a folder; nothing if there is none, or only a runtime.
version_of() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
  fi
}

home_of_java_on_path() {
  local file folder
  file=$(command -v javac) || return 0
  while [ -L "$file" ]; do
    folder=$(cd -P "$(dirname "$file")" && pwd)
    file=$(readlink "$file")
    case $file in /*) ;; *) file=$folder/$file ;; esac
  done
  cd -P "$(dirname "$file")/.." && pwd
}

# Where JDKs usually are, the first that is new enough wins; one a line, for names with blanks.
candidates() {
  [ -n "${JAVA_HOME:-}" ] && echo "$JAVA_HOME"
  home_of_java_on_path
  [ -x /usr/libexec/java_home ] && /usr/libexec/java_home -v "$WANTED+" 2>/dev/null
  local folder
  for folder in /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/openjdk* \
    /opt/homebrew/opt/openjdk* /usr/local/opt/openjdk* "${HOME:-}"/.sdkman/candidates/java/*; do
    [ -d "$folder" ] && echo "$folder"
  done
}

# Sets JDK, its folder, and JDK_VERSION, a number.
# shellcheck disable=SC2034 # for whoever sources this file
find_jdk() {
  local folder version
  while IFS= read -r folder; do
    version=$(version_of "$folder")
    if [ -n "$version" ] && [ "$version" -ge "$WANTED" ] 2>/dev/null; then
      JDK=$folder
      JDK_VERSION=$version
      return 0
    fi
  done < <(candidates)
  fail "no JDK $WANTED or newer found: install one, or set JAVA_HOME to it"
}
