package shop.storefront;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Both stores, opened by whoever needs them first: the shop listens before their libraries, which
/// take most of the time to start, are loaded. Thread-safe.
final class Stores implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("storefront");

  private final FutureTask<SqlOrders> rows;
  private final Optional<FutureTask<S3Orders>> objects;

  Stores(Settings settings) {
    this.rows = new FutureTask<>(() -> new SqlOrders(settings.orders()));
    this.objects = settings.images().map(it -> new FutureTask<>(() -> new S3Orders(it)));
  }

  SqlOrders rows() {
    return opened(rows);
  }

  /// Opens it at the first call; empty if orders are rows alone.
  Optional<Supplier<S3Orders>> objects() {
    return objects.map(it -> () -> opened(it));
  }

  /// Opens both and makes one call to each, so that the first customer does not wait for it. A
  /// store that does not answer is only logged: it may come later.
  void warmUp() {
    warmUp(() -> rows().warmUp());
    objects().ifPresent(it -> warmUp(() -> it.get().warmUp()));
  }

  private static void warmUp(FirstCall store) {
    try {
      store.make();
    } catch (StoreException failure) {
      LOG.log(Level.INFO, "not yet: {0}", failure.why());
    }
  }

  private interface FirstCall {
    void make() throws StoreException;
  }

  @Override
  public void close() {
    if (rows.state() == FutureTask.State.SUCCESS) {
      rows.resultNow().close();
    }
    objects
        .filter(it -> it.state() == FutureTask.State.SUCCESS)
        .ifPresent(it -> it.resultNow().close());
  }

  /// Only the first caller's `run` does anything; all of them wait for it.
  private static <T> T opened(FutureTask<T> store) {
    store.run();
    try {
      return store.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a store was opened", interrupted);
    } catch (ExecutionException mistake) {
      throw new IllegalStateException("a store cannot be opened", mistake.getCause());
    }
  }
}
