package dev.lifeboat.lab.drill;

import dev.lifeboat.canary.CanaryRows;
import dev.lifeboat.canary.DrillCanary;
import dev.lifeboat.canary.PostgresRows;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.drill.RowDamage;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.DataCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Holds drills of one workload in a lab.
record LabDrills(Plan plan, LabClients clients, Placements placements, Workload workload)
    implements Drills {
  @Override
  public Canary startCanary(String client, Load load, Path log)
      throws InterruptedException, ProblemException {
    new OwnTable(clients, plan.canary()).ensure(workload, writer());
    return new LabCanary(clients, plan.canary()).start(workload, client, load, log);
  }

  @Override
  public void endCanary(Path run) throws InterruptedException {
    DrillCanary.endLeft(run);
  }

  @Override
  public StoredNumbers rows(String region, String client) {
    return new Holdings(plan.canary(), workload)
        .rows(database -> clients.application(region, database), client);
  }

  @Override
  public StoredNumbers objects(String region, String client) throws InterruptedException {
    return new Holdings(plan.canary(), workload)
        .objects(bucket -> clients.objects(region, bucket), region, client);
  }

  @Override
  public List<DataCheck.Part> data(String writer) throws InterruptedException {
    return new LabData(clients, writer).of(workload);
  }

  /// Rows go through the writer and follow to its replica; objects are removed on both sides, since
  /// a removed version leaves no marker that could be replicated.
  @Override
  public void forget(String client) throws InterruptedException, ProblemException {
    try {
      var rows = plan.canary().rows(workload);
      if (rows.isPresent()) {
        removeRows(rows.get(), client);
      }
      var objects = plan.canary().objects(workload);
      if (objects.isPresent()) {
        removeObjects(objects.get(), client);
      }
    } catch (IOException | SQLException failed) {
      throw Problem.passing(
              Code.LB5005,
              "what canary %s wrote could not be removed: %s"
                  .formatted(client, SqlFailure.told(failed)),
              "its rows or objects are still there",
              "end the lab with 'lifeboat lab down'")
          .asException(failed);
    }
  }

  /// Both regions at once: a removal costs the S3 server time that grows with what it holds.
  private void removeObjects(dev.lifeboat.plan.Canary.Objects objects, String client)
      throws IOException, InterruptedException {
    // What is still on its way to the other region would arrive after the removal, and stay.
    for (var region : clients.topology().regions().keySet()) {
      boolean _ = new Arrival(clients.bucket(region, objects.bucket())).ofAllWhileItMoves();
    }
    var removals = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var region : clients.topology().regions().keySet()) {
        removals.add(
            threads.submit(() ->
                clients.objects(region, objects.bucket()).removeAll(objects.prefixOf(client))));
      }
      for (var removal : removals) {
        int _ = removal.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException(String.valueOf(failed.getCause()), failed);
    }
  }

  private void removeRows(dev.lifeboat.plan.Canary.Rows rows, String client)
      throws SQLException, ProblemException {
    var at = new PostgresRows(clients.application(writer(), rows.database()));
    new CanaryRows(rows).remove(at, client);
    // Only a drill that was cut off leaves some.
    new CanaryRows(rows).remove(at, RowDamage.nameOf(client));
  }

  private String writer() throws ProblemException {
    return placements.required(workload.name()).writer();
  }

  @Override
  public List<String> awaited() throws InterruptedException {
    return new LabRest(plan, clients).awaited();
  }

  @Override
  public SortedMap<String, String> inventory(List<String> drilling)
      throws InterruptedException, ProblemException {
    return new Inventory(plan, clients, placements, drilling).take();
  }
}
