package org.quantumcoin.ui.task;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Who is in the middle of something that the processor is to be free for, such as a payment that
/// is reviewed. Belongs to the FX thread.
public final class Foreground {
  private final Set<Object> busy = Collections.newSetFromMap(new IdentityHashMap<>());

  /// `who` is in the middle of something, or is not any more.
  public void set(Object who, boolean now) {
    if (now) {
      busy.add(who);
    } else {
      busy.remove(who);
    }
  }

  public boolean isBusy() {
    return !busy.isEmpty();
  }
}
