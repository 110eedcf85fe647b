package dev.lifeboat.lab.drill;

import dev.lifeboat.agent.state.KeptLedger;
import dev.lifeboat.guard.FailureWords;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.ledger.StoreReadback.Kind;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Ledgers.Epochs;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Gathers a ledger: of databases, what the old side's agent read back before it copied them anew;
/// of buckets, the versions that its gateway found the new writer does not know.
final class LabLedger {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Twenty thousand rows over a slow link.
  private static final Duration FETCH = Duration.ofSeconds(30);

  private static final int NOT_FOUND = 404;

  private final LabClients clients;
  private final Canary canary;
  private final ArrayList<StoreReadback> stores = new ArrayList<>();
  private final ArrayList<LedgerEntry> entries = new ArrayList<>();

  LabLedger(LabClients clients, Canary canary) {
    this.clients = clients;
    this.canary = canary;
  }

  Ledger of(Workload workload, String region, String run, Epochs epochs)
      throws InterruptedException {
    for (var database : workload.resources(Database.class)) {
      try {
        database(database.name(), region, epochs);
      } catch (IOException | JacksonException | IllegalArgumentException unread) {
        unknown(database.name(), Kind.DATABASE, "the fork", unread);
      }
    }
    for (var bucket : workload.resources(Bucket.class)) {
      try {
        bucket(bucket.name(), region, epochs);
      } catch (IOException | JacksonException | IllegalArgumentException unread) {
        unknown(bucket.name(), Kind.BUCKET, "epoch " + epochs.failover(), unread);
      }
    }
    return new Ledger(run, region, CanaryMarks.of(canary, workload, run), stores, entries);
  }

  private void database(String name, String region, Epochs epochs)
      throws IOException, InterruptedException {
    var readings = new ArrayList<StoreReadback>();
    for (long epoch : epochs.home().toArray()) {
      var kept = kept(name, region, epoch);
      if (kept.isPresent()) {
        for (var row : kept.get().rows()) {
          entries.add(LedgerFormat.row(JSON.readTree(row)));
        }
        readings.add(kept.get().reading());
      }
    }
    if (readings.isEmpty()) {
      throw new IOException("nothing was read back since epoch " + epochs.failover());
    }
    stores.add(StoreReadback.together(readings));
  }

  private Optional<KeptLedger> kept(String name, String region, long epoch)
      throws IOException, InterruptedException {
    try {
      return Optional.of(clients.agent(region).within(FETCH).ledger(name, epoch));
    } catch (RefusedException none) {
      if (none.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw none;
    }
  }

  private void bucket(String name, String region, Epochs epochs)
      throws IOException, InterruptedException {
    for (var version : clients.bucket(region, name).within(FETCH).diverged()) {
      if (epochs.failover() <= version.epoch() && version.epoch() <= epochs.failback()) {
        entries.add(
            new LedgerEntry.Version(name, version.key(), version.version(), version.marker()));
      }
    }
    stores.add(StoreReadback.whole(name, Kind.BUCKET, "epoch " + epochs.failover()));
  }

  private void unknown(String name, Kind kind, String beyond, Exception why) {
    stores.add(StoreReadback.unknown(name, kind, beyond, beyond, FailureWords.of(why)));
  }
}
