package org.quantumcoin.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which words of a command are JSON. All others are strings, so that nobody has to quote an
/// address for the shell and for JSON as well.
///
/// The table lists, for each method, position and name of every parameter that is no string; a
/// parameter with two names, or members of an options object, have one entry each.
public final class Conversions {
  private static final String TABLE =
      """
      addconnection 2 v2transport
      addmultisigaddress 0 nrequired 1 keys
      addnode 2 v2transport
      addpeeraddress 1 port 2 tried
      bumpfee 1 options 1 conf_target 1 fee_rate 1 replaceable 1 outputs 1 original_change_index
      canceltransaction 1 options 1 conf_target 1 fee_rate
      childpaysforparent 1 options 1 conf_target 1 fee_rate 1 psbt
      combinepsbt 0 txs
      combinerawtransaction 0 txs
      converttopsbt 1 permitsigdata 2 iswitness
      createmultisig 0 nrequired 1 keys
      createmultisigsetup 1 threshold 2 cosigners
      createpaymenturi 1 amount
      createproposal 0 outputs 1 options 1 add_inputs 1 include_unsafe 1 minconf 1 maxconf 1 changePosition 1 includeWatching 1 lockUnspents 1 fee_rate 1 feeRate 1 subtractFeeFromOutputs 1 conf_target 1 replaceable 1 deadline_hours 1 draft 1 inputs 1 change_position 1 include_watching 1 lock_unspents 1 subtract_fee_from_outputs 1 max_tx_weight
      createpsbt 0 inputs 1 outputs 2 locktime 3 replaceable
      createrawtransaction 0 inputs 1 outputs 2 locktime 3 replaceable
      createtreasury 2 seats 3 policy
      createwallet 1 disable_private_keys 2 blank 4 avoid_reuse 5 descriptors 6 load_on_startup 7 external_signer
      createwalletdescriptor 1 options 1 internal
      createwalletfromwords 4 timestamp 5 load_on_startup
      decoderawtransaction 1 iswitness
      decodeur 0 frames
      deriveaddresses 1 range
      derivebip85 1 index 2 options 2 length
      descriptorprocesspsbt 1 descriptors 3 bip32derivs 4 finalize
      disconnectnode 1 nodeid
      dumptxoutset 2 options 2 rollback
      echojson 0 arg0 1 arg1 2 arg2 3 arg3 4 arg4 5 arg5 6 arg6 7 arg7 8 arg8 9 arg9
      encodeur 2 fragment_bytes 3 mixtures
      estimaterawfee 0 conf_target 1 threshold
      estimatesmartfee 0 conf_target
      exporttreasury 0 options 0 charter
      finalizepsbt 1 extract
      fundrawtransaction 1 options 1 add_inputs 1 include_unsafe 1 minconf 1 maxconf 1 changePosition 1 includeWatching 1 lockUnspents 1 fee_rate 1 feeRate 1 subtractFeeFromOutputs 1 input_weights 1 conf_target 1 replaceable 1 solving_data 1 max_tx_weight 2 iswitness 1 change_position 1 include_watching 1 lock_unspents 1 subtract_fee_from_outputs
      generateblock 1 transactions 2 submit
      generatetoaddress 0 nblocks 2 maxtries
      generatetodescriptor 0 num_blocks 2 maxtries
      getaddednodeinfo
      getauditlog 0 count 1 skip
      getbalance 1 minconf 2 include_watchonly 3 avoid_reuse
      getblock 1 verbosity 1 verbose
      getblockfrompeer 1 peer_id
      getblockhash 0 height
      getblockheader 1 verbose
      getblockstats 0 hash_or_height 1 stats
      getblocktemplate 0 template_request
      getchaintxstats 0 nblocks
      getcosignerkey 1 options
      getdescriptoractivity 0 blockhashes 1 scanobjects 2 include_mempool
      gethdkeys 0 options 0 active_only 0 private
      getmempoolancestors 1 verbose
      getmempooldescendants 1 verbose
      getmempoolinfo 0 fee_histogram
      getnetworkhashps 0 nblocks 1 height
      getnodeaddresses 0 count
      getorphantxs 0 verbosity
      getrawmempool 0 verbose 1 mempool_sequence
      getrawtransaction 1 verbosity 1 verbose
      getreceivedbyaddress 1 minconf 2 include_immature_coinbase
      getreceivedbylabel 1 minconf 2 include_immature_coinbase
      gettransaction 1 include_watchonly 2 verbose
      gettxout 1 n 2 include_mempool
      gettxoutproof 0 txids
      gettxoutsetinfo 1 hash_or_height 2 use_index
      gettxspendingprevout 0 outputs
      importdescriptors 0 requests
      importmempool 1 options 1 use_current_time 1 apply_fee_delta_priority 1 apply_unbroadcast_set
      importmultisigsetup 1 timestamp
      joinpsbts 0 txs
      keypoolrefill 0 newsize
      listdescriptors 0 private
      listproposals 0 live_only
      listreceivedbyaddress 0 minconf 1 include_empty 2 include_watchonly 4 include_immature_coinbase
      listreceivedbylabel 0 minconf 1 include_empty 2 include_watchonly 3 include_immature_coinbase
      listsinceblock 1 target_confirmations 2 include_watchonly 3 include_removed 4 include_change
      listtransactions 1 count 2 skip 3 include_watchonly
      listunspent 0 minconf 1 maxconf 2 addresses 3 include_unsafe 4 query_options 4 minimumAmount 4 maximumAmount 4 maximumCount 4 minimumSumAmount 4 include_immature_coinbase
      loadwallet 1 load_on_startup
      lockunspent 0 unlock 1 transactions 2 persistent
      logging 0 include 1 exclude
      mockscheduler 0 delta_time
      prioritisetransaction 1 dummy 2 fee_delta
      proposepolicy 0 policy
      pruneblockchain 0 height
      psbtbumpfee 1 options 1 conf_target 1 fee_rate 1 replaceable 1 outputs 1 original_change_index
      rescanblockchain 0 start_height 1 stop_height
      restorewallet 2 load_on_startup
      savepaperbackup 1 with_words
      scanblocks 1 scanobjects 2 start_height 3 stop_height 5 options 5 filter_false_positives
      scantxoutset 1 scanobjects
      send 0 outputs 1 conf_target 3 fee_rate 4 options 4 add_inputs 4 include_unsafe 4 minconf 4 maxconf 4 add_to_wallet 4 change_position 4 fee_rate 4 include_watching 4 includeWatching 4 inputs 4 locktime 4 lock_unspents 4 psbt 4 subtract_fee_from_outputs 4 conf_target 4 replaceable 4 solving_data 4 input_weights 4 max_tx_weight 4 changePosition 4 lockUnspents 4 subtractFeeFromOutputs 4 feeRate
      sendall 0 recipients 1 conf_target 3 fee_rate 4 options 4 add_to_wallet 4 fee_rate 4 include_watching 4 inputs 4 locktime 4 lock_unspents 4 psbt 4 send_max 4 minconf 4 maxconf 4 conf_target 4 replaceable 4 solving_data 4 changePosition 4 includeWatching 4 lockUnspents 4 subtractFeeFromOutputs 4 feeRate
      sendbatch 1 dry_run 2 options 2 add_inputs 2 include_unsafe 2 minconf 2 maxconf 2 add_to_wallet 2 change_position 2 fee_rate 2 include_watching 2 includeWatching 2 lock_unspents 2 psbt 2 subtract_fee_from_outputs 2 conf_target 2 replaceable 2 max_tx_weight 2 changePosition 2 lockUnspents 2 subtractFeeFromOutputs 2 feeRate
      sendmany 1 amounts 2 minconf 4 subtractfeefrom 5 replaceable 6 conf_target 8 fee_rate 9 verbose
      sendmsgtopeer 0 peer_id
      sendrawtransaction 1 maxfeerate 2 maxburnamount
      sendtoaddress 1 amount 4 subtractfeefromamount 5 replaceable 6 conf_target 8 avoid_reuse 9 fee_rate 10 verbose
      setban 2 bantime 3 absolute
      setmocktime 0 timestamp
      setnetworkactive 0 state
      settxfee 0 amount
      setwalletflag 1 value
      signrawtransactionwithkey 1 privkeys 2 prevtxs
      signrawtransactionwithwallet 1 prevtxs
      signwithtoken 3 finalize
      simulaterawtransaction 0 rawtxs 1 options 1 include_watchonly
      stop 0 wait
      submitpackage 0 package 1 maxfeerate 2 maxburnamount
      sweepprivkeys 1 keys 2 options 2 dry_run 2 conf_target 2 fee_rate
      testmempoolaccept 0 rawtxs 1 maxfeerate
      unloadwallet 1 load_on_startup
      upgradewallet 0 version
      utxoupdatepsbt 1 descriptors
      verifychain 0 checklevel 1 nblocks
      waitforblock 1 timeout
      waitforblockheight 0 height 1 timeout
      waitfornewblock 0 timeout
      walletcreatefundedpsbt 0 inputs 1 outputs 2 locktime 3 options 3 add_inputs 3 include_unsafe 3 minconf 3 maxconf 3 changePosition 3 includeWatching 3 lockUnspents 3 fee_rate 3 feeRate 3 subtractFeeFromOutputs 3 conf_target 3 replaceable 3 solving_data 3 input_weights 3 max_tx_weight 4 bip32derivs 3 change_position 3 include_watching 3 lock_unspents 3 subtract_fee_from_outputs
      walletpassphrase 1 timeout
      walletprocesspsbt 1 sign 3 bip32derivs 4 finalize
      """;

  private final Set<String> positions = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  /// The words of one method's line, or nothing when all its parameters are strings.
  public Conversions(String method) {
    int start = TABLE.startsWith(method + " ") ? 0 : TABLE.indexOf("\n" + method + " ") + 1;
    if (start == 0 && !TABLE.startsWith(method + " ")) {
      return;
    }
    String[] words = TABLE.substring(start, TABLE.indexOf('\n', start)).split(" ", -1);
    for (int i = 1; i + 1 < words.length; i += 2) {
      positions.add(words[i]);
      names.add(words[i + 1]);
    }
  }

  public boolean isJson(int position) {
    return positions.contains(Integer.toString(position));
  }

  public boolean isJson(String name) {
    return names.contains(name);
  }

  /// The parameters as an array.
  static List<@Nullable Object> positional(String method, List<String> words) throws CliException {
    Conversions table = new Conversions(method);
    List<@Nullable Object> params = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      params.add(convert(words.get(i), table.isJson(i)));
    }
    return params;
  }

  /// The parameters as an object, from `name=value`; words without a name go into `args`.
  static Map<String, @Nullable Object> named(String method, List<String> words)
      throws CliException {
    Conversions table = new Conversions(method);
    Map<String, @Nullable Object> params = new LinkedHashMap<>();
    List<@Nullable Object> unnamed = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        unnamed.add(convert(word, table.isJson(unnamed.size())));
      } else {
        String name = word.substring(0, equals);
        params.put(name, convert(word.substring(equals + 1), table.isJson(name)));
      }
    }
    if (!unnamed.isEmpty()) {
      params.putIfAbsent("args", unnamed);
    }
    return params;
  }

  private static @Nullable Object convert(String word, boolean json) throws CliException {
    if (!json) {
      return word;
    }
    try {
      return CliJson.parse(word);
    } catch (CliJson.Malformed _) {
      throw new CliException("Error parsing JSON: " + word);
    }
  }
}
