package dev.lifeboat.lease;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/// Memory of one lease that outlives its keeper.
///
/// @param epoch the highest that was held here; 0 for none
/// @param hold whether to go on holding it; false once it was handed back or lost for good
/// @param byVotes whether it was ever held by votes: from then on no person's word replaces them
///   under this epoch
public record LeaseRecord(long epoch, boolean hold, boolean byVotes) {
  public static final LeaseRecord NONE = new LeaseRecord(0, false, false);

  /// @param byVotes null in what an older keeper wrote: it then wrote down whose word it held by
  /// @param override null where nobody's word replaced the votes
  @JsonCreator
  static LeaseRecord read(
      long epoch, boolean hold, @Nullable Boolean byVotes, @Nullable String override) {
    return new LeaseRecord(epoch, hold, byVotes == null ? hold && override == null : byVotes);
  }
}
