package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.AwsClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/// Whether two of the three objects can be read that say where users are sent.
final class RouteLookTest {
  private final Map<String, SdkException> failures = new HashMap<>();
  private final AwsAnswers aws = new AwsAnswers().toReader(this::read);
  private final HostedName name = new HostedName(List.of());

  private Optional<String> read(GetObjectRequest asked) {
    if (failures.containsKey(asked.bucket())) {
      throw failures.get(asked.bucket());
    }
    return Optional.empty();
  }

  private List<String> found() throws Exception {
    var clients = aws.clients();
    var look = new Look(clients, "entry", AwsClients.GLOBAL);
    new RouteLook(clients).look(look, name.site);
    return FindingTexts.of(look);
  }

  private void silence(String region) {
    failures.put("routes-" + region, SdkClientException.create("no way there"));
  }

  private void remove(String region) {
    failures.put(
        "routes-" + region,
        NoSuchBucketException.builder().statusCode(404).message("gone").build());
  }

  /// Users are at home then.
  @Test
  void objects_that_nobody_wrote_yet_are_no_finding() throws Exception {
    assertThat(found()).isEmpty();
  }

  @Test
  void one_that_is_silent_is_a_warning_and_a_second_one_an_obstacle() throws Exception {
    silence("edge");
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("WARNING LB2002 one of the three objects cannot be read: edge is silent");
    silence("east");
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith(
            "OBSTACLE LB2021 fewer than two of the three objects can be read: east is silent; edge"
                + " is silent");
  }

  @Test
  void a_bucket_that_is_not_there_is_told_by_its_name_and_counts_as_silent() throws Exception {
    remove("west");
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("WARNING LB7005 us-west-2 has no bucket 'routes-west'");
    silence("east");
    assertThat(found())
        .satisfiesExactly(
            it -> assertThat(it).startsWith("OBSTACLE LB7005 us-west-2 has no bucket"),
            it -> assertThat(it).startsWith("OBSTACLE LB2021").contains("east is silent"));
  }

  @Test
  void a_bucket_is_read_once_for_all_that_share_it() throws Exception {
    var clients = aws.clients();
    var route = new RouteLook(clients);
    var look = new Look(clients, "entry", AwsClients.GLOBAL);
    route.look(look, name.site);
    route.look(look, name.site);
    assertThat(aws.asked(GetObjectRequest.class)).hasSize(3);
  }
}
