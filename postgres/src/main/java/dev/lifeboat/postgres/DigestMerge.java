package dev.lifeboat.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;

/// Walks through the rows of two tables at once, both in the order of [Digest], and finds those of
/// the old one that the present one has not.
final class DigestMerge {
  private DigestMerge() {}

  /// What stands for a row.
  ///
  /// @param key digest of its key; of all of it where the table has none
  /// @param row digest of all of it
  /// @param place where it is
  record Digest(String key, String row, String place) implements Comparable<Digest> {
    private static final Comparator<Digest> ORDER =
        Comparator.comparing(Digest::key).thenComparing(Digest::row);

    @Override
    public int compareTo(Digest other) {
      return ORDER.compare(this, other);
    }
  }

  /// One of the two tables.
  interface Side {
    /// The next row; empty after the last.
    Optional<Digest> next() throws SQLException;
  }

  /// Takes what was found.
  interface Found {
    /// Takes one row that the present table has not.
    ///
    /// @param otherwise whether the present table has the key, with another row
    void take(Digest digest, boolean otherwise) throws SQLException, IOException;
  }

  /// Each row of the present table stands for one of the old: where there are several alike, as
  /// many are missing as there are too few.
  static void run(Side old, Side present, Found found) throws SQLException, IOException {
    var passed = Optional.<String>empty();
    var there = present.next();
    for (var next = old.next(); next.isPresent(); next = old.next()) {
      var here = next.get();
      while (there.isPresent() && there.get().compareTo(here) < 0) {
        passed = there.map(Digest::key);
        there = present.next();
      }
      if (there.isPresent() && there.get().compareTo(here) == 0) {
        passed = there.map(Digest::key);
        there = present.next();
      } else {
        found.take(
            here,
            passed.filter(here.key()::equals).isPresent()
                || there.filter(it -> it.key().equals(here.key())).isPresent());
      }
    }
  }
}
