package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.RouteSite;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Looks whether Route 53's health checkers may read the objects that say where users are sent, and
/// nobody else without credentials. Their addresses change now and then.
record RouteReadersLook(NameSite site) {
  /// @param look in [dev.lifeboat.aws.AwsClients#GLOBAL]
  void look(Look look) throws InterruptedException {
    var checkers =
        look.ask(
            AwsApi.route53(),
            "from where health checkers ask",
            it -> it.getCheckerIpRanges().checkerIpRanges());
    if (checkers.isEmpty()) {
      return;
    }
    for (var object : site.objects().values()) {
      var there = look.in(object.awsRegion());
      policy(there, object, checkers.get());
      block(there, object);
    }
  }

  private static void policy(Look look, RouteSite object, List<String> checkers)
      throws InterruptedException {
    var bucket = object.bucket();
    var found =
        look.ask(
            AwsApi.s3(),
            "who may read objects of " + bucket,
            s3 -> present(() -> s3.getBucketPolicy(it -> it.bucket(bucket)).policy()));
    if (found.isEmpty()) {
      return;
    }
    var readers = RouteReaders.of(found.get(), object);
    var missing = new TreeSet<>(checkers);
    missing.removeAll(readers.ranges());
    var others = new TreeSet<>(readers.ranges());
    checkers.forEach(others::remove);
    var what =
        readers.everybody()
            ? "lets everybody read its object"
            : !missing.isEmpty()
                ? "lets no health checker from %s read its object".formatted(missing)
                : !others.isEmpty() ? "lets others read its object: %s".formatted(others) : "";
    if (!what.isEmpty()) {
      look.warn(
          "the policy of %s %s".formatted(bucket, what),
          readers.everybody()
              ? "an account that blocks public access refuses it, and then nobody is led"
              : "users are led as Route 53's own health checkers read it",
          "aws s3api put-bucket-policy --region %s --bucket %s --policy '%s'"
              .formatted(
                  object.awsRegion(), bucket, RouteReaders.policy(found.get(), object, checkers)));
    }
  }

  private static void block(Look look, RouteSite object) throws InterruptedException {
    var bucket = object.bucket();
    var found =
        look.ask(
            AwsApi.s3(),
            "whether public access to %s is blocked".formatted(bucket),
            s3 ->
                present(() ->
                    s3.getPublicAccessBlock(it -> it.bucket(bucket))
                        .publicAccessBlockConfiguration()));
    if (found.isPresent() && found.get().filter(RouteReadersLook::blocksAll).isEmpty()) {
      look.warn(
          "public access to %s is not blocked".formatted(bucket),
          "one more statement could let everybody read or write where users are sent",
          "aws s3api put-public-access-block --region %s --bucket %s"
                  .formatted(object.awsRegion(), bucket)
              + " --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,"
              + "BlockPublicPolicy=true,RestrictPublicBuckets=true");
    }
  }

  private static boolean blocksAll(PublicAccessBlockConfiguration block) {
    return block.blockPublicAcls()
        && block.ignorePublicAcls()
        && block.blockPublicPolicy()
        && block.restrictPublicBuckets();
  }

  private interface Question<T> {
    T ask();
  }

  /// Empty where there is none.
  private static <T> Optional<T> present(Question<T> question) {
    try {
      return Optional.of(question.ask());
    } catch (S3Exception failed) {
      if (failed.awsErrorDetails().errorCode().startsWith("NoSuch")
          && !failed.awsErrorDetails().errorCode().equals("NoSuchBucket")) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
