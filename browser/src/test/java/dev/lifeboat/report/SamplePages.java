package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Storefront;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pages as the product makes them of folders: a drill that passed and one that did not, a way
/// home, one measured by its database, a failover with no client outside, one that is under way,
/// one of many steps, a drill of an earlier release, and simulated worlds.
final class SamplePages {
  static final String PASSED = "passed";
  static final String FAILED = "failed";

  private static final String LONG_PROOF =
      "the lease of %s is over, it finds no second vote: edge votes for west under epoch 2, west"
          + " votes for west under epoch 2; the commit gate was in force since"
          + " 2026-11-20T15:03:50.704Z, as east told west";

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Path GOLDEN =
      Path.of("../proof/src/test/resources/golden/0.1.0/evidence/20261120-212249-dv57");

  private final Path folder;
  private final Map<String, Path> pages = new LinkedHashMap<>();

  private SamplePages(Path folder) {
    this.folder = folder;
  }

  /// The pages by name, each a file below `folder`.
  static Map<String, Path> in(Path folder) throws IOException, ProblemException {
    var all = new SamplePages(folder);
    all.addDrills();
    all.addRuns();
    all.add("simulated", simulated());
    return all.pages;
  }

  private void addDrills() throws IOException, ProblemException {
    var passed = run(PASSED).whole();
    passed.result(SampleCriteria.judged(passed.passed()));
    add(PASSED, passed.files);
    var failed = run(FAILED);
    failed.proof = LONG_PROOF;
    failed.whole();
    failed.result(
        SampleCriteria.judged(
            failed.result(
                DrillResult.Outcome.FAILED,
                "left behind: replication slots of orders in west: none before, now lifeboat_east",
                failed.passed().measured().rto(),
                List.of("replication slots of orders in west: none before, now lifeboat_east"))));
    add(FAILED, failed.files);
    var database = run("database");
    database.basis = Canary.Basis.DATABASE;
    database.whole();
    database.result(SampleCriteria.judged(database.ofDatabase()));
    add("database", database.files);
    add("golden", new RunFolder(new RunId("20261120-212249-dv57"), GOLDEN));
  }

  private void addRuns() throws IOException, ProblemException {
    var failback = run("failback").plan().journal(SampleRun.runbook(Mode.FAILBACK), 99);
    add("failback", failback.canary().held().files);
    add("failover", run("failover").plan().journal(SampleRun.runbook(Mode.FAILOVER), 99).files);
    add("unended", run("unended").plan().journal(SampleRun.runbook(Mode.FAILOVER), 4).files);
    add("large", run("large").plan().journal(Large.runbook(60), 60).files);
  }

  /// An empty folder; an earlier run of the tests may have left one.
  private SampleRun run(String name) throws IOException {
    var run = SampleRun.in(Files.createDirectories(folder.resolve(name)));
    Files.deleteIfExists(run.files.journal());
    return run;
  }

  private void add(String name, RunFolder run) throws IOException, ProblemException {
    add(name, ReportFile.html(run, BERLIN));
  }

  private void add(String name, String html) throws IOException {
    pages.put(name, Files.writeString(folder.resolve(name + ".html"), html));
  }

  private static String simulated() throws IOException, ProblemException {
    var plan = SampleRun.read();
    return SimulationReport.html(plan, plan.workload(Storefront.SHOP), SampleSums.of(), 1);
  }
}
