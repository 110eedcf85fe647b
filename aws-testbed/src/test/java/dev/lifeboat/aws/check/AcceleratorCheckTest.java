package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a check finds of an accelerator. Method: everything is there, and one thing after the other
/// is made wrong.
@ExtendWith(TestBed.InTests.class)
final class AcceleratorCheckTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  AcceleratorCheckTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.PILOT_LIGHT, true, folder);
    shop.serveGuarded();
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private List<Concern> found() throws Exception {
    return found(shop.file());
  }

  private List<Concern> found(Path file) throws Exception {
    var plan = AwsKeys.reader().read(file).orThrow();
    try (var check = new AwsCheck(plan, bed.newClients(), InstantSource.system(), false)) {
      return check.of(plan.workload(Shop.NAME), PlannedFailover.of(plan, plan.workload(Shop.NAME)));
    }
  }

  /// With something else in the plan.
  private List<Concern> foundWith(String replaced, String by) throws Exception {
    var before = Files.readString(shop.file());
    assertThat(before).contains(replaced);
    var file = folder.resolve("other.yaml");
    Files.writeString(file, before.replace(replaced, by));
    return found(file);
  }

  private static void assertOne(List<Concern> found, Weight weight, Code code, String told) {
    assertThat(found)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.resource()).isEqualTo("entry");
          assertThat(one.weight()).isEqualTo(weight);
          assertThat(one.problem().orElseThrow().code()).isEqualTo(code);
          assertThat(one.problem().orElseThrow().happened()).contains(told);
        });
  }

  private String group(String region) {
    return Objects.requireNonNull(shop.accelerator().groups().get(region));
  }

  @Test
  void of_its_groups_dials_endpoints_and_state_are_looked_at() throws Exception {
    var accelerator = shop.accelerator();
    int before = bed.gate().calls().size();
    assertThat(found()).isEmpty();
    shop.loseGuard("east"); // It asks by a policy of its own.
    var calls =
        bed.gate().callsSince(before).stream()
            .filter(it -> it.service().equals("globalaccelerator"))
            .toList();
    assertThat(calls).isNotEmpty();
    new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.CHECK, "*")).assertCovers(calls);
    shop.guard("east");
    shop.awaitLease("east");

    accelerator.turn("east", 25);
    assertOne(found(), Weight.WARNING, Code.LB2018, "the dial of east for entry is at 25 %");
    accelerator.turn("east", 100);

    accelerator.leadTo("west", "another-balancer", 128);
    assertOne(found(), Weight.OBSTACLE, Code.LB7008, "leads to [another-balancer]");
    accelerator.leadTo("west", shop.targets().balancer(), 0);
    assertOne(found(), Weight.OBSTACLE, Code.LB7008, "has no endpoint with a weight above 0");
    accelerator.leadTo("west", shop.targets().balancer(), 1);

    accelerator.disable();
    assertOne(found(), Weight.OBSTACLE, Code.LB7008, "of entry is not enabled");
  }

  @Test
  void groups_that_the_plan_names_wrongly_are_told() throws Exception {
    var west = group("west");
    assertOne(
        foundWith(west, west + "0"),
        Weight.OBSTACLE,
        Code.LB7005,
        "there is no endpoint group %s0 for entry in west".formatted(west));
    assertThat(happened(foundWith(west, group("east"))))
        .anyMatch(it -> it.contains("for entry in west is in us-east-1, not in us-west-2"));
    assertThat(happened(foundWith(west, west.replace("/endpoint-group/", "0/endpoint-group/"))))
        .contains("the endpoint groups for entry are of two listeners");
  }

  private static List<String> happened(List<Concern> found) {
    return found.stream().map(it -> it.problem().orElseThrow().happened()).toList();
  }

  @Test
  void what_its_control_plane_does_not_tell_is_unknown() throws Exception {
    for (var cut : List.of(Cut.UNAVAILABLE, Cut.DENY)) {
      bed.gate().cut(AwsClients.ACCELERATORS, "globalaccelerator", cut);
      assertThat(found())
          .isNotEmpty()
          .allSatisfy(one -> assertThat(one.weight()).isEqualTo(Weight.UNKNOWN));
      bed.gate().mend();
    }
  }
}
