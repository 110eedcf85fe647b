package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Deliveries;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.GatedCall;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// The failover function, from the jar and in processes of its own: what starts a run and what does
/// not, and that a run is started once.
@Order(3)
@ExtendWith(TestBed.InTests.class)
final class FailoverFunctionTest {
  private static final String SILENT = "{\"address\":\"http://127.0.0.1:9/healthz\"}";

  /// Leaves 15 seconds for looks, where they are to come to nothing.
  private static final int SHORT = 30;

  private static final int LONG = 60;

  private final TestBed.Accounts accounts;

  FailoverFunctionTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  private interface Part {
    void act(TestBed bed, Shop shop) throws Exception;
  }

  /// A shop whose guard at home holds the lease.
  private void with(Path state, Part part) throws Exception {
    try (var bed = accounts.open()) {
      var shop = new Shop(bed, Strategy.WARM_STANDBY, state);
      try {
        shop.serve();
        part.act(bed, shop);
      } finally {
        shop.end();
      }
    }
  }

  /// The shop's plan with another trigger.
  private static Path plan(Shop shop, String trigger) throws IOException {
    return plan(shop, trigger, trigger);
  }

  private static Path plan(Shop shop, String name, String trigger) throws IOException {
    var file = shop.file().resolveSibling(name + ".yaml");
    Files.writeString(
        file,
        Files.readString(shop.file())
            .replace(
                "trigger: manual",
                "trigger: %s, detect: { every: 200ms, failures: 3 }".formatted(trigger)));
    return file;
  }

  private static Plan read(Path plan) throws Exception {
    return AwsKeys.reader().read(plan).orThrow();
  }

  private static DeployedMachine machine(TestBed bed, Shop shop, Path plan) throws Exception {
    var read = read(plan);
    return new DeployedMachine(
        bed, read, read.workload(shop.workload().name()), true, EnumSet.of(Mode.FAILOVER));
  }

  private static FunctionHost watcher(TestBed bed, String name, Path plan, int seconds)
      throws IOException {
    return new FunctionHost(
        bed,
        TestBed.RECOVERY,
        name,
        new FunctionHost.Code(FailoverHandler.class.getName(), plan, seconds));
  }

  @Test
  @Tag("invariant-63")
  void of_many_deliveries_at_once_one_run_is_started_and_it_moves_the_writer(@TempDir Path state)
      throws Exception {
    with(
        state,
        (bed, shop) -> {
          var plan = plan(shop, "automatic");
          var machine = machine(bed, shop, plan);
          try (var one = watcher(bed, "one", plan, LONG);
              var two = watcher(bed, "two", plan, LONG);
              var asks = watcher(bed, "asks", plan(shop, "approval"), LONG);
              var run =
                  new FunctionHost(
                      bed,
                      TestBed.RECOVERY,
                      AccountNames.function(shop.plan()),
                      new FunctionHost.Code(RunHandler.class.getName(), plan))) {
            shop.loseHome(Cut.UNAVAILABLE);
            for (var host : List.of(one, two, asks, run)) {
              host.gate().cut(TestBed.PRIMARY, Cut.UNAVAILABLE);
            }

            assertPaused(shop, List.of(asks, one), "paused by ann: new disks");

            assertThat(Deliveries.atOnce(List.of(asks), SILENT))
                .allSatisfy(
                    it -> assertThat(it.get("did").asString()).as("%s", it).isEqualTo("asked"));
            assertThat(asks.gate().calls())
                .filteredOn(it -> it.operation().equals("Publish"))
                .as("people are told once")
                .hasSize(1);
            assertThat(machine.executions()).isEmpty();

            assertThat(Deliveries.atOnce(List.of(one, two), SILENT))
                .allSatisfy(
                    it -> assertThat(it.get("verdict").asString()).as("%s", it).isEqualTo("down"))
                .allSatisfy(it ->
                    assertThat(it.get("why").asString())
                        .as("%s, or it came late", it)
                        .isIn("shop-2", "somebody else moves it"))
                .anySatisfy(it -> assertThat(it.get("did").asString()).isEqualTo("started"));

            assertThat(machine.executions()).containsExactly("shop-2");
            assertThat(machine.end(machine.arn("shop-2")).status())
                .isEqualTo(ExecutionStatus.SUCCEEDED);
            new Moves(shop, state).assertMovedTo("west");
            assertThat(one.answer(SILENT).get("why").asString()).isEqualTo("the writer is in west");
            assertThat(machine.executions()).containsExactly("shop-2");

            var calls = new ArrayList<GatedCall>();
            List.of(one, two, asks).forEach(it -> calls.addAll(it.gate().calls()));
            var allowed = new Allowed(IamPolicy.of(read(plan), IamPolicy.Use.FAILOVER, "*"));
            allowed.assertCovers(calls);
            allowed.assertNeeds(calls);
          }
        });
  }

  /// Goal: a run that a person began long ago hides no loss, whether it waits for an approval or
  /// its machine is gone, and nothing is started beside it. One that has just begun keeps users out
  /// on purpose.
  @Test
  void a_loss_beside_a_run_that_has_been_open_for_long_is_told_and_nothing_is_started(
      @TempDir Path state) throws Exception {
    with(
        state,
        (bed, shop) -> {
          var plan = plan(shop, "automatic");
          var machine = machine(bed, shop, plan);
          shop.loseHome(Cut.UNAVAILABLE);
          try (var watches = watcher(bed, "watches", plan, LONG);
              var unasked = watcher(bed, "unasked", plan(shop, "manual"), LONG)) {
            watches.gate().cut(TestBed.PRIMARY, Cut.UNAVAILABLE);
            unasked.gate().cut(TestBed.PRIMARY, Cut.UNAVAILABLE);
            claim(shop, RunId.create(Instant.now(), new Random()));
            assertThat(watches.answer(SILENT).get("verdict").asString()).isEqualTo("not-watched");
            claim(shop, new RunId("20261120-080000-bcdf"));

            assertPaused(shop, List.of(watches), "run 20261120-080000-bcdf is open");
            assertThat(unasked.answer(SILENT).get("did").asString()).isEqualTo("nothing");
            var answer = watches.answer(SILENT);

            assertThat(answer.get("verdict").asString()).as("%s", answer).isEqualTo("down");
            assertThat(answer.get("did").asString()).isEqualTo("asked");
            assertThat(answer.get("why").asString()).isEqualTo("run 20261120-080000-bcdf is open");
            assertThat(List.of(watches, unasked))
                .flatExtracting(it -> it.gate().calls())
                .filteredOn(it -> it.operation().equals("Publish"))
                .hasSize(1);
            assertThat(machine.executions()).isEmpty();
          }
        });
  }

  private static void claim(Shop shop, RunId run) throws Exception {
    var placed = shop.placements().read(Shop.NAME);
    shop.placements().compareAndSet(placed, placed.orElseThrow().released().claimedBy(run));
  }

  /// Nobody is to be asked either.
  private static void assertPaused(Shop shop, List<FunctionHost> functions, String why)
      throws Exception {
    var now = Instant.now();
    var pauses = shop.account().pauses();
    pauses.begin(
        new Maintenance(Shop.NAME, "new disks", "ann", now, now.plus(Duration.ofHours(1))));
    for (var function : functions) {
      var answer = function.answer(SILENT);
      assertThat(answer.get("did").asString()).as("%s", answer).isEqualTo("nothing");
      assertThat(answer.get("why").asString()).contains(why);
    }
    pauses.endMaintenance(Shop.NAME);
  }

  @Test
  @Tag("invariant-63")
  void silence_of_the_address_alone_starts_nothing(@TempDir Path state) throws Exception {
    with(
        state,
        (bed, shop) -> {
          var plan = plan(shop, "automatic");
          var machine = machine(bed, shop, plan);
          try (var function = watcher(bed, "watches", plan, SHORT)) {
            var web = web(new AtomicBoolean(true));
            var serving = at(web, "healthz");
            assertThat(function.answer(serving).get("verdict").asString()).isEqualTo("up");
            web.stop(0);

            var answer = function.answer(serving);

            assertThat(answer.get("verdict").asString()).as("%s", answer).isEqualTo("disputed");
            assertThat(answer.get("views").toString()).contains("renewed the lease");
            assertThat(machine.executions()).isEmpty();
          }
        });
  }

  private static HttpServer web(AtomicBoolean well) throws IOException {
    return web(well::get);
  }

  /// What answers at each path with 200 while `well`, and else with 503.
  private static HttpServer web(BooleanSupplier well) throws IOException {
    var web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(well.getAsBoolean() ? 200 : 503, -1);
          call.close();
        });
    web.start();
    return web;
  }

  private static String at(HttpServer web, String path) {
    return "{\"address\":\"http://127.0.0.1:%d/%s\"}".formatted(web.getAddress().getPort(), path);
  }

  /// Goal: one process that dies moves nobody, and a region that is lost is still left.
  ///
  /// Method: the address answers while a user's write is taken, as a service's `ready` does. The
  /// guard at home dies, so that no write is; the replica goes on to follow. Then the region goes.
  @Test
  @Tag("invariant-63")
  void the_guard_alone_dies_and_nothing_starts(@TempDir Path state) throws Exception {
    with(
        state,
        (bed, shop) -> {
          shop.guard("west");
          var plan = plan(shop, "automatic");
          var machine = machine(bed, shop, plan);
          var writable = new AtomicBoolean(true);
          var web = web(writable);
          try (var function = watcher(bed, "watches", plan, SHORT)) {
            assertThat(function.answer(at(web, "")).get("verdict").asString()).isEqualTo("up");
            shop.loseGuard("east");
            writable.set(false);

            var answer = function.answer(at(web, ""));

            assertThat(answer.get("verdict").asString()).as("%s", answer).isEqualTo("disputed");
            assertThat(answer.get("views").toString()).contains("the replica of orders follows");
            assertThat(machine.executions()).isEmpty();

            bed.gate().cut(TestBed.PRIMARY, Cut.UNAVAILABLE);
            function.gate().cut(TestBed.PRIMARY, Cut.UNAVAILABLE);
            var lost = function.answer(at(web, ""));
            assertThat(lost.get("did").asString()).as("%s", lost).isEqualTo("started");
            assertThat(machine.executions()).containsExactly("shop-2");
          } finally {
            web.stop(0);
          }
        });
  }

  /// Goal: the same where nobody in the recovery region tells of the replica. All that is left are
  /// views of one guard: the votes that it renews, and an address that answers while it lets write.
  @Test
  @Tag("invariant-63")
  void with_views_of_one_guard_alone_an_automatic_failover_is_refused(@TempDir Path state)
      throws Exception {
    with(
        state,
        (bed, shop) -> {
          var plan = plan(shop, "automatic");
          Files.writeString(plan, Files.readString(plan).replace("ready: /", "ready: /dbcheck"));
          var machine = machine(bed, shop, plan);
          var web = web(new AtomicBoolean(false));
          try (var function = watcher(bed, "watches", plan, SHORT)) {
            shop.loseGuard("east");

            var answer = function.invoke(at(web, "dbcheck"));

            assertThat(answer.payload().asUtf8String()).contains("LB2009", "the guard of 'shop'");
            assertThat(machine.executions()).isEmpty();
          } finally {
            web.stop(0);
          }
        });
  }

  /// Goal: the gesture of a game day, typed as people type it, leads to a proposed move and, where
  /// the plan says so, to one: planned, since the database lives. Without the key it leads nowhere.
  ///
  /// Method: the primary's load balancer answers 503 while its service wants no task.
  @Test
  @Tag("invariant-63")
  void a_service_that_is_taken_to_zero_leads_to_a_planned_move(@TempDir Path state)
      throws Exception {
    with(
        state,
        (bed, shop) -> {
          shop.guard("west");
          var tasks = shop.tasks().inPrimary();
          var balancer = web(() -> tasks.service().desiredCount() > 0);
          var serving = at(balancer, "healthz");
          var automatic = plan(shop, "automatic", "automatic, on: users, usersAfter: 2s");
          var machine =
              new DeployedMachine(
                  bed,
                  read(automatic),
                  read(automatic).workload(shop.workload().name()),
                  true,
                  EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER));
          try (var unasked = watcher(bed, "unasked", plan(shop, "unasked", "automatic"), SHORT);
              var asks =
                  watcher(
                      bed,
                      "asks",
                      plan(shop, "asks", "approval, on: users, usersAfter: 2s"),
                      SHORT);
              var moves = watcher(bed, "moves", automatic, SHORT);
              var _ =
                  new FunctionHost(
                      bed,
                      TestBed.RECOVERY,
                      AccountNames.function(shop.plan()),
                      new FunctionHost.Code(RunHandler.class.getName(), automatic))) {
            assertThat(asks.answer(serving).get("verdict").asString()).isEqualTo("up");
            takeDown(bed, state, tasks.name());

            var left = unasked.answer(serving);
            assertThat(left.get("verdict").asString()).as("%s", left).isEqualTo("disputed");

            var asked = asks.answer(serving);
            assertThat(asked.get("verdict").asString()).as("%s", asked).isEqualTo("users-out");
            assertThat(asked.get("did").asString()).as("%s", asked).isEqualTo("asked");
            assertThat(machine.executions()).isEmpty();

            var started = moves.answer(serving);
            assertThat(started.get("did").asString()).as("%s", started).isEqualTo("started");
            var moved = machine.end(machine.arn("shop-2"));
            assertThat(moved.status()).as("%s", moved).isEqualTo(ExecutionStatus.SUCCEEDED);
            assertThat(moved.input()).contains("\"mode\":\"planned\"");
            assertThat(shop.placements().read(Shop.NAME).orElseThrow().writer()).isEqualTo("west");

            var calls = new ArrayList<GatedCall>();
            List.of(unasked, asks, moves).forEach(it -> calls.addAll(it.gate().calls()));
            new Allowed(IamPolicy.of(read(automatic), IamPolicy.Use.FAILOVER, "*"))
                .assertCovers(calls);
          } finally {
            balancer.stop(0);
          }
        });
  }

  /// As the first game day has it, but for the names.
  private static void takeDown(TestBed bed, Path folder, String service) throws Exception {
    var typed =
        new AwsTerminal(bed, folder, Map.of())
            .type(
                "aws ecs update-service --cluster %s --service %<s --desired-count 0 --region %s"
                    .formatted(service, TestBed.PRIMARY));
    assertThat(typed.exitCode()).as("%s", typed).isZero();
  }

  @Test
  void a_failover_soon_after_another_one_is_left_to_a_person(@TempDir Path state) throws Exception {
    with(
        state,
        (bed, shop) -> {
          var plan = plan(shop, "automatic");
          var machine = machine(bed, shop, plan);
          machine.end(machine.start("shop-1", "{\"mode\":\"unplanned\"}"));
          try (var function = watcher(bed, "watches", plan, LONG)) {
            shop.loseHome(Cut.REFUSE);

            var answer = function.answer(SILENT);

            assertThat(answer.get("did").asString()).as("%s", answer).isEqualTo("asked");
            assertThat(answer.get("why").asString()).startsWith("cool-down");
            assertThat(machine.executions()).containsExactly("shop-1");
          }
        });
  }
}
