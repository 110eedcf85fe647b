package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

/// People who have subscribed to the topic of a plan are told by whoever ends a run.
@ExtendWith(TestBed.InTests.class)
final class PlanTopicTest {
  private static final String TOPIC = "dr-notifications";

  private final TestBed bed;

  @TempDir Path folder;

  PlanTopicTest(TestBed bed) {
    this.bed = bed;
  }

  @Test
  void a_topic_that_the_plan_names_is_told_and_without_one_nobody_is() throws Exception {
    var shop = new Shop(bed, Strategy.WARM_STANDBY, folder);
    try {
      assertThat(shop.account().send("done", "it is")).isEmpty();

      var text = Files.readString(shop.file());
      assertThat(text).contains("aws: { placements:");
      var named =
          AwsKeys.reader()
              .read(
                  "named.yaml",
                  text.replace("aws: { placements:", "aws: { topic: " + TOPIC + ", placements:"))
              .orThrow();
      var account = shop.account(named);
      assertThatExceptionOfType(ProblemException.class)
          .as("it is not there yet")
          .isThrownBy(() -> account.send("done", "it is"));
      var topic =
          bed.patient(SnsClient.builder(), TestBed.RECOVERY)
              .createTopic(it -> it.name(TOPIC))
              .topicArn();

      assertThat(account.send("done", "it is").orElseThrow()).contains(topic, "message");
      assertThat(IamPolicy.of(named, IamPolicy.Use.EXECUTE, bed.account()).statements())
          .filteredOn(it -> it.actions().contains("sns:Publish"))
          .singleElement()
          .satisfies(it -> assertThat(it.resources()).containsExactly(topic));
    } finally {
      shop.end();
    }
  }
}
