package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.check.GoalNeeds;
import dev.lifeboat.aws.drill.SqlLogins;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.provider.AccountProbes;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.rds.Ec2SecurityGroups;
import dev.lifeboat.aws.rds.LoginProbe;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Database.Engine;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// One test's shop in an account, as its plan file has it: a database with a replica, a service
/// that stands by in `west`, a name, tables, and guards when a test lets them stand. What `east`
/// needs only on the way home is not there.
public final class Shop implements MovedWorkload {
  public static final String NAME = "shop";

  /// How long the lease of a guard lasts that may be late.
  private static final String SLOW = "6s";

  private static final int USERS = 20;
  private static final int WEIGHT = 128;

  /// What answers in `east`.
  public static final String AT_HOME = "10.1.0.7";

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestBed bed;
  private final Strategy strategy;
  private final Engine engine;
  private final boolean accelerated;
  private final Path folder;
  private final AwsAccount account;
  private final Databases databases;
  private final Images images;
  private final boolean withImages;
  private final EcsTasks tasks;
  private final Instances instances;
  private final Targets targets;
  private final Targets targetsAtHome;
  private final RoutedName names;
  private final SimulatedAccelerator accelerator;
  private final Plan plan;
  private volatile Predicate<String> health = this::canServe;
  private final SimulatedGuards guards;

  /// @param folder of its own, where the plan's file and what guards keep are
  public Shop(TestBed bed, Strategy strategy, Path folder) throws Exception {
    this(bed, strategy, false, folder);
  }

  /// @param accelerated whether users come by an accelerator, else by a name
  public Shop(TestBed bed, Strategy strategy, boolean accelerated, Path folder) throws Exception {
    this(bed, strategy, accelerated, false, folder);
  }

  /// @param withImages whether it has a bucket too
  public Shop(TestBed bed, Strategy strategy, boolean accelerated, boolean withImages, Path folder)
      throws Exception {
    this(bed, strategy, Engine.POSTGRESQL, accelerated, withImages, "2s", folder);
  }

  /// One that gets real servers. Its guards are processes of their own on a machine that is busy
  /// with other tests, and so slow to renew at times.
  public static Shop living(TestBed bed, boolean accelerated, boolean withImages, Path folder)
      throws Exception {
    return new Shop(
        bed, Strategy.WARM_STANDBY, Engine.POSTGRESQL, accelerated, withImages, SLOW, folder);
  }

  /// One of MySQL, whose guards need as long a lease.
  public static Shop ofMysql(TestBed bed, Path folder) throws Exception {
    return new Shop(bed, Strategy.WARM_STANDBY, Engine.MYSQL, false, false, SLOW, folder);
  }

  private Shop(
      TestBed bed,
      Strategy strategy,
      Engine engine,
      boolean accelerated,
      boolean withImages,
      String lease,
      Path folder)
      throws Exception {
    this.bed = bed;
    this.strategy = strategy;
    this.engine = engine;
    this.accelerated = accelerated;
    this.folder = folder;
    var clients = bed.newClients();
    this.databases = new Databases(bed, clients);
    this.images = new Images(bed, clients, true);
    this.withImages = withImages;
    this.tasks = new EcsTasks(bed, clients);
    this.instances = new Instances(bed, clients);
    this.targets = new Targets(bed, TestBed.RECOVERY);
    this.targetsAtHome = new Targets(bed, TestBed.PRIMARY);
    this.names = new RoutedName(bed, clients);
    this.accelerator =
        new SimulatedAccelerator(
            bed, Map.of("east", () -> health.test("east"), "west", () -> health.test("west")));
    var text =
        new ShopPlan(
            strategy,
            engine,
            databases.name(),
            withImages ? images.yaml() : "# without a bucket",
            strategy == Strategy.PILOT_LIGHT ? ShopPlan.by(instances) : ShopPlan.by(tasks),
            Map.of("east", targetsAtHome.group(), "west", targets.group()),
            accelerated
                ? ShopPlan.by(accelerator, isInShares())
                : ShopPlan.by(names, isInShares()));
    Files.writeString(file(), text.in(bed, lease));
    this.plan = AwsKeys.reader().read(file()).orThrow();
    this.account = account(clients);
    this.guards =
        new SimulatedGuards(
            bed,
            NAME,
            "orders",
            List.of(TestBed.PRIMARY, TestBed.RECOVERY),
            () -> account(bed.newGuardsClients()),
            this::instance,
            folder);
  }

  @Override
  public Path file() {
    return folder.resolve("lifeboat.yaml");
  }

  /// Its plan with the API as its fence, without what needs a guard.
  ///
  /// @param group without a rule, as the plan has it
  public Path byApi(String group) throws IOException {
    return Files.writeString(
        folder.resolve("api.yaml"),
        Files.readString(file())
            .replace("logins: [shop]", "fence: api, fenceGroup: " + group)
            .replace("shares: true", "shares: false")
            .replaceAll("failback: .*", "failback: { shares: [] }")
            .replaceAll(", lease: \\w+", ""));
  }

  /// Groups of EC2 know no binding.
  private boolean isInShares() {
    return strategy != Strategy.PILOT_LIGHT;
  }

  /// Whether the load balancer of `region` is healthy: a target of it answers at the path that it
  /// looks at, which is the plan's while nobody changed it.
  private boolean canServe(String region) {
    var balanced = region.equals("east") ? targetsAtHome : targets;
    return bed.gate().reaches(region.equals("east") ? TestBed.PRIMARY : TestBed.RECOVERY)
        && balanced.isHealthy()
        && (!balanced.areAskedAt(ShopPlan.READY) || canWrite(region));
  }

  /// Whether the service in `region` can take a user's write: where the writer is, and in `west`
  /// while its tasks are bound to the stores of `east`.
  private boolean canWrite(String region) {
    try {
      var writer = placements().read(NAME).map(Placement::writer).orElse("east");
      boolean bound =
          region.equals("west")
              && strategy == Strategy.WARM_STANDBY
              && tasks.bound().contains("east");
      return (writer.equals(region) || bound) && isWriter(writer);
    } catch (ProblemException unknown) {
      return false;
    }
  }

  private boolean isWriter(String region) {
    return instance(region)
        .filter(it -> it.readReplicaSourceDBInstanceIdentifier() == null)
        .isPresent();
  }

  @Override
  public Optional<DBInstance> instance(String region) {
    return region.equals("east")
        ? databases.findInPrimary(databases.name())
        : databases.findInRecovery(databases.name());
  }

  /// Fails unless all users are led to `region` before long.
  public void assertEverybodyIsLedTo(String region) throws IOException {
    if (accelerated) {
      assertThat(led()).containsOnly(region);
    } else {
      names.assertEverybodyIsLedTo(region);
    }
  }

  /// Where some users of the accelerator are led now.
  public List<String> led() {
    return accelerator.led(USERS);
  }

  private AwsAccount account(AwsClients clients) {
    return accountOf(plan, clients);
  }

  /// By another plan of the same resources; its clients are the shop's.
  public AwsAccount account(Plan other) {
    return accountOf(other, bed.clients());
  }

  /// Of a plan whose databases nobody logs in to.
  static AwsAccount accountOf(Plan plan, AwsClients clients) {
    return new AwsAccount(
        plan,
        clients,
        new AccountProbes(
            GoalNeeds.of(plan, clients),
            new Ec2SecurityGroups(clients),
            LoginProbe.UNTRIED,
            SqlLogins.NONE));
  }

  /// Writes a plan of the same shop that is watched, and says where it is.
  ///
  /// @param probe an address that answers while users are served at home
  /// @param alarm in `west`, of users at home
  public Path watched(Path file, String probe, String alarm) throws IOException {
    var watch =
        "watch: { probe: { east: \"%s\" }, alarm: { east: %s } }, nameServers:"
            .formatted(probe, alarm);
    Files.writeString(
        file,
        Files.readString(file())
            .replace("nameServers:", watch)
            .replace("trigger: manual", "trigger: automatic"));
    return file;
  }

  /// The replica gets nothing any more.
  public void starve() {
    guards.starve();
  }

  /// As it runs before Lifeboat knows of it.
  public void create() throws IOException, InterruptedException {
    databases.createReplica(databases.createWriter(engine == Engine.MYSQL ? "mysql" : "postgres"));
    databases.measureLag(1, Instant.now().minus(MINUTE));
    replicateImages();
    if (strategy == Strategy.PILOT_LIGHT) {
      instances.create();
      instances.judgedBy(targets.group());
      instances.inPrimary().create();
      instances.inPrimary().judgedBy(targetsAtHome.group());
    } else {
      tasks.create();
      tasks.inPrimary().create();
    }
    targets.attach();
    accelerate();
    createRecords();
    targets.register("10.0.0.7");
    targetsAtHome.register(AT_HOME);
  }

  boolean hasImages() {
    return withImages;
  }

  /// Its bucket, if it has one.
  void replicateImages() {
    if (withImages) {
      images.create();
      images.replicate("east");
      images.replicate("west");
      images.measure(0, 0, Instant.now().minus(MINUTE));
    }
  }

  /// Its accelerator is led by `health` from now on, of the plan's regions.
  public void healthBy(Predicate<String> health) {
    this.health = health;
  }

  /// Its accelerator leads to its load balancer in `west`.
  public void accelerate() {
    accelerator.leadTo("west", targets.balancer(), WEIGHT);
  }

  /// Of its name, in Route 53.
  void createRecords() {
    names.writeAll("{\"region\":\"east\",\"epoch\":1}");
    names.records().create(names.sites().values(), isInShares());
  }

  /// Lifeboat knows where its writer is.
  public void adopt() throws ProblemException {
    placements().compareAndSet(Optional.empty(), Placement.first(NAME, "east"));
  }

  /// Users know its name and Lifeboat its writer's region; nothing else of it is there.
  public void nameAlone() throws ProblemException {
    createRecords();
    adopt();
  }

  /// As users know it: it runs at home, adopted, and its guard there holds the lease.
  public void serve() throws Exception {
    create();
    adopt();
    guard("east");
    awaitLease("east");
  }

  /// As above, and the other region's guard stands by.
  public void serveGuarded() throws Exception {
    serve();
    guard("west");
    awaitWord("west");
  }

  /// Waits until the guard in `region` has told of its database.
  public void awaitWord(String region) throws ProblemException, InterruptedException {
    while (account.reports(NAME).read(region, "orders").isEmpty()) {
      LookPause.pass();
    }
  }

  /// What the guard in `region` told is gone, as if it had been told long ago: nobody waits.
  public void forgetWord(String region) {
    var journals = AwsPlan.of(plan).journals();
    var key = GuardReports.item(NAME, region, "orders").attributes();
    bed.clients()
        .client(AwsApi.dynamo(), Tables.REGION)
        .deleteItem(it -> it.tableName(journals).key(key));
  }

  /// The primary region is lost, and its guard with it.
  public void loseHome(Cut cut) throws InterruptedException {
    loseGuard("east");
    bed.gate().lose(TestBed.PRIMARY, cut);
  }

  /// The account that it is in.
  public TestBed bed() {
    return bed;
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public Workload workload() {
    return plan.workload(NAME);
  }

  @Override
  public AwsAccount account() {
    return account;
  }

  public Placements placements() {
    return account.placements();
  }

  public RoutedName names() {
    return names;
  }

  public SimulatedAccelerator accelerator() {
    return accelerator;
  }

  public Targets targetsAtHome() {
    return targetsAtHome;
  }

  public EcsTasks tasks() {
    return tasks;
  }

  public Instances instances() {
    return instances;
  }

  public Targets targets() {
    return targets;
  }

  public Images images() {
    return images;
  }

  public Databases databases() {
    return databases;
  }

  /// A guard in `region` follows the placement.
  public void guard(String region) throws IOException, InterruptedException {
    guards.stand(region);
  }

  /// Waits until the guard in `region` holds the lease.
  public void awaitLease(String region) throws InterruptedException {
    guards.awaitLease(region);
  }

  /// The guard is lost with its region.
  public void loseGuard(String region) throws InterruptedException {
    guards.lose(region);
  }

  /// Nothing of it is asked any more.
  public void end() throws InterruptedException {
    guards.end();
    names.close();
    accelerator.close();
    account.close();
  }
}
