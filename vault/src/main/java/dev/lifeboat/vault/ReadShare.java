package dev.lifeboat.vault;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// The share of packs that a check reads whole. It is of other packs from day to day, so daily,
/// weekly and monthly checks get round all of them.
///
/// @param percent 0 for none to 100 for all, rounded up to whole packs
public record ReadShare(int percent) {
  public static final ReadShare NONE = new ReadShare(0);
  public static final ReadShare ALL = new ReadShare(100);

  private static final int WHOLE = 100;

  // Steps of it, of any number of days, fall on no short cycle.
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /// @throws IllegalArgumentException when it is no share
  public ReadShare {
    if (percent < 0 || percent > WHOLE) {
      throw new IllegalArgumentException("a share is 0 to 100 per cent, was %d".formatted(percent));
    }
  }

  /// Whether it is some and not all.
  public boolean isPart() {
    return percent > 0 && percent < WHOLE;
  }

  boolean isAll() {
    return percent == WHOLE;
  }

  /// Those that are read on a day.
  ///
  /// @param all in an order that stays
  <T> List<T> of(List<T> all, LocalDate day) {
    int count = Math.toIntExact(Math.ceilDiv((long) all.size() * percent, WHOLE));
    double turns = day.toEpochDay() * GOLDEN;
    int from = (int) ((turns - Math.floor(turns)) * all.size());
    return IntStream.range(from, from + count).mapToObj(it -> all.get(it % all.size())).toList();
  }
}
