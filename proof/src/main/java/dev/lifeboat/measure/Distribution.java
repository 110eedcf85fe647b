package dev.lifeboat.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How measured spans of many worlds are spread. Immutable.
public final class Distribution {
  private static final int PERCENT = 100;
  private static final int BINS = 12;

  private final long[] sortedNanos;

  private Distribution(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  /// The spread of `spans`, in any order.
  public static Distribution of(List<Duration> spans) {
    return new Distribution(spans.stream().mapToLong(Duration::toNanos).sorted().toArray());
  }

  /// One column of a histogram.
  ///
  /// @param to without it; the last column has everything above the one before
  public record Bin(Duration from, Duration to, int count) {}

  public int count() {
    return sortedNanos.length;
  }

  /// The span that `percent` of a hundred do not exceed; empty without any span.
  public Optional<Duration> percentile(int percent) {
    if (percent < 0 || percent > PERCENT) {
      throw new IllegalArgumentException("percent must be 0 to 100, was " + percent);
    }
    if (sortedNanos.length == 0) {
      return Optional.empty();
    }
    long rank = Math.max(1, Math.ceilDiv((long) percent * sortedNanos.length, PERCENT));
    return Optional.of(Duration.ofNanos(sortedNanos[(int) rank - 1]));
  }

  /// Columns of one width from zero to what 99 of a hundred do not exceed, and one for the rest.
  public List<Bin> bins() {
    var last = percentile(PERCENT - 1);
    if (last.isEmpty()) {
      return List.of();
    }
    long width = Math.max(1, Math.ceilDiv(last.get().toNanos() + 1, BINS));
    var bins = new ArrayList<Bin>();
    int before = 0;
    for (int bin = 1; bin <= BINS; bin++) {
      int below = below(bin * width);
      bins.add(new Bin(span(width * (bin - 1)), span(width * bin), below - before));
      before = below;
    }
    if (before < sortedNanos.length) {
      long most = sortedNanos[sortedNanos.length - 1] + 1;
      bins.add(new Bin(span(BINS * width), span(most), sortedNanos.length - before));
    }
    return bins;
  }

  private int below(long nanos) {
    return (int) Arrays.stream(sortedNanos).takeWhile(each -> each < nanos).count();
  }

  private static Duration span(long nanos) {
    return Duration.ofNanos(nanos);
  }
}
