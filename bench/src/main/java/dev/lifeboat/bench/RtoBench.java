package dev.lifeboat.bench;

import dev.lifeboat.drill.Drill;
import dev.lifeboat.drill.DrillHost;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrilledWorkload;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import dev.lifeboat.watch.Detector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Client-observed RTO of a scenario, drill after drill in one lab, beside a peer in the same run.
///
/// `bench/run RtoBench PLAN [DRILLS [SCENARIO [PEER-COMMAND…]]]` prints one line of JSON. The
/// peer's command must print one line of JSON with `median_rto_ms`, as `patroni-failover.sh` does.
public record RtoBench(Plan plan, Path planFile, Path state) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int DEFAULT_DRILLS = 20;

  /// Runs it.
  public static void main(String[] arguments) throws Exception {
    var planFile = Path.of(arguments[0]);
    int drills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_DRILLS;
    var state = Files.createTempDirectory("lifeboat-bench-");
    Files.setPosixFilePermissions(
        state, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    var bench = new RtoBench(PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow(), planFile, state);
    var line = JSON.createObjectNode();
    var scenario = arguments.length > 2 ? Scenarios.named(arguments[2]) : Scenarios.REGION_LOSS;
    line.put("bench", "rto").put("scenario", scenario.word()).put("drills", drills);
    var results = bench.run(scenario, drills);
    summary(
        line.putObject("rtoSeconds"),
        results.stream().map(it -> it.measured().rto().seconds()).toList());
    summary(
        line.putObject("detectSeconds"),
        results.stream().map(it -> it.measured().rto().detectSeconds()).toList());
    summary(
        line.putObject("capacitySeconds"),
        results.stream().map(it -> it.measured().rto().capacitySeconds()).toList());
    line.put(
        "passed",
        results.stream().filter(it -> it.outcome() == DrillResult.Outcome.PASSED).count());
    if (arguments.length > 3) {
      var peer = peer(List.of(arguments).subList(3, arguments.length));
      line.set("peer", peer);
      double ours = line.path("rtoSeconds").path("median").asDouble();
      line.put("ratioToPeer", ours / (peer.path("median_rto_ms").asDouble() / 1e3));
    }
    System.out.println(JSON.writeValueAsString(line));
  }

  private List<DrillResult> run(Scenario scenario, int drills) throws Exception {
    var results = new ArrayList<DrillResult>();
    try {
      var lab = Lab.begin(plan, planFile, state);
      lab.deploy(_ -> {}, _ -> {});
      for (int i = 1; i <= drills; i++) {
        var result = drill(lab, scenario);
        results.add(result);
        var writes = result.measured().writes();
        System.err.printf(
            "drill %d of %d: %s, RTO %s s, lost %s%n",
            i,
            drills,
            result.outcome().word(),
            result.measured().rto().seconds(),
            writes == null ? null : writes.lost());
      }
    } finally {
      Lab.down(plan.name(), state);
      FileTree.delete(state);
    }
    return results;
  }

  private DrillResult drill(Lab lab, Scenario scenario) throws Exception {
    var host =
        new DrillHost(
            Clock.systemUTC(),
            Thread::sleep,
            new Runs(
                state.resolve("runs"),
                lab.placements(),
                Clock.systemUTC(),
                new SecureRandom(),
                lab.pace()),
            new Agreeing(),
            new Silent(),
            _ -> {},
            run -> List.of("lifeboat", "resume", run.value()));
    var drilled =
        new DrilledWorkload(
            plan, Files.readAllBytes(planFile), plan.workloads().values().iterator().next());
    return new Drill(host, drilled, lab).hold(scenario, "bench");
  }

  private static void summary(tools.jackson.databind.node.ObjectNode node, List<Double> values) {
    var sorted = values.stream().filter(value -> value != null).sorted().toList();
    if (sorted.isEmpty()) {
      node.putNull("median");
      return;
    }
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    node.put("median", median).put("min", sorted.getFirst()).put("max", sorted.getLast());
    var all = node.putArray("all");
    sorted.forEach(all::add);
  }

  private static JsonNode peer(List<String> command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    if (process.waitFor() != 0 || said.isEmpty()) {
      throw new IOException("the peer's command " + command + " failed");
    }
    return JSON.readTree(said.substring(said.lastIndexOf('\n') + 1));
  }

  /// Says yes to everything: a bench measures the machine, not a person.
  private static final class Agreeing implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.of(new Answer(true, "bench"));
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }
  }

  private static final class Silent implements dev.lifeboat.drill.Narrator {
    @Override
    public void begins(dev.lifeboat.drill.DrillPhase phase, String what) {}

    @Override
    public void ends(dev.lifeboat.drill.DrillPhase phase, String found) {}

    @Override
    public void looked(Round round, Detector detector) {}

    @Override
    public void happened(RunState run, Entry entry) {}
  }
}
