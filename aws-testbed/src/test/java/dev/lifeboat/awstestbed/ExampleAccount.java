package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.NameLookup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// An account of its own in which everything is that a shipped example names, under the names, in
/// the regions and in the buckets that it has. Its plan has one workload with one database.
public final class ExampleAccount implements MovedWorkload {
  private static final int USERS = 40;
  private static final int QUESTIONS = 4000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int WEIGHT = 128;

  private final TestBed bed;
  private final Path folder;
  private final SequencedMap<String, String> awsRegions = new LinkedHashMap<>();
  private final Map<String, Targets> targets = new LinkedHashMap<>();
  private final Optional<SimulatedZone> zone;
  private final Optional<SimulatedAccelerator> accelerator;
  private final UserPages pages;
  private final Plan plan;
  private final AwsSites sites;
  private final AwsAccount account;
  private final ExampleStores stores;
  private final ExampleCapacity capacity;
  private final SimulatedGuards guards;
  private volatile Predicate<String> health = this::canServe;

  /// One with nothing real behind it.
  ///
  /// @param folder of its own, where the plan's file and what guards keep are
  public ExampleAccount(TestBed bed, ShippedExample example, Path folder) throws Exception {
    this(bed, example, Optional.empty(), new ExampleParts.Anew(bed), folder);
  }

  /// @param entry where users enter if something real is behind it
  /// @param parts what the plan names by identifiers that the account gave
  ExampleAccount(
      TestBed bed, ShippedExample example, Optional<String> entry, ExampleParts parts, Path folder)
      throws Exception {
    this.bed = bed;
    this.folder = folder;
    var shipped = example.shipped();
    for (var region : List.of(shipped.primary(), shipped.recovery())) {
      awsRegions.put(region.name(), AwsRegion.nameOf(region));
    }
    var wanted = AwsSites.known(shipped, only(shipped));
    this.zone = zone(shipped, wanted);
    this.accelerator =
        wanted.accelerators().isEmpty()
            ? Optional.empty()
            : Optional.of(parts.accelerator(awsRegions, region -> health.test(region)));
    this.pages = new UserPages(awsRegions.keySet(), this::canServe, () -> accelerator().led());
    zone.ifPresent(it -> it.lead(pages.addresses()));
    var url = entry.orElseGet(() -> entrance(wanted));
    Files.writeString(file(), example.in(handOut(parts, wanted, url)));
    this.plan = AwsKeys.reader().read(file()).orThrow();
    this.sites = AwsSites.known(plan, workload());
    this.stores = new ExampleStores(bed, plan, sites);
    this.capacity = new ExampleCapacity(bed, plan, sites);
    this.account = Shop.accountOf(plan, bed.newClients());
    this.guards =
        new SimulatedGuards(
            bed,
            workload().name(),
            database(),
            List.copyOf(awsRegions.values()),
            () -> Shop.accountOf(plan, bed.newGuardsClients()),
            this::instance,
            folder);
  }

  private static Workload only(Plan plan) {
    assertThat(plan.workloads()).hasSize(1);
    return plan.workloads().values().iterator().next();
  }

  private Optional<SimulatedZone> zone(Plan shipped, AwsSites wanted) throws IOException {
    for (var name : wanted.names().values()) {
      return Optional.of(new SimulatedZone(bed, name.objects().values(), shipped.pair()));
    }
    return Optional.empty();
  }

  private String entrance(AwsSites wanted) {
    return wanted.names().values().stream()
        .findFirst()
        .map(it -> pages.byName(it.name()))
        .orElseGet(pages::byAccelerator);
  }

  /// What the account gives its own identifiers to.
  private ShippedExample.Handed handOut(ExampleParts parts, AwsSites wanted, String url)
      throws IOException, InterruptedException {
    var targetGroups = new LinkedHashMap<String, String>();
    var fenceGroups = new LinkedHashMap<String, String>();
    var keys = new LinkedHashMap<String, String>();
    for (var region : awsRegions.entrySet()) {
      var made = parts.targets(region.getKey(), region.getValue());
      targets.put(region.getKey(), made);
      targetGroups.put(region.getKey(), made.group());
      fenceGroups.put(region.getKey(), parts.fenceGroup(region.getKey(), region.getValue()));
      keys.put(region.getKey(), parts.key(wanted, region.getKey()));
    }
    return new ShippedExample.Handed(
        bed.account(),
        targetGroups,
        fenceGroups,
        keys,
        accelerator.map(SimulatedAccelerator::groups).orElse(Map.of()),
        zone.map(SimulatedZone::server).orElse(""),
        url,
        accelerator.map(it -> it.tells().toString()).orElse(""));
  }

  private String database() {
    return sites.databases().keySet().iterator().next();
  }

  private RdsSite instanceSite(String region) {
    return Objects.requireNonNull(sites.databases().get(database())).in(region);
  }

  @Override
  public Path file() {
    return folder.resolve("lifeboat.yaml");
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public Workload workload() {
    return only(plan);
  }

  @Override
  public AwsAccount account() {
    return account;
  }

  @Override
  public Optional<DBInstance> instance(String region) {
    return stores.instance(instanceSite(region));
  }

  /// The names of all instances in a region.
  public List<String> instances(String region) {
    return stores.instances(awsRegion(region));
  }

  public String awsRegion(String region) {
    return Objects.requireNonNull(awsRegions.get(region), region);
  }

  public ExampleStores stores() {
    return stores;
  }

  /// Of users who come by one.
  public SimulatedAccelerator accelerator() {
    return accelerator.orElseThrow();
  }

  /// What its load balancers look at is asked so from now on, by the regions of the plan.
  void healthBy(Predicate<String> asked) {
    this.health = asked;
  }

  /// As it runs before Lifeboat knows of it, users served at home by what answers at `addresses`.
  ///
  /// @param addresses of the targets of each region
  /// @param port of all of them
  public void create(Map<String, String> addresses, int port)
      throws IOException, InterruptedException {
    Tables.create(bed, plan);
    stores.createRoutes();
    serve(true, addresses, port);
  }

  /// The same without tables and routes, which `provision` makes; [#endProvisioned] takes them
  /// away.
  public void createUnprovisioned(Map<String, String> addresses, int port)
      throws IOException, InterruptedException {
    serve(true, addresses, port);
  }

  /// The same once the example's own stack has made it all, but for what its page has people make.
  void serveApplied() {
    stores.takeApplied();
    capacity.takeApplied();
  }

  /// Buckets stay when their stack goes, and their names are the world's.
  public void endProvisioned() {
    sites.names().values().stream()
        .flatMap(it -> it.objects().values().stream())
        .forEach(it -> stores.deleteWithTheRest(it.awsRegion(), it.bucket()));
  }

  /// The same with nothing in it that is made for Lifeboat: databases, tasks, and a bucket that
  /// replicates one way.
  public void createBare(Map<String, String> addresses, int port)
      throws IOException, InterruptedException {
    serve(false, addresses, port);
    stores.forgetWayHome();
    sites.names().values().stream()
        .flatMap(it -> it.objects().values().stream())
        .forEach(it -> stores.deleteWithTheRest(it.awsRegion(), it.bucket()));
  }

  private void serve(boolean bound, Map<String, String> addresses, int port)
      throws IOException, InterruptedException {
    stores.createDatabases();
    stores.createBuckets();
    capacity.create(bound);
    var ready = workload().resources(Service.class).getFirst().ready();
    for (var region : targets.entrySet()) {
      region.getValue().attach();
      region.getValue().askAt(ready);
      region.getValue().register(String.valueOf(addresses.get(region.getKey())), port);
    }
    accelerator.ifPresent(
        it -> targets.forEach((region, to) -> it.leadTo(region, to.balancer(), WEIGHT)));
  }

  /// Lifeboat knows where its writer is.
  public void adopt() throws ProblemException {
    account
        .placements()
        .compareAndSet(Optional.empty(), Placement.first(workload().name(), plan.primary().name()));
  }

  /// A guard in `region` follows the placement.
  public void guard(String region) throws IOException, InterruptedException {
    guards.stand(region);
  }

  public void awaitLease(String region) throws InterruptedException {
    guards.awaitLease(region);
  }

  /// Waits until the guard in `region` has told of its database.
  public void awaitWord(String region) throws ProblemException, InterruptedException {
    while (account.reports(workload().name()).read(region, database()).isEmpty()) {
      LookPause.pass();
    }
  }

  /// No guard holds the writer in `region` any more.
  void release(String region) throws InterruptedException, ProblemException {
    guards.release(region);
  }

  /// A region is lost, and its guard with it.
  public void lose(String region, Cut cut) throws InterruptedException {
    guards.lose(region);
    bed.gate().lose(awsRegion(region), cut);
    bed.gate().cut(SimulatedAccelerator.CONTROL_PLANE, "globalaccelerator", cut);
  }

  /// Whether something of each service runs in `region`.
  public boolean runs(String region) {
    return capacity.running(region).values().stream().allMatch(it -> it > 0);
  }

  /// Whether the load balancer of `region` is healthy: a target of it answers where the plan says,
  /// and that is where the writer is and something runs.
  private boolean canServe(String region) {
    try {
      var writer =
          account
              .placements()
              .read(workload().name())
              .map(Placement::writer)
              .orElse(plan.primary().name());
      return bed.gate().reaches(awsRegion(region))
          && Objects.requireNonNull(targets.get(region)).isHealthy()
          && writer.equals(region)
          && instance(region)
              .filter(it -> it.readReplicaSourceDBInstanceIdentifier() == null)
              .isPresent()
          && runs(region);
    } catch (ProblemException unknown) {
      return false;
    }
  }

  /// Fails unless all users are led to `region`, and as much of each service serves there as the
  /// plan says.
  public void assertServedFrom(String region) throws IOException {
    if (accelerator.isPresent()) {
      assertThat(accelerator.get().led(USERS)).containsOnly(region);
    }
    for (var name : sites.names().values()) {
      int inARow = 0;
      for (int question = 0; inARow < USERS; question++) {
        assertThat(question).as("questions until all are led to " + region).isLessThan(QUESTIONS);
        inARow = led(name.name()).equals(region) ? inARow + 1 : 0;
      }
    }
    var running = capacity.running(region);
    for (var service : workload().resources(Service.class)) {
      assertThat(running.get(service.name()))
          .as("%s in %s", service.name(), region)
          .isGreaterThanOrEqualTo(service.instances().serving());
    }
  }

  private String led(String name) throws IOException {
    var server = new InetSocketAddress("127.0.0.1", zone.orElseThrow().port());
    return new NameLookup(server, NameAnswers.BESIDE + name, PATIENCE).texts().getFirst();
  }

  /// Nothing of it is asked any more.
  public void end() throws InterruptedException {
    guards.end();
    zone.ifPresent(SimulatedZone::close);
    accelerator.ifPresent(SimulatedAccelerator::close);
    pages.close();
    account.close();
    bed.gate().mend();
    stores.deleteBuckets();
  }
}
