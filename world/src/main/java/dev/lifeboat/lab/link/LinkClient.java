package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.AdminApi;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.JsonClient;
import java.io.IOException;

/// The lab's hand on one link. Each call gives up as [AdminApi#client] does.
///
/// A cut needs one of two halves: each holds back both directions of its own connections, so that
/// nothing passes any more.
public final class LinkClient {
  private final JsonClient admin;

  public LinkClient(HostPort admin) {
    this.admin = AdminApi.client(admin);
  }

  /// The conditions toward each peer and what is in flight.
  ///
  /// @throws IOException when the link does not answer, as when its region is dead
  public LinkStatus get() throws IOException, InterruptedException {
    return admin.call("GET", "/link", null, LinkStatus.class);
  }

  /// Changes the conditions toward one peer; they are durable and in force when this returns.
  public LinkStatus set(String peer, Conditions conditions)
      throws IOException, InterruptedException {
    return admin.call("PUT", "/link/" + peer, conditions, LinkStatus.class);
  }
}
