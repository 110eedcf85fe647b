package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.ecs.EcsBinding;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The processes behind tasks on ECS, each on an address of its own, and the entrance of each
/// region, which does what its load balancer would. Tasks are the sample shop; they are started
/// with the environment in the version `Bound` of their service's secret.
public final class TaskProcesses implements BodyHost.Bodies, AutoCloseable {
  /// Where a target says that it can serve.
  static final String READY = "/dbcheck";

  private static final int MOST = 2;
  private static final long ENDING_SECONDS = 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final TestBed bed;
  private final Path folder;
  private final int port;
  private final Map<String, Region> regions = new LinkedHashMap<>();
  private final ExecutorService changes = Executors.newSingleThreadExecutor();

  /// One region of AWS.
  private static final class Region {
    private final int number;
    private String service = "";
    private int desired;
    private Optional<UserEntrance> entrance = Optional.empty();
    private final List<Process> tasks = new ArrayList<>();
    private Optional<Future<?>> change = Optional.empty();
    private boolean lost;
    private boolean missing;

    Region(int number) {
      this.number = number;
    }

    String address(int task) {
      return "127.%d.0.%d".formatted(number, task);
    }
  }

  TaskProcesses(TestBed bed, Path folder) throws IOException {
    this.bed = bed;
    this.folder = folder;
    this.port = Site.freePort();
    Files.createDirectories(folder);
    regions.put(TestBed.PRIMARY, new Region(11));
    regions.put(TestBed.RECOVERY, new Region(12));
  }

  /// Of every task and of every entrance.
  public int port() {
    return port;
  }

  /// Where users enter a region of AWS.
  public String entrance(String awsRegion) {
    return region(awsRegion).address(MOST + 1);
  }

  /// The addresses that its tasks may have.
  List<String> targets(String awsRegion) {
    var targets = new ArrayList<String>();
    for (int task = 1; task <= MOST; task++) {
      targets.add(region(awsRegion).address(task));
    }
    return List.copyOf(targets);
  }

  /// A service shall run so many tasks, and if `anew` none that ran before.
  @Override
  public synchronized void tell(JsonNode facts) {
    var region = region(facts.path("region").asString());
    region.service = facts.path("name").asString();
    region.desired = facts.path("desired").asInt();
    boolean anew = facts.path("anew").asBoolean();
    region.change =
        Optional.of(
            changes.submit(() -> {
              change(facts.path("region").asString(), region, anew);
              return null;
            }));
  }

  /// How far the service is; empty if there is none. What was stopped from outside is missing at
  /// the next look, however soon others run.
  @Override
  public synchronized Optional<BodyHost.State> state(String awsRegion, String name) {
    var region = region(awsRegion);
    boolean missing = region.missing;
    region.missing = false;
    return region.change.map(change ->
        new BodyHost.State(!missing && change.state() == Future.State.SUCCESS, name, port));
  }

  private void change(String awsRegion, Region region, boolean anew) throws Exception {
    if (region.lost) {
      return;
    }
    if (region.entrance.isEmpty()) {
      region.entrance = Optional.of(openEntrance(awsRegion));
    }
    while (region.tasks.size() > (anew ? 0 : region.desired)) {
      end(region.tasks.removeLast());
    }
    var environment = region.desired == 0 ? Map.<String, String>of() : environment(awsRegion);
    while (region.tasks.size() < region.desired) {
      region.tasks.add(startTask(region, region.tasks.size() + 1, environment));
    }
  }

  private Process startTask(Region region, int task, Map<String, String> environment)
      throws IOException {
    var storefront = Path.of(System.getProperty("lifeboat.storefront"));
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:AOTCache=" + storefront.resolve("storefront.aot"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-jar",
                storefront.resolve("storefront.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    folder.resolve("task-%s.log".formatted(region.address(task))).toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("HOST", region.address(task));
    builder.environment().put("PORT", Integer.toString(port));
    return builder.start();
  }

  /// As ECS reads a secret that a task definition names by the label.
  private Map<String, String> environment(String awsRegion) {
    var secrets = bed.patient(SecretsManagerClient.builder(), awsRegion);
    var name = region(awsRegion).service + EcsTasks.SECRET_OF;
    var text =
        secrets
            .getSecretValue(it -> it.secretId(name).versionStage(EcsBinding.BOUND))
            .secretString();
    var environment = new LinkedHashMap<String, String>();
    JSON.readTree(text)
        .properties()
        .forEach(it -> environment.put(it.getKey(), it.getValue().asString()));
    return environment;
  }

  private UserEntrance openEntrance(String awsRegion) throws Exception {
    var entrance =
        UserEntrance.open(
            new HostPort(entrance(awsRegion), port), folder.resolve("entrance-" + awsRegion));
    var instances = targets(awsRegion).stream().map(it -> new HostPort(it, port)).toList();
    entrance.lead(1, awsRegion, instances, READY);
    return entrance;
  }

  /// Every task is killed, and others are started, as ECS does.
  public synchronized void stopTasks(String awsRegion) throws InterruptedException {
    var region = region(awsRegion);
    for (var process : region.tasks) {
      process.destroyForcibly().waitFor();
    }
    region.missing = true;
    region.change =
        Optional.of(
            changes.submit(() -> {
              change(awsRegion, region, true);
              return null;
            }));
  }

  void lose(String awsRegion) throws InterruptedException {
    var region = region(awsRegion);
    region.lost = true;
    for (var process : region.tasks) {
      process.destroyForcibly().waitFor();
    }
    region.tasks.clear();
    closeEntrance(awsRegion);
  }

  /// To every task of `awsRegion` and to its entrance.
  synchronized void signal(String awsRegion, String name) throws Exception {
    var region = region(awsRegion);
    for (var process : region.tasks) {
      PosixSignal.send(name, process);
    }
    if (region.entrance.isPresent()) {
      PosixSignal.send(name, region.entrance.get().process());
    }
  }

  /// Nobody gets in any more; what runs there goes on.
  public void closeEntrance(String awsRegion) throws InterruptedException {
    var region = region(awsRegion);
    if (region.entrance.isPresent()) {
      region.entrance.get().kill();
      region.entrance = Optional.empty();
    }
  }

  public void heal(String awsRegion) throws Exception {
    var region = region(awsRegion);
    region.lost = false;
    changes
        .submit(() -> {
          change(awsRegion, region, false);
          return null;
        })
        .get();
  }

  private Region region(String awsRegion) {
    return Optional.ofNullable(regions.get(awsRegion)).orElseThrow();
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Override
  public void close() {
    changes.shutdownNow();
    regions
        .values()
        .forEach(region -> {
          region.tasks.forEach(Process::destroyForcibly);
          region.entrance.ifPresent(it -> it.process().destroyForcibly());
        });
  }
}
