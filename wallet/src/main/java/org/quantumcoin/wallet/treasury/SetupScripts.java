package org.quantumcoin.wallet.treasury;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;
import org.quantumcoin.wallet.multisig.MultisigSetup;

/// Proves that a script is the treasury's: a PSBT says at which index it should stand, and it is
/// derived there from the charter's own keys. What a PSBT says of itself is never believed.
final class SetupScripts {
  /// Different places that one output may claim; an honest one claims one.
  private static final int MAX_CLAIMS = 4;

  /// Of cosigners whose keys derive: only these tell an index.
  private final Set<Integer> fingerprints = new HashSet<>();

  private final Descriptor receiving;
  private final Descriptor change;

  /// Where a script stands.
  record Place(boolean change, int index, Expansion expansion) {}

  private record Claim(int branch, int index) {}

  SetupScripts(MultisigSetup setup) {
    receiving = setup.descriptor(false);
    change = setup.descriptor(true);
    setup.cosigners().stream()
        .filter(each -> !each.isConstant())
        .forEach(each -> fingerprints.add(each.origin().fingerprint()));
  }

  Optional<Place> find(Script script, Collection<KeyOrigin> origins) {
    Set<Claim> claims = new HashSet<>();
    for (KeyOrigin origin : origins) {
      List<Integer> steps = origin.path().steps();
      boolean derives = fingerprints.contains(origin.fingerprint());
      if (derives && steps.size() >= 2 && claims.size() < MAX_CLAIMS) {
        claims.add(new Claim(steps.get(steps.size() - 2), steps.getLast()));
      }
    }
    for (Claim claim : claims) {
      boolean known = claim.branch() == 0 || claim.branch() == 1;
      if (known && !KeyPath.isHardened(claim.index())) {
        boolean isChange = claim.branch() == 1;
        Optional<Expansion> expansion = (isChange ? change : receiving).expand(claim.index());
        if (expansion.isPresent() && expansion.get().scripts().getFirst().equals(script)) {
          return Optional.of(new Place(isChange, claim.index(), expansion.get()));
        }
      }
    }
    return Optional.empty();
  }
}
