package dev.lifeboat.lease;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;

/// A voter's answer. One that never came counts as nothing.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
public sealed interface VoteReply {

  /// The vote counts for L from when its request was sent.
  @JsonTypeName("Granted")
  record Granted(long epoch) implements VoteReply {}

  /// The lease of this epoch has ended here, and a higher one need not wait for it.
  @JsonTypeName("Ended")
  record Ended(long epoch) implements VoteReply {}

  /// No, and not later either under this epoch.
  ///
  /// @param highestEpoch that this voter knows of, 0 for none
  /// @param holder of that epoch, empty for none
  @JsonTypeName("Refused")
  record Refused(long highestEpoch, String holder, String why) implements VoteReply {}

  /// Not yet: someone else may still hold the lease.
  ///
  /// @param atLeast on the voter's clock
  @JsonTypeName("Wait")
  record Wait(Duration atLeast, String why) implements VoteReply {}
}
