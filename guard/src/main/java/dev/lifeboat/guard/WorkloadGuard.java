package dev.lifeboat.guard;

import dev.lifeboat.guard.audit.AuditTrail;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps one workload's lease in one region for databases that others run: while it is held their
/// services may write, and otherwise they may not even log in. Where the region is lost the guard
/// goes with it, and what it told the databases ahead runs out.
///
/// Where its login may replicate and the server keeps its log for that, it also keeps the slot by
/// which an old writer tells what it has alone.
public final class WorkloadGuard {
  private final LeaseGuard lease;
  private final List<LoginRightsLoop> logins;
  private final Map<String, AuditTrail> audits;

  /// Of whom a lease is kept.
  ///
  /// @param region of the plan, which is also whom the voters vote for
  public record Place(String workload, String region) {}

  /// @param voters the three, by the names of their regions
  /// @param terms the same for all who ask these voters
  /// @param databases by their names in the plan
  /// @param state a folder of its own; what is kept there lets a restarted guard go on
  public WorkloadGuard(
      Place place,
      Map<String, VoterClient> voters,
      LeaseTerms terms,
      MonotonicClock clock,
      Map<String, GuardedLogins> databases,
      Path state)
      throws IOException {
    var own =
        new WorkloadLease(
            place.workload(),
            place.region(),
            List.copyOf(voters.keySet()),
            terms,
            clock,
            state.resolve("leases").resolve(place.workload() + ".json"));
    this.logins =
        databases.entrySet().stream()
            .map(each -> new LoginRightsLoop(each.getKey(), each.getValue(), own))
            .toList();
    var trails = new LinkedHashMap<String, AuditTrail>();
    databases.forEach((name, each) -> each.audit(name).ifPresent(it -> trails.put(name, it)));
    this.audits = trails;
    this.lease = new LeaseGuard(own, voters, logins, clock);
  }

  /// Goes on asking for what was held before, and guards the logins from now on.
  public void begin() {
    lease.begin();
    audits.values().forEach(AuditTrail::begin);
  }

  /// Stops guarding, and hands over: the lease is not handed back, and what the databases were told
  /// ahead stands until its end, by when another guard of the region may go on.
  public void end() throws InterruptedException {
    for (var audit : audits.values()) {
      audit.end();
    }
    lease.end();
  }

  /// Whether every database is a writer and obeys, and has the trigger wherever its services write,
  /// or could have it: before that the lease must not be asked for, since its end would fence
  /// nobody.
  public boolean controls() {
    return logins.stream().allMatch(LoginRightsLoop::controls);
  }

  /// Whether every database refuses by itself once the lease is over. Where one does not yet, that
  /// must have been told of it before the lease is asked for: else its end would count as a fence.
  public boolean isArmed() {
    return logins.stream().allMatch(LoginRightsLoop::isArmed);
  }

  /// How each database stood at its last turn; one that was never looked at is missing.
  public List<GuardedState> databases() {
    return logins.stream()
        .flatMap(database -> database.seen().stream())
        .map(seen -> seen.audited(unaudited(seen), unprotected(seen)))
        .toList();
  }

  private String unaudited(GuardedState of) {
    var audit = audits.get(of.database());
    if (audit == null) {
      return of.isWriter() ? "of a server of its kind nobody reads that" : "";
    }
    return Optional.ofNullable(audit.state())
        .flatMap(it -> Optional.ofNullable(it.why()))
        .orElse("");
  }

  private String unprotected(GuardedState of) {
    return Optional.ofNullable(audits.get(of.database()))
        .map(audit -> String.join("; ", audit.unprotected()))
        .orElse("");
  }

  /// Asks for the lease and waits for `patience` at most until it is held.
  public LeaseState acquire(long epoch, Duration patience)
      throws IOException, InterruptedException {
    return lease.acquire(epoch, patience, Optional.empty());
  }

  /// Takes the logins' right to write, under `epoch` or a lower one. Voters are told nothing:
  /// another guard of the region may still go by the same lease, until they have waited it out.
  public void giveUp(long epoch) throws IOException, InterruptedException {
    lease.lapse(epoch);
  }

  public LeaseState state() {
    return lease.state();
  }
}
