package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.DrilledShop;
import dev.lifeboat.awstestbed.LivingShop;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The plan of an account with real servers, by the command line alone: users buy while their
/// region is lost, and what they lost is counted in the servers.
@Order(2)
@Tag("proof")
@ExtendWith({TestBed.InTests.class, Binaries.class})
final class RealServersTest {
  private static final Duration SQL = Duration.ofSeconds(30);

  private final TestBed bed;
  private final Installation installation;

  @TempDir Path folder;
  private Shop shop;
  private DrilledShop drilled;
  private LivingShop living;

  RealServersTest(TestBed bed, Installation installation) {
    this.bed = bed;
    this.installation = installation;
  }

  @BeforeEach
  void create() throws Exception {
    shop = Shop.living(bed, false, false, folder);
    drilled = new DrilledShop(bed, installation, shop, folder);
    living = drilled.living();
  }

  @AfterEach
  void end() throws Exception {
    drilled.end();
  }

  /// Goal: what Lifeboat does by the APIs of AWS keeps what users were promised. Method: the
  /// replica stops following, so that writes are lost that can be counted; then the region goes.
  @Test
  @Timeout(900)
  void users_are_served_again_and_every_write_that_they_lost_is_counted_and_found()
      throws Exception {
    run("adopt");
    drilled.guard(shop.file());
    living.buy("out");
    assertThat(living.awaitBuying("out")).isTrue();
    var name = shop.databases().name();
    drilled.servers().databases().starve(TestBed.RECOVERY, name);
    assertThat(living.awaitBuying("out")).as("they buy on at home").isTrue();

    var watch = drilled.lifeboat().begin("watch", watched());
    while (!watch.said().contains("begun")) {
      LookPause.pass();
    }
    int before = bed.gate().calls().size();
    var elsewhere = new CommandLineProcess(bed, folder.resolve("elsewhere"));
    var paused =
        elsewhere.run("watch", watched(), "--pause", "new disks", "--for", "30m", "--as", "ann");
    assertThat(paused.exitCode()).as("%s", paused).isZero();
    var fault = drilled.lose();
    while (!watch.said().contains("paused by ann: new disks")) {
      LookPause.pass();
    }
    assertThat(elsewhere.run("watch", watched(), "--unpause").out()).contains("no longer paused");
    var moved = watch.ended();
    assertThat(moved.exitCode()).as("%s", moved).isZero();
    new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.WATCH, "*"))
        .assertCovers(bed.gate().callsSince(before));

    assertThat(living.awaitBuying("out")).as("they buy in west").isTrue();
    living.stopBuying();
    var kept = LivingShop.orders(living.login("west"), "out");
    var measured = living.measure("out", fault, kept);
    assertThat(measured.rto()).isInstanceOf(Figure.Measured.class);
    assertThat(lost(measured)).as("of the starved").isNotEmpty();

    bed.gate().mend();
    drilled.servers().heal(TestBed.PRIMARY);
    assertThat(isWritable(living.login("east"))).as("the old writer, without its guard").isFalse();
    living.guard("east");
    living.buy("home");
    assertThat(living.awaitBuying("home")).isTrue();
    assertLedger(failBack(), lost(measured));

    assertThat(living.awaitBuying("home")).as("they buy at home").isTrue();
    living.stopBuying();
    assertThat(LivingShop.orders(living.login("east"), "out")).isEqualTo(kept);
    var home = living.measure("home", fault, LivingShop.orders(living.login("east"), "home"));
    assertThat(lost(home)).as("on the way home").isEmpty();
  }

  /// As who may look at what made way.
  private String failBack() throws Exception {
    int before = bed.gate().calls().size();
    var ended =
        drilled
            .lifeboat()
            .begin(living.asGuard(), "failback", shop.file(), "--confirm", "aws-shop", "--json")
            .ended();
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.EXECUTE, "*"))
        .assertCovers(bed.gate().callsSince(before));
    return ended.json().path("run").asString();
  }

  /// What the old writer has alone is kept of a failback that no drill made, each lost write in it.
  private void assertLedger(String run, List<Long> lost) throws Exception {
    var ledger = drilled.lifeboat().run("ledger", run, "--json");
    assertThat(ledger.exitCode()).as("%s", ledger).isZero();
    assertThat(ledger.json().path("whole").asBoolean()).as("%s", ledger).isTrue();
    var numbers = new TreeSet<Long>();
    for (var entry : ledger.json().path("entries")) {
      if (entry.at("/new/client").asString("").equals("out")) {
        numbers.add(entry.at("/new/number").asLong());
      }
    }
    assertThat(numbers).containsAll(lost);
  }

  private static List<Long> lost(Measurement measured) {
    assertThat(measured.writes().survival()).isInstanceOf(Survival.Counted.class);
    return ((Survival.Counted) measured.writes().survival())
        .lost().stream().map(Survival.LostWrite::number).toList();
  }

  /// The plan of the same shop that is failed over without a person.
  private Path watched() throws Exception {
    return shop.watched(folder.resolve("watched.yaml"), drilled.probe(), drilled.alarm().name());
  }

  private void run(String command) throws Exception {
    var ended = drilled.lifeboat().run(command, shop.file(), "--confirm", "aws-shop");
    assertThat(ended.exitCode()).as("%s", ended).isZero();
  }

  private static boolean isWritable(Endpoint at) {
    try (var session = Session.open(at, SQL)) {
      session.execute("INSERT INTO orders VALUES ('nobody', 1, 'nothing')");
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }
}
