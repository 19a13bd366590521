package org.quantumcoin.app.config;

import static org.quantumcoin.app.config.OptionFlag.DEBUG_ONLY;
import static org.quantumcoin.app.config.OptionFlag.NETWORK_ONLY;
import static org.quantumcoin.app.config.OptionFlag.NOT_YET;
import static org.quantumcoin.app.config.OptionFlag.NO_NEGATION;
import static org.quantumcoin.app.config.OptionFlag.SENSITIVE;
import static org.quantumcoin.app.config.OptionGroup.CHAIN;
import static org.quantumcoin.app.config.OptionGroup.CONNECTION;
import static org.quantumcoin.app.config.OptionGroup.DEBUG;
import static org.quantumcoin.app.config.OptionGroup.MINING;
import static org.quantumcoin.app.config.OptionGroup.OPTIONS;
import static org.quantumcoin.app.config.OptionGroup.RELAY;
import static org.quantumcoin.app.config.OptionGroup.RPC;
import static org.quantumcoin.app.config.OptionGroup.WALLET;

/// The options of the node and the desktop: Bitcoin Core 29's names, and a few of ours.
public final class NodeOptions {
  private NodeOptions() {}

  public static OptionTable table() {
    OptionTable table = new OptionTable();
    general(table);
    connection(table);
    connectionLimits(table);
    wallet(table);
    debug(table);
    logging(table);
    chain(table);
    relay(table);
    mining(table);
    rpc(table);
    return table;
  }

  private static void general(OptionTable table) {
    table
        .add(OPTIONS, "help", "Print this help and exit (also -h or -?)")
        .addHidden(OPTIONS, "h", "?")
        .add(OPTIONS, "version", "Print the version and exit")
        .add(
            OPTIONS,
            "alertnotify=<cmd>",
            "Run a command when a warning arises (%s stands for it)",
            NOT_YET)
        .add(OPTIONS, "allowignoredconf", "Accepted; every configuration file given is read")
        .add(
            OPTIONS,
            "assumevalid=<hex>",
            "Skip the script checks of this block and its ancestors when it is in the chain (0 checks all; default: built in for each network)")
        .add(
            OPTIONS,
            "blockfilterindex=<type>",
            "Keep an index of compact filters by block (BIP 158), of a type (basic) or of all (1); default: 0")
        .add(OPTIONS, "blocknotify=<cmd>", "Run a command when the tip changes (%s: its hash)")
        .add(
            OPTIONS,
            "blockreconstructionextratxn=<n>",
            "Extra transactions kept for compact blocks (default: 100)")
        .add(
            OPTIONS,
            "blocksdir=<dir>",
            "Folder for the block files (default: under the data directory)")
        .add(OPTIONS, "blocksonly", "Take no part in transaction relay (default: 0)")
        .add(OPTIONS, "blocksxor", "Obfuscate the files of a new blocks folder (default: 1)")
        .add(
            OPTIONS,
            "coinstatsindex",
            "Keep statistics of the coins by block (default: 0)",
            NOT_YET)
        .add(
            OPTIONS,
            "conf=<file>",
            "Configuration file, relative to the data directory; on the command line only (default: "
                + Arguments.CONFIG_FILE_NAME
                + ")")
        .add(OPTIONS, "daemon", "Run in the background (default: 0)")
        .add(
            OPTIONS, "daemonwait", "As -daemon, and return when start-up has finished (default: 0)")
        .add(OPTIONS, "datadir=<dir>", "Data directory", NO_NEGATION)
        .add(OPTIONS, "dbbatchsize", "Accepted; batches are bounded by the cache", DEBUG_ONLY)
        .add(OPTIONS, "dbcache=<n>", "Size of the database cache in MiB (4 or more, default: 450)")
        .add(
            OPTIONS,
            "includeconf=<file>",
            "A further configuration file, relative to the data directory; in the file only")
        .add(OPTIONS, "loadblock=<file>", "Import blocks from a file at start; may be repeated")
        .add(OPTIONS, "maxmempool=<n>", "Keep the mempool below so many megabytes (default: 300)")
        .add(OPTIONS, "maxorphantx=<n>", "Transactions without parents to keep (default: 100)")
        .add(OPTIONS, "mempoolexpiry=<n>", "Drop a transaction after so many hours (default: 336)")
        .add(
            OPTIONS,
            "minimumchainwork=<hex>",
            "Least work of a chain that counts as in sync, in hex (default: built in)",
            DEBUG_ONLY)
        .add(
            OPTIONS,
            "par=<n>",
            "Threads for script checks (0: one a core; below 0: leave so many cores free; default: 0)")
        .add(
            OPTIONS,
            "acceptstalefeeestimates",
            "Read fee estimates even if they are older than 60 hours (test chains only; default: 0)",
            DEBUG_ONLY)
        .add(OPTIONS, "persistmempool", "Save the mempool at shutdown and load it (default: 1)")
        .add(OPTIONS, "persistmempoolv1", "Save it in the older format", DEBUG_ONLY)
        .add(
            OPTIONS,
            "pid=<file>",
            "File with the process's number, relative to the chain's folder (default: quantumcoin.pid)")
        .add(
            OPTIONS,
            "practice",
            "Open on a local practice network: regtest, with a second node beside it that mines and pays")
        .add(
            OPTIONS,
            "prune=<n>",
            "Delete old blocks to stay below so many MiB (default: 0)",
            NOT_YET)
        .add(OPTIONS, "reindex", "Rebuild the block index and the coins from the block files")
        .add(OPTIONS, "reindex-chainstate", "Rebuild the coins from the indexed blocks")
        .add(
            OPTIONS, "settings=<file>", "Accepted; settings are not changed while running", NOT_YET)
        .add(OPTIONS, "shutdownnotify=<cmd>", "Run a command at shutdown, which waits for it")
        .add(OPTIONS, "startupnotify=<cmd>", "Run a command when the node has started")
        .add(OPTIONS, "txindex", "Keep an index of all transactions (default: 0)", NOT_YET)
        .add(OPTIONS, "addressindex", "Keep an index by address (default: 0)", NOT_YET)
        .add(OPTIONS, "spentindex", "Keep an index of spent outputs (default: 0)", NOT_YET)
        .add(OPTIONS, "timestampindex", "Keep an index of blocks by time (default: 0)", NOT_YET);
  }

  private static void connection(OptionTable table) {
    table
        .add(
            CONNECTION,
            "addnode=<ip>",
            "Connect to a node and keep trying; may be repeated",
            NETWORK_ONLY)
        .addHidden(CONNECTION, "peer")
        .add(
            CONNECTION,
            "asmap=<file>",
            "Map of autonomous systems, by which addresses are told apart (relative to the chain's folder; default without a name: ip_asn.map)")
        .add(CONNECTION, "bantime=<n>", "Seconds that a ban by hand lasts (default: 86400)")
        .add(
            CONNECTION,
            "bind=<addr>[:<port>][=onion]",
            "Listen at an address, always; may be repeated",
            NETWORK_ONLY)
        .add(
            CONNECTION,
            "cjdnsreachable",
            "This computer takes part in CJDNS, whose addresses are fc00::/8 (default: 0)")
        .add(
            CONNECTION,
            "connect=<ip>",
            "Connect to this node only; may be repeated; -noconnect or -connect=0 dials none",
            NETWORK_ONLY)
        .add(
            CONNECTION,
            "discover",
            "Find out our own addresses (default: 1 when listening, without -externalip and -proxy)")
        .add(CONNECTION, "dns", "Look up names for -addnode, -seednode and -connect (default: 1)")
        .add(
            CONNECTION,
            "dnsseed",
            "Ask the DNS seeds for peers when addresses are few (default: 1)")
        .add(CONNECTION, "externalip=<ip>", "Our own public address; may be repeated")
        .add(
            CONNECTION, "fixedseeds", "Use the built-in seeds when nothing else helps (default: 1)")
        .add(CONNECTION, "forcednsseed", "Always ask the DNS seeds (default: 0)")
        .add(
            CONNECTION,
            "i2pacceptincoming",
            "Accept connections over I2P, through -i2psam (default: 1)")
        .add(
            CONNECTION,
            "i2psam=<ip:port>",
            "SAM port of an I2P router, to reach peers over I2P and be reached (default: none)")
        .add(CONNECTION, "listen", "Accept connections (default: 1 without -proxy and -connect)")
        .add(
            CONNECTION,
            "listenonion",
            "Have Tor make an onion service that leads here (default: 1 when listening)")
        .add(CONNECTION, "natpmp", "Map the port on the router by PCP or NAT-PMP (default: 0)")
        .add(CONNECTION, "networkactive", "Start with networking on (default: 1)")
        .add(
            CONNECTION,
            "onion=<ip:port|path>",
            "SOCKS5 proxy for onion services, or unix:PATH of one; -noonion for none (default: -proxy)")
        .add(
            CONNECTION,
            "onlynet=<net>",
            "Make outbound connections to this network only: ipv4, ipv6, onion, i2p or cjdns; may be repeated")
        .add(CONNECTION, "port=<port>", "Listen for peers at this port", NETWORK_ONLY)
        .add(
            CONNECTION,
            "proxy=<ip>[:<port>]",
            "Connect through a SOCKS5 proxy, or unix:PATH of one, which looks names up as well (default: none)")
        .add(
            CONNECTION,
            "proxyrandomize",
            "New proxy credentials for every connection, which Tor keeps apart by them (default: 1)")
        .add(
            CONNECTION,
            "seednode=<ip>",
            "Ask this node for addresses and disconnect; may be repeated")
        .add(
            CONNECTION,
            "torcontrol=<ip>:<port>",
            "Tor's control port, for -listenonion (default: 127.0.0.1:9051)")
        .add(
            CONNECTION,
            "torpassword=<pass>",
            "Password of Tor's control port (default: empty)",
            SENSITIVE)
        .addHidden(CONNECTION, "upnp")
        .add(
            CONNECTION,
            "whitebind=<[permissions@]addr>",
            "Listen at an address and grant permissions to peers that connect there")
        .add(
            CONNECTION,
            "whitelist=<[permissions@]IP address or network>",
            "Grant permissions to peers by address; may be repeated");
  }

  private static void connectionLimits(OptionTable table) {
    table
        .add(CONNECTION, "maxconnections=<n>", "Most automatic connections to peers (default: 125)")
        .add(
            CONNECTION,
            "maxreceivebuffer=<n>",
            "Receive buffer in kB a peer (default: 5000)",
            NOT_YET)
        .add(CONNECTION, "maxsendbuffer=<n>", "Send buffer in kB a peer (default: 1000)", NOT_YET)
        .add(
            CONNECTION,
            "maxuploadtarget=<n>",
            "Upload a day to stay under, in MiB or with one of k|K|m|M|g|G|t|T (default: 0, no limit)")
        .add(
            CONNECTION,
            "peerblockfilters",
            "Serve compact filters to peers (BIP 157; needs -blockfilterindex; default: 0)")
        .add(
            CONNECTION,
            "peerbloomfilters",
            "Filter blocks and transactions by bloom filters of peers (BIP 37; default: 0)")
        .add(
            CONNECTION,
            "peertimeout=<n>",
            "Seconds of silence after which a peer is dropped (default: 60)",
            DEBUG_ONLY)
        .add(CONNECTION, "timeout=<n>", "Connection timeout in milliseconds (default: 5000)")
        .add(
            CONNECTION, "txreconciliation", "Reconcile transactions (BIP 330)", DEBUG_ONLY, NOT_YET)
        .add(
            CONNECTION,
            "v2transport",
            "Speak the encrypted transport where the other side does (BIP 324; default: 1)");
  }

  private static void wallet(OptionTable table) {
    table
        .add(WALLET, "disablewallet", "Start without a wallet")
        .add(
            WALLET,
            "addresstype=<type>",
            "Kind of new addresses: legacy, p2sh-segwit, bech32 or bech32m (default: bech32)")
        .add(
            WALLET,
            "avoidpartialspends",
            "Spend together what was paid to one address (default: 0)")
        .add(WALLET, "changetype=<type>", "Kind of change (default: like the payment)")
        .add(
            WALLET,
            "consolidatefeerate=<amt>",
            "Fee rate (in coins/kvB) that coins are expected to cost later (default: 0.0001)")
        .add(
            WALLET,
            "discardfee=<amt>",
            "Fee rate (in coins/kvB) at which change that is not worth spending is dropped (default: 0.0001)")
        .add(
            WALLET,
            "fallbackfee=<amt>",
            "Fee rate (in coins/kvB) where no estimate is known; 0 for none (default: 0)")
        .add(WALLET, "keypool=<n>", "Addresses looked for beyond the last one used (default: 1000)")
        .add(
            WALLET,
            "mintxfee=<amt>",
            "Least fee rate (in coins/kvB) of payments (default: 0.00001)")
        .add(WALLET, "paytxfee=<amt>", "Fee rate (in coins/kvB) of payments instead of estimates")
        .add(
            WALLET,
            "pkcs11=<file>",
            "Library for keys on tokens (PKCS #11), as it came with the token")
        .add(WALLET, "spendzeroconfchange", "Spend change that is not confirmed yet (default: 1)")
        .add(
            WALLET,
            "txconfirmtarget=<n>",
            "Blocks within which payments should confirm (default: 6)")
        .add(WALLET, "walletbroadcast", "Send the wallet's transactions (default: 1)")
        .add(
            WALLET,
            "walletdir=<dir>",
            "Folder of wallets (default: wallets in the chain's folder)",
            NETWORK_ONLY)
        .add(
            WALLET,
            "walletkdfmemory=<n>",
            "MiB of memory that each try of a passphrase costs (default: 256, and so many passes as take a second)")
        .add(
            WALLET,
            "walletnotify=<cmd>",
            "Run a command when a transaction of a wallet changes: %s is its id, %w the wallet, %b and %h its block's hash and height")
        .add(WALLET, "walletrbf", "Payments can be replaced (BIP 125, default: 1)")
        .add(
            WALLET,
            "walletrejectlongchains",
            "Refuse to spend from long unconfirmed chains (default: 1)")
        .addHidden(
            WALLET, "flushwallet", "maxapsfee", "signer", "unsafesqlitesync", "walletcrosschain")
        .add(
            WALLET,
            "wallet=<name>",
            "A wallet to open at the start; may be given several times",
            NETWORK_ONLY);
  }

  private static void debug(OptionTable table) {
    table
        .add(DEBUG, "capturemessages", "Write all messages to disk", DEBUG_ONLY, NOT_YET)
        .add(DEBUG, "checkaddrman=<n>", "Accepted", DEBUG_ONLY)
        .add(DEBUG, "checkblockindex", "Check the block tree now and then", DEBUG_ONLY)
        .add(
            DEBUG, "checkblocks=<n>", "Blocks to verify at start (default: 6, 0 = all)", DEBUG_ONLY)
        .add(DEBUG, "checklevel=<n>", "How thoroughly, 0 to 4 (default: 3)", DEBUG_ONLY)
        .add(DEBUG, "checkmempool=<n>", "Check the mempool now and then", DEBUG_ONLY)
        .add(DEBUG, "checkpoints", "Accepted; there are none", DEBUG_ONLY)
        .add(DEBUG, "deprecatedrpc=<method>", "Accepted", DEBUG_ONLY)
        .add(DEBUG, "fastprune", "Accepted", DEBUG_ONLY)
        .add(DEBUG, "help-debug", "Print the help with the debugging options and exit")
        .add(
            DEBUG,
            "limitancestorcount=<n>",
            "Most unconfirmed ancestors, itself counted (default: 25)",
            DEBUG_ONLY)
        .add(
            DEBUG,
            "limitancestorsize=<n>",
            "Most kilobytes of them together (default: 101)",
            DEBUG_ONLY)
        .add(
            DEBUG,
            "limitdescendantcount=<n>",
            "Most unconfirmed descendants of an ancestor (default: 25)",
            DEBUG_ONLY)
        .add(
            DEBUG,
            "limitdescendantsize=<n>",
            "Most kilobytes of them together (default: 101)",
            DEBUG_ONLY)
        .add(DEBUG, "maxsigcachesize=<n>", "Signature caches in MiB (default: 32)", DEBUG_ONLY)
        .add(
            DEBUG,
            "maxtipage=<n>",
            "Age of the tip in seconds beyond which we are syncing (default: 86400)",
            DEBUG_ONLY)
        .add(
            DEBUG, "maxtxfee=<amt>", "Most fee of one wallet transaction, in coins (default: 0.10)")
        .add(DEBUG, "mocktime=<n>", "Replace the time by this one, in unix seconds", DEBUG_ONLY)
        .add(DEBUG, "printpriority", "Log the fee rate of what is put into blocks", DEBUG_ONLY)
        .add(
            DEBUG,
            "stopafterblockimport",
            "Stop after the block files were imported",
            DEBUG_ONLY,
            NOT_YET)
        .add(DEBUG, "stopatheight", "Stop when the chain has this height (default: 0)", DEBUG_ONLY)
        .add(DEBUG, "test=<option>", "Accepted on regtest", DEBUG_ONLY)
        .add(
            DEBUG,
            "testactivationheight=name@height",
            "Height of a buried fork (segwit, bip34, dersig, cltv, csv); regtest only",
            DEBUG_ONLY)
        .add(DEBUG, "uacomment=<cmt>", "A comment in the user agent; may be repeated");
  }

  private static void logging(OptionTable table) {
    table
        .add(
            DEBUG,
            "debug=<category>",
            "Log a category in detail (none, 0: nothing; no value, 1, all: everything); may be repeated")
        .add(DEBUG, "debugexclude=<category>", "Leave out a category; may be repeated")
        .add(
            DEBUG,
            "debuglogfile=<file>",
            "Log file, relative to the chain's folder (-nodebuglogfile: none; default: debug.log)")
        .add(DEBUG, "logips", "Log addresses of peers (default: 0)")
        .add(
            DEBUG,
            "loglevel=<level>|<category>:<level>",
            "How much the categories say: info, debug, trace (default: debug)",
            DEBUG_ONLY)
        .add(DEBUG, "loglevelalways", "Always show category and level (default: 0)", DEBUG_ONLY)
        .addHidden(DEBUG, "logsourcelocations")
        .add(DEBUG, "logthreadnames", "Show the thread's name (default: 0)")
        .add(DEBUG, "logtimemicros", "Show microseconds (default: 0)", DEBUG_ONLY)
        .add(DEBUG, "logtimestamps", "Show the time (default: 1)")
        .add(
            DEBUG,
            "printtoconsole",
            "Log to the console as well (default: 1 in the foreground, 0 with -daemon)")
        .add(DEBUG, "shrinkdebugfile", "Cut a long log at start (default: 1 without -debug)");
  }

  private static void chain(OptionTable table) {
    table
        .add(
            CHAIN,
            "coin=<coin>",
            "The coin: quantumcoin, forthcoin or bitcoin (default: quantumcoin)")
        .add(
            CHAIN,
            "chain=<chain>",
            "The chain: main, test, testnet4, signet or regtest (default: main)")
        .add(CHAIN, "regtest", "As -chain=regtest: a chain of one's own", DEBUG_ONLY)
        .add(CHAIN, "signet", "As -chain=signet")
        .add(
            CHAIN,
            "signetchallenge",
            "Script that signs the blocks of a signet of one's own",
            NO_NEGATION)
        .add(CHAIN, "signetseednode", "Seed node of that signet; may be repeated", NO_NEGATION)
        .add(CHAIN, "testnet", "As -chain=test")
        .add(CHAIN, "testnet4", "As -chain=testnet4")
        .add(
            CHAIN,
            "vbparams=deployment:start:end[:min_activation_height]",
            "Times of a deployment; regtest only",
            DEBUG_ONLY);
  }

  private static void relay(OptionTable table) {
    table
        .add(RELAY, "acceptnonstdtxn", "Relay and mine what is not standard", DEBUG_ONLY)
        .add(RELAY, "bytespersigop", "Bytes that a signature operation counts (default: 20)")
        .add(RELAY, "datacarrier", "Relay data carrier outputs (default: 1)")
        .add(RELAY, "datacarriersize", "Most bytes of such a script (default: 83)")
        .add(RELAY, "dustrelayfee=<amt>", "Rate that defines dust (default: 0.00003)", DEBUG_ONLY)
        .add(
            RELAY,
            "incrementalrelayfee=<amt>",
            "Rate by which a replacement must pay more (default: 0.00001)",
            DEBUG_ONLY)
        .addHidden(RELAY, "mempoolfullrbf", "whitelistforcerelay", "whitelistrelay")
        .add(RELAY, "minrelaytxfee=<amt>", "Lowest fee rate that is relayed (default: 0.00001)")
        .add(RELAY, "permitbaremultisig", "Relay multisig without P2SH (default: 1)");
  }

  private static void mining(OptionTable table) {
    table
        .add(MINING, "blockmaxweight=<n>", "Most weight of a block of ours (default: 4000000)")
        .add(MINING, "blockmintxfee=<amt>", "Lowest fee rate put into it (default: 0.00001)")
        .add(
            MINING,
            "blockreservedweight=<n>",
            "Weight kept for header and coinbase (default: 8000)")
        .add(MINING, "blockversion=<n>", "Version of blocks, for tests", DEBUG_ONLY, NOT_YET)
        .add(MINING, "miningaddress=<address>", "Who is paid by the built-in miner")
        .add(MINING, "miningthreads=<n>", "Threads of the built-in miner (default: 0)");
  }

  private static void rpc(OptionTable table) {
    table
        .add(RPC, "rest", "Answer unauthenticated REST requests", NOT_YET)
        .add(
            RPC,
            "rpcallowip=<ip>",
            "Who may connect: an address, network/netmask or network/bits; may be repeated")
        .add(RPC, "rpcauth=<userpw>", "User as NAME:SALT$HASH; may be repeated", SENSITIVE)
        .add(
            RPC,
            "rpcbind=<addr>[:port]",
            "Listen at an address; needs -rpcallowip; may be repeated",
            NETWORK_ONLY,
            SENSITIVE)
        .add(
            RPC,
            "rpccookiefile=<loc>",
            "The cookie, relative to the chain's folder (default: .cookie; -norpccookiefile: none)")
        .add(RPC, "rpccookieperms=<readable-by>", "Who may read it: owner, group or all")
        .add(RPC, "rpcdoccheck", "Accepted; results are checked by tests", DEBUG_ONLY)
        .add(RPC, "rpcpassword=<pw>", "Password", SENSITIVE)
        .add(RPC, "rpcport=<port>", "Port for RPC, health and metrics", NETWORK_ONLY)
        .add(
            RPC,
            "rpcservertimeout=<n>",
            "Seconds until a silent connection is closed (default: 30)",
            DEBUG_ONLY)
        .add(RPC, "rpcthreads=<n>", "Requests that run at the same time (default: 16)")
        .add(RPC, "rpcuser=<user>", "User", SENSITIVE)
        .add(RPC, "rpcwhitelist=<whitelist>", "Methods of a user: NAME:method,method")
        .add(RPC, "rpcwhitelistdefault", "Users without a whitelist may call nothing")
        .add(RPC, "rpcworkqueue=<n>", "Requests that may wait (default: 64)", DEBUG_ONLY)
        .add(RPC, "server", "Accept RPC (default: 1)");
  }
}
