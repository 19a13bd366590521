#!/bin/sh
# Last step of packaging: makes the launchers executable, unpacks native libraries, and trains the
# start-up caches by running the programs once. Run by the build; argument: the program's folder.
set -eu
home=$1
chmod 755 "$home"/bin/*
mkdir -p "$home/lib/native" "$home/lib/aot"
rm -f "$home"/lib/aot/*

# Find the Java that the launchers will find.
java=$(sh -c ". \"\$1/lib/launch.sh\"; echo \"\$java\"" "$home/bin/launcher" "$home")
jar=${java%java}jar

case $(uname -s)-$(uname -m) in
  Linux-x86_64) rocksdb=librocksdbjni-linux64.so secp=linux-x86_64/libsecp256k1-jni.so ;;
  Linux-aarch64) rocksdb=librocksdbjni-linux-aarch64.so secp=linux-aarch64/libsecp256k1-jni.so ;;
  Darwin-x86_64) rocksdb=librocksdbjni-osx-x86_64.jnilib secp=darwin/libsecp256k1-jni.dylib ;;
  Darwin-arm64) rocksdb=librocksdbjni-osx-arm64.jnilib secp=darwin/libsecp256k1-jni.dylib ;;
  *) rocksdb= secp= ;;
esac

# Unpacks one file from a jar unless it is there already.
unpack() {
  target=$home/lib/native/${2##*/}
  [ -s "$target" ] && return 0
  scratch=$home/lib/native/unpack
  mkdir -p "$scratch"
  (cd "$scratch" && "$jar" xf "$1" "$2")
  [ -f "$scratch/$2" ] && mv "$scratch/$2" "$target"
  rm -rf "$scratch"
}
if [ -n "$rocksdb" ]; then
  for file in "$home"/lib/rocksdbjni-*.jar; do unpack "$file" "$rocksdb"; done
  for file in "$home"/lib/secp256k1-kmp-jni-jvm-linux-*.jar "$home"/lib/secp256k1-kmp-jni-jvm-darwin-*.jar; do
    [ -f "$file" ] && unpack "$file" "fr/acinq/secp256k1/jni/native/$secp" || true
  done
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A wallet with some history, opened a few times: the cache keeps what the virtual machine learns by
# that, and a large wallet opens in two thirds of the time. Arguments: how to reach the node.
use_wallet() {
  "$home/bin/quantumcoin-cli" "$@" createwallet training
  address=$("$home/bin/quantumcoin-cli" "$@" getnewaddress)
  "$home/bin/quantumcoin-cli" "$@" generatetoaddress 200 "$address"
  for _ in 1 2 3 4 5 6; do
    "$home/bin/quantumcoin-cli" "$@" unloadwallet training
    "$home/bin/quantumcoin-cli" "$@" loadwallet training
  done
  "$home/bin/quantumcoin-cli" "$@" sendtoaddress "$address" 1
}

# A cache that cannot be made costs start time only: the build goes on and says so.
train_cli() {
  QUANTUMCOIN_AOT_OUTPUT=$home/lib/aot/cli.aot QUANTUMCOIN_MAIN=org.quantumcoin.app.cli.Rehearsal \
    "$home/bin/quantumcoin-cli" "$scratch" >"$scratch/cli.log" 2>&1
}
train_node() {
  port=$((20000 + $$ % 20000))
  mkdir -p "$scratch/node"
  QUANTUMCOIN_AOT_OUTPUT=$home/lib/aot/node.aot "$home/bin/quantumcoin-node" -regtest -listen=0 -connect=0 \
    "-datadir=$scratch/node" "-rpcport=$port" >"$scratch/node.log" 2>&1 &
  node=$!
  "$home/bin/quantumcoin-cli" -regtest "-datadir=$scratch/node" "-rpcport=$port" -rpcwait -rpcwaittimeout=60 \
    getblockchaininfo >/dev/null 2>&1 || true
  use_wallet -regtest "-datadir=$scratch/node" "-rpcport=$port" >/dev/null 2>>"$scratch/node.log" || true
  "$home/bin/quantumcoin-cli" -regtest "-datadir=$scratch/node" "-rpcport=$port" stop >/dev/null 2>&1 || kill "$node"
  wait "$node"
}
# The window on the practice network, drawn into memory: no screen is needed.
train_desktop() {
  port=$((20000 + $$ % 20000))
  mkdir -p "$scratch/desktop"
  QUANTUMCOIN_AOT_OUTPUT=$home/lib/aot/desktop.aot \
    QUANTUMCOIN_JAVA_OPTIONS="-Dglass.platform=Headless -Dprism.order=sw" \
    "$home/bin/quantumcoin-desktop" -practice -server=1 "-datadir=$scratch/desktop" "-rpcport=$port" \
    >"$scratch/desktop.log" 2>&1 &
  desktop=$!
  "$home/bin/quantumcoin-cli" -regtest "-datadir=$scratch/desktop" "-rpcport=$port" -rpcwait -rpcwaittimeout=60 \
    getblockchaininfo >/dev/null 2>&1 || true
  use_wallet -regtest "-datadir=$scratch/desktop" "-rpcport=$port" >/dev/null 2>>"$scratch/desktop.log" || true
  # Until the first blocks of the partner have been drawn.
  sleep 8
  kill "$desktop" 2>/dev/null || true
  wait "$desktop" || true
}
for program in cli node desktop; do
  if ! "train_$program" || [ ! -s "$home/lib/aot/$program.aot" ]; then
    echo "finish.sh: no start-up cache for $program:" >&2
    tail -n 5 "$scratch/$program.log" >&2
    rm -f "$home/lib/aot/$program.aot"
  fi
  rm -f "$home/lib/aot/$program.aot.config"
done

# How long the client takes, start of the virtual machine included.
if command -v perl >/dev/null 2>&1; then
  perl -MTime::HiRes=time -e '
    my $best = 9; for (1 .. 5) { my $t = time; system(@ARGV); $t = time - $t; $best = $t if $t < $best }
    printf STDERR "quantumcoin-cli -version: %.3f s\n", $best' "$home/bin/quantumcoin-cli" -version >/dev/null
fi
