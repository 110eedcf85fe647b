package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.states.StateMachineCompiler;
import dev.lifeboat.awstestbed.Allowed;
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
  private static final String SILENT = "{\"address\":\"http://127.0.0.1:9/\"}";

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
    var file = shop.file().resolveSibling(trigger + ".yaml");
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
                      StateMachineCompiler.functionName(shop.plan()),
                      new FunctionHost.Code(RunHandler.class.getName(), plan))) {
            shop.loseHome(Cut.UNAVAILABLE);
            for (var host : List.of(one, two, asks, run)) {
              host.gate().cut(TestBed.PRIMARY, Cut.UNAVAILABLE);
            }

            assertPaused(shop, List.of(asks, one));

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

  /// Nobody is to be asked either.
  private static void assertPaused(Shop shop, List<FunctionHost> functions) throws Exception {
    var now = Instant.now();
    var pauses = shop.account().pauses();
    pauses.begin(
        new Maintenance(Shop.NAME, "new disks", "ann", now, now.plus(Duration.ofHours(1))));
    for (var function : functions) {
      var answer = function.answer(SILENT);
      assertThat(answer.get("did").asString()).as("%s", answer).isEqualTo("nothing");
      assertThat(answer.get("why").asString()).contains("paused by ann: new disks");
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
            var web =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            web.createContext(
                "/",
                call -> {
                  call.sendResponseHeaders(200, -1);
                  call.close();
                });
            web.start();
            var serving =
                "{\"address\":\"http://127.0.0.1:%d/\"}".formatted(web.getAddress().getPort());
            assertThat(function.answer(serving).get("verdict").asString()).isEqualTo("up");
            web.stop(0);

            var answer = function.answer(serving);

            assertThat(answer.get("verdict").asString()).as("%s", answer).isEqualTo("disputed");
            assertThat(answer.get("views").toString()).contains("renewed the lease");
            assertThat(machine.executions()).isEmpty();
          }
        });
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
