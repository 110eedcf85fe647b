package dev.lifeboat.postgres;

import java.util.regex.Pattern;

/// Source of a replica's log.
///
/// @param endpoint the primary's replication login as the replica reaches it, through the WAN link
/// @param slot physical slot on the primary that keeps the log for this replica
/// @param applicationName what the primary calls this replica, also in `synchronous_standby_names`
public record Source(Endpoint endpoint, String slot, String applicationName) {

  private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

  public Source {
    requireSlot(slot);
    Endpoint.requireText("applicationName", applicationName);
  }

  static void requireSlot(String slot) {
    if (!SLOT.matcher(slot).matches()) {
      throw new IllegalArgumentException(
          "a slot's name is 1 to 63 of a-z, 0-9 and _, was '" + slot + "'");
    }
  }
}
