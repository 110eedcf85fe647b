package dev.lifeboat.drill;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Holds drills of one workload in the regions of its provider.
public interface Drills extends Platform.Ability {

  /// Refuses a scenario that could not be brought to its end there.
  ///
  /// @throws ProblemException LB2010 when what it breaks would not heal, LB1003 when the workload
  ///   has nothing that it could break
  default void require(Scenario scenario) throws InterruptedException, ProblemException {}

  /// How long a drill waits here.
  default Timeouts timeouts() {
    return Timeouts.OF_A_MACHINE;
  }

  /// Whether a person begins the failover of the workload, who looks at the checks of its primary;
  /// else the watch does, once all views agree.
  default boolean awaitsPerson() {
    return false;
  }

  /// How long a drill waits for what takes its time.
  ///
  /// @param detection until a fault must have been noticed
  /// @param steady until the canary must be served
  /// @param arrival until both regions must hold the same
  /// @param settling until everything must be as it was before
  record Timeouts(Duration detection, Duration steady, Duration arrival, Duration settling) {
    /// A lab that was just brought up serves late where the machine has other things to do.
    static final Timeouts OF_A_MACHINE =
        new Timeouts(
            Duration.ofSeconds(60),
            Duration.ofSeconds(90),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));
  }

  /// Starts a canary that writes as `client`, so many times a second, reads a little of it back and
  /// logs to `log`.
  ///
  /// @throws ProblemException LB5002 when it does not start
  default Canary startCanary(String client, int ratePerSecond, Path log)
      throws InterruptedException, ProblemException {
    return startCanary(client, new Load(ratePerSecond, Load.FEW_READS), log);
  }

  /// As the other one, with as many reads as `load` says.
  ///
  /// @throws ProblemException LB5002 when it does not start
  Canary startCanary(String client, Load load, Path log)
      throws InterruptedException, ProblemException;

  /// What a canary asks of a service.
  record Load(int writesPerSecond, int readsPerTenWrites) {
    static final int FEW_READS = 2;
  }

  /// Ends the canary of a drill that is gone: it outlives whoever started it, and would go on
  /// writing, to the service and to its log. Safe to repeat.
  ///
  /// @param run the folder of the drill's run
  default void endCanary(Path run) throws InterruptedException {}

  /// Which of the client's numbers the database of `region` holds.
  StoredNumbers rows(String region, String client) throws InterruptedException;

  /// Which of the client's numbers the bucket of `region` holds.
  StoredNumbers objects(String region, String client) throws InterruptedException;

  /// Compares what both regions hold of every store, whoever wrote it and although clients may go
  /// on writing. What cannot be compared is unknown, with the reason; Lifeboat's own tables are
  /// left out.
  ///
  /// @param writer the region whose stores take writes; the other one's must follow them
  List<DataCheck.Part> data(String writer) throws InterruptedException;

  /// Removes the client's rows and objects from every region, for good.
  ///
  /// @throws ProblemException LB5005 when something could not be removed
  void forget(String client) throws InterruptedException, ProblemException;

  /// What is still under way here and ends by itself, such as a replica that does not follow yet,
  /// each in words; empty once the place is at rest.
  default List<String> awaited() throws InterruptedException {
    return List.of();
  }

  /// Everything that a drill could leave behind or change, by name: processes, files, slots,
  /// records, weights, and the rows and objects of its own clients where there are some. What
  /// others wrote is theirs, and no part of it. Two of them can be compared only if the place was
  /// at rest.
  ///
  /// @param clients under whose names the drill wrote so far
  SortedMap<String, String> inventory(List<String> clients)
      throws InterruptedException, ProblemException;

  /// The outside client, running.
  interface Canary extends AutoCloseable {

    /// Waits until `count` consecutive writes that were sent after now are acknowledged, but not
    /// for one that has ended.
    ///
    /// @return whether that happened within `seconds`
    boolean awaitSteady(int count, int seconds) throws InterruptedException;

    /// Why it ended although nobody stopped it here, in words; empty while it runs, and for one
    /// that was stopped.
    Optional<String> ended();

    /// Stops it in good order: answers in flight are waited for. Safe to repeat.
    void stop() throws ProblemException;

    /// As [#stop].
    @Override
    default void close() throws ProblemException {
      stop();
    }
  }
}
