package dev.lifeboat.control;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads many files on all processors: a thousand runs are listed on the worst day.
final class ParallelReads {
  /// With fewer, threads cost more than they save.
  private static final int MANY = 50;

  /// What a thread takes at once: to hand over each by itself takes as long as to read it.
  private static final int PART = 25;

  private ParallelReads() {}

  /// What `read` makes of each, in their order. What an interrupt cut off is read all the same.
  static <S, T> List<T> of(List<S> all, Function<? super S, ? extends T> read) {
    int processors = Runtime.getRuntime().availableProcessors();
    if (all.size() < MANY || processors == 1) {
      return read(all, read);
    }
    var parts = all.stream().gather(Gatherers.windowFixed(PART)).toList();
    List<Future<List<T>>> readings;
    try (var threads = Executors.newFixedThreadPool(processors)) {
      readings =
          parts.stream()
              .map(part -> threads.submit(() -> ParallelReads.<S, T>read(part, read)))
              .toList();
    }
    return IntStream.range(0, parts.size())
        .boxed()
        .flatMap(i -> result(readings.get(i), parts.get(i), read))
        .toList();
  }

  private static <S, T> Stream<T> result(
      Future<List<T>> reading, List<S> part, Function<? super S, ? extends T> read) {
    List<T> done =
        reading.state() == Future.State.SUCCESS
            ? reading.resultNow()
            : ParallelReads.<S, T>read(part, read);
    return done.stream();
  }

  private static <S, T> List<T> read(List<S> part, Function<? super S, ? extends T> read) {
    return part.stream().<T>map(read).toList();
  }
}
