package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.World;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.DataCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.LongStream;

/// The place that a drill is held in, as its provider offers it.
public interface Site {

  /// Breaks and heals.
  Fault.Injector faults();

  /// Looks at the workload's primary from all sides.
  Views views(Workload workload) throws ProblemException;

  /// Looks at the copies of the workload's stores in the recovery region.
  Replicas replicas(Workload workload) throws ProblemException;

  /// Starts another controller, a process of its own, that takes up `run` and executes it.
  ///
  /// @throws ProblemException LB5002 when it does not start
  Controller startController(RunId run) throws ProblemException;

  /// What a run of the workload touches.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  World world(Workload workload, People people) throws ProblemException;

  /// How long a drill waits here.
  default Patience patience() {
    return Patience.OF_A_MACHINE;
  }

  /// Whether a person begins the failover of the workload, who looks at the checks of its primary;
  /// else the watch does, once all views agree.
  default boolean awaitsPerson(Workload workload) {
    return false;
  }

  /// How long a drill waits for what takes its time.
  ///
  /// @param detection until a fault must have been noticed
  /// @param steady until the canary must be served
  /// @param arrival until both regions must hold the same
  /// @param settling until everything must be as it was before
  record Patience(Duration detection, Duration steady, Duration arrival, Duration settling) {
    static final Patience OF_A_MACHINE =
        new Patience(
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));
  }

  /// Starts a canary that writes as `client`, so many times a second, reads a little of it back and
  /// logs to `log`.
  ///
  /// @throws ProblemException LB5002 when it does not start
  default Canary startCanary(Workload workload, String client, int ratePerSecond, Path log)
      throws InterruptedException, ProblemException {
    return startCanary(workload, client, new Load(ratePerSecond, Load.FEW_READS), log);
  }

  /// As the other one, with as many reads as `load` says.
  ///
  /// @throws ProblemException LB5002 when it does not start
  Canary startCanary(Workload workload, String client, Load load, Path log)
      throws InterruptedException, ProblemException;

  /// What a canary asks of a service.
  record Load(int writesPerSecond, int readsPerTenWrites) {
    static final int FEW_READS = 2;
  }

  /// Sends a share of the clients' reads to the recovery region, for as long as `loan` says at
  /// most. Writes stay where they are. Safe to repeat.
  ///
  /// @throws ProblemException LB2010 when the recovery region cannot serve, LB3002 when the front
  ///   door has seen a higher epoch meanwhile
  void lend(Workload workload, Loan loan) throws InterruptedException, ProblemException;

  /// How the loan goes.
  ///
  /// @throws ProblemException LB2002 when the front door does not answer
  LoanStatus lent(Workload workload, Loan loan) throws InterruptedException, ProblemException;

  /// Takes the reads back, and returns once what was under way is answered. Safe to repeat, also
  /// when nothing is lent.
  ///
  /// @throws ProblemException LB2002 when the front door does not answer; then the loan ends by
  ///   itself
  void takeBack(Workload workload, Loan loan) throws InterruptedException, ProblemException;

  /// The sandbox of `workload` in its recovery region; nothing is made by this.
  Sandbox sandbox(Workload workload) throws ProblemException;

  /// Which of the client's numbers the database of `region` holds.
  StoredNumbers rows(Workload workload, String region, String client) throws InterruptedException;

  /// Which of the client's numbers the bucket of `region` holds.
  StoredNumbers objects(Workload workload, String region, String client)
      throws InterruptedException;

  /// Compares what both regions hold of every store of the workload, whoever wrote it and although
  /// clients may go on writing. What cannot be compared is unknown, with the reason; Lifeboat's own
  /// tables are left out.
  ///
  /// @param writer the region whose stores take writes; the other one's must follow them
  List<DataCheck.Part> data(Workload workload, String writer) throws InterruptedException;

  /// What exists on the old side alone. It was read back on the way home, before the old side was
  /// copied over; a store of which nothing was is in it as unknown.
  ///
  /// @param region the old side, which is home again
  /// @param run of the failover, whose canary the ledger is compared with
  /// @param epochs of the failover, and of the way home
  Ledger ledger(Workload workload, String region, String run, Epochs epochs)
      throws InterruptedException;

  /// Under which epochs a workload left and came back.
  record Epochs(long failover, long failback) {
    /// Each of a run in between and the last: one that did not end well may have read some back.
    public LongStream home() {
      return LongStream.rangeClosed(failover + 1, failback);
    }
  }

  /// Removes the client's rows and objects from every region, for good.
  ///
  /// @throws ProblemException LB5003 when something could not be removed
  void forget(Workload workload, String client) throws InterruptedException, ProblemException;

  /// What is still under way here and ends by itself, such as a replica that does not follow yet,
  /// each in words; empty once the place is at rest.
  default List<String> awaited() throws InterruptedException {
    return List.of();
  }

  /// Everything that a drill could leave behind or change, by name: processes, files, slots,
  /// records, weights. Two of them can be compared only if the place was at rest.
  SortedMap<String, String> inventory() throws InterruptedException, ProblemException;

  /// A controller in a process of its own.
  interface Controller {
    long pid();

    boolean alive();

    /// Kills it with SIGKILL and returns once it is gone. Safe to repeat.
    ///
    /// @return whether it was alive until then
    boolean kill() throws InterruptedException;
  }

  /// The outside client, running.
  interface Canary extends AutoCloseable {

    /// Waits until `count` consecutive writes that were sent after now are acknowledged.
    ///
    /// @return whether that happened within `seconds`
    boolean awaitSteady(int count, int seconds) throws InterruptedException;

    /// Stops it in good order: answers in flight are waited for. Safe to repeat.
    void stop() throws ProblemException;

    /// As [#stop].
    @Override
    default void close() throws ProblemException {
      stop();
    }
  }
}
