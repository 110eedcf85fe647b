package dev.lifeboat.lab.watch;

import dev.lifeboat.agent.probe.SqlProbe;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.guard.view.LeaseView;
import dev.lifeboat.guard.view.ProbeCheck;
import dev.lifeboat.lab.frontdoor.TrafficView;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.provider.LabVoters;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import dev.lifeboat.wire.NoAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at the primary from the edge, from the recovery region and at the front door, all at once.
public final class LabViews implements Views {
  private final LabClients clients;
  private final Workload workload;
  private final long epoch;
  private final String primary;
  private final String recovery;
  private final LeaseView lease;
  private final Map<String, SqlProbe> sql = new LinkedHashMap<>();

  /// @param placed where the writer is
  public LabViews(LabClients clients, Workload workload, Placement placed) {
    this.clients = clients;
    this.workload = workload;
    this.epoch = placed.epoch();
    this.primary = placed.writer();
    this.recovery = clients.topology().peerOf(primary).name();
    this.lease = new LeaseView(new LabVoters(clients), placed);
    // One probe a database, held open: a server that dies shows at once.
    for (var database : workload.resources(Database.class)) {
      sql.put(
          database.name(),
          new SqlProbe(
              clients.application(primary, database.name()), workload.failover().detect().every()));
    }
  }

  @Override
  public Round look(Instant at, Duration deadline) throws InterruptedException {
    var looks = new ParallelLooks(deadline);
    var ofAgent = looks.add(this::agent, AgentSays::silent);
    var fromRecovery = looks.<Round.View>add(() -> fromRecovery(deadline), Round.View.Unknown::new);
    var fromClients = looks.<Round.View>add(() -> fromClients(deadline), Round.View.Unknown::new);
    var ofLease = looks.<Round.View>add(lease::look, Round.View.Unknown::new);
    var asked = new ArrayList<Supplier<CheckResult>>();
    for (var database : sql.entrySet()) {
      var what = "sql " + database.getKey();
      asked.add(
          looks.add(
              () -> ProbeCheck.of(what, database.getValue().probe()),
              why -> new CheckResult.Silent(what, why)));
    }
    for (var bucket : workload.resources(Bucket.class)) {
      var what = "bucket " + bucket.name();
      asked.add(
          looks.add(() -> bucket(what, bucket.name()), why -> new CheckResult.Silent(what, why)));
    }
    looks.take();
    var checks = new ArrayList<CheckResult>();
    asked.forEach(one -> checks.add(one.get()));
    var agent = ofAgent.get();
    checks.add(agent.check());
    return new Round(
        at, checks, agent.restarting(), fromRecovery.get(), fromClients.get(), ofLease.get());
  }

  private CheckResult bucket(String what, String bucket) throws InterruptedException {
    try {
      var _ = clients.bucket(primary, bucket).state();
      return new CheckResult.Passed(what);
    } catch (IOException failed) {
      return failure(what, failed);
    }
  }

  /// A call that gave up waiting is silence; everything else came back at once.
  private static CheckResult failure(String what, IOException failed) {
    var why = String.valueOf(failed.getMessage());
    return NoAnswer.isLate(failed)
        ? new CheckResult.Silent(what, why)
        : new CheckResult.Refused(what, why);
  }

  /// The agent's word on its databases, of one answer: that one does not run, and that it is being
  /// started again, must not be told apart by a busy machine.
  ///
  /// @param restarting what it starts again by itself; what is held it is not
  private record AgentSays(CheckResult check, Optional<String> restarting) {
    static AgentSays nothing(CheckResult why) {
      return new AgentSays(why, Optional.empty());
    }

    static AgentSays silent(String why) {
      return nothing(new CheckResult.Silent("agent", why));
    }
  }

  private AgentSays agent() throws InterruptedException {
    try {
      var databases = clients.agent(primary).state().databases();
      return new AgentSays(well(databases), restarting(databases));
    } catch (IOException failed) {
      return AgentSays.nothing(failure("agent", failed));
    }
  }

  /// A writer that its agent knows to be down counts as a failed check.
  private static CheckResult well(Map<String, DatabaseState> databases) {
    for (var database : databases.entrySet()) {
      if (database.getValue().duty().role() == Role.WRITER
          && !database.getValue().server().running()) {
        return new CheckResult.Refused(
            "agent",
            "%s does not run: %s".formatted(database.getKey(), database.getValue().care().why()));
      }
    }
    return new CheckResult.Passed("agent");
  }

  private static Optional<String> restarting(Map<String, DatabaseState> databases) {
    return databases.entrySet().stream()
        .filter(it -> it.getValue().duty().role() == Role.WRITER)
        .filter(it -> !it.getValue().care().held())
        .filter(it -> !it.getValue().server().running() || it.getValue().server().sql() == null)
        .map(it -> "%s, restart %d".formatted(it.getKey(), it.getValue().care().restarts() + 1))
        .findFirst();
  }

  /// Whether the copy has a view of the primary at all. One that follows nobody, or another writer,
  /// always says that nothing streams.
  private boolean follows(DatabaseState seen) {
    var followed = seen.followed();
    return seen.duty().role() == Role.REPLICA && followed != null && followed.epoch() == epoch;
  }

  /// Replication that is silent for longer than three looks, while clients write, is down.
  private Round.View fromRecovery(Duration every) throws IOException, InterruptedException {
    var databases = workload.resources(Database.class);
    if (databases.isEmpty()) {
      return new Round.View.Unknown("the workload replicates no database");
    }
    if (workload.strategy() == Strategy.BACKUP_AND_RESTORE) {
      // Nothing there follows the primary but the agent, which votes for its lease.
      return lease
          .votes()
          .getOrDefault(recovery, new Round.View.Unknown("nobody votes in " + recovery));
    }
    var seen = clients.agent(recovery).state().databases().get(databases.getFirst().name());
    var state = seen == null ? null : seen.server().sql();
    if (state == null) {
      return new Round.View.Unknown("the replica in %s does not answer".formatted(recovery));
    }
    if (seen == null || !follows(seen)) {
      return new Round.View.Unknown(
          "%s in %s is no replica of the present writer"
              .formatted(databases.getFirst().name(), recovery));
    }
    var receiver = state.walReceiver();
    if (receiver == null || !receiver.streaming()) {
      return new Round.View.Down("replication does not stream");
    }
    var age = Optional.ofNullable(receiver.lastMessageAgeMillis());
    return age.isPresent() && age.get() > 3 * every.toMillis()
        ? new Round.View.Down("replication silent for %d ms".formatted(age.get()))
        : new Round.View.Up("replication streams");
  }

  private Round.View fromClients(Duration every) throws IOException, InterruptedException {
    var doors = workload.resources(dev.lifeboat.plan.Traffic.class);
    if (doors.isEmpty()) {
      return new Round.View.Unknown("the workload has no front door");
    }
    var region = clients.door(doors.getFirst().name()).traffic().regions().get(primary);
    return region == null
        ? new Round.View.Unknown("no client traffic to %s".formatted(primary))
        : clients(region, every);
  }

  private static Round.View clients(TrafficView.Region region, Duration every) {
    if (region.requests() == 0) {
      return new Round.View.Unknown("no client traffic");
    }
    var answered = Optional.ofNullable(region.lastAnswered());
    var failed = Optional.ofNullable(region.lastFailed());
    boolean failsNow =
        failed.isPresent() && answered.map(at -> at.isBefore(failed.get())).orElse(true);
    if (failsNow && region.failuresSinceLastAnswer() > 0) {
      return new Round.View.Down(
          Count.of(region.failuresSinceLastAnswer(), "request") + " failed since the last answer");
    }
    // The front door runs on this machine, so both clocks are one.
    long silentMillis =
        answered.map(at -> System.currentTimeMillis() - at.toEpochMilli()).orElse(Long.MAX_VALUE);
    return region.inFlight() > 0 && silentMillis > 3 * every.toMillis()
        ? new Round.View.Down(
            "no answer to %s for %d ms"
                .formatted(Count.of(region.inFlight(), "request"), silentMillis))
        : new Round.View.Up("clients are answered");
  }
}
