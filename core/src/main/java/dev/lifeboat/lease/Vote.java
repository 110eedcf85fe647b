package dev.lifeboat.lease;

/// What a voter must never forget: the highest epoch it ever granted, and to whom.
public record Vote(String workload, long epoch, String holder) {
  public Vote {
    require(workload, epoch, holder);
  }

  static void require(String workload, long epoch, String holder) {
    if (workload.isBlank() || holder.isBlank()) {
      throw new IllegalArgumentException(
          "workload and holder must be named, were '%s' and '%s'".formatted(workload, holder));
    }
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be one or more, was " + epoch);
    }
  }

  static Vote of(VoteRequest request) {
    return new Vote(request.workload(), request.epoch(), request.holder());
  }

  boolean isOf(VoteRequest request) {
    return epoch == request.epoch()
        && holder.equals(request.holder())
        && workload.equals(request.workload());
  }
}
