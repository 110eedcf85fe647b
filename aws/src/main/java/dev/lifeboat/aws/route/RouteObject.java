package dev.lifeboat.aws.route;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The object of one region: read, and changed by conditional writes, so that its epoch only grows.
final class RouteObject {
  /// Shorter than a call's usual limit: of three objects two are enough.
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /// Whoever else writes is another attempt of the same run; more losses in a row are no bad luck.
  private static final int TRIES = 4;

  private static final int CHANGED = 412;
  private static final int CHANGING = 409;

  private final AwsClients clients;
  private final String traffic;
  private final RouteSite site;

  RouteObject(AwsClients clients, String traffic, RouteSite site) {
    this.clients = clients;
    this.traffic = traffic;
    this.site = site;
  }

  private record Seen(Optional<Route> route, Optional<String> tag) {}

  /// Empty as long as nothing was written: users are at home.
  Optional<Route> read() throws ProblemException, InterruptedException {
    return look().route();
  }

  /// Makes the object say `next`, unless it does.
  ///
  /// @throws ProblemException LB3002 when it says something under a higher epoch already, or what
  ///   comes later in the same run; another code when it could not be written
  void write(Route next) throws ProblemException, InterruptedException {
    for (int tries = 0; tries < TRIES; tries++) {
      var seen = look();
      if (seen.route().filter(next::equals).isPresent()) {
        return;
      }
      var ahead = seen.route().filter(it -> it.epoch() > next.epoch() || next.isBehind(it));
      if (ahead.isPresent()) {
        throw late(next, ahead.get()).asException();
      }
      if (put(next, seen.tag())) {
        return;
      }
    }
    throw Problem.passing(
            Code.LB2002,
            "the object %s in %s is being written by others".formatted(site.key(), site.bucket()),
            "whether users are sent to %s is decided by the others".formatted(next.region()),
            "the run repeats it")
        .asException();
  }

  private Seen look() throws ProblemException, InterruptedException {
    try {
      var answer =
          call(s3 ->
              s3.getObjectAsBytes(it ->
                  it.bucket(site.bucket())
                      .key(site.key())
                      .overrideConfiguration(
                          o -> o.apiCallTimeout(ANSWER).apiCallAttemptTimeout(ANSWER))));
      return new Seen(
          Optional.of(Route.of(answer.asUtf8String())), Optional.of(answer.response().eTag()));
    } catch (IllegalArgumentException damaged) {
      throw new ProblemException(damaged(damaged), damaged);
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof NoSuchKeyException) {
        return new Seen(Optional.empty(), Optional.empty());
      }
      throw failed;
    }
  }

  /// Whether it was written; not if someone else wrote since `tag`.
  private boolean put(Route next, Optional<String> tag)
      throws ProblemException, InterruptedException {
    var request =
        PutObjectRequest.builder()
            .bucket(site.bucket())
            .key(site.key())
            .contentType("application/json")
            .cacheControl("no-store")
            .overrideConfiguration(o -> o.apiCallTimeout(ANSWER).apiCallAttemptTimeout(ANSWER));
    tag.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    try {
      var _ = call(s3 -> s3.putObject(request.build(), RequestBody.fromString(next.text())));
      return true;
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof S3Exception answer
          && (answer.statusCode() == CHANGED || answer.statusCode() == CHANGING)) {
        return false; // By somebody else, or by this call, which the SDK repeated.
      }
      throw failed;
    }
  }

  private Problem late(Route next, Route present) {
    return Problem.lasting(
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

  private <T> T call(RegionCall.Of<S3Client, T> call)
      throws ProblemException, InterruptedException {
    return RegionCall.make(
        new AwsFailure(
            site.awsRegion(),
            "S3",
            "of the three objects of %s this one counts".formatted(traffic)
                + " for nothing; two are enough"),
        clients.s3(site.awsRegion()),
        call);
  }
}
