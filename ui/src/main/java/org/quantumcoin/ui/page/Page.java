package org.quantumcoin.ui.page;

import java.util.Optional;
import javafx.scene.Node;

/// A screen within the shell. Made when it is first shown and kept from then on; does its work
/// between [#onShow] and [#onHide] only. All on the FX thread.
public interface Page {
  Node content();

  /// It becomes visible; `subject` is what it is to show, where somebody asked for that: a
  /// transaction's id, an address.
  void onShow(Optional<String> subject);

  void onHide();
}
