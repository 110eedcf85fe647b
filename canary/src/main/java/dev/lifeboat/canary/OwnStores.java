package dev.lifeboat.canary;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a canary of basis database writes, and what it asks the front door beside.
///
/// Each region has stores, and at most one of them takes writes. The canary is not told which: it
/// finds that out as the services do, each of which knows the stores of its own region.
///
/// @param health path of the service behind the front door that answers with 2xx while it is good
/// @param sites one a region; the login's password is in the variable [#PASSWORD] of the process,
///   so that it is in no file of a run
public record OwnStores(String health, List<Site> sites) {
  public static final String PASSWORD = "LIFEBOAT_CANARY_PASSWORD";

  public OwnStores {
    sites = List.copyOf(sites);
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("sites must not be empty");
    }
  }

  /// The stores of one region, as a service there reaches them.
  ///
  /// @param objects what the addresses of this canary's objects begin with; null without a bucket
  public record Site(
      String region, String host, int port, String database, String user, @Nullable URI objects) {}
}
