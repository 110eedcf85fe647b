package dev.lifeboat.lab.drill;

import dev.lifeboat.canary.CanaryRows;
import dev.lifeboat.drill.Loan;
import dev.lifeboat.drill.LoanStatus;
import dev.lifeboat.drill.Sandbox;
import dev.lifeboat.drill.Site;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.World;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.DataCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A lab as a place to hold drills in.
public final class LabSite implements Site {
  private static final Duration LONGEST_ARRIVAL = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Plan plan;
  private final Lab lab;
  private final LabClients clients;

  public LabSite(Lab lab) {
    this.plan = lab.plan();
    this.lab = lab;
    this.clients = lab.clients();
  }

  @Override
  public ProviderKind kind() {
    return new LabKind();
  }

  @Override
  public Fault.Injector faults() {
    return lab.faults();
  }

  @Override
  public Views views(Workload workload) throws ProblemException {
    return lab.views(workload);
  }

  @Override
  public Replicas replicas(Workload workload) throws ProblemException {
    return lab.replicas(workload);
  }

  @Override
  public Controller startController(RunId run) throws ProblemException {
    return LabController.start(clients.folder(), clients.topology().edge().name(), run);
  }

  @Override
  public World world(Workload workload, People people) {
    return lab.world(workload, people);
  }

  @Override
  public Canary startCanary(Workload workload, String client, Load load, Path log)
      throws InterruptedException, ProblemException {
    return new LabCanary(clients, plan.canary()).start(workload, client, load, log);
  }

  @Override
  public void lend(Workload workload, Loan loan) throws InterruptedException, ProblemException {
    new LabLoan(clients, plan, workload).begin(loan);
  }

  @Override
  public LoanStatus lent(Workload workload, Loan loan)
      throws InterruptedException, ProblemException {
    return new LabLoan(clients, plan, workload).look(loan);
  }

  @Override
  public void takeBack(Workload workload, Loan loan) throws InterruptedException, ProblemException {
    new LabLoan(clients, plan, workload).end(loan);
  }

  @Override
  public Sandbox sandbox(Workload workload) throws ProblemException {
    return new LabSandbox(plan, workload, clients);
  }

  @Override
  public StoredNumbers rows(Workload workload, String region, String client) {
    return new Holdings(plan.canary())
        .rows(database -> clients.application(region, database), client);
  }

  @Override
  public StoredNumbers objects(Workload workload, String region, String client)
      throws InterruptedException {
    return new Holdings(plan.canary())
        .objects(bucket -> clients.objects(region, bucket), region, client);
  }

  @Override
  public Ledger ledger(Workload workload, String region, String run, Epochs epochs)
      throws InterruptedException {
    return new LabLedger(clients, plan.canary()).of(workload, region, run, epochs);
  }

  @Override
  public List<DataCheck.Part> data(Workload workload, String writer) throws InterruptedException {
    return new LabData(clients, writer).of(workload);
  }

  /// Rows go through the writer and follow to its replica; objects are removed on both sides, since
  /// a removed version leaves no marker that could be replicated.
  @Override
  public void forget(Workload workload, String client)
      throws InterruptedException, ProblemException {
    try {
      var rows = plan.canary().rows();
      if (rows.isPresent()) {
        removeRows(workload, rows.get(), client);
      }
      var objects = plan.canary().objects();
      if (objects.isPresent()) {
        removeObjects(objects.get(), client);
      }
    } catch (IOException | SQLException failed) {
      throw new ProblemException(
          Problem.passing(
              Code.LB5003,
              "what canary %s wrote could not be removed: %s"
                  .formatted(client, failed.getMessage()),
              "its rows or objects are still there",
              "end the lab with 'lifeboat lab down'"),
          failed);
    }
  }

  /// Both regions at once: a removal costs the S3 server time that grows with what it holds.
  private void removeObjects(dev.lifeboat.plan.Canary.Objects objects, String client)
      throws IOException, InterruptedException {
    awaitArrival(objects.bucket());
    var removals = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var region : clients.topology().regions().keySet()) {
        removals.add(
            threads.submit(() -> {
              try (var survey = clients.objects(region, objects.bucket())) {
                return survey.removeAll(objects.prefixOf(client));
              }
            }));
      }
      for (var removal : removals) {
        int _ = removal.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException(String.valueOf(failed.getCause()), failed);
    }
  }

  /// What is still on its way to the other region would arrive after the removal, and stay.
  private void awaitArrival(String bucket) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_ARRIVAL.toNanos();
    for (var region : clients.topology().regions().keySet()) {
      while (clients.bucket(region, bucket).state().queue() > 0 && System.nanoTime() < end) {
        Thread.sleep(POLL);
      }
    }
  }

  private void removeRows(Workload workload, dev.lifeboat.plan.Canary.Rows rows, String client)
      throws SQLException, ProblemException {
    var writer =
        lab.placements()
            .read(workload.name())
            .orElseThrow(() -> new IllegalStateException("no placement"))
            .writer();
    new CanaryRows(rows).remove(clients.application(writer, rows.database()), client);
  }

  @Override
  public List<String> awaited() throws InterruptedException {
    return new LabRest(plan, clients).awaited();
  }

  @Override
  public SortedMap<String, String> inventory() throws InterruptedException, ProblemException {
    return new Inventory(plan, clients, lab.placements()).take();
  }
}
