package org.quantumcoin.ui.task;

/// Something that is read again and again: while one reading runs the next waits, and of those that
/// wait only one is made. Typing fast searches twice. Belongs to the FX thread.
public final class OneAtATime {
  private final Runnable read;
  private boolean busy;
  private boolean again;

  /// @param read begins a reading, at whose end it calls [#done]
  public OneAtATime(Runnable read) {
    this.read = read;
  }

  public void ask() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    read.run();
  }

  /// A reading has ended, well or not.
  public void done() {
    busy = false;
    if (again) {
      again = false;
      ask();
    }
  }
}
