package dev.lifeboat.control;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Reads many files on all processors: a thousand runs are listed on the worst day.
final class ParallelReads {
  /// With fewer, threads cost more than they save.
  private static final int MANY = 50;

  private ParallelReads() {}

  /// What `read` makes of each, in their order. What an interrupt cut off is read all the same.
  static <S, T> List<T> of(List<S> all, Function<? super S, ? extends T> read) {
    int processors = Runtime.getRuntime().availableProcessors();
    if (all.size() < MANY || processors == 1) {
      return all.stream().<T>map(read).toList();
    }
    List<Future<T>> readings;
    try (var threads = Executors.newFixedThreadPool(processors)) {
      readings = all.stream().map(one -> threads.<T>submit(() -> read.apply(one))).toList();
    }
    return IntStream.range(0, all.size())
        .<T>mapToObj(i ->
            readings.get(i).state() == Future.State.SUCCESS
                ? readings.get(i).resultNow()
                : read.apply(all.get(i)))
        .toList();
  }
}
