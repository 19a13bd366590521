package org.quantumcoin.wallet.multisig;

import static org.quantumcoin.wallet.multisig.MultisigException.require;

import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;

/// What a cosigner brings into a setup: a tree of keys, or one key.
public sealed interface CosignerKey {
  /// As it is written in a descriptor, without where it comes from.
  String encode(AddressPrefixes prefixes);

  /// Another key for every address.
  record Extended(ExtendedPublicKey key) implements CosignerKey {
    @Override
    public String encode(AddressPrefixes prefixes) {
      return key.encode(prefixes);
    }
  }

  /// The same key at every address, as a token has it that cannot derive: whoever has seen two
  /// payments of the setup sees that they belong together, since the script of each names it.
  ///
  /// @param publicKey 33 bytes
  record Constant(ByteString publicKey) implements CosignerKey {
    static final int HEX_CHARS = 66;

    public Constant {
      require(
          publicKey.length() * 2 == HEX_CHARS && Secp256k1.isValidPublicKey(publicKey.toBytes()),
          "A single key must be a compressed public key: 66 hexadecimal digits.");
    }

    @Override
    public String encode(AddressPrefixes prefixes) {
      return Hex.encode(publicKey.toBytes());
    }
  }
}
