package dev.lifeboat.measure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which acknowledged writes are gone: the set difference, by number, between them and what the
/// stores of the recovered region hold.
public sealed interface Survival {

  /// Every acknowledged write was looked for.
  ///
  /// @param lost by number, ascending
  record Counted(long surviving, List<LostWrite> lost) implements Survival {
    public Counted {
      lost = List.copyOf(lost);
    }

    /// Lost writes whose row is gone, whatever became of the object.
    public long byDatabase() {
      return lost.stream().filter(LostWrite::rowMissing).count();
    }

    /// Lost writes whose object is gone, whatever became of the row.
    public long byBucket() {
      return lost.stream().filter(LostWrite::objectMissing).count();
    }
  }

  /// Not every store could be asked.
  record Unknown(String why) implements Survival {}

  /// An acknowledged write whose row or object is gone.
  ///
  /// @param acknowledgedAt when the client was told that it is safe
  record LostWrite(long number, Instant acknowledgedAt, boolean rowMissing, boolean objectMissing) {
    public LostWrite {
      if (!rowMissing && !objectMissing) {
        throw new IllegalArgumentException("write " + number + " has row and object: not lost");
      }
    }
  }

  static Survival of(List<CanaryAttempt> writes, StoredNumbers rows, StoredNumbers objects) {
    if (rows instanceof StoredNumbers.Unread(var why)) {
      return new Unknown("the database could not be asked: " + why);
    }
    if (objects instanceof StoredNumbers.Unread(var why)) {
      return new Unknown("the bucket could not be asked: " + why);
    }
    if (rows instanceof StoredNumbers.NoStore && objects instanceof StoredNumbers.NoStore) {
      return new Unknown("the plan's canary names neither rows nor objects to look for");
    }
    long surviving = 0;
    var lost = new ArrayList<LostWrite>();
    for (var write : writes) {
      if (write.outcome() instanceof CanaryAttempt.Acknowledged(var acknowledgedAt, _)) {
        boolean rowMissing = missing(rows, write.number());
        boolean objectMissing = missing(objects, write.number());
        if (rowMissing || objectMissing) {
          lost.add(new LostWrite(write.number(), acknowledgedAt, rowMissing, objectMissing));
        } else {
          surviving++;
        }
      }
    }
    return new Counted(surviving, lost);
  }

  private static boolean missing(StoredNumbers held, long number) {
    return switch (held) {
      case StoredNumbers.Numbers(var numbers) -> !numbers.contains(number);
      case StoredNumbers.NoStore(), StoredNumbers.Unread(_) -> false;
    };
  }
}
