package org.quantumcoin.wallet.rpc;

import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.spend.WalletPsbts;
import org.quantumcoin.wallet.token.TokenKey;
import org.quantumcoin.wallet.token.TokenSession;
import org.quantumcoin.wallet.token.TokenSigner;
import org.quantumcoin.wallet.treasury.EventBody;
import org.quantumcoin.wallet.treasury.ProposalView;
import org.quantumcoin.wallet.treasury.TreasuryState;

/// How a seat signs a proposal: by the wallet's key, by a key on a token, or by a device elsewhere
/// whose PSBT is given. By whichever, not before this seat's own review lets it.
final class ProposalSigning {
  private final TokenCalls tokens;

  ProposalSigning(TokenCalls tokens) {
    this.tokens = tokens;
  }

  private static WalletException refused(String sentence) {
    return new WalletException(WalletException.Kind.REFUSED, sentence);
  }

  /// What a token is to sign, and by which key.
  private record TokenJob(Psbt psbt, ByteString key, String seat) {}

  /// Says so as the seat; lasts when the call returns.
  void sign(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    ByteString id = TreasuryCalls.id(call, 0);
    boolean elsewhere = !call.string(1, "").isEmpty();
    String token = call.string(2, "");
    if (elsewhere && !token.isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "Give the PSBT that was signed elsewhere, or name the token that signs now, not both.");
    }
    if (token.isEmpty()) {
      ByteString _ =
          wallet.locked(() -> {
            Treasury treasury = TreasuryCalls.treasury(wallet);
            TreasuryState state = maySign(treasury, id);
            Psbt signed =
                elsewhere ? PsbtRpc.decode(call.get(1)) : signHere(wallet, treasury, state, id);
            return keep(treasury, id, signed);
          });
      return;
    }
    // The wallet is not held up while somebody types the PIN into the token's reader; what was
    // found before may have changed by then, so that it is looked at again.
    TokenJob job =
        wallet.locked(() -> {
          Treasury treasury = TreasuryCalls.treasury(wallet);
          TreasuryState state = maySign(treasury, id);
          ByteString key =
              treasury
                  .constantKey()
                  .orElseThrow(() ->
                      refused(
                          "The key of the seat %s is on no token. Sign without naming one. Nothing was signed; the coins are safe."
                              .formatted(treasury.own().name())));
          return new TokenJob(state.combined(id), key, treasury.own().name());
        });
    Psbt signed =
        tokens.with(token, call.string(3, ""), session -> signByToken(session, token, job));
    ByteString _ =
        wallet.locked(() -> {
          Treasury treasury = TreasuryCalls.treasury(wallet);
          TreasuryState _ = maySign(treasury, id);
          return keep(treasury, id, signed);
        });
  }

  /// The state, unless this seat must not sign as it is.
  private static TreasuryState maySign(Treasury treasury, ByteString id) {
    treasury.expectMaySay(new EventBody.Signed(id, ByteString.EMPTY));
    TreasuryState state = treasury.state();
    ProposalView view = TreasuryCalls.proposal(state, id);
    if (view.signers().contains(treasury.seat())) {
      throw refused(
          "The seat %s has signed the proposal already. Nothing was changed."
              .formatted(treasury.own().name()));
    }
    treasury
        .review(state, view)
        .refusalToSign(view)
        .ifPresent(why -> {
          throw refused(why);
        });
    return state;
  }

  private static Psbt signHere(
      Wallet wallet, Treasury treasury, TreasuryState state, ByteString id) {
    if (treasury.constantKey().isPresent()) {
      throw refused(
          "The key of the seat %s is a single one, as a token has it. Name the token and its PIN, or give the PSBT that it signed. Nothing was signed; the coins are safe."
              .formatted(treasury.own().name()));
    }
    return WalletPsbts.signProposal(
        wallet, PsbtRpc.decode(Json.string(state.combined(id).toBase64())));
  }

  private static Psbt signByToken(TokenSession session, String token, TokenJob job) {
    TokenKey key =
        session.keys().stream()
            .filter(each -> each.publicKey().equals(job.key()))
            .findFirst()
            .orElseThrow(() ->
                refused(
                    "Token \"%s\" does not have the key %s of the seat %s. Put in the token of this seat. Nothing was signed; the coins are safe."
                        .formatted(token, job.key().toHex(), job.seat())));
    return TokenSigner.sign(session, key, job.psbt()).psbt();
  }

  private static ByteString keep(Treasury treasury, ByteString id, Psbt signed) {
    treasury
        .refusalOf(id, signed)
        .ifPresent(why -> {
          throw refused(why + " Nothing was signed; the coins are safe.");
        });
    return treasury.say(new EventBody.Signed(id, ByteString.of(signed.encode())));
  }
}
