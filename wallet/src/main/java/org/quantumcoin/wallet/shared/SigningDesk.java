package org.quantumcoin.wallet.shared;

import java.util.Optional;
import java.util.function.Function;
import org.quantumcoin.node.encoding.ByteString;
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
/// whose PSBT is given. By whichever, not before this seat's own review lets it. What is refused is
/// refused as in [ProposalDesk]; for no window's thread either.
public final class SigningDesk {
  private final Wallet wallet;

  public SigningDesk(Wallet wallet) {
    this.wallet = wallet;
  }

  /// What a token is to sign, and by which key.
  public static final class TokenJob {
    private final Psbt psbt;
    private final ByteString key;
    private final String seat;

    private TokenJob(Psbt psbt, ByteString key, String seat) {
      this.psbt = psbt;
      this.key = key;
      this.seat = seat;
    }

    /// Has it signed.
    ///
    /// @param token its name, for the sentence if it is the wrong one
    public Psbt sign(TokenSession session, String token) {
      TokenKey found =
          session.keys().stream()
              .filter(each -> each.publicKey().equals(key))
              .findFirst()
              .orElseThrow(() ->
                  ProposalDesk.refused(
                      "Token \"%s\" does not have the key %s of the seat %s. Put in the token of this seat. Nothing was signed; the coins are safe."
                          .formatted(token, key.toHex(), seat)));
      return TokenSigner.sign(session, found, psbt).psbt();
    }
  }

  private void expectUnlocked() {
    if (wallet.isLocked()) {
      throw new WalletException(
          WalletException.Kind.LOCKED, "The wallet is locked. Nothing was signed.");
    }
  }

  private <T> T mayBeSigned(String id, MaySign<T> work) {
    expectUnlocked();
    return wallet.locked(() -> {
      Treasury treasury = ProposalDesk.treasury(wallet);
      treasury.expectMaySay(new EventBody.Signed(ProposalDesk.id(id), ByteString.EMPTY));
      TreasuryState state = treasury.state();
      ProposalView view = ProposalDesk.proposal(state, ProposalDesk.id(id));
      ProposalDesk.expect(new SeatRules(treasury, view).toSign(treasury.review(state, view)));
      return work.with(treasury, state.combined(view.id()));
    });
  }

  private interface MaySign<T> {
    T with(Treasury treasury, Psbt combined);
  }

  /// By the wallet's own key.
  public void signHere(String id) {
    ByteString _ =
        mayBeSigned(
            id,
            (treasury, combined) -> {
              if (treasury.constantKey().isPresent()) {
                throw ProposalDesk.refused(
                    "The key of the seat %s is a single one, as a token has it. Name the token and its PIN, or give the PSBT that it signed. Nothing was signed; the coins are safe."
                        .formatted(treasury.own().name()));
              }
              return keep(treasury, id, WalletPsbts.signProposal(wallet, combined));
            });
  }

  /// By a device elsewhere, which gave this.
  public void signElsewhere(String id, Psbt signed) {
    ByteString _ = mayBeSigned(id, (treasury, _) -> keep(treasury, id, signed));
  }

  /// By a token. The wallet is not held up while somebody types the PIN into the token's reader;
  /// what was found before may have changed by then, so that it is looked at again.
  public void signByToken(String id, Function<TokenJob, Psbt> token) {
    TokenJob job =
        mayBeSigned(
            id,
            (treasury, combined) ->
                new TokenJob(
                    combined,
                    treasury
                        .constantKey()
                        .orElseThrow(() ->
                            ProposalDesk.refused(
                                "The key of the seat %s is on no token. Sign without naming one. Nothing was signed; the coins are safe."
                                    .formatted(treasury.own().name()))),
                    treasury.own().name()));
    signElsewhere(id, token.apply(job));
  }

  /// The proposal whose payment this is, if it is one that may still be paid.
  public Optional<String> proposalOf(Psbt psbt) {
    return wallet.locked(() ->
        ProposalDesk.treasury(wallet).state().proposals().stream()
            .filter(view -> view.state().isLive())
            .filter(view -> view.content().tx().txid().equals(psbt.unsignedTx().txid()))
            .map(view -> view.id().toHex())
            .findFirst());
  }

  private static ByteString keep(Treasury treasury, String id, Psbt signed) {
    treasury
        .refusalOf(ProposalDesk.id(id), signed)
        .ifPresent(why -> {
          throw ProposalDesk.refused(why + " Nothing was signed; the coins are safe.");
        });
    return treasury.say(new EventBody.Signed(ProposalDesk.id(id), ByteString.of(signed.encode())));
  }
}
