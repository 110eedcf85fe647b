package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackRemoval.Fate;
import dev.lifeboat.provision.apply.StackTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;

/// Where templates are kept that are too long for a call: a private bucket in the region of their
/// stacks, made when it is first needed. S3 encrypts what is in it by itself.
public record TemplateBucket(AwsClients clients, String plan) {
  private static final String MEANS = "the stack stays as it is";

  /// The only region that a bucket's place is not named for.
  private static final String UNNAMED = "us-east-1";

  /// CloudFormation reads a template while it reckons a change set, which takes minutes.
  private static final int DAYS = 7;

  private static final int ABSENT = 404;
  private static final String TYPE = "AWS::S3::Bucket";

  private RegionCall<S3Client> in(String awsRegion) {
    return clients.at(AwsApi.s3(), awsRegion, MEANS);
  }

  /// Names of buckets are all the world's, so the account is in it.
  private String bucket(String awsRegion) throws ProblemException, InterruptedException {
    var account =
        clients
            .at(AwsApi.control("STS", StsClient.class, StsClient::builder), awsRegion, MEANS)
            .make(StsClient::getCallerIdentity)
            .account();
    return "lifeboat-templates-%s-%s".formatted(account, awsRegion);
  }

  private static String overTls(String bucket) {
    return """
    {"Version":"2012-10-17","Statement":[{"Sid":"OverTls","Effect":"Deny","Principal":"*","Action":"s3:*",\
    "Resource":["arn:aws:s3:::%1$s","arn:aws:s3:::%1$s/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}\
    """
        .formatted(bucket);
  }

  /// Another text has another key: a look beside whoever changes the stack changes no template that
  /// CloudFormation is about to read for them.
  private String key(StackAddress at, StackTemplate template) {
    var hash = Sha256.of(template.text().getBytes(StandardCharsets.UTF_8));
    return "%s/%s.%s.template.json".formatted(plan, at.name(), hash);
  }

  /// Gives the address that CloudFormation reads it at.
  String put(StackAddress at, StackTemplate template)
      throws ProblemException, InterruptedException {
    var region = at.awsRegion();
    var bucket = bucket(region);
    var s3 = in(region);
    var _ =
        s3.find(
            it ->
                it.createBucket(ask -> {
                  ask.bucket(bucket);
                  if (!region.equals(UNNAMED)) {
                    ask.createBucketConfiguration(where -> where.locationConstraint(region));
                  }
                }),
            BucketAlreadyOwnedByYouException.class::isInstance);
    var _ =
        s3.make(it ->
            it.putPublicAccessBlock(ask ->
                ask.bucket(bucket)
                    .publicAccessBlockConfiguration(block ->
                        block
                            .blockPublicAcls(true)
                            .blockPublicPolicy(true)
                            .ignorePublicAcls(true)
                            .restrictPublicBuckets(true))));
    putSettings(s3, bucket);
    return upload(at, template);
  }

  /// Whether there is one; where nobody may look there is none for them.
  boolean isThere(String awsRegion) throws ProblemException, InterruptedException {
    try {
      return keys(awsRegion, bucket(awsRegion)).isPresent();
    } catch (ProblemException denied) {
      if (denied.problem().code() != Code.LB7002) {
        throw denied;
      }
      return false;
    }
  }

  /// The same of a look, which makes no bucket.
  ///
  /// @throws ProblemException where there is none, too
  String upload(StackAddress at, StackTemplate template)
      throws ProblemException, InterruptedException {
    var region = at.awsRegion();
    var bucket = bucket(region);
    var _ =
        in(region)
            .make(it ->
                it.putObject(
                    ask ->
                        ask.bucket(bucket).key(key(at, template)).contentType("application/json"),
                    RequestBody.fromString(template.text())));
    return "https://%s.s3.%s.amazonaws.com/%s".formatted(bucket, region, key(at, template));
  }

  /// Those that are there already may be a person's own.
  private static void putSettings(RegionCall<S3Client> s3, String bucket)
      throws ProblemException, InterruptedException {
    if (isAbsent(s3, it -> it.getBucketPolicy(ask -> ask.bucket(bucket)))) {
      var _ = s3.make(it -> it.putBucketPolicy(ask -> ask.bucket(bucket).policy(overTls(bucket))));
    }
    if (!isAbsent(s3, it -> it.getBucketLifecycleConfiguration(ask -> ask.bucket(bucket)))) {
      return;
    }
    var old =
        LifecycleRule.builder()
            .id("old-templates")
            .status(ExpirationStatus.ENABLED)
            .filter(every -> every.prefix(""))
            .expiration(after -> after.days(DAYS))
            .build();
    var _ =
        s3.make(it ->
            it.putBucketLifecycleConfiguration(
                ask -> ask.bucket(bucket).lifecycleConfiguration(all -> all.rules(old))));
  }

  private static boolean isAbsent(RegionCall<S3Client> s3, RegionCall.Of<S3Client, ?> setting)
      throws ProblemException, InterruptedException {
    return s3.find(setting, it -> it instanceof S3Exception of && of.statusCode() == ABSENT)
        .isEmpty();
  }

  /// What becomes of the bucket, if there is one.
  Optional<Fate> fate(String awsRegion) throws ProblemException, InterruptedException {
    var bucket = bucket(awsRegion);
    try {
      return keys(awsRegion, bucket).map(all -> fate(awsRegion, bucket, isOurs(all)));
    } catch (ProblemException failed) {
      return Optional.of(PlanParameters.denied(failed, awsRegion, TYPE, bucket));
    }
  }

  private static Fate fate(String awsRegion, String bucket, boolean ours) {
    var why = ours ? "it has copies of templates alone" : "other plans have templates in it";
    return new Fate(null, awsRegion, TYPE, bucket, !ours, why);
  }

  /// Empty where there is no bucket.
  private Optional<List<String>> keys(String awsRegion, String bucket)
      throws ProblemException, InterruptedException {
    return in(awsRegion)
        .find(
            it ->
                it.listObjectsV2Paginator(ask -> ask.bucket(bucket)).contents().stream()
                    .map(S3Object::key)
                    .toList(),
            NoSuchBucketException.class::isInstance);
  }

  private boolean isOurs(List<String> keys) {
    return keys.stream().allMatch(it -> it.startsWith(plan + "/"));
  }

  /// Removes what this plan has there, and the bucket with the last plan's.
  void end(String awsRegion) throws ProblemException, InterruptedException {
    var bucket = bucket(awsRegion);
    var s3 = in(awsRegion);
    var all = keys(awsRegion, bucket);
    for (var key : all.orElse(List.of())) {
      if (isOurs(List.of(key))) {
        var _ = s3.make(it -> it.deleteObject(ask -> ask.bucket(bucket).key(key)));
      }
    }
    if (all.filter(this::isOurs).isPresent()) {
      var _ = s3.make(it -> it.deleteBucket(ask -> ask.bucket(bucket)));
    }
  }
}
