package dev.lifeboat.aws.route;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.ObjectWrite;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// The object of one region: read, and changed by conditional writes, so that its epoch only grows.
///
/// @param traffic its name in the plan
record RouteObject(AwsClients clients, String traffic, RouteSite site) {

  /// Shorter than a call's usual limit: of three objects two are enough.
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /// Whoever else writes is another attempt of the same run; more losses in a row are no bad luck.
  private static final int TRIES = 4;

  private record Seen(Optional<Route> route, Optional<String> tag) {}

  /// Empty as long as nothing was written: users are at home.
  Optional<Route> read() throws ProblemException, InterruptedException {
    return look().route();
  }

  /// Makes the object say `next`, unless it does.
  ///
  /// @return what it says now
  /// @throws ProblemException LB3002 when it says something under a higher epoch already, or what
  ///   comes later in the same run; another code when it could not be written
  Route write(Route next) throws ProblemException, InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      var seen = look();
      if (seen.route().filter(next::equals).isPresent()) {
        return next;
      }
      var ahead = seen.route().filter(it -> it.epoch() > next.epoch() || next.isBehind(it));
      if (ahead.isPresent()) {
        throw late(next, ahead.get());
      }
      if (put(next, seen.tag())) {
        return next;
      }
    }
    throw ProblemException.passing(
        Code.LB2002,
        "the object %s in %s is being written by others".formatted(site.key(), site.bucket()),
        "whether users are sent to %s is decided by the others".formatted(next.region()),
        "the run repeats it");
  }

  private Seen look() throws ProblemException, InterruptedException {
    var answer =
        calls()
            .find(
                s3 ->
                    s3.getObjectAsBytes(it ->
                        it.bucket(site.bucket())
                            .key(site.key())
                            .overrideConfiguration(RouteObject::quickly)),
                NoSuchKeyException.class::isInstance);
    try {
      return new Seen(
          answer.map(it -> Route.of(it.asUtf8String())), answer.map(it -> it.response().eTag()));
    } catch (IllegalArgumentException damaged) {
      throw new ProblemException(damaged(damaged), damaged);
    }
  }

  /// Whether it was written; not if someone else wrote since `tag`, or this call, which the SDK
  /// repeated.
  private boolean put(Route next, Optional<String> tag)
      throws ProblemException, InterruptedException {
    var request =
        PutObjectRequest.builder()
            .bucket(site.bucket())
            .key(site.key())
            .contentType("application/json")
            .cacheControl("no-store")
            .overrideConfiguration(RouteObject::quickly);
    tag.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    return calls()
        .find(
            s3 -> s3.putObject(request.build(), RequestBody.fromString(next.text())),
            ObjectWrite::isRefused)
        .isPresent();
  }

  private static void quickly(AwsRequestOverrideConfiguration.Builder call) {
    call.apiCallTimeout(ANSWER).apiCallAttemptTimeout(ANSWER);
  }

  private ProblemException late(Route next, Route present) {
    return ProblemException.lasting(
        Code.LB3002,
        "%s was to be sent by %s; %s in %s says %s"
            .formatted(traffic, next.text(), site.key(), site.bucket(), present.text()),
        "another request has come first; this one changed nothing there",
        "see 'lifeboat runs'");
  }

  private Problem damaged(IllegalArgumentException why) {
    return Problem.lasting(
        Code.LB4008,
        "the object %s in %s cannot be understood: %s"
            .formatted(site.key(), site.bucket(), why.getMessage()),
        "where it sends users cannot be told",
        "restore its last version; Lifeboat alone may change it");
  }

  private RegionCall<S3Client> calls() {
    return clients.at(
        AwsApi.s3(),
        site.awsRegion(),
        "of the three objects of %s this one counts for nothing; two are enough"
            .formatted(traffic));
  }
}
