package dev.lifeboat.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;

/// A bounded wait for what comes by itself.
///
/// @param limit in all; looks that are under way then are not cut short
/// @param pause between two looks
public record Wait(Duration limit, Duration pause) {

  /// A look at something that is waited for.
  @FunctionalInterface
  public interface Look<E extends Exception> {
    boolean found() throws E, InterruptedException;
  }

  /// A call that is not answered for a while.
  @FunctionalInterface
  public interface Call<T> {
    T make() throws IOException, InterruptedException;
  }

  /// Looks until it is found, once at least.
  ///
  /// @return whether it was found in time
  public <E extends Exception> boolean until(Look<E> look) throws E, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!look.found()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      Thread.sleep(pause);
    }
    return true;
  }

  /// Calls until it is answered, once at least.
  ///
  /// @throws IOException of the last call, if none was answered in time
  public <T> T answer(Call<T> call) throws IOException, InterruptedException {
    return answer(call, _ -> true);
  }

  /// The same, but calls again only after what may pass.
  ///
  /// @throws IOException of the last call
  public <T> T answer(Call<T> call, Predicate<IOException> passing)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      try {
        return call.make();
      } catch (IOException failed) {
        if (!passing.test(failed) || System.nanoTime() - end >= 0) {
          throw failed;
        }
      }
      Thread.sleep(pause);
    }
  }
}
