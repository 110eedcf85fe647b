package dev.lifeboat.lab.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.lab.topology.StorePorts;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Goal: a plan of an earlier release means the same as it did: whoever updates has no drill to
/// repeat, no lab to set up anew and no service to tell other variables.
///
/// Method: for each example plan the step ids and the hash of each runbook, and in a lab the folder
/// of each resource, the slots and the variables of each service, beside those that were released.
/// The file is never written anew; a new example is added to it.
class GoldenExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/lifeboat/lab/setup/examples.txt");
  private static final Credential LOGIN = new Credential("user", "password");
  private static final Secrets SECRETS =
      new Secrets(LOGIN, LOGIN, LOGIN, LOGIN, Map.of(), Secrets.FORM);
  private static final LabFolder FOLDER =
      new LabFolder(Path.of("lab"), Path.of("databases"), Path.of("binaries"));

  @Test
  void examples_mean_what_they_meant() throws Exception {
    var lines = new ArrayList<String>();
    for (var file : plans()) {
      lines.add(EXAMPLES.relativize(file).toString());
      var plan = Kinds.READER.read(file).orThrow();
      for (var workload : plan.workloads().values()) {
        for (var mode : Mode.values()) {
          runbook(plan, workload, mode).map("  "::concat).ifPresent(lines::add);
        }
        if (plan.primary().provider().equals("lab")) {
          lines.addAll(lab(plan, workload));
        }
      }
    }

    assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
  }

  private static List<Path> plans() throws IOException {
    try (var files = Files.find(EXAMPLES, 2, (it, _) -> it.toString().endsWith(".yaml"))) {
      return files.sorted().toList();
    }
  }

  /// Empty where none can be followed yet: what nobody could run has no hash to keep.
  private static Optional<String> runbook(Plan plan, Workload workload, Mode mode) {
    var source = mode == Mode.FAILBACK ? plan.recovery() : plan.primary();
    try {
      var runbook = Kinds.of(plan).compiler().compile(plan, workload, mode, source.name());
      return Optional.of(
          "%s %s %s%s"
              .formatted(
                  workload.name(),
                  mode.word(),
                  RunbookJson.hash(runbook),
                  runbook.byId().keySet().stream()
                      .map(it -> " " + it.value())
                      .collect(Collectors.joining())));
    } catch (ProblemException none) {
      return Optional.empty();
    }
  }

  private static List<String> lab(Plan plan, Workload workload) {
    var lines = new ArrayList<String>();
    for (var region : List.of(plan.primary().name(), plan.recovery().name())) {
      lines.add("  slot " + RegionConfigs.slot(region));
      for (var resource : workload.resources().values()) {
        lines.add("  folder " + folder(region, resource));
        if (resource instanceof Service service) {
          lines.add("  variables " + variables(plan, workload, service, region));
        }
      }
    }
    return lines;
  }

  private static Path folder(String region, Resource resource) {
    return resource instanceof Database
        ? FOLDER.database(region, resource.name())
        : resource instanceof Bucket
            ? FOLDER.resource(region, UnitNames.s3(resource.name()))
            : FOLDER.resource(region, resource.name());
  }

  private static Map<String, String> variables(
      Plan plan, Workload workload, Service service, String region) {
    var databases = new TreeMap<String, Integer>();
    plan.resources(Database.class).forEach(it -> databases.put(it.name(), 5432));
    var buckets = new TreeMap<String, Integer>();
    plan.resources(Bucket.class).forEach(it -> buckets.put(it.name(), 9000));
    var environment =
        new ServiceEnvironment(
            region,
            "127.1.0.1",
            Map.of(region, new StorePorts(databases, buckets)),
            SECRETS,
            JavaCommand.ofThisProcess());
    var all = new TreeMap<>(environment.ofInstance(workload, service, 8080));
    all.remove("PATH");
    return all;
  }
}
