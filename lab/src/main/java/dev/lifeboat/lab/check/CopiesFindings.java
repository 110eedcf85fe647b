package dev.lifeboat.lab.check;

import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.provider.Replicas;
import java.io.IOException;
import java.util.List;

/// Which copies get nothing from a writer that lives, so that nobody knows what a failover would
/// lose. A writer that does not answer says nothing of its copies: then they are as they were.
public final class CopiesFindings {
  private CopiesFindings() {}

  /// Names each in a line.
  ///
  /// @param writer region of the writer of these copies
  public static List<String> of(LabClients clients, Replicas copies, String writer)
      throws InterruptedException {
    try {
      var _ = clients.agent(writer).health();
    } catch (IOException silent) {
      return List.of();
    }
    return copies.look().stream()
        .filter(copy -> copy.completeUntil().isEmpty())
        .map(copy -> "the copy of '%s' is not known: %s".formatted(copy.store(), copy.seen()))
        .toList();
  }
}
