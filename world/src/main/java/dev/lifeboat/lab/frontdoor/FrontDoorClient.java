package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.AdminApi;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.JsonClient;
import java.io.IOException;

/// The controller's way to the front door. Each call gives up as [AdminApi#client] does.
public final class FrontDoorClient {
  private final JsonClient admin;

  public FrontDoorClient(HostPort admin) {
    this.admin = AdminApi.client(admin);
  }

  /// The table in force.
  public Table table() throws IOException, InterruptedException {
    return admin.call("GET", "/table", null, Table.class);
  }

  /// Puts a table in force. Safe to repeat. When this returns, the table survives a crash of the
  /// front door, and no answer of a region that it closes can reach a client any more. When the
  /// call fails otherwise than by refusal, it may or may not be in force: put it again.
  ///
  /// @throws dev.lifeboat.wire.EpochRefusedException when a table of a higher epoch is in force, or
  ///   its own epoch has gone on; nothing was changed
  public void put(Table table) throws IOException, InterruptedException {
    admin.tell("PUT", "/table", table);
  }

  /// How the share fares that a region is tried with.
  public TrialView trial() throws IOException, InterruptedException {
    return admin.call("GET", "/trial", null, TrialView.class);
  }

  /// How the reads fare that a region is lent, or was lent last.
  public ReadsView reads() throws IOException, InterruptedException {
    return admin.call("GET", "/reads", null, ReadsView.class);
  }

  /// How clients fare now.
  public TrafficView traffic() throws IOException, InterruptedException {
    return admin.call("GET", "/traffic", null, TrafficView.class);
  }
}
