# Shared by the launchers in bin/: finds the program's folder and a JDK that is new enough.
# Sourced, not run. Uses only what the shell has built in, because every process started here would
# be felt in the client's answer.

least_java=@jdk.version@

# The folder that holds bin/ and lib/, also when the launcher was reached through links.
program=$0
while [ -L "$program" ]; do
  link=$(readlink "$program")
  case $link in
    /*) program=$link ;;
    *) program=${program%/*}/$link ;;
  esac
done
case $program in
  */*) bin=${program%/*} ;;
  *) bin=. ;;
esac
home=$(cd "$bin/.." && pwd -P)

# Whether $1 is the home of a new enough Java; answers it in $java.
try_java() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        version=${line#JAVA_VERSION=}
        version=${version#\"}
        version=${version%%[!0-9]*}
        [ "${version:-0}" -ge "$least_java" ] || return 1
        java=$1/bin/java
        return 0
        ;;
    esac
  done <"$1/release"
  return 1
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ] && try_java "$JAVA_HOME"; then
    return 0
  fi
  on_path=$(command -v java) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null) || on_path=
    if [ -n "$on_path" ] && try_java "${on_path%/bin/java}"; then
      return 0
    fi
  fi
  for candidate in \
    /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if try_java "$candidate"; then
      return 0
    fi
  done
  echo "Error: Java $least_java or newer was not found. Install a JDK $least_java, or set JAVA_HOME to one." >&2
  exit 1
}

# The option for a start-up cache: trains it when QUANTUMCOIN_AOT_OUTPUT names a file, else uses the
# one made when the program was built. Another Java than the one it was made with passes it over.
aot_option() {
  if [ -n "${QUANTUMCOIN_AOT_OUTPUT:-}" ]; then
    aot=-XX:AOTCacheOutput=$QUANTUMCOIN_AOT_OUTPUT
  elif [ -r "$home/lib/aot/$1.aot" ]; then
    aot=-XX:AOTCache=$home/lib/aot/$1.aot
  else
    aot=-Xshare:auto
  fi
}

# All libraries, in the same order every time: the start-up cache depends on it.
class_path() {
  classes=
  for jar in "$home"/lib/*.jar; do
    classes=$classes${classes:+:}$jar
  done
}

find_java
