package dev.lifeboat.lab.link;

import dev.lifeboat.lab.admin.AdminClient;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;

/// The lab's hand on one link. Each call gives up after [AdminClient#TIMEOUT].
///
/// A cut needs one of two halves: each holds back both directions of its own connections, so that
/// nothing passes any more.
public final class LinkClient implements AutoCloseable {
  private final AdminClient admin;

  public LinkClient(HostPort admin) {
    this.admin = new AdminClient(admin);
  }

  /// The conditions toward each peer and what is in flight.
  ///
  /// @throws IOException when the link does not answer, as when its region is dead
  public LinkStatus get() throws IOException, InterruptedException {
    return admin.get("/link", LinkStatus.class);
  }

  /// Changes the conditions toward one peer; they are durable and in force when this returns.
  public LinkStatus set(String peer, Conditions conditions)
      throws IOException, InterruptedException {
    return admin.put("/link/" + peer, conditions, LinkStatus.class);
  }

  @Override
  public void close() {
    admin.close();
  }
}
