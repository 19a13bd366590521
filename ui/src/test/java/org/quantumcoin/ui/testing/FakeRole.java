package org.quantumcoin.ui.testing;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.quantumcoin.ui.task.Work;

/// A role of which a test needs a few methods; the others may not be called.
public final class FakeRole<T> {
  private final Class<T> role;
  private final Map<String, Function<Object[], Object>> answers = new HashMap<>();

  public FakeRole(Class<T> role) {
    this.role = role;
  }

  /// Everything at once, on the caller's thread.
  public static Work work() {
    return new Work(Runnable::run, Runnable::run);
  }

  /// What a method answers, whatever it is given.
  public FakeRole<T> answer(String method, Object value) {
    return answer(method, _ -> value);
  }

  public FakeRole<T> answer(String method, Function<Object[], Object> how) {
    answers.put(method, how);
    return this;
  }

  public T make() {
    return role.cast(
        Proxy.newProxyInstance(
            role.getClassLoader(),
            new Class<?>[] {role},
            (_, method, given) -> {
              Function<Object[], Object> how = answers.get(method.getName());
              if (how == null) {
                throw new UnsupportedOperationException(method.getName() + " is not expected");
              }
              return how.apply(given == null ? new Object[0] : given);
            }));
  }
}
