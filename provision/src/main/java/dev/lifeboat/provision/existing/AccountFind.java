package dev.lifeboat.provision.existing;

import java.util.List;

/// Outcome of a look at an account.
///
/// @param things that a plan may name
/// @param unknown what could not be looked at, each with why
public record AccountFind(List<AccountItem> things, List<UnusedKey> unknown) {
  public AccountFind {
    things = List.copyOf(things);
    unknown = List.copyOf(unknown);
  }
}
