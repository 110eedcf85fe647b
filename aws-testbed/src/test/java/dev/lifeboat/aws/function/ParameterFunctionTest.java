package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.awstestbed.Allowed;
import dev.lifeboat.awstestbed.Deliveries;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What recovery needs to know, in a parameter that follows the placement and never goes back.
@ExtendWith(TestBed.InTests.class)
final class ParameterFunctionTest {
  private static final String NAME = "/lifeboat/aws-shop/shop";

  private final TestBed.Accounts accounts;

  ParameterFunctionTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  private interface Part {
    void act(Shop shop, FunctionHost one, FunctionHost two, SsmClient ssm) throws Exception;
  }

  private void with(Path state, Part part) throws Exception {
    try (var bed = accounts.open()) {
      var shop = new Shop(bed, Strategy.WARM_STANDBY, state);
      var code = new FunctionHost.Code(ParameterHandler.class.getName(), shop.file());
      try (var one = new FunctionHost(bed, TestBed.RECOVERY, "one", code);
          var two = new FunctionHost(bed, TestBed.RECOVERY, "two", code);
          var ssm = bed.patient(SsmClient.builder(), TestBed.RECOVERY)) {
        shop.create();
        shop.adopt();
        part.act(shop, one, two, ssm);
      } finally {
        shop.end();
      }
    }
  }

  private static JsonNode value(SsmClient ssm) {
    return JsonMapper.shared().readTree(ssm.getParameter(it -> it.name(NAME)).parameter().value());
  }

  private static long version(SsmClient ssm) {
    return ssm.getParameter(it -> it.name(NAME)).parameter().version();
  }

  /// As a run leaves it.
  private static void move(Shop shop, String region) throws ProblemException {
    var before = shop.placements().read(Shop.NAME).orElseThrow();
    var claimed = before.claimedBy(new RunId("test"));
    var moved = claimed.promoted(region, claimed.highestEpoch()).released();
    change(shop, before, claimed);
    change(shop, claimed, moved);
  }

  private static void change(Shop shop, Placement before, Placement after) throws ProblemException {
    shop.placements().compareAndSet(Optional.of(before), after);
  }

  @Test
  void it_is_written_once_and_again_when_the_writer_has_moved(@TempDir Path state)
      throws Exception {
    with(
        state,
        (shop, one, two, ssm) -> {
          Deliveries.atOnce(List.of(one, two), "{}");

          assertThat(value(ssm).get("epoch").asLong()).isEqualTo(1);
          assertThat(value(ssm).get("writer").asString()).isEqualTo("east");
          assertThat(value(ssm).get("targetGroups").get("web").asString())
              .isEqualTo(shop.targets().group());
          assertThat(value(ssm).get("databases").get("orders").get("endpoint").asString())
              .contains(TestBed.RECOVERY);
          assertThat(version(ssm)).as("of many deliveries one wrote").isEqualTo(1);

          move(shop, "west");

          assertThat(one.answer("{}").get("shop").asString()).isEqualTo("written");
          assertThat(two.answer("{}").get("shop").asString()).isEqualTo("unchanged");
          assertThat(value(ssm).get("epoch").asLong()).isEqualTo(2);
          assertThat(value(ssm).get("writerRegion").asString()).isEqualTo(TestBed.RECOVERY);
          assertThat(version(ssm)).isEqualTo(2);

          var allowed = new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.PARAMETERS, "*"));
          allowed.assertCovers(one.gate().calls());
          allowed.assertNeeds(one.gate().calls());
        });
  }

  @Test
  @Tag("invariant-64")
  void an_older_epoch_never_stays_over_a_newer_one(@TempDir Path state) throws Exception {
    with(
        state,
        (shop, one, two, ssm) -> {
          one.answer("{}");
          move(shop, "west");
          // While one is about to write what it saw, the writer moves on and another one tells.
          one.gate()
              .before(
                  TestBed.RECOVERY,
                  "ssm",
                  "PutParameter",
                  () -> {
                    try {
                      move(shop, "east");
                    } catch (ProblemException failed) {
                      throw new IllegalStateException(failed);
                    }
                    assertThat(two.answer("{}").get("shop").asString()).isEqualTo("written");
                  });

          assertThat(one.answer("{}").get("shop").asString()).isEqualTo("written");

          assertThat(value(ssm).get("epoch").asLong()).isEqualTo(3);
          assertThat(value(ssm).get("writer").asString()).isEqualTo("east");
        });
  }

  @Test
  void a_later_epoch_and_what_others_wrote_are_left_as_they_are(@TempDir Path state)
      throws Exception {
    with(
        state,
        (shop, one, _, ssm) -> {
          put(ssm, "{\"epoch\":7}");
          assertThat(one.answer("{}").get("shop").asString()).isEqualTo("newer");
          assertThat(value(ssm).get("epoch").asLong()).isEqualTo(7);

          put(ssm, "somebody's own");
          var refused = one.invoke("{}");
          assertThat(refused.payload().asUtf8String())
              .contains("LB7012")
              .contains("holds what Lifeboat never wrote");
          assertThat(version(ssm)).isEqualTo(2);
        });
  }

  private static void put(SsmClient ssm, String value) {
    ssm.putParameter(it -> it.name(NAME).value(value).type(ParameterType.STRING).overwrite(true));
  }
}
