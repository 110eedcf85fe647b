package dev.lifeboat.aws.check;

import static java.util.stream.Collectors.joining;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Looks at the buckets of the objects that say where users are sent: of each bucket one object is
/// read, since what its role may read of one it may read of all. Thread-safe.
final class RouteLook {
  private static final int MAJORITY = 2;

  private record Bucket(String awsRegion, String name) {}

  private final AwsClients clients;
  private final Map<Bucket, Optional<Problem>> seen = new ConcurrentHashMap<>();

  RouteLook(AwsClients clients) {
    this.clients = clients;
  }

  void look(Look look, NameSite site) throws InterruptedException {
    var silent = new TreeMap<String, Problem>();
    for (var object : site.objects().entrySet()) {
      unreadable(object.getValue()).ifPresent(why -> silent.put(object.getKey(), why));
    }
    boolean few = site.objects().size() - silent.size() < MAJORITY;
    for (var missing : silent.values().stream().filter(RouteLook::isMissing).toList()) {
      if (few) {
        look.obstacle(missing);
      } else {
        look.warn(missing);
      }
    }
    silent.values().removeIf(RouteLook::isMissing);
    if (silent.isEmpty()) {
      return;
    }
    var first = silent.firstEntry().getValue();
    var which =
        "%s: %s"
            .formatted(
                silent.keySet().stream().map("%s is silent"::formatted).collect(joining("; ")),
                first.happened());
    if (!few) {
      look.warn(
          first.code(),
          "one of the three objects cannot be read: " + which,
          "two are enough; were another one lost, users could not be sent elsewhere",
          first.action());
    } else {
      look.obstacle(
          Problem.passing(
              Code.LB2021,
              "fewer than two of the three objects can be read: " + which,
              "users could not be sent elsewhere",
              first.action()));
    }
  }

  private Optional<Problem> unreadable(RouteSite site) throws InterruptedException {
    var bucket = new Bucket(site.awsRegion(), site.bucket());
    var known = seen.get(bucket);
    if (known == null) {
      known = look(site);
      seen.put(bucket, known);
    }
    return known;
  }

  private Optional<Problem> look(RouteSite site) throws InterruptedException {
    try {
      var _ =
          clients
              .at(AwsApi.s3(), site.awsRegion(), "an object of a route cannot be read")
              .find(
                  it -> it.getObjectAsBytes(of -> of.bucket(site.bucket()).key(site.key())),
                  // Nothing was written yet: users are at home.
                  NoSuchKeyException.class::isInstance);
      return Optional.empty();
    } catch (ProblemException failed) {
      return Optional.of(
          failed.getCause() instanceof NoSuchBucketException ? missing(site) : failed.problem());
    }
  }

  private static boolean isMissing(Problem problem) {
    return problem.code() == Code.LB7005;
  }

  private static Problem missing(RouteSite site) {
    var place =
        site.awsRegion().equals(Buckets.FIRST_REGION)
            ? ""
            : " --create-bucket-configuration LocationConstraint=" + site.awsRegion();
    return Look.missing(
        "%s has no bucket '%s' for the object that says where users are sent"
            .formatted(site.awsRegion(), site.bucket()),
        "users could not be sent elsewhere once another of the three is lost",
        "aws s3api create-bucket --region %s --bucket %s%s"
            .formatted(site.awsRegion(), site.bucket(), place));
  }
}
