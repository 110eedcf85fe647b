package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

  /// @param traffic its name in the plan
  List<AwsFinding> findings(String traffic, NameSite site) throws InterruptedException {
    var silent = new TreeMap<String, Problem>();
    for (var object : site.objects().entrySet()) {
      unreadable(object.getValue()).ifPresent(why -> silent.put(object.getKey(), why));
    }
    if (silent.isEmpty()) {
      return List.of();
    }
    var which =
        silent.keySet().stream().map("%s is silent"::formatted).collect(Collectors.joining("; "));
    var first = silent.firstEntry().getValue();
    var enough = site.objects().size() - silent.size() >= MAJORITY;
    return List.of(
        enough
            ? AwsFinding.warning(
                traffic,
                Problem.lasting(
                    first.code(),
                    "one of the three objects cannot be read: %s: %s"
                        .formatted(which, first.happened()),
                    "two are enough; were another one lost, users could not be sent elsewhere",
                    first.action()))
            : AwsFinding.obstacle(
                traffic,
                Problem.passing(
                    Code.LB2021,
                    "fewer than two of the three objects can be read: %s: %s"
                        .formatted(which, first.happened()),
                    "users could not be sent elsewhere",
                    first.action())));
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
      RegionCall.make(
          new AwsFailure(site.awsRegion(), "S3", "an object of a route cannot be read"),
          clients.s3(site.awsRegion()),
          it -> it.getObjectAsBytes(of -> of.bucket(site.bucket()).key(site.key())));
      return Optional.empty();
    } catch (ProblemException failed) {
      return failed.getCause() instanceof NoSuchKeyException
          ? Optional.empty() // Nothing was written yet: users are at home.
          : Optional.of(failed.problem());
    }
  }
}
