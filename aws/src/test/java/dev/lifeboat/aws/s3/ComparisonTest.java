package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;

/// What one half of a bucket has alone, by the versions of both.
final class ComparisonTest {
  private static final Map<String, BucketSite> SITES = sites();

  /// By bucket, as [ListedVersions] has them.
  private final Map<String, List<String>> stored = new LinkedHashMap<>();

  private static Map<String, BucketSite> sites() {
    var sites = new LinkedHashMap<String, BucketSite>();
    sites.put("east", new BucketSite("us-east-1", "images-east", "role", Optional.empty()));
    sites.put("west", new BucketSite("us-west-2", "images-west", "role", Optional.empty()));
    return sites;
  }

  private Comparison compared(boolean deletes, List<String> east, List<String> west)
      throws Exception {
    stored.put("images-east", east);
    stored.put("images-west", west);
    try (var clients =
        new AwsAnswers()
            .to(
                ListObjectVersionsRequest.class,
                asked -> ListedVersions.of(stored.get(asked.bucket())))
            .clients()) {
      var planned = new ReplicatedBucket(new RegionSites<>("images", SITES), deletes, false);
      return Comparison.of(new Buckets(clients, planned), "east");
    }
  }

  private static List<String> told(List<Comparison.Missing> missing) {
    return missing.stream().map(it -> it.key() + " " + it.version()).toList();
  }

  @Test
  void what_both_have_is_missing_nowhere_whatever_the_copy_has_besides() throws Exception {
    var found =
        compared(true, List.of("a v1*", "c v1*"), List.of("a v1*", "b v9*", "c v1*", "d v1*"));
    assertThat(found.missing()).isEmpty();
    assertThat(found.older()).isEmpty();
    assertThat(found.compared()).isEqualTo(2);
  }

  @Test
  void a_version_that_the_copy_lacks_is_missing_and_one_of_before_is_told_apart() throws Exception {
    var found =
        compared(true, List.of("a v1", "a v2*", "b v1*", "c v1*"), List.of("a v9*", "c v1*"));
    assertThat(told(found.missing())).containsExactly("a v2", "b v1");
    assertThat(told(found.older())).containsExactly("a v1");
  }

  @Test
  void a_delete_counts_where_deletes_are_replicated_and_any_current_one_will_do() throws Exception {
    var east = List.of("a v1", "a m1*-");
    assertThat(told(compared(true, east, List.of("a v1*")).missing())).containsExactly("a m1");
    assertThat(compared(true, east, List.of("a v1", "a m7*-")).missing()).isEmpty();
    assertThat(compared(false, east, List.of("a v1*")).missing()).isEmpty();
  }
}
