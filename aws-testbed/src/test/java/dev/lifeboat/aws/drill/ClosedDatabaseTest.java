package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.DrilledShop;
import dev.lifeboat.awstestbed.FenceGroups;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ecs.EcsClient;

/// A failover of a database that no guard fences, while the API of its region answers, in an
/// account with real servers.
@ExtendWith({TestBed.InTests.class, Binaries.class})
final class ClosedDatabaseTest {
  private static final String WRITE = "INSERT INTO orders VALUES ('batch', %d, 'by nobody')";

  private final TestBed bed;
  private final Installation installation;

  @TempDir Path folder;

  private Shop shop;
  private DrilledShop drilled;

  ClosedDatabaseTest(TestBed bed, Installation installation) {
    this.bed = bed;
    this.installation = installation;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.living(bed, false, false, folder);
    drilled = new DrilledShop(bed, installation, shop, folder);
  }

  @AfterEach
  void end() throws Exception {
    drilled.end();
  }

  /// Goal: nobody writes to the old side once the new one is promoted. Method: beside the service
  /// there is a client that Lifeboat knows nothing of, with a session of before.
  @Test
  @Timeout(900)
  @Tag("invariant-66")
  void what_no_guard_fences_its_own_region_closes_and_every_session_ends() throws Exception {
    var plan =
        Files.writeString(
            folder.resolve("closing.yaml"),
            Files.readString(shop.file())
                .replace(
                    "logins: [shop] }",
                    "logins: [shop], fenceGroup: { east: %s } }".formatted(newGroup())));
    var lifeboat = drilled.lifeboat();
    drilled.runBothAtHome();
    assertThat(lifeboat.run("adopt", plan, "--confirm", "aws-shop").exitCode()).isZero();
    var checked = lifeboat.run("check", plan);
    assertThat(checked.exitCode()).as("%s", checked).isZero();
    assertThat(checked.out()).contains("only RDS in us-east-1 can close it");
    drilled.living().buy("out");
    assertThat(drilled.living().awaitBuying("out")).isTrue();
    try (var batch = Session.open(drilled.living().login("east"), Site.DEADLINE)) {
      batch.execute(WRITE.formatted(1));
      int before = bed.gate().calls().size();

      var ended =
          lifeboat
              .begin(
                  drilled.living().asGuard(), "failover", plan, "--confirm", "aws-shop", "--json")
              .ended();

      assertThat(ended.exitCode()).as("%s", ended).isZero();
      assertThat(journal(ended))
          .contains(
              "restarted at", "login of Lifeboat's own is refused", "the lease of east is over");
      assertThatExceptionOfType(SQLException.class)
          .as("its session is over")
          .isThrownBy(() -> batch.execute(WRITE.formatted(2)));
      assertThatExceptionOfType(SQLException.class)
          .as("and it gets no other one")
          .isThrownBy(() -> Session.open(drilled.living().login("east"), Site.DEADLINE).close());
      new Allowed(IamPolicy.of(AwsKeys.reader().read(plan).orThrow(), IamPolicy.Use.EXECUTE, "*"))
          .assertCovers(bed.gate().callsSince(before));
    }
    assertThat(drilled.living().awaitBuying("out")).as("they buy in west").isTrue();
    assertThat(tasksAtHome()).isZero();
  }

  /// Goal: what the plan has the API fence needs no guard and no votes.
  @Test
  @Timeout(900)
  void what_the_plan_has_the_api_fence_needs_nothing_but_its_region() throws Exception {
    var plan = shop.byApi("{ east: %s }".formatted(newGroup()));
    var lifeboat = drilled.lifeboat();
    drilled.runBothAtHome();
    assertThat(lifeboat.run("adopt", plan, "--confirm", "aws-shop").exitCode()).isZero();
    var checked = lifeboat.run("check", plan);
    assertThat(checked.exitCode()).as("%s", checked).isZero();
    assertThat(checked.out()).doesNotContain("guard");
    for (var how : List.of("--dry-run", "--confirm=aws-shop")) {
      var planned = lifeboat.run("switchover", plan, how);
      assertThat(planned.exitCode()).as("%s", planned).isEqualTo(3);
      assertThat(planned.err()).contains("nobody tells when the replica of orders has everything");
      assertThat(tasksAtHome()).as("nothing was changed").isPositive();
    }
    int before = bed.gate().calls().size();

    var ended =
        lifeboat
            .begin(drilled.living().asGuard(), "failover", plan, "--confirm", "aws-shop", "--json")
            .ended();

    assertThat(ended.exitCode()).as("%s", ended).isZero();
    assertThat(journal(ended))
        .contains("restarted at", "login of Lifeboat's own is refused")
        .doesNotContain("the lease of");
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> Session.open(drilled.living().login("east"), Site.DEADLINE).close());
    new Allowed(IamPolicy.of(AwsKeys.reader().read(plan).orThrow(), IamPolicy.Use.EXECUTE, "*"))
        .assertCovers(bed.gate().callsSince(before));
    drilled.living().buy("out");
    assertThat(drilled.living().awaitBuying("out")).as("they buy in west").isTrue();
  }

  private String journal(CommandLineProcess.Ended ended) throws Exception {
    var run = new RunId(ended.json().path("run").asString());
    return Files.readString(RunFolder.of(folder.resolve("state/runs"), run).journal());
  }

  private int tasksAtHome() {
    var name = shop.tasks().name();
    try (var ecs = bed.patient(EcsClient.builder(), TestBed.PRIMARY)) {
      return ecs.describeServices(it -> it.cluster(name).services(name))
          .services()
          .getFirst()
          .desiredCount();
    }
  }

  private String newGroup() {
    return new FenceGroups(bed).create("fence-" + System.nanoTime());
  }
}
