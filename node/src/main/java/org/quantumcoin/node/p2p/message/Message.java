package org.quantumcoin.node.p2p.message;

import org.quantumcoin.node.encoding.ByteWriter;

/// One message of the protocol. [MessageCodec] reads them, [#write] puts the payload out.
public sealed interface Message
    permits Addr,
        AddrV2,
        BlockMessage,
        BlockTxn,
        CFCheckpt,
        CFHeaders,
        CFilter,
        CmpctBlock,
        FeeFilter,
        FilterAdd,
        FilterClear,
        FilterLoad,
        GetAddr,
        GetBlockTxn,
        GetBlocks,
        GetCFCheckpt,
        GetCFHeaders,
        GetCFilters,
        GetData,
        GetHeaders,
        Headers,
        Inv,
        Mempool,
        MerkleBlock,
        NotFound,
        Ping,
        Pong,
        RawMessage,
        SendAddrV2,
        SendCmpct,
        SendHeaders,
        TxMessage,
        Unknown,
        Verack,
        Version,
        WtxidRelay {

  /// The name in the frame's header.
  String command();

  /// Appends the payload.
  void write(ByteWriter out);
}
