package dev.lifeboat.vault;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// A store at whose call of one number something happens.
final class ActionAtCall extends StoreDecorator {
  private final int at;
  private final Predicate<Shelf> counted;
  private final Action action;
  private int calls;

  /// What happens.
  interface Action {
    void run() throws IOException, InterruptedException;
  }

  /// @param at zero for never
  ActionAtCall(VaultStore store, int at, Predicate<Shelf> counted, Action action) {
    super(store);
    this.at = at;
    this.counted = counted;
    this.action = action;
  }

  ActionAtCall(VaultStore store, int at, Action action) {
    this(store, at, _ -> true, action);
  }

  synchronized int calls() {
    return calls;
  }

  private synchronized void call(Shelf shelf) throws IOException {
    if (counted.test(shelf) && ++calls == at) {
      try {
        action.run();
      } catch (InterruptedException never) {
        throw new IllegalStateException(never);
      }
    }
  }

  @Override
  public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
    call(shelf);
    super.put(shelf, name, bytes, length);
  }

  @Override
  public void delete(Shelf shelf, String name) throws IOException {
    call(shelf);
    super.delete(shelf, name);
  }

  @Override
  public byte[] get(Shelf shelf, String name) throws IOException {
    call(shelf);
    return super.get(shelf, name);
  }

  @Override
  public byte[] get(Shelf shelf, String name, long offset, int length) throws IOException {
    call(shelf);
    return super.get(shelf, name, offset, length);
  }

  @Override
  public List<Item> list(Shelf shelf) throws IOException {
    call(shelf);
    return super.list(shelf);
  }
}
