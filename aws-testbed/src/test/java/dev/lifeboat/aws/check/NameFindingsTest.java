package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.HostedRecords;
import dev.lifeboat.awstestbed.RoutedName;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Findings of a check about a name, its records, its health checks and their objects.
///
/// Method: a shop of which the name alone is there, set up as docs/aws.md has it, with one thing
/// after the other made wrong.
@ExtendWith(TestBed.InTests.class)
final class NameFindingsTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  NameFindingsTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    shop.nameAlone();
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private ListAssert<Concern> found() throws Exception {
    try (var check = new AwsCheck(shop.plan(), bed.newClients(), InstantSource.system(), false)) {
      return assertThat(check.dns(shop.workload(), "east"));
    }
  }

  private void assertFoundInDns(String... words) throws Exception {
    found()
        .anySatisfy(found -> assertThat(found.problem().orElseThrow().happened()).contains(words));
  }

  @Test
  void of_a_name_answer_records_and_health_checks_are_looked_at() throws Exception {
    found().isEmpty();
    shop.names().write("west", "{\"region\":\"west\",\"epoch\":7}");
    shop.names().write("edge", "{\"region\":\"west\",\"epoch\":7}");
    assertFoundInDns("Route 53 answers [\"west\"]", "the writer is in east");

    shop.names().records().misdirect();
    assertFoundInDns("/other, which is no object of the plan");
    assertFoundInDns("no health check asks for the object");

    shop.names().records().turnRound();
    assertFoundInDns("is not calculated over three, healthy from two on, and inverted");
  }

  /// Goal: a set-up whose new health checks send users to the standby is told as such.
  @Test
  void health_checks_that_saw_nothing_yet_or_cannot_see_are_told() throws Exception {
    var records = shop.names().records();
    records.attachNew(shop.names().sites().values());
    found()
        .extracting(found -> found.problem().orElseThrow().happened())
        .anyMatch(it -> it.contains("Route 53 answers [\"west\"]"))
        .anyMatch(it -> it.contains("has seen nothing yet"));
    records.awaitLooks();
    found().isEmpty();

    records.slow();
    assertOneInDns(Weight.WARNING, "looks every 30 s and changes its mind after 10 looks");
    shop.names().delete("edge");
    assertFoundInDns("cannot read its object", "HTTP Status Code 403");
  }

  /// Goal: failover records as most zones have them are graded for what they are worth.
  @Test
  void a_check_of_the_service_is_a_weaker_form() throws Exception {
    var records = shop.names().records();
    records.attachEndpoint("/healthz");
    assertFoundInDns("asks for /healthz, which answers beside a closed database too");
    records.attachEndpoint("/");
    found().extracting(Concern::weight).isNotEmpty().containsOnly(Weight.WARNING);
    found()
        .extracting(found -> found.problem().orElseThrow().happened())
        .anyMatch(it -> it.contains("asks the service, not the three objects"));
    records.invert();
    assertFoundInDns("is inverted or disabled");
  }

  /// Goal: no bucket of routes need be public, and each that is, or that Route 53 cannot read, is
  /// told with the line that mends it.
  @Test
  void route_53_alone_reads_the_objects_and_from_its_own_addresses() throws Exception {
    found().isEmpty();

    shop.names().readBy("west", RoutedName.CHECKERS.subList(1, 2));
    assertFoundInDns("lets no health checker from [192.0.2.96/28] read its object");
    mend();

    shop.names().readBy("west", List.of());
    assertFoundInDns("lets everybody read its object");
    assertFoundInDns("cannot read its object");
    shop.names().blockPublic("west", false);
    assertFoundInDns("is not blocked");
    mend();
    shop.names().readBy("edge", List.of("192.0.2.96/28", "198.51.100.0/26", "203.0.113.9/32"));
    assertOneInDns(Weight.WARNING, "lets others read its object: [203.0.113.9/32]");
  }

  /// By the lines that a check prints, as they are typed.
  private void mend() throws Exception {
    var lines = new ArrayList<String>();
    found()
        .extracting(found -> found.problem().orElseThrow().action())
        .filteredOn(it -> it.startsWith("aws s3api "))
        .isNotEmpty()
        .allSatisfy(lines::add);
    for (var line : lines) {
      var typed = new AwsTerminal(bed, folder, Map.of()).type(line);
      assertThat(typed.exitCode()).as("%s: %s", line, typed).isZero();
    }
    found().isEmpty();
  }

  @Test
  void of_shares_weights_and_health_checks_are_looked_at() throws Exception {
    var records = shop.names().records();
    records.put(25, 60, records.check(25));
    assertOneInDns(Weight.WARNING, "leads 41 % of the users home when the share of 25 % is open");
    records.putText(25, 27, records.check(25));
    assertFoundInDns("has other weights or health checks than shares.");
    records.put(25, 27, records.check(5));
    assertFoundInDns("is for the share of 25 %");
    records.put(25, 27, Optional.empty());
    assertFoundInDns("leads to east without a health check");
    records.put(25, 27, records.check(25));
    found().isEmpty();

    records.put(HostedRecords.REST, 0, Optional.empty());
    assertOneInDns(Weight.OBSTACLE, "leads to west without a health check");
  }

  private void assertOneInDns(Weight weight, String words) throws Exception {
    found()
        .singleElement()
        .satisfies(found -> {
          assertThat(found.weight()).isEqualTo(weight);
          assertThat(found.problem().orElseThrow().happened()).contains(words);
        });
  }
}
