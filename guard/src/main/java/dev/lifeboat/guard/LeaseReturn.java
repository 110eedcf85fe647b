package dev.lifeboat.guard;

import java.util.List;

/// What handing a lease back came to. The region no longer writes in any case; where a voter did
/// not hear of it, the lease runs out there by itself.
///
/// @param epoch of the lease that was held or asked for; 0 if there was none
/// @param ended voters at which it has ended
public record LeaseReturn(String workload, long epoch, List<String> ended) {
  public LeaseReturn {
    ended = List.copyOf(ended);
  }
}
