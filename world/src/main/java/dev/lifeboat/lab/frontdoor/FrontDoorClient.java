package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.AdminClient;
import dev.lifeboat.lab.admin.AdminRefusedException;
import dev.lifeboat.lab.admin.HostPort;
import java.io.IOException;

/// The controller's way to the front door. Each call gives up after [AdminClient#TIMEOUT].
public final class FrontDoorClient implements AutoCloseable {
  private static final int CONFLICT = 409;

  private final AdminClient admin;

  public FrontDoorClient(HostPort admin) {
    this.admin = new AdminClient(admin);
  }

  /// The table in force.
  public Table table() throws IOException, InterruptedException {
    return admin.get("/table", Table.class);
  }

  /// Puts a table in force. Safe to repeat. When this returns, the table survives a crash of the
  /// front door, and no answer of a region that it closes can reach a client any more. When the
  /// call fails otherwise than by refusal, it may or may not be in force: put it again.
  ///
  /// @throws StaleEpochException when a table of a higher epoch is in force, or its own epoch has
  ///   gone on; nothing was changed
  public void put(Table table) throws IOException, InterruptedException {
    try {
      Table _ = admin.put("/table", table, Table.class);
    } catch (AdminRefusedException refused) {
      if (refused.status() == CONFLICT) {
        throw new StaleEpochException(String.valueOf(refused.getMessage()), refused);
      }
      throw refused;
    }
  }

  /// How the share fares that a region is tried with.
  public TrialView trial() throws IOException, InterruptedException {
    return admin.get("/trial", TrialView.class);
  }

  /// How the reads fare that a region is lent, or was lent last.
  public ReadsView reads() throws IOException, InterruptedException {
    return admin.get("/reads", ReadsView.class);
  }

  /// How clients fare now.
  public TrafficView traffic() throws IOException, InterruptedException {
    return admin.get("/traffic", TrafficView.class);
  }

  @Override
  public void close() {
    admin.close();
  }
}
