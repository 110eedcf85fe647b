package drlab;

import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Environment;
import software.constructs.Node;

/// Settings, as `cdk.json` or `-c key=value` gives them.
///
/// @param names of the lab's resources
/// @param account that of whoever deploys; the plan's where nobody is signed in
/// @param alarmEmail blank: alarms tell only who asks them
/// @param bucketPrefix begins the names of buckets, which are worldwide
record LabSettings(
    LabNames names,
    String account,
    int warmStandbyTasks,
    String alarmEmail,
    boolean useMultiRegionKms,
    boolean s3ReplicateDeletes,
    int rtoTargetMinutes,
    int rpoTargetSeconds,
    boolean canaryEnabled,
    String domainName,
    String hostedZoneId,
    String bucketPrefix) {
  private static final String ACCOUNT_OF_THE_PLAN = "123456789012";

  LabSettings {
    require(
        warmStandbyTasks >= 1, "warmStandbyTasks must be 1 or more: with none it is a pilot light");
    require(rtoTargetMinutes >= 1, "rtoTargetMinutes must be 1 or more");
    require(rpoTargetSeconds >= 1, "rpoTargetSeconds must be 1 or more");
    require(
        domainName.matches("[a-z0-9-]+(\\.[a-z0-9-]+){2,}"),
        "domainName must be a name below a zone, such as app.example.com");
    require(!hostedZoneId.isBlank(), "hostedZoneId must name the zone of " + domainName);
  }

  static LabSettings of(software.amazon.awscdk.App app) {
    var node = app.getNode();
    var mode = text(node, "dbMode");
    require(
        mode.equals("rds-postgres"),
        "dbMode must be rds-postgres, was %s: Lifeboat promotes replicas of RDS".formatted(mode));
    return new LabSettings(
        LabNames.WARM_STANDBY,
        accountOfTheCaller(),
        number(node, "warmStandbyTasks"),
        text(node, "alarmEmail"),
        flag(node, "useMultiRegionKms"),
        flag(node, "s3ReplicateDeletes"),
        number(node, "rtoTargetMinutes"),
        number(node, "rpoTargetSeconds"),
        flag(node, "canaryEnabled"),
        text(node, "domainName"),
        text(node, "hostedZoneId"),
        bucketPrefix(app, LabNames.WARM_STANDBY));
  }

  /// What `-c bucketPrefix` says, or the lab's own name.
  static String bucketPrefix(software.amazon.awscdk.App app, LabNames names) {
    return app.getNode().tryGetContext("bucketPrefix") instanceof String given
        ? given
        : names.lab();
  }

  Environment in(LabRegion region) {
    return Environment.builder().account(account).region(region.aws()).build();
  }

  /// That of the name's last labels, all but the first.
  String zoneName() {
    return domainName.substring(domainName.indexOf('.') + 1);
  }

  /// Of one region alone, whoever serves.
  String nameOf(LabRegion region) {
    return region.word() + "." + (names.belowItsName() ? domainName : zoneName());
  }

  String probe(LabRegion region) {
    return "https://" + nameOf(region) + "/dbcheck";
  }

  String dataBucket(LabRegion region) {
    return region.named(bucketPrefix + "-app-data");
  }

  String dataBucketArn(LabRegion region) {
    return "arn:aws:s3:::" + dataBucket(region);
  }

  String logBucket(LabRegion region) {
    return region.named(bucketPrefix + "-logs");
  }

  private static String text(Node node, String key) {
    var value = node.tryGetContext(key);
    require(value != null, key + " is missing: cdk.json has it");
    return String.valueOf(value).strip();
  }

  static String accountOfTheCaller() {
    return Optional.ofNullable(System.getenv("CDK_DEFAULT_ACCOUNT")).orElse(ACCOUNT_OF_THE_PLAN);
  }

  private static int number(Node node, String key) {
    return whole(key, text(node, key));
  }

  static int whole(String key, String text) {
    try {
      // A number of JSON may come as 1.0.
      return new java.math.BigDecimal(text).intValueExact();
    } catch (ArithmeticException | NumberFormatException wrong) {
      throw new IllegalArgumentException(key + " must be a whole number, was " + text, wrong);
    }
  }

  private static boolean flag(Node node, String key) {
    var text = text(node, key);
    return Optional.ofNullable(Map.of("true", true, "false", false).get(text))
        .orElseThrow(
            () -> new IllegalArgumentException(key + " must be true or false, was " + text));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
