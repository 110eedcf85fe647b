package dev.lifeboat.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks that are taken at once, each on a thread of its own: what hangs costs its time once. One
/// that ends by a mistake of the program ends whoever asked. Used by one thread.
public final class ParallelLooks {
  private final String late;
  private final Duration deadline;
  private final List<Callable<Object>> looks = new ArrayList<>();
  private List<Future<Object>> taken = List.of();

  /// @param deadline for all together
  public ParallelLooks(Duration deadline) {
    this.deadline = deadline;
    this.late = "no answer in %d ms".formatted(deadline.toMillis());
  }

  /// One look at one of several things.
  @FunctionalInterface
  public interface Look<S, T> {
    T at(S one) throws Exception;
  }

  /// Looks at all of them, and waits for each.
  ///
  /// @return what was found, in their order
  public static <S, T> List<T> all(Stream<S> things, Look<? super S, ? extends T> look)
      throws InterruptedException {
    var looks = things.<Callable<T>>map(one -> () -> look.at(one)).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var found = new ArrayList<T>();
      for (var answer : threads.invokeAll(looks)) {
        found.add(answer.get());
      }
      return List.copyOf(found);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "a look failed: " + why(Objects.requireNonNull(failed.getCause())), failed);
    }
  }

  /// Adds a look.
  ///
  /// @param without makes what counts as found where it fails or is late, of the reason
  /// @return what it found, once all are taken
  public <T> Supplier<T> add(Callable<? extends T> look, Function<String, ? extends T> without) {
    var task = new FutureTask<T>(look::call);
    int place = looks.size();
    looks.add(Executors.callable(task));
    // However it ends that is interrupted at the deadline, it is late.
    return () ->
        taken.get(place).isCancelled()
            ? without.apply(late)
            : task.state() == Future.State.SUCCESS
                ? task.resultNow()
                : without.apply(why(task.exceptionNow()));
  }

  /// Takes all that were added. What still hangs at the deadline is interrupted and holds nobody
  /// up.
  public void take() throws InterruptedException {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      taken = threads.invokeAll(looks, deadline.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      threads.shutdownNow();
    }
  }

  private static String why(Throwable failed) {
    if (failed instanceof RuntimeException mistake) {
      throw mistake;
    }
    if (failed instanceof Error fatal) {
      throw fatal;
    }
    return String.valueOf(failed.getMessage());
  }
}
