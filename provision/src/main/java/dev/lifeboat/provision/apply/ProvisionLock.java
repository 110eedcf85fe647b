package dev.lifeboat.provision.apply;

import java.time.Instant;

/// Who changes what a plan has in an account, so that nobody else does.
///
/// @param owner a person
/// @param host on which they typed
/// @param pid of the process there
public record ProvisionLock(String owner, String host, long pid, Instant since) {
  /// For people.
  public String words() {
    return "%s on %s (process %d) since %s".formatted(owner, host, pid, since);
  }
}
