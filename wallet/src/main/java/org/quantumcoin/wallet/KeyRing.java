package org.quantumcoin.wallet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.wallet.coins.ScriptIndex;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.DescriptorRow;
import org.quantumcoin.wallet.store.WalletStore;

/// The wallet's descriptors, the scripts that follow from them, and the secrets behind them.
///
/// Of each ranged descriptor scripts are looked for up to a gap beyond the last one used: Core's
/// keypool, by default 1,000. Not safe for several threads: the wallet locks.
public final class KeyRing {
  /// Places whose scripts are remembered: one that a block pays to is asked for some times over.
  private static final int RECENT = 256;

  private final WalletStore store;
  private final AddressPrefixes prefixes;
  private final Vault vault;
  private final ScriptIndex index;
  private final int gap;
  private final Map<Integer, ManagedDescriptor> descriptors = new LinkedHashMap<>();
  private final ScriptPages pages;
  private final HardenedKeys hardened;
  private final Map<ScriptPlace, List<Script>> recent = new RecentScripts();

  private record ScriptPlace(int descriptor, int index) {}

  /// The oldest goes when there are too many.
  private static final class RecentScripts extends LinkedHashMap<ScriptPlace, List<Script>> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<ScriptPlace, List<Script>> eldest) {
      return size() > RECENT;
    }
  }

  private KeyRing(
      WalletStore store, AddressPrefixes prefixes, Vault vault, ScriptIndex index, int gap) {
    this.store = store;
    this.prefixes = prefixes;
    this.vault = vault;
    this.index = index;
    this.gap = gap;
    this.pages = new ScriptPages(store, index);
    this.hardened = new HardenedKeys(store);
  }

  /// Reads what the store has.
  static KeyRing open(
      WalletStore store, AddressPrefixes prefixes, Vault vault, ScriptIndex index, int gap) {
    KeyRing ring = new KeyRing(store, prefixes, vault, index, gap);
    for (DescriptorRow row : store.descriptors()) {
      Descriptor parsed = Descriptor.parse(row.publicForm(), prefixes, true).getFirst();
      ManagedDescriptor managed = new ManagedDescriptor(row, parsed);
      ring.hardened.load(managed);
      ring.descriptors.put(row.id(), managed);
    }
    ring.pages.load(ring.descriptors.values());
    return ring;
  }

  public Collection<ManagedDescriptor> all() {
    return Collections.unmodifiableCollection(descriptors.values());
  }

  public ManagedDescriptor get(int id) {
    ManagedDescriptor found = descriptors.get(id);
    if (found == null) {
      throw new IllegalArgumentException("no descriptor " + id);
    }
    return found;
  }

  public Optional<ManagedDescriptor> find(Hash256 id) {
    return all().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /// Where new addresses or change of this kind come from.
  public Optional<ManagedDescriptor> active(OutputType type, boolean change) {
    return all().stream()
        .filter(each ->
            each.isActive() && each.isChange() == change && each.type().equals(Optional.of(type)))
        .findFirst();
  }

  /// How many scripts are looked for.
  public int scriptCount() {
    return index.size();
  }

  public Optional<ScriptSource> find(Script script) {
    return index.find(script, this::derives);
  }

  /// Where a script stands in certain descriptors; the same script may stand in others too.
  Optional<ScriptSource> find(Script script, Predicate<ManagedDescriptor> among) {
    return index.find(
        script,
        (source, wanted) -> among.test(get(source.descriptor())) && derives(source, wanted));
  }

  /// Whether a script may be ours: nearly always it is if the answer is yes.
  boolean mayHave(Script script) {
    return index.mayHave(script);
  }

  private List<Script> scripts(ManagedDescriptor managed, int at) {
    return recent.computeIfAbsent(
        new ScriptPlace(managed.row().id(), at), _ -> managed.scripts(at));
  }

  private boolean derives(ScriptSource source, Script script) {
    List<Script> scripts = scripts(get(source.descriptor()), source.index());
    return source.form() < scripts.size() && scripts.get(source.form()).equals(script);
  }

  /// Adds a descriptor with the secrets it holds, or changes that which has the same id. Scripts of
  /// it are looked for from now on, those of the range at least; the caller commits. A descriptor
  /// that is not ranged has the range from 0 to 1.
  public ManagedDescriptor put(
      Descriptor given,
      long createdAt,
      DescriptorRow.Role role,
      int rangeStart,
      int rangeEnd,
      int nextIndex) {
    String normalized = given.formatNormalized().orElseThrow(KeyRing::cannotExpand);
    Descriptor watching = Descriptor.parse(normalized, prefixes, true).getFirst();
    Optional<ManagedDescriptor> known = find(watching.id());
    if (watching.hasHardenedRange() && !given.hasSecrets() && known.isEmpty()) {
      throw cannotExpand();
    }
    int id =
        known
            .map(each -> each.row().id())
            .orElseGet(
                () -> descriptors.keySet().stream().mapToInt(each -> each).max().orElse(-1) + 1);
    boolean secret = given.hasSecrets() || (known.isPresent() && known.get().hasSecret());
    int start = known.map(each -> Math.min(each.row().rangeStart(), rangeStart)).orElse(rangeStart);
    int end = known.map(each -> Math.max(each.row().rangeEnd(), rangeEnd)).orElse(rangeEnd);
    int next = known.map(each -> Math.max(each.row().nextIndex(), nextIndex)).orElse(nextIndex);
    long created = known.map(each -> Math.min(each.row().createdAt(), createdAt)).orElse(createdAt);
    DescriptorRow row =
        new DescriptorRow(id, given.format(), normalized, secret, created, role, start, end, next);
    ManagedDescriptor managed = new ManagedDescriptor(row, watching);
    store.putDescriptor(row);
    if (given.hasSecrets()) {
      byte[] text = given.formatWithSecrets().getBytes(StandardCharsets.US_ASCII);
      store.putDescriptorSecret(id, vault.seal(text, secretName(id)));
      Arrays.fill(text, (byte) 0);
    }
    descriptors.put(id, managed);
    learn(managed, start, end);
    pages.derive(managed, known.map(each -> each.row().rangeEnd()).orElse(start), end);
    if (known.isPresent() && start < known.get().row().rangeStart()) {
      pages.derive(managed, start, known.get().row().rangeStart());
    }
    topUp(managed);
    return managed;
  }

  private static WalletException cannotExpand() {
    return new WalletException(
        WalletException.Kind.INVALID,
        "Cannot expand descriptor. Probably because of hardened derivations without private keys provided");
  }

  /// Works keys out at the end of a range that take the secret; false while that is locked away.
  private boolean learn(ManagedDescriptor managed, int from, int end) {
    if (!managed.descriptor().hasHardenedRange()) {
      return true;
    }
    if (vault.isLocked()) {
      return false;
    }
    try (Descriptor opened = unsealed(managed).orElseThrow()) {
      hardened.learn(managed, opened, from, end);
    }
    return true;
  }

  private static String secretName(int id) {
    return "descriptor " + id;
  }

  /// Takes a descriptor out of use for new addresses; its coins stay.
  public void setRole(ManagedDescriptor managed, DescriptorRow.Role role) {
    change(managed, managed.row().withRole(role));
  }

  private void change(ManagedDescriptor managed, DescriptorRow row) {
    managed.setRow(row);
    store.putDescriptor(row);
  }

  private void setRange(ManagedDescriptor managed, int rangeEnd, int nextIndex) {
    change(managed, managed.row().withRange(rangeEnd, nextIndex));
  }

  /// Looks for what could not be looked for while the secrets were locked away.
  void unlocked() {
    List<ManagedDescriptor> waiting =
        all().stream()
            .filter(each -> each.isActive() || each.descriptor().hasHardenedRange())
            .toList();
    waiting.forEach(this::topUp);
  }

  /// Looks for as many scripts beyond the next one as the gap says. Where keys take the secret it
  /// is done when the wallet is unlocked.
  void topUp(ManagedDescriptor managed) {
    topUp(managed, gap);
  }

  void topUp(ManagedDescriptor managed, int ahead) {
    if (!managed.isRange()) {
      return;
    }
    DescriptorRow row = managed.row();
    int end = (int) Math.min((long) row.nextIndex() + ahead, Integer.MAX_VALUE);
    if (end > row.rangeEnd() && learn(managed, row.rangeEnd(), end)) {
      pages.derive(managed, row.rangeEnd(), end);
      setRange(managed, end, row.nextIndex());
    }
  }

  /// The next script to be given out, used from now on.
  public Script next(ManagedDescriptor managed) {
    int at = managed.row().nextIndex();
    Script script = managed.scripts(at).getFirst();
    setRange(managed, managed.row().rangeEnd(), at + 1);
    topUp(managed);
    return script;
  }

  /// An output that pays to this place was seen. Answers with the scripts that this takes out of
  /// what is left to be given out: this one, and those before it.
  List<Script> used(ScriptSource source) {
    ManagedDescriptor managed = get(source.descriptor());
    List<Script> taken = new ArrayList<>();
    if (managed.isRange() && source.index() >= managed.row().nextIndex()) {
      for (int at = managed.row().nextIndex(); at <= source.index(); at++) {
        taken.addAll(scripts(managed, at));
      }
      setRange(managed, managed.row().rangeEnd(), source.index() + 1);
      topUp(managed);
    }
    return taken;
  }

  /// With its secrets, for the caller to close; empty for one to watch. Throws while locked.
  public Optional<Descriptor> unsealed(ManagedDescriptor managed) {
    int id = managed.row().id();
    return store
        .descriptorSecret(id)
        .map(box -> {
          byte[] text = vault.open(box, secretName(id));
          try {
            return Descriptor.parse(new String(text, StandardCharsets.US_ASCII), prefixes, true)
                .getFirst();
          } finally {
            Arrays.fill(text, (byte) 0);
          }
        });
  }

  /// All that a signer needs to know of some places: scripts, and secrets where the wallet has them
  /// and is unlocked. For the caller to close.
  public KeyStore keys(Collection<ScriptSource> sources, boolean withSecrets) {
    KeyStore keys = new KeyStore();
    expand(sources, withSecrets, expansion -> expansion.addTo(keys));
    return keys;
  }

  /// Hands on what stands at some places, with secrets where that is asked for; they are gone when
  /// the call returns.
  public void expand(
      Collection<ScriptSource> sources, boolean withSecrets, Consumer<Expansion> taker) {
    Map<Integer, TreeSet<Integer>> byDescriptor = new HashMap<>();
    for (ScriptSource source : sources) {
      byDescriptor.computeIfAbsent(source.descriptor(), _ -> new TreeSet<>()).add(source.index());
    }
    byDescriptor.forEach((id, indices) -> {
      ManagedDescriptor managed = get(id);
      Optional<Descriptor> opened = withSecrets ? unsealed(managed) : Optional.empty();
      Descriptor descriptor = opened.orElse(managed.descriptor());
      for (int at : indices) {
        descriptor.expand(at).ifPresent(taker);
      }
      opened.ifPresent(Descriptor::close);
    });
  }

  /// Seals every secret anew, after the spending key changed from what `old` holds.
  void reseal(Vault old) {
    for (ManagedDescriptor managed : List.copyOf(descriptors.values())) {
      int id = managed.row().id();
      store
          .descriptorSecret(id)
          .ifPresent(box -> {
            byte[] text = old.open(box, secretName(id));
            store.putDescriptorSecret(id, vault.seal(text, secretName(id)));
            Arrays.fill(text, (byte) 0);
          });
    }
  }

  /// What is known of an output script of ours.
  public Expansion expansion(ScriptSource source) {
    return get(source.descriptor()).expand(source.index());
  }

  List<ManagedDescriptor> activeOnes() {
    return new ArrayList<>(all().stream().filter(ManagedDescriptor::isActive).toList());
  }
}
